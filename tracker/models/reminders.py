"""When somebody wants to be reminded, and how; and what was planned of it lately."""

from __future__ import annotations

from datetime import time

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.reminders import WORDING_LENGTH, QuietHours
from tracker.extensions import Model
from tracker.models.types import BIG, Id, Moment, Title, Word, only_rows
from tracker.models.watching import ANEW, PASSES

NIGHT = QuietHours(time(22), time(7))


class ReminderRow(Model):
    """One time of the day at which somebody is reminded of a habit, or of the check-in; or at which their weekly letter comes.

    It is looked at again ``look_at``, or as soon as that lies further ahead than it can.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        Index(
            "uq_reminders_habit",
            "person_id",
            "habit_id",
            "at",
            unique=True,
            **only_rows("habit_id IS NOT NULL"),
        ),
        Index("uq_reminders_kind", "person_id", "kind", "at", unique=True, **only_rows("habit_id IS NULL")),
        CheckConstraint("kind IN ('habit', 'check-in', 'letter')", name="kind_is_known"),
        CheckConstraint("(kind = 'habit') = (habit_id IS NOT NULL)", name="a_habit_is_named"),
    )

    id: Mapped[Id]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    habit_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("habits.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Word]
    at: Mapped[time]
    look_at: Mapped[Moment] = mapped_column(index=True)


class ReminderWays(Model):
    """How somebody wants to be reminded: in the app, by mail, on their devices, as alarms in their calendar.

    Nothing that is sent tells what it is about, unless they want ``details``; ``wording`` are words of their own in place of
    ours. Between ``quiet_from`` and ``quiet_until`` nothing is sent. With ``arrivals`` they are told that something waits:
    once until they open Tend, which they were ``told`` then; what came last is looked at ``arrival_at``. Mails are written in the language they read by ``locale``.
    """

    __tablename__ = "reminder_ways"
    unwatched = ANEW

    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    here: Mapped[bool] = mapped_column(default=True, server_default=true())
    by_mail: Mapped[bool] = mapped_column(default=False, server_default=false())
    by_push: Mapped[bool] = mapped_column(default=True, server_default=true())
    by_alarm: Mapped[bool] = mapped_column(default=False, server_default=false())
    details: Mapped[bool] = mapped_column(default=False, server_default=false())
    arrivals: Mapped[bool] = mapped_column(default=False, server_default=false())
    told: Mapped[bool] = mapped_column(default=False, server_default=false())
    arrival_at: Mapped[Moment | None] = mapped_column(index=True)
    wording: Mapped[str] = mapped_column(Title(WORDING_LENGTH), default="", server_default=text("''"))
    quiet_from: Mapped[time] = mapped_column(default=NIGHT.begins)
    quiet_until: Mapped[time] = mapped_column(default=NIGHT.ends)
    locale: Mapped[str] = mapped_column(String(20), default="en", server_default=text("'en'"))

    @property
    def quiet_hours(self) -> QuietHours:
        """When nothing is sent."""
        return QuietHours(self.quiet_from, self.quiet_until)


class PlannedReminder(Model):
    """That one reminder was planned: of what, for whom, for which date and time. So it is planned once, whoever plans."""

    __tablename__ = "planned_reminders"
    unwatched = PASSES

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    at: Mapped[Moment]
