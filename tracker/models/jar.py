"""The rainy-day jar."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.jar import JAR_LENGTH
from tracker.extensions import Model
from tracker.models.types import BIG, Id, Moment, Words


class JarNote(Model):
    """A note that somebody wrote for later. While ``waiting`` it is for whoever joins; without a recipient, for nobody any more."""

    __tablename__ = "jar_notes"

    id: Mapped[Id]
    came_on: Mapped[date | None]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    recipient_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    waiting: Mapped[bool]
    body: Mapped[str] = mapped_column(Words(JAR_LENGTH))
    written_at: Mapped[Moment]
    deleted_at: Mapped[Moment | None]


class Opening(Model):
    """What somebody has opened, as it was then: it stays with them whatever becomes of the note in the jar."""

    __tablename__ = "openings"
    __table_args__ = (UniqueConstraint("reader_id", "opened_on"),)

    id: Mapped[Id]
    came_on: Mapped[date | None]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    reader_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    note_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("jar_notes.id", ondelete="SET NULL"), index=True
    )
    opened_on: Mapped[date]
    body: Mapped[str] = mapped_column(Words(JAR_LENGTH))
