"""The lines of ticks: who ticked what on which day, and what they wrote about it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.remarks import LONGEST_REMARK
from tracker.domain.terms import WHOLE
from tracker.extensions import Model
from tracker.models.habits import Habit
from tracker.models.types import BIG, Id, Moment, Prose, Small, Words, only_rows
from tracker.models.watching import FOLDED, FOLLOWS


class Track(Model):
    """One line of ticks: a habit as done by one owner, or by the couple where it has none.

    ``state`` is the fold's up to and including the day ``settled_through``, the last of a closed
    period, with what it was computed from; ``rules`` says by which rules, 0 for none yet.
    Once it was asked whether it should be for less often, that is ``softer_answered``.
    """

    __tablename__ = "tracks"
    __table_args__ = (
        Index("uq_tracks_habit_id_owner_id", "habit_id", "owner_id", unique=True),
        Index("uq_tracks_habit_id_together", "habit_id", unique=True, **only_rows("owner_id IS NULL")),
    )

    id: Mapped[Id]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    habit_id: Mapped[int] = mapped_column(BIG, ForeignKey("habits.id", ondelete="CASCADE"))
    owner_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date]
    settled_through: Mapped[date]
    state: Mapped[Prose] = mapped_column(default="", info=FOLDED)
    rules: Mapped[Small] = mapped_column(default=0, server_default=text("0"))
    softer_answered: Mapped[bool] = mapped_column(default=False, server_default=false())

    habit: Mapped[Habit] = relationship(lazy="raise_on_sql", back_populates="tracks")


class TrackYear(Model):
    """Where a track's fold stood before the first period that ends in a year, so that a year can be looked at alone.

    It was folded by the rules of its track, with which it goes and comes.
    """

    __tablename__ = "track_years"
    unwatched = FOLLOWS

    track_id: Mapped[int] = mapped_column(BIG, ForeignKey("tracks.id", ondelete="CASCADE"), primary_key=True)
    year: Mapped[Small] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    settled_through: Mapped[date]
    state: Mapped[Prose]


class Tick(Model):
    """A mark that a track was done on a day, as its owner lived it.

    ``amount`` is in thousandths of the habit's unit, or `WHOLE` where none was said. One of both keeps who made it, as it
    stands; where a track has an owner, that follows from the track. ``ticked_at`` is when it was said last.
    """

    __tablename__ = "ticks"
    comes_back = True
    __table_args__ = (
        CheckConstraint("amount >= -1", name="amount_is_one"),
        Index("ix_ticks_ticker_id", "ticker_id", **only_rows("ticker_id IS NOT NULL")),
    )

    track_id: Mapped[int] = mapped_column(BIG, ForeignKey("tracks.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    ticked_at: Mapped[Moment]
    amount: Mapped[int] = mapped_column(default=WHOLE, server_default=text(str(WHOLE)))
    ticker_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("people.id", ondelete="SET NULL"))


class Untick(Model):
    """When somebody last took back that a track was done on a day, or said so where nothing stood there.

    It is known for as long as anything that was ticked before could still come, from a device that has no network.
    """

    __tablename__ = "unticks"

    track_id: Mapped[int] = mapped_column(BIG, ForeignKey("tracks.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    unticked_at: Mapped[Moment]


class Remark(Model):
    """What somebody wrote about a day of a track. A private one is its author's alone."""

    __tablename__ = "remarks"
    hidden_by = ("private", True)

    track_id: Mapped[int] = mapped_column(BIG, ForeignKey("tracks.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(
        BIG, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    body: Mapped[str] = mapped_column(Words(LONGEST_REMARK))
    private: Mapped[bool]
    written_at: Mapped[Moment]
