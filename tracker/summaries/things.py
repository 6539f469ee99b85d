"""What an export holds of what somebody wants from help."""

from dataclasses import dataclass
from datetime import date

from tracker.archives.things import Field


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words, empty where there are none. Files of before hold the words alone."""

    words: str = ""
    came_on: date | None = None


WANTS = Field("wants", Wanted, Wanted(), shortly="words")
