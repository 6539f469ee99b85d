"""What an export holds of reflections."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.archives.plain import Id
from tracker.archives.things import NO_ID, Field, Keys, Who
from tracker.domain.reflections import ReflectionEntry


@dataclass(frozen=True, slots=True)
class Reflection:
    """What somebody wrote for themselves; the partner's only while it is shared with me, and without its instants."""

    by: Who
    written_on: date
    entry: ReflectionEntry
    created_at: datetime | None = None
    saved_at: datetime | None = None
    shared_at: datetime | None = None
    id: Id = NO_ID
    came_on: date | None = None

    def alone(self, keys: Keys) -> "Reflection | None":
        """One's own, shared with nobody."""
        return replace(self, shared_at=None) if self.by is Who.ME else None


REFLECTIONS = Field("reflections", tuple[Reflection, ...], ())
