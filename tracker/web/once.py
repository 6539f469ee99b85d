"""Keeps a form that makes something new from making it twice when it is sent twice.

Each such form carries a mark of its own. The first to be taken leaves the mark behind, in the
transaction that makes the thing; so of two sent at the same instant the second waits, and finds it.
"""

import re
import secrets

from tracker.extensions import db
from tracker.models import Limit
from tracker.one_database import insert_on
from tracker.web.clock import now

MARK = re.compile(r"(?P<made_at>[0-9]{1,12})-[A-Za-z0-9_-]{1,40}")


def new_mark() -> str:
    """A mark that no other form carries, and when it was made."""
    return f"{int(now().timestamp())}-{secrets.token_urlsafe(12)}"


def mark_in(text: str) -> str:
    """A form's mark as it was sent; nothing where it is none of ours."""
    return text if MARK.fullmatch(text) else ""


def taken_before(mark: str) -> bool:
    """Whether a form with this mark was taken already; if not, it is from now on."""
    ours = MARK.fullmatch(mark)
    if ours is None:
        return False
    made_at = min(int(ours["made_at"]), int(now().timestamp()))  # or it would be kept for as long as it says
    insert = insert_on(db.engine.dialect.name)
    left = db.session.execute(
        insert(Limit)
        .values(key=f"once:{mark}", window=made_at, try_count=1)
        .on_conflict_do_nothing()
        .returning(Limit.key)
    )
    return left.first() is None
