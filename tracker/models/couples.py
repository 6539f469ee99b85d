"""What a couple's days have come to: covers of one by the other, and milestones worth a kind word."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.covers import LINE_LENGTH
from tracker.extensions import Model
from tracker.models.types import BIG, Id, Moment, Title, Word
from tracker.models.watching import FOLLOWS


class Cover(Model):
    """A day on which one partner stood in for the other, with a kind line; the other may decline it in silence."""

    __tablename__ = "covers"
    hidden_by = ("declined", True)
    __table_args__ = (UniqueConstraint("covered_id", "day"),)

    id: Mapped[Id]
    came_on: Mapped[date | None]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    giver_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    covered_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"))
    day: Mapped[date]
    line: Mapped[str] = mapped_column(Title(LINE_LENGTH))
    given_at: Mapped[Moment]
    declined: Mapped[bool] = mapped_column(default=False)


class MilestoneRow(Model):
    """Something the couple has come to, once. ``number`` says how many days, or which return it is."""

    __tablename__ = "milestones"
    unwatched = FOLLOWS

    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[Word] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    reached_on: Mapped[date]


class Telling(Model):
    """That somebody has read of a milestone; for as long as there is none, it waits for them on Today."""

    __tablename__ = "tellings"
    unwatched = FOLLOWS

    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[Word] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
