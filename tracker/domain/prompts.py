"""What a reflection can begin with: a topic, and a question on it or none. The questions are in ``tracker.catalogue``.

A slug is for addresses and the database, and never changes.
"""

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What a reflection is about, and what it is found again by; ``FREE`` is anything else."""

    WORK = "work"
    CONFLICT = "conflict"
    HEALTH = "health"
    FAMILY = "family"
    MONEY = "money"
    CLOSENESS = "closeness"
    FREE = "free"


class About(StrEnum):
    """On whom something may weigh: on the one who writes, on their partner, on both."""

    ME = "me"
    YOU = "you"
    US = "us"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question to begin with."""

    slug: str
    topic: Topic
    about: About
    text: str


@dataclass(frozen=True, slots=True)
class Start:
    """From where somebody begins to write: a topic, with a question or without."""

    topic: Topic
    about: About = About.ME
    prompt: Prompt | None = None
