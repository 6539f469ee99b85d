"""Reflections: what somebody writes for themselves, until they choose to share it.

A look from outside is a short one on a disagreement, as somebody who wishes both well would see it: three times
seven minutes of that a year kept couples as content as they were (E. J. Finkel and others, "A brief intervention to
promote conflict reappraisal preserves marital quality over time", 2013). The questions are our own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.prompts import Topic
from tracker.domain.texts import _
from tracker.domain.words import folded, shortened

TITLE_LENGTH = 120
BODY_LENGTH = 10_000
ANSWER_LENGTH = 5_000
PROMPT_LENGTH = 40
SOUGHT_LENGTH = 100
NAME_LENGTH = 90

LOOK_MINUTES = 7
MOST_LOOKS = 3
A_YEAR = timedelta(days=365)
BETWEEN_LOOKS = timedelta(days=120)

LOOK_QUESTIONS = (
    _(
        "Somebody was there who is fond of you both and takes no side. What would they say was going on, and what "
        "good could still come of it?"
    ),
    _("In the middle of it, what makes it hard for you to look at it like that?"),
    _("In the coming months, what could help you to see it like that a little sooner?"),
)

WHOLE_LENGTH = TITLE_LENGTH + BODY_LENGTH + len(LOOK_QUESTIONS) * (ANSWER_LENGTH + 1)  # a line each


class ReflectionKind(StrEnum):
    """Written freely, to a question of ours, or as a look from outside."""

    FREE = "free"
    GUIDED = "guided"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class ReflectionEntry:
    """What a reflection says. ``prompt`` is the slug of the question it began with, if it did.

    In a look from outside ``body`` tells of the disagreement, and ``answers`` go with the three questions.
    """

    kind: ReflectionKind
    topic: Topic
    body: str
    title: str = ""
    prompt: str = ""
    answers: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All that was written, in order."""
        return tuple(text for text in (self.title, self.body, *self.answers) if text)

    @property
    def letters(self) -> int:
        """How many characters were written."""
        return sum(map(len, self.texts))

    @property
    def answered(self) -> tuple[tuple[str, str], ...]:
        """The questions of a look that were answered, each with its answer."""
        return tuple(
            (question, answer)
            for question, answer in zip(LOOK_QUESTIONS, self.answers, strict=False)
            if answer
        )

    @property
    def name(self) -> str:
        """What it is called in a list: its title, or how it begins.

        >>> ReflectionEntry(ReflectionKind.FREE, Topic.WORK, "It was late.\\n\\nI was short with you.").name
        'It was late. I was short with you.'
        """
        return shortened(" ".join((self.title or " ".join(self.texts)).split()), NAME_LENGTH)

    @property
    def folded(self) -> str:
        """All that was written, as it is searched."""
        return folded("\n".join(self.texts))


def entry(topic: Topic, body: str, *, title: str = "", prompt: str = "") -> ReflectionEntry:
    """A reflection, guided where it answers a question and free where it does not."""
    return ReflectionEntry(
        ReflectionKind.GUIDED if prompt else ReflectionKind.FREE, topic, body, title, prompt
    )


def look(body: str, answers: tuple[str, ...]) -> ReflectionEntry:
    """A look from outside; it is found again under unresolved conflict."""
    return ReflectionEntry(ReflectionKind.LOOK, Topic.CONFLICT, body, answers=answers)


def may_share(kind: ReflectionKind) -> bool:
    """Whether its author can let the partner read it: a look from outside stays theirs, and is never told of."""
    return kind is not ReflectionKind.LOOK


def look_offered(looks: Iterable[date], today: date) -> bool:
    """Whether it is time for a look from outside, given the days of those there were.

    About every four months, and never more than three in a year.

    >>> look_offered([], date(2026, 3, 1)), look_offered([date(2026, 1, 1)], date(2026, 3, 1))
    (True, False)
    """
    recent = [day for day in looks if day > today - A_YEAR]
    return len(recent) < MOST_LOOKS and all(day <= today - BETWEEN_LOOKS for day in recent)
