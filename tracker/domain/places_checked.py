"""What each place to turn to that comes with Tend must say of itself, and which of them should be checked anew."""

import re
from collections.abc import Collection, Iterable
from datetime import date

from tracker.domain.places import Place, Whom

# What a place says that comes with Tend; those of whoever runs it say what they like.
NEEDED = ("whom", "hours", "languages", "checked", "against")
# What stands where nothing is known: it was looked for, and nothing is invented.
UNKNOWN = "not known"
CHECKED = re.compile(r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d))?)?", re.ASCII)
YEARS = 1


def missing_in(keys: Collection[str], needed: Collection[str]) -> list[str]:
    """What a place should say and does not; where nobody can be called, there are no hours.

    >>> missing_in({"name", "web", "whom"}, NEEDED)
    ['languages', 'checked', 'against']
    """
    return [key for key in needed if key not in keys and (key != "hours" or "phone" in keys)]


def wrong_with_whom(value: str) -> str:
    """What is wrong with whom a place is for, if anything.

    >>> wrong_with_whom("women"), wrong_with_whom("dogs")
    ('', '“dogs” is nobody known here: whom is one of everybody, women, men, lgbt.')
    """
    return "" if value in set(Whom) else f"“{value}” is nobody known here: whom is one of {', '.join(Whom)}."


def wrong_with_checked(value: str) -> str:
    """What is wrong with the day that a place was checked for, if anything.

    >>> wrong_with_checked("2026-02"), wrong_with_checked("2026-02-30")[:22]
    ('', '“2026-02-30” is no day')
    """
    try:
        first_day(value)
    except ValueError:
        return f"“{value}” is no day: it is written 2026-10-07, or 2026-10 or 2026 where no more is known."
    return ""


def first_day(checked: str) -> date:
    """The first day that may be meant by a day, a month or a year; raises `ValueError` where it is none.

    >>> first_day("2026-10")
    datetime.date(2026, 10, 1)
    """
    found = CHECKED.fullmatch(checked)
    if found is None:
        raise ValueError(checked)
    return date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))


def checked_long_before(places: Iterable[Place], today: date) -> tuple[Place, ...]:
    """The places that were checked for a day more than a year ago, or never.

    >>> from tracker.domain.places import PlaceKind
    >>> new, old = Place("New", PlaceKind.LISTEN, checked="2026-03"), Place("Old", PlaceKind.LISTEN, checked="2025")
    >>> [place.name for place in checked_long_before([new, old], date(2027, 3, 1))]
    ['Old']
    """
    return tuple(place for place in places if not place.checked or over(first_day(place.checked), today))


def over(day: date, today: date) -> bool:
    """Whether a day is more than a year ago."""
    return (today.year - YEARS, today.month, today.day) > (day.year, day.month, day.day)
