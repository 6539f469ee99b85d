"""What an export holds of the jar."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.archives.things import Field, Keys, Who, left


@dataclass(frozen=True, slots=True)
class JarNote:
    """A note of mine in the rainy-day jar. Whether it was opened is told to nobody."""

    to: Who
    body: str
    written_at: datetime

    def alone(self, keys: Keys) -> "JarNote":
        """It stays, whomever it was for."""
        return replace(self, to=left(self.to))


@dataclass(frozen=True, slots=True)
class Opened:
    """A note from the jar that I have opened, as it was then."""

    by: Who
    body: str
    opened_on: date

    def alone(self, keys: Keys) -> "Opened":
        """It stays, whoever it was from."""
        return replace(self, by=left(self.by))


JAR = Field("jar", tuple[JarNote, ...], ())
OPENED = Field("opened", tuple[Opened, ...], ())
