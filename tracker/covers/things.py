"""What an export holds of covers."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.archives.plain import Id
from tracker.archives.things import NO_ID, Field, Keys, Who


@dataclass(frozen=True, slots=True)
class Cover:
    """A day on which one stood in for the other. Whether it was declined is told to the one it was for alone."""

    day: date
    covered: Who
    line: str
    given_at: datetime
    declined: bool = False
    id: Id = NO_ID
    came_on: date | None = None

    def alone(self, keys: Keys) -> None:
        """It stood for a day of two."""


COVERS = Field("covers", tuple[Cover, ...], ())
