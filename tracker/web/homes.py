"""By what a browser tells whose it keeps something: marks of the person and of their home, which say nothing of either."""

import hmac
from base64 import urlsafe_b64encode
from functools import lru_cache

from tracker.web.keeping import may_keep
from tracker.web.session import me, secret

BYTES = 9  # twelve letters, which stand on each page


def home_mark() -> str:
    """The marks of the one who asks and of the space they live in now, with a point between."""
    return marks(me().id, me().space_id, secret())


def kept_for() -> str:
    """The same, where a browser may keep anything for them until it is sent."""
    return home_mark() if may_keep(me()) else ""


# Made anew for each page, a small one would take longer; it is the same for as long as somebody lives somewhere.
@lru_cache(maxsize=1000)
def marks(person_id: int, space_id: int, signed_by: str) -> str:
    return ".".join(mark(each, signed_by) for each in (f"{person_id}", f"{person_id} {space_id}"))


def mark(text: str, signed_by: str) -> str:
    digest = hmac.digest(signed_by.encode(), f"home:{text}".encode(), "sha256")
    return urlsafe_b64encode(digest[:BYTES]).decode()
