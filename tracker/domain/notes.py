"""Notes of appreciation: how long they may be, and how one may answer them."""

from datetime import timedelta

from tracker.domain.texts import _

NOTE_LENGTH = 2000
UNDO_FOR = timedelta(days=1)

REACTIONS = {
    "heart": _("Touched me"),
    "spark": _("Made my day"),
    "hug": _("Holding you"),
    "laugh": _("Made me laugh"),
    "thanks": _("Thank you"),
}
