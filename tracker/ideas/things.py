"""What an export holds of ideas."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.archives.plain import Id
from tracker.archives.things import NO_ID, Field, Keys, Who


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea in the jar."""

    by: Who
    title: str
    shared: bool = False
    id: Id = NO_ID
    came_on: date | None = None
    made_at: datetime | None = None

    def half(self) -> "Idea | None":
        """One's own alone."""
        return self if self.by is Who.ME else None

    def alone(self, keys: Keys) -> "Idea | None":
        """One's own; the partner's went with them."""
        return replace(self, shared=False) if self.by is Who.ME else None


IDEAS = Field("ideas", tuple[Idea, ...], ())
