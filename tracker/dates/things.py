"""What an export holds of dates."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.archives.plain import Id
from tracker.archives.things import NO_ID, Archive, Field, Keys, Who, own_id
from tracker.domain.outings import ONCE, OPEN_END, OutingState, is_over


@dataclass(frozen=True, slots=True)
class Outing:
    """A date. ``starts_at`` is a time such as 19:30 on the wall clock of ``zone``, or empty; who prepares it may be nobody."""

    by: Who
    title: str
    day: date
    zone: str
    state: OutingState = OutingState.PLANNED
    starts_at: str = ""
    minutes: int = OPEN_END
    place: str = ""
    prepared_by: Who = Who.NOBODY
    note: str = ""
    repeat_weeks: int = ONCE
    line: str = ""
    shared: bool = False
    id: Id = NO_ID
    came_on: date | None = None
    made_at: datetime | None = None

    def half(self) -> "Outing | None":
        """One's own alone."""
        return self if self.by is Who.ME else None

    def alone(self) -> "Outing":
        """A date as one alone remembers or still plans it."""
        prepared_by = Who.ME if self.prepared_by is Who.ME else Who.NOBODY
        again = self.repeat_weeks if self.by is Who.ME else ONCE
        return replace(
            self,
            by=Who.ME,
            shared=False,
            id=own_id(self.by, self.id),
            prepared_by=prepared_by,
            repeat_weeks=again,
        )


OUTINGS = Field("outings", tuple[Outing, ...], ())


def outings_alone(archive: Archive, keys: Keys) -> tuple[Outing, ...]:
    """One's own; of the partner's a copy of what had been, while what is to come stays theirs."""
    today = archive.exported_on
    return tuple(
        each.alone()
        for each in archive[OUTINGS]
        if each.by is Who.ME or is_over(each.day, each.state, today=today)
    )
