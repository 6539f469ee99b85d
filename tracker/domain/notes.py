"""Notes of appreciation: how long they may be, and how one may answer them."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from tracker.domain.texts import _

NOTE_LENGTH = 2000
ANSWER_LENGTH = 300
SEARCHED_LENGTH = 3000  # a note, its answer, and what is to be seen on its picture
SEARCH_LENGTH = 100
MOST_PINNED = 3
YEARS_BACK = 10
SOUGHT_FROM = 20  # so many notes, from which on one may look for one
FEW_WORDS, MANY_WORDS = 90, 240  # in letters

STRATEGY, HABIT = "strategy", "habit"  # what a note can be about
MOST_ABOUT = {STRATEGY: 10, HABIT: 2**63 - 1}  # the largest number of each

REACTIONS = {
    "heart": _("Touched me"),
    "spark": _("Made my day"),
    "hug": _("Holding you"),
    "laugh": _("Made me laugh"),
    "thanks": _("Thank you"),
}


def same_days_before(today: date) -> Sequence[date]:
    """This day in the years before, the latest first; the 29th of February is looked back on in leap years alone.

    >>> same_days_before(date(2028, 2, 29))[:2]
    [datetime.date(2024, 2, 29), datetime.date(2020, 2, 29)]
    """
    days = []
    for years in range(1, YEARS_BACK + 1):
        try:
            days.append(today.replace(year=today.year - years))
        except ValueError:
            continue
    return days


class Lettering(StrEnum):
    """How large the words of a note are written."""

    LARGE = "large"
    MIDDLE = "middle"
    SMALL = "small"


def lettering(words: str) -> Lettering:
    """The fewer words, the larger, as on paper.

    >>> [str(lettering("a" * length)) for length in (90, 91, 240, 241)]
    ['large', 'middle', 'middle', 'small']
    """
    if len(words) <= FEW_WORDS:
        return Lettering.LARGE
    return Lettering.MIDDLE if len(words) <= MANY_WORDS else Lettering.SMALL


def about_what(text: str) -> tuple[int, int]:
    """The number of the strategy and the id of the habit that a note is about, each 0 where it is about none.

    >>> about_what("strategy-3"), about_what("habit-7"), about_what("habit-x")
    ((3, 0), (0, 7), (0, 0))
    """
    kind, _dash, digits = text.partition("-")
    most = MOST_ABOUT.get(kind, 0)
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= len(str(most)) else 0
    found = number if number <= most else 0
    return (found, 0) if kind == STRATEGY else (0, found)
