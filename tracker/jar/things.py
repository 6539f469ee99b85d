"""What an export holds of the jar."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.archives.plain import Id
from tracker.archives.things import NO_ID, Field, Keys, Who, left


@dataclass(frozen=True, slots=True)
class JarNote:
    """A note of mine in the rainy-day jar. Whether it was opened is told to nobody."""

    to: Who
    body: str
    written_at: datetime
    id: Id = NO_ID
    came_on: date | None = None

    def alone(self, keys: Keys) -> "JarNote":
        """It stays, whomever it was for."""
        return replace(self, to=left(self.to))


@dataclass(frozen=True, slots=True)
class Opened:
    """A note from the jar that I have opened, as it was then."""

    by: Who
    body: str
    opened_on: date
    id: Id = NO_ID
    came_on: date | None = None
    note: Id = NO_ID

    def alone(self, keys: Keys) -> "Opened":
        """It stays, whoever it was from."""
        return replace(self, by=left(self.by), note=NO_ID)


JAR = Field("jar", tuple[JarNote, ...], ())
OPENED = Field("opened", tuple[Opened, ...], ())
