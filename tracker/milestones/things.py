"""What an export holds of milestones."""

from dataclasses import dataclass
from datetime import date

from tracker.archives.things import Field, Keys


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that both have come to."""

    kind: str
    number: int
    reached_on: date

    def alone(self, keys: Keys) -> None:
        """It is what two came to."""


MILESTONES = Field("milestones", tuple[Milestone, ...], ())
