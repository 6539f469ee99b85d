"""Files that wait between being sent and being brought in."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.uploads import A_PART, MOST_CLAIMS
from tracker.extensions import Model
from tracker.models.types import BIG, Content, Instant, Moment, Prose
from tracker.models.watching import PASSES


class Upload(Model):
    """A file that somebody wants to bring in: one a person. ``choices`` holds what they chose for it, as JSON.

    ``content`` is its beginning; what goes on after that lies in parts.
    ``done_count`` of its habits are in already; 0 while it is only looked at.
    """

    __tablename__ = "uploads"
    unwatched = PASSES

    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes] = mapped_column(Content(A_PART))
    choices: Mapped[Prose] = mapped_column(default="")
    done_count: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[Moment]


class UploadPart(Model):
    """What of a large file lies beside it, in order. Parts are written one by one, and the file itself when all are there."""

    __tablename__ = "upload_parts"
    unwatched = PASSES

    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(Content(A_PART))


class Half(Model):
    """What somebody's file says of what was between them and a partner, until the partner's own says the same: one a person."""

    __tablename__ = "halves"

    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    claims: Mapped[bytes] = mapped_column(Content(MOST_CLAIMS))


class Arrival(Model):
    """An export on its way back into a space: one a person.

    Until it is whole it lies in a space of its own, the stage, of which nobody is a member: so no page, count or
    file of anybody's knows of it. ``done_count`` of its pieces are written; ``mark`` is that of all they follow from.
    """

    __tablename__ = "arrivals"
    unwatched = PASSES

    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    stage_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), unique=True)
    sent_at: Mapped[Moment]
    mark: Mapped[str] = mapped_column(String(64))
    piece_count: Mapped[int]
    done_count: Mapped[int]
