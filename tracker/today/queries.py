"""The page of a day: all is read first, then each of its parts is made from what was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.garden import Plant
from tracker.domain.nudges import may_nudge
from tracker.domain.strategies import Strategy
from tracker.domain.texts import _
from tracker.domain.tidings import Tidings
from tracker.garden.beds import resting_since
from tracker.habits.circumstances import SeenCover
from tracker.models import Person
from tracker.tidings.queries import tidings_for
from tracker.today.beside import NewestNote
from tracker.today.head import Head, StripDay, head_of, strip_of
from tracker.today.known import DayRead, couple_streak, grown_by, known_on
from tracker.today.lists import Lists, both_done, lists_of
from tracker.today.news import news_of
from tracker.today.rows import Row, covers_shown, may_be_covered, rows_of
from tracker.today.saying import News
from tracker.today.strip import plants_of


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The habits of a day with their ticks and streaks, for the one who asks; before them what wants a word.

    ``habit_count`` is of all habits that are not in the archive, whether they are there on the day or not. While it is
    ``quiet``, nothing reminds of closeness. ``ending`` are the last words of a day on which all is done. On one's today
    the garden stands above it, and the partner's newest note beside it; there one ``nudges``, unless one has ``nudged`` already.
    """

    tidings: Tidings
    news: tuple[News, ...]
    head: Head
    strip: tuple[StripDay, ...]
    plants: tuple[tuple[Strategy, Plant], ...]
    rows: tuple[Row, ...]
    lists: Lists
    ending: str
    letter: NewestNote | None
    nudges: bool
    nudged: bool
    cover: SeenCover | None
    coverable: bool
    habit_count: int
    quiet: bool
    told_elsewhere: bool


def today_page(person: Person, day: date | None, now: datetime) -> TodayPage:
    """The page of a day, or of the person's today; raises `Refused` for a day that has not come."""
    known = known_on(day, person, now)
    streak = couple_streak(known)
    grown = grown_by(known)
    rows = rows_of(known, grown)
    for_two = known.on_today and known.partner_id > 0 and not known.quiet
    lists = lists_of(rows)
    return TodayPage(
        tidings=tidings_for(person, known.today, now) if known.on_today else Tidings(),
        news=news_of(known, streak, rows),
        head=head_of(known, streak),
        strip=strip_of(known),
        plants=plants_of(known, grown, resting_since(person, now)) if known.on_today else (),
        rows=rows,
        lists=lists,
        ending=ending_of(known, lists, rows),
        letter=known.beside.letter if for_two else None,
        nudges=for_two,
        nudged=not may_nudge(person.nudged_on, known.today),
        cover=next(iter(covers_shown(known)), None),
        coverable=may_be_covered(known, rows),
        habit_count=sum(habit.archived_on is None for habit, _tracks in known.habits),
        quiet=known.quiet,
        told_elsewhere=known.beside.told_elsewhere,
    )


def ending_of(known: DayRead, lists: Lists, rows: Sequence[Row]) -> str:
    """What is said once all that is asked for today is done; in the evening good night, to two when both are done."""
    if not known.on_today or not lists.all_done:
        return ""
    if not known.late:
        return _("That is today.")
    if known.partner_id and both_done(rows):
        return _("Good night, you two.")
    return _("Good night.")
