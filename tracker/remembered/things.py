"""What an export holds of days to remember."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.archives.plain import Id
from tracker.archives.things import NO_ID, Archive, Field, Keys, Who, own_id
from tracker.domain.remembered import Yearly, begun


@dataclass(frozen=True, slots=True)
class RememberedDay:
    """A day to remember each year; ``year`` is the one in which it was first, 0 if not known."""

    by: Who
    name: str
    month: int
    day: int
    year: int = 0
    shared: bool = False
    id: Id = NO_ID
    came_on: date | None = None
    made_at: datetime | None = None

    def half(self) -> "RememberedDay | None":
        """One's own alone."""
        return self if self.by is Who.ME else None

    def alone(self) -> "RememberedDay":
        """It is one's own from then on."""
        return replace(self, by=Who.ME, shared=False, id=own_id(self.by, self.id))


REMEMBERED = Field("remembered", tuple[RememberedDay, ...], ())


def days_alone(archive: Archive, keys: Keys) -> tuple[RememberedDay, ...]:
    """One's own; of the partner's a copy, where it had been for the first time."""
    today = archive.exported_on
    return tuple(
        each.alone()
        for each in archive[REMEMBERED]
        if each.by is Who.ME or begun(Yearly(each.month, each.day, each.year), today=today)
    )
