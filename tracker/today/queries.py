"""The page of a day: all is read first, then each of its parts is made from what was read."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.tidings import Tidings
from tracker.habits.circumstances import SeenCover
from tracker.models import Person
from tracker.tidings.queries import tidings_for
from tracker.today.groups import Group, covers_shown, groups_of, may_be_covered
from tracker.today.head import Head, StripDay, head_of, strip_of
from tracker.today.known import couple_streak, known_on
from tracker.today.news import News, news_of


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The habits of a day with their ticks and streaks, for the one who asks; before them what wants a word.

    ``habit_count`` is of all habits that are not in the archive, whether they are there on the day or not. While it is
    ``quiet``, nothing reminds of closeness.
    """

    tidings: Tidings
    news: tuple[News, ...]
    head: Head
    strip: tuple[StripDay, ...]
    groups: tuple[Group, ...]
    cover: SeenCover | None
    coverable: bool
    habit_count: int
    quiet: bool


def today_page(person: Person, day: date | None, now: datetime) -> TodayPage:
    """The page of a day, or of the person's today; raises `Refused` for a day that has not come."""
    known = known_on(day, person, now)
    streak = couple_streak(known)
    groups = groups_of(known)
    return TodayPage(
        tidings=tidings_for(person, known.today, now) if known.on_today else Tidings(),
        news=news_of(known, streak),
        head=head_of(known, streak),
        strip=strip_of(known),
        groups=groups,
        cover=next(iter(covers_shown(known)), None),
        coverable=may_be_covered(known, groups),
        habit_count=sum(habit.archived_on is None for habit, _tracks in known.habits),
        quiet=known.quiet,
    )
