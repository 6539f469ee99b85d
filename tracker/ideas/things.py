"""What an export holds of ideas."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.archives.plain import Id
from tracker.archives.things import NO_ID, Field, Keys, Who, own_id


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

    def alone(self, keys: Keys) -> "Idea":
        """It is one's own from then on."""
        return replace(self, by=Who.ME, shared=False, id=own_id(self.by, self.id))


IDEAS = Field("ideas", tuple[Idea, ...], ())
