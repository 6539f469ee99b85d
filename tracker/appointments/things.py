"""What an export holds of appointments."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.archives.plain import Id
from tracker.archives.things import NO_ID, Field, Keys, Who


@dataclass(frozen=True, slots=True)
class ToBring:
    """Something to take along to an appointment."""

    name: str
    packed: bool = False
    id: Id = NO_ID


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment with somebody who helps. ``starts_at`` is a time such as 19:30 on the wall clock of ``zone``, or empty."""

    by: Who
    who: str
    day: date
    zone: str
    starts_at: str = ""
    place: str = ""
    reach: str = ""
    note: str = ""
    shared: bool = False
    to_bring: tuple[ToBring, ...] = ()
    id: Id = NO_ID
    came_on: date | None = None
    made_at: datetime | None = None

    def half(self) -> "Appointment | None":
        """One's own alone."""
        return self if self.by is Who.ME else None

    def alone(self, keys: Keys) -> "Appointment | None":
        """One's own; the partner's stayed theirs."""
        return replace(self, shared=False) if self.by is Who.ME else None


APPOINTMENTS = Field("appointments", tuple[Appointment, ...], ())
