"""The pauses in which nothing is asked."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.pauses import PausedDays
from tracker.extensions import Model
from tracker.models.types import BIG, Id


class Pause(Model):
    """Days on which nothing is asked: of both, of one person, or of one habit.

    One person's is ``offered`` for as long as the other may make it one of both.
    """

    __tablename__ = "pauses"
    __table_args__ = (CheckConstraint("starts_on <= ends_on", name="ends_after_it_starts"),)

    id: Mapped[Id]
    came_on: Mapped[date | None]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True
    )
    habit_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("habits.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    offered: Mapped[bool] = mapped_column(default=False, server_default=false())

    @property
    def days(self) -> PausedDays:
        """The days themselves."""
        return PausedDays(self.starts_on, self.ends_on)
