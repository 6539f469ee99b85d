"""What two do who live with Tend: all of it, from the first tick to the last note. The same days are the same life.

Nothing is written here: `tracker.bench.written` writes it down at once, as if each thing had been done when it was.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from tracker.bench.deeds import (
    Archived,
    CheckedIn,
    Deed,
    Noted,
    Paused,
    Planted,
    PutIn,
    SaidHeard,
    SaidOfDay,
    Ticked,
    WentOut,
    WroteDown,
)
from tracker.bench.lives import WEEKLY_NOISE, rated
from tracker.catalogue.strategies import STRATEGIES
from tracker.demo.habits import ADA, BEN
from tracker.demo.notes import JAR, NOTES, REMARKS
from tracker.demo.reflections import REFLECTIONS
from tracker.demo.weeks import ADA_AND_BEN, WeekSaid
from tracker.domain.acknowledgements import CheckInQuestion
from tracker.domain.checkins import Answers
from tracker.domain.days import DAYS_A_WEEK, ONE_DAY
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.notes import REACTIONS
from tracker.domain.outings import OutingPlan
from tracker.domain.pauses import PausedDays
from tracker.domain.reflections import ReflectionKind
from tracker.domain.schedules import DAILY, OnWeekdays, Schedule, TimesAMonth, TimesAWeek
from tracker.domain.terms import WHOLE

A_YEAR = 365
DATES_EVERY, JAR_EVERY, HOLIDAY_EVERY, FEVER_EVERY = 10, 28, 182, 91  # days
LEADING = "Sit on the bench before dinner"  # closer weeks are those with more of it
OFTEN, EFFECT = 8, 1.5  # on so many of fourteen days, by so many deviations of a week's own noise
MINUTE = timedelta(minutes=1)


OTHER = {ADA: BEN, BEN: ADA}

# Strategy, name, for whom, how often, and whose it is: 20 lines of ticks in all, as two have who mean it.
KEPT: tuple[tuple[int, str, Mode, Schedule, str], ...] = (
    (3, LEADING, Mode.EACH, DAILY, ADA),
    (9, "Say thank you for one exact thing", Mode.EACH, DAILY, BEN),
    (2, "Ask one question that is not about plans", Mode.EACH, OnWeekdays(frozenset(range(5))), ADA),
    (4, "Ask “listen or help?”", Mode.EACH, TimesAWeek(3), BEN),
    (7, "Name one thing that got easier", Mode.EACH, DAILY, ADA),
    (10, "Say good night", Mode.EACH, DAILY, BEN),
    (1, "Write one line about what weighed", Mode.EACH, TimesAMonth(8), ADA),
    (6, "Ten quiet minutes", Mode.EACH, DAILY, BEN),
    (8, "Hold each other for three breaths", Mode.TOGETHER, DAILY, ADA),
    (3, "Walk around the block", Mode.TOGETHER, TimesAWeek(3), BEN),
    (6, "Yoga before anything else", Mode.ONE, DAILY, ADA),
    (5, "Look after the garden", Mode.ONE, TimesAWeek(2), BEN),
)
COUNTED = "Yoga before anything else"


def life(first: date, last: date) -> Iterator[Deed]:
    """All that two do from a day to another, kind by kind, each kind in the order of time."""
    yield from habits(first, last)
    yield from pauses(first, last)
    shares = closeness_and_shares(first, last)
    yield from ticks(first, last, [share for _closeness, share in shares])
    yield from remarks(first, last)
    yield from check_ins(first, last, [closeness for closeness, _share in shares])
    yield from notes(first, last)
    yield from reflections(first, last)
    yield from dates(first, last)
    yield from jar(first, last)


def evening(day: date, minutes: int = 0) -> datetime:
    return datetime.combine(day, time(19, 30), UTC) + minutes * MINUTE


def days(first: date, last: date, step: int = 1) -> Iterator[date]:
    return (first + n * ONE_DAY for n in range(0, (last - first).days + 1, step))


def weeks(first: date, last: date) -> Iterator[date]:
    """The weeks from the one that holds a day on, as far as they begin by another."""
    return days(first - first.weekday() * ONE_DAY, last, DAYS_A_WEEK)


def habits(first: date, last: date) -> Iterator[Planted | Archived]:
    """Twelve that stay, and each year one that is tried and put away."""
    for number, (strategy, name, mode, schedule, who) in enumerate(KEPT):
        goal, unit = (20_000, "minutes") if name == COUNTED else (0, "")
        private = name == COUNTED
        plan = HabitPlan(strategy, name, mode, schedule, first, private=private, goal=goal, unit=unit)
        yield Planted(evening(first, -120 + number), who, plan)
    for year, begin in enumerate(tried(first, last)):
        plan = HabitPlan(year % 10 + 1, tried_in(year), Mode.TOGETHER, TimesAWeek(2), begin)
        yield Planted(evening(begin, -60), ADA, plan)
        yield Archived(evening(begin + 60 * ONE_DAY, -60), ADA, plan.name)


def tried(first: date, last: date) -> Iterator[date]:
    """The days from which on something is tried for two months."""
    return days(first + 60 * ONE_DAY, last - 60 * ONE_DAY, A_YEAR)


def tried_in(year: int) -> str:
    return f"Something new of year {year + 1}"


def pauses(first: date, last: date) -> Iterator[Paused]:
    """Two holidays of both a year, and every quarter three days in which one was ill."""
    for begin in days(first + 20 * ONE_DAY, last - 10 * ONE_DAY, HOLIDAY_EVERY):
        yield Paused(evening(begin, -200), BEN, PausedDays(begin, begin + 9 * ONE_DAY), both=True)
    for begin in days(first + 5 * ONE_DAY, last - 3 * ONE_DAY, FEVER_EVERY):
        yield Paused(evening(begin, -190), ADA, PausedDays(begin, begin + 2 * ONE_DAY), both=False)


def closeness_and_shares(first: date, last: date) -> list[tuple[float, float]]:
    """For each week how close it was, and how likely a day of the leading habit; closeness follows that, where it was often."""
    chance = Random("weeks")  # noqa: S311
    found = []
    for _week in weeks(first, last):
        share = chance.choice((0.8, 0.3))
        felt = 4 + EFFECT * WEEKLY_NOISE * (share * 14 >= OFTEN) + chance.gauss(0, WEEKLY_NOISE / 2)
        found.append((felt, share))
    return found


def ticks(first: date, last: date, shares: list[float]) -> Iterator[Ticked]:
    """Four days of five, of the leading habit as its week is."""
    chance, begin = Random("ticks"), next(weeks(first, last))  # noqa: S311
    for number, (_strategy, name, mode, _schedule, owner) in enumerate(KEPT):
        for who in (ADA, BEN) if mode is Mode.EACH else (owner,):
            for day in days(first, last):
                likely = shares[(day - begin).days // DAYS_A_WEEK] if name == LEADING else 0.8
                if chance.random() < likely or day in (first, last):
                    amount = chance.randrange(5, 30) * 1000 if name == COUNTED else WHOLE
                    yield Ticked(evening(day, 10 + number), who, name, day, amount)
    for year, tried_from in enumerate(tried(first, last)):
        for day in days(tried_from, tried_from + 59 * ONE_DAY, 3):
            yield Ticked(evening(day, 9), ADA, tried_in(year), day, WHOLE)


def remarks(first: date, last: date) -> Iterator[SaidOfDay]:
    """Every fifth day one of the two says something of a day, every fourth time for themselves alone."""
    shown = [(name, who) for _strategy, name, mode, _schedule, who in KEPT if mode is Mode.EACH]
    for number, day in enumerate(days(first, last, 5)):
        habit, who = shown[number % len(shown)]
        body = REMARKS[number % len(REMARKS)].body
        yield SaidOfDay(evening(day, 40), who, habit, day, body, private=number % 4 == 3)


def check_ins(first: date, last: date, levels: list[float]) -> Iterator[CheckedIn | SaidHeard]:
    """Each week, on its last day, both; and each says that they heard something."""
    chance = Random("check-ins")  # noqa: S311
    before: tuple[WeekSaid | None, WeekSaid | None] = (None, None)
    for number, week in enumerate(weeks(first, last - 6 * ONE_DAY)):
        closes, said = week + 6 * ONE_DAY, ADA_AND_BEN[number % len(ADA_AND_BEN)]
        for place, who in enumerate((ADA, BEN)):
            felt = rated(levels[number] + chance.gauss(0, 0.3))
            answers = answers_in(said[place], before[place], felt, chance)
            yield CheckedIn(evening(closes, 50 + 5 * place), who, week, answers)
        before = said
        for place, who in enumerate((BEN, ADA)):
            yield SaidHeard(evening(closes, 60 + place), who, week, CheckInQuestion.CLOSENESS, "I hear you.")


def answers_in(said: WeekSaid, before: WeekSaid | None, felt: int, chance: Random) -> Answers:
    steps = {each.number: max(1, min(5, felt + chance.randrange(-2, 2))) for each in STRATEGIES}
    return Answers(
        appreciated=said.appreciated,
        went_well=said.went_well,
        closeness=felt,
        ratings=tuple(steps.items()),
        talk_about=said.talk_about,
        feel_loved=said.feel_loved,
        small_thing=said.small_thing,
        private_line=said.private_line,
        small_thing_went=2 if before and before.small_thing else 0,
    )


def notes(first: date, last: date) -> Iterator[Noted]:
    """A note every other day, in turns; four of five find a reaction, each seventh an answer, each tenth has a picture."""
    reactions = tuple(REACTIONS)
    for number, day in enumerate(days(first, last, 2)):
        body = NOTES[number % len(NOTES)].body
        yield Noted(
            evening(day, 70),
            (ADA, BEN)[number % 2],
            body,
            reaction="" if number % 5 == 0 else reactions[number % len(reactions)],
            answer="You have no idea how much I needed that." if number % 7 == 0 else "",
            seen="Two mugs on the windowsill" if number % 10 == 0 else "",
        )


def reflections(first: date, last: date) -> Iterator[WroteDown]:
    """Every week one of the two writes something down; some of it is shared."""
    for number, day in enumerate(days(first, last, DAYS_A_WEEK)):
        said = REFLECTIONS[number % len(REFLECTIONS)]
        shared = number % 3 == 0 and said.entry.kind is not ReflectionKind.LOOK
        yield WroteDown(evening(day, 90), (ADA, BEN)[number % 2], said.entry, shared)


def dates(first: date, last: date) -> Iterator[WentOut]:
    """Every ten days a date, planned a week before; the last is to come."""
    for number, day in enumerate(days(first + 7 * ONE_DAY, last + 7 * ONE_DAY, DATES_EVERY)):
        plan = OutingPlan(f"Date number {number + 1}", day, time(20), 120, "The place by the bridge")
        line = "We laughed." if day < last else None
        yield WentOut(evening(day - 7 * ONE_DAY, 100), (ADA, BEN)[number % 2], plan, line)


def jar(first: date, last: date) -> Iterator[PutIn]:
    """Every four weeks something goes into the jar, and a week later it is opened."""
    for number, day in enumerate(days(first, last, JAR_EVERY)):
        who, _reader, body = JAR[number % len(JAR)]
        opened = day + 7 * ONE_DAY
        yield PutIn(evening(day, 110), who, body, evening(opened, 120) if opened <= last else None)
