"""Words that somebody has begun to write to the other, and not sent: what kinds there are, and how long one may be."""

from enum import StrEnum

DRAFT_LENGTH = (
    4000  # longer than anything that is sent: what has to be shortened first is no less somebody's words
)

MOST_LEFT = 20  # of what was begun for somebody who has left; the oldest go


class DraftKind(StrEnum):
    """What a draft becomes once it is sent."""

    NOTE = "note"
    JAR_NOTE = "jar-note"
