"""A year of a track as its page draws it: the line of strength, bars, and the streaks of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.catalogue.plants import drawing_of, word_of
from tracker.domain.garden import as_said, plant_of
from tracker.domain.streaks import Streak
from tracker.domain.tallies import MONTHS_A_YEAR, Tally
from tracker.domain.years import Run, YearOfTrack, ends_of_months, ends_of_weeks

CHART_HEIGHT = 100
PERCENT = 100
MONTHS = range(1, MONTHS_A_YEAR + 1)


@dataclass(frozen=True, slots=True)
class Bar:
    """How often something was done on a weekday (0 for Monday) or in a month, with the percentage as a whole number."""

    number: int
    tally: Tally
    percent: int


@dataclass(frozen=True, slots=True)
class Reached:
    """A stage that a plant came to in a year, with its word and picture, and where it stands on the line, in percent."""

    day: date
    word: str
    drawing: str
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class StrengthChart:
    """Strength over a year, to be drawn: a line through its points, a dot at the last, in a box that is ``width`` days wide.

    ``months`` has the strength at the end of each, by the month's number. ``stages`` are those of its plant that it came to.
    """

    width: int
    height: int
    line: str
    ground: str
    dot: str
    first: float
    last: float
    months: Mapping[int, float]
    stages: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class ListedRun:
    """A streak of the year; ``longest`` is the longest of the year, ``ever`` the longest there was."""

    run: Run
    longest: bool
    ever: bool


def listed(runs: Sequence[Run], streak: Streak) -> tuple[ListedRun, ...]:
    """The streaks of a year, the latest first."""
    longest = max((run.length for run in runs), default=0)
    return tuple(
        ListedRun(
            run,
            longest=len(runs) > 1 and run.length == longest,
            ever=(run.length, run.first_on) == (streak.longest, streak.longest_first_on),
        )
        for run in reversed(runs)
    )


def chart_of(lived: YearOfTrack, year: int, first_weekday: int, strategy: int) -> StrengthChart:
    """The line begins where the year did, or the track in it, and has a point a week."""
    new_year = date(year, 1, 1)
    start = (min(lived.strengths, default=new_year) - new_year).days
    points = [(start, lived.first_strength)] + [
        ((day - new_year).days + 1, value)
        for day, value in ends_of_weeks(lived.strengths, first_weekday).items()
    ]
    line = " ".join(f"{x},{CHART_HEIGHT * (1 - value):.1f}" for x, value in points)
    last_x, last = points[-1]
    return StrengthChart(
        width=len(lived.kinds),
        height=CHART_HEIGHT,
        line=line,
        ground=f"{start},{CHART_HEIGHT} {line} {last_x},{CHART_HEIGHT}",
        dot=f"M{last_x},{CHART_HEIGHT * (1 - last):.1f}h0",
        first=as_said(lived.first_strength),
        last=as_said(last),
        months={month: as_said(value) for month, value in ends_of_months(lived.strengths).items()},
        stages=tuple(stages_of(lived, strategy)),
    )


def stages_of(lived: YearOfTrack, strategy: int) -> Iterator[Reached]:
    """The stages that a plant of a strategy came to in a year, each where it did so first."""
    highest = plant_of(strategy, [lived.first_strength], resting=False)
    for day, strength in lived.strengths.items():
        if strength <= highest.strength:
            continue
        before, highest = highest, plant_of(strategy, [strength], resting=False)
        if highest.stage is not before.stage:
            across = PERCENT * day.timetuple().tm_yday / len(lived.kinds)
            down = PERCENT * (1 - strength)
            yield Reached(day, word_of(strength), drawing_of(highest), round(across, 1), round(down, 1))


def bars(tallies: Mapping[int, Tally], order: Sequence[int]) -> tuple[Bar, ...]:
    """A bar for each weekday or month on which there was a day for it."""
    found = ((number, tallies[number]) for number in order)
    return tuple(
        Bar(number, tally, round(PERCENT * tally.done / tally.days)) for number, tally in found if tally.days
    )
