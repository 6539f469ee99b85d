"""Insights: with which habits closer weeks went together, for two people who wonder what is good for them.

The usual, honest answer is that one cannot tell. Something is said only when chance alone would rarely look like it:
closeness is shuffled within short blocks of weeks that followed one another, many times over, and what the couple saw
is held against the best that any of their habits reaches in a shuffle (Westfall and Young, *Resampling-Based Multiple
Testing*, 1993). So looking at many habits finds no more than looking at one.

Closeness drifts and habits come in stretches, which go together by themselves. Hence the blocks are short, and what a
habit does steadily within one, more and more or less and less, is left out. A habit that goes with how close the weeks
before or after were is not told of where that alone would make it look so. What both do in a common rhythm, say with
every second week off work, cannot be told from going together.

The answer changes only at a *look*: at 16 weeks, every 8 up to 104, then every 52. Each look has its share of the one
false insight in twenty couples: all of it is spent in twelve years, and each year after those adds one in a thousand.
The shuffles are the same ones every time: same weeks in, same answer out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice
from math import sqrt
from operator import mul
from random import Random
from statistics import fmean

from tracker.domain.days import A_WEEK, DAYS_A_WEEK
from tracker.domain.texts import Sentence, _

LEAST_WEEKS = 8
BLOCK_WEEKS = 8
LEAST_BLOCK_WEEKS = 3  # in two weeks everything goes steadily
FARTHEST_APART = timedelta(days=2 * DAYS_A_WEEK)

# The shares come to 12/300 in the first two years, and with one a year to 1/20 in twelve.
FIRST_LOOK = 16
WEEKS_TO_A_LOOK = 8
EARLY_SHARE = 1 / 300
WINDOW_WEEKS = 104
WEEKS_TO_A_LATE_LOOK = 52
LATE_SHARE = 1 / 1000
ENOUGH_WEEKS = WINDOW_WEEKS + WEEKS_TO_A_LATE_LOOK - 1

# How many weeks before: one, two, four together, and the week after. A habit plainly goes with one when so many
# deviations from none.
WEEKS_AROUND = (range(1, 2), range(2, 3), range(1, 5), range(-1, 0))
PLAINLY = 2.5

SHUFFLES = 1999
SEED = 10
HAIR = 1e-9  # scores nearer to each other are the same, summed in another order
DECIMALS = 1


@dataclass(frozen=True, slots=True)
class Week:
    """A week with at least one answer, named by its first date.

    ``closeness`` holds 1 to 7 under the id of each person who answered, ``ticks`` how often a habit was ticked under
    the habit's id. A habit that did not exist or was paused in the week is not in it.
    """

    week: date
    closeness: Mapping[int, int]
    ticks: Mapping[int, int]


class Direction(StrEnum):
    """Whether the closer weeks were those with more of a habit, or those with less."""

    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Finding:
    """A habit that closer weeks went together with.

    Weeks with more of it are those above its own mean. ``closeness_with_more`` and ``closeness_with_less`` are means,
    1 to 7 with one decimal, in which a week that only one person answered counts as if both usually felt alike.
    """

    habit: int
    direction: Direction
    weeks_with_more: int
    weeks_with_less: int
    closeness_with_more: float
    closeness_with_less: float


@dataclass(frozen=True, slots=True)
class Insight:
    """What can be said after so many weeks: the clearest finding first, and most often none."""

    weeks: int
    found: tuple[Finding, ...] = ()

    @property
    def too_early(self) -> bool:
        """Whether there are too few weeks to look at. When not, and nothing is found, one cannot tell."""
        return self.weeks < LEAST_WEEKS


@dataclass(frozen=True, slots=True)
class Look:
    """How many answered weeks there were when it was due, and how often it may be wrong where there is nothing."""

    week_count: int
    share: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Closeness in blocks of weeks, each counted from the block's first week, and what it is held against.

    ``contrasts`` says under a habit's id how far each of those weeks, in the same order, lies above or below what the
    habit did steadily in its block. They are scaled so that the scores of all habits spread alike when shuffled.
    """

    blocks: tuple[tuple[float, ...], ...]
    contrasts: Mapping[int, tuple[float, ...]]

    @property
    def scores(self) -> dict[int, float]:
        """How much each habit went together with closeness, below zero where closer weeks had less of it."""
        levels = [level for block in self.blocks for level in block]
        return {habit: product(contrast, levels) for habit, contrast in self.contrasts.items()}


def insight_of(weeks: Sequence[Week], *, earlier: int = 0) -> Insight:
    """What two people's answered weeks say, the oldest week first and none twice.

    ``earlier`` counts answered weeks before these that are not handed over: the latest `ENOUGH_WEEKS` are enough.

    >>> monday = date(2026, 3, 2)
    >>> insight_of([Week(monday, closeness={1: 5, 2: 4}, ticks={7: 3})])
    Insight(weeks=1, found=())
    """
    week_count = earlier + len(weeks)
    if week_count < FIRST_LOOK:
        return Insight(week_count)
    look = latest_look(week_count)
    seen = weeks[: max(0, look.week_count - earlier)][-WINDOW_WEEKS:]
    return Insight(len(seen), findings(seen, look.share))


def latest_look(week_count: int) -> Look:
    """The look whose answer stands after so many answered weeks, which are at least `FIRST_LOOK`.

    >>> latest_look(31).week_count, latest_look(107).week_count, latest_look(300).week_count
    (24, 104, 260)
    """
    if week_count < WINDOW_WEEKS + WEEKS_TO_A_LATE_LOOK:
        return Look(min(WINDOW_WEEKS, week_count - week_count % WEEKS_TO_A_LOOK), EARLY_SHARE)
    return Look(week_count - week_count % WEEKS_TO_A_LATE_LOOK, LATE_SHARE)


def findings(weeks: Sequence[Week], share: float) -> tuple[Finding, ...]:
    """What is found in some weeks; where there is nothing, anything at all in at most that share of couples.

    >>> findings([], share=0.05)
    ()
    """
    compared = comparison(weeks)
    scores, felt = compared.scores, felt_in(weeks)
    clear = sorted(clear_habits(compared, share), key=lambda habit: (-abs(scores[habit]), habit))
    found = ((finding(habit, weeks, felt), scores[habit]) for habit in clear)
    return tuple(
        each
        for each, score in found
        if seen_plainly(each, score) and not said_by_weeks_around(more_of(each.habit, weeks), felt, score)
    )


def comparison(weeks: Sequence[Week]) -> Comparison:
    """The weeks in blocks, held against each habit that varied and was there in at least `LEAST_WEEKS` of them.

    >>> comparison([]).scores
    {}
    """
    blocks = [block for block in blocks_of(weeks) if len(block) >= LEAST_BLOCK_WEEKS]
    levels = tuple(map(levels_of, blocks))
    contrasts = {habit: contrast(more_of(habit, weeks), blocks, levels) for habit in habits_that_vary(weeks)}
    return Comparison(levels, {habit: each for habit, each in contrasts.items() if each})


def blocks_of(weeks: Sequence[Week]) -> list[list[Week]]:
    """Weeks that followed one another, up to `BLOCK_WEEKS` at a time, in each of which the same person answered.

    A block reaches over one unanswered week at a time, never over two: what lies far apart is not compared.
    """
    blocks: list[list[Week]] = []
    for week in weeks:
        if not blocks or not goes_on(blocks[-1], week):
            blocks.append([])
        blocks[-1].append(week)
    return blocks


def goes_on(block: list[Week], week: Week) -> bool:
    """Whether a week belongs to a block: near enough, and with a habit that was there all the time."""
    if len(block) == BLOCK_WEEKS or week.week - block[-1].week > FARTHEST_APART:
        return False
    return bool(always_there([*block, week]))


def always_there(block: Sequence[Week]) -> set[int]:
    """Who answered in every week of a block."""
    return set.intersection(*(set(week.closeness) for week in block))


def levels_of(block: Sequence[Week]) -> tuple[float, ...]:
    """How close each week of a block was, against its first week, to those who answered in all of it."""
    people = always_there(block)
    sums = [sum(week.closeness[person] for person in people) for week in block]
    return tuple((each - sums[0]) / len(people) for each in sums)


def habits_that_vary(weeks: Sequence[Week]) -> list[int]:
    """Habits that were there in enough weeks, and not always ticked equally often."""
    ticks: dict[int, list[int]] = {}
    for week in weeks:
        for habit, count in week.ticks.items():
            ticks.setdefault(habit, []).append(count)
    return sorted(
        habit for habit, counts in ticks.items() if len(counts) >= LEAST_WEEKS and len(set(counts)) > 1
    )


def more_of(habit: int, weeks: Sequence[Week]) -> dict[date, bool]:
    """Whether there was more of a habit than on average, under each week that had it."""
    ticks = {week.week: week.ticks[habit] for week in weeks if habit in week.ticks}
    total = sum(ticks.values())
    return {week: count * len(ticks) > total for week, count in ticks.items()}


def contrast(
    more: Mapping[date, bool], blocks: Sequence[Sequence[Week]], levels: Sequence[Sequence[float]]
) -> tuple[float, ...]:
    """The contrast of a habit for all weeks of the blocks; empty when nothing can come of it."""
    aside = [unsteady(more, block) for block in blocks]
    variance = sum(
        spread(own) * spread(felt) / (len(own) - 1) for own, felt in zip(aside, levels, strict=True)
    )
    if variance < HAIR:
        return ()
    return tuple(each / sqrt(variance) for own in aside for each in own)


def unsteady(more: Mapping[date, bool], block: Sequence[Week]) -> list[float]:
    """How far each week of a block lies from the line through what the habit did in it; 0 where it was not there."""
    there = [week.week for week in block if week.week in more]
    if len(there) < LEAST_BLOCK_WEEKS:
        return [0.0] * len(block)
    values, days = [more[day] for day in there], [day.toordinal() for day in there]
    mean, middle = sum(values) / len(there), sum(days) / len(there)
    away = [day - middle for day in days]
    slope = sum(map(mul, away, values)) / sum(map(mul, away, away))
    left = {day: value - mean - slope * far for day, value, far in zip(there, values, away, strict=True)}
    return [left.get(week.week, 0.0) for week in block]


def spread(values: Sequence[float]) -> float:
    """The sum of squares around the mean."""
    mean = sum(values) / len(values)
    return sum((each - mean) ** 2 for each in values)


def clear_habits(compared: Comparison, share: float) -> list[int]:
    """The habits whose score the best of all habits reaches in at most that share of shuffles.

    The shuffles end as soon as not even the highest score can be clear, which takes a dozen of them where there is nothing.
    """
    scores = {habit: abs(score) for habit, score in compared.scores.items()}
    if not scores:
        return []
    allowed = int(share * (SHUFFLES + 1) + HAIR) - 1  # what was seen counts as one shuffle
    highest, reached = max(scores.values()), 0
    bests = []
    for best in islice(shuffled_bests(compared), SHUFFLES):
        bests.append(best)
        reached += best > highest - HAIR
        if reached > allowed:
            return []
    return [habit for habit, score in scores.items() if sum(best > score - HAIR for best in bests) <= allowed]


def shuffled_bests(compared: Comparison) -> Iterator[float]:
    """The best score of any habit, in either direction, in one shuffle of closeness within its blocks after the other."""
    chance = Random(SEED)  # noqa: S311
    contrasts = tuple(compared.contrasts.values())
    while True:
        levels = [level for block in compared.blocks for level in shuffled(block, chance)]
        yield max(abs(product(contrast, levels)) for contrast in contrasts)


def shuffled(block: Sequence[float], chance: Random) -> list[float]:
    """The block in any order, all equally likely; three times as quick as `Random.sample`."""
    return sorted(block, key=lambda _level: chance.random())


def product(contrast: Sequence[float], levels: Sequence[float]) -> float:
    """How much levels follow a contrast: the sum of what goes together."""
    total: float = sum(map(mul, contrast, levels))
    return total


def felt_in(weeks: Sequence[Week]) -> dict[date, float]:
    """How close each week was to both, 1 to 7: each person's distance from their own mean, put back around the mean of both."""
    answers: dict[int, list[int]] = {}
    for week in weeks:
        for person, closeness in week.closeness.items():
            answers.setdefault(person, []).append(closeness)
    means = {person: fmean(given) for person, given in answers.items()}
    middle = fmean(means.values()) if means else 0.0
    return {
        week.week: middle + fmean(closeness - means[person] for person, closeness in week.closeness.items())
        for week in weeks
    }


def finding(habit: int, weeks: Sequence[Week], felt: Mapping[date, float]) -> Finding:
    """What came out for a habit: weeks with more of it beside weeks with less."""
    more = more_of(habit, weeks)
    with_more = [felt[week] for week, above in more.items() if above]
    with_less = [felt[week] for week, above in more.items() if not above]
    high, low = round(fmean(with_more), DECIMALS), round(fmean(with_less), DECIMALS)
    direction = Direction.MORE if high > low else Direction.LESS
    return Finding(habit, direction, len(with_more), len(with_less), high, low)


def seen_plainly(found: Finding, score: float) -> bool:
    """Whether the plain means differ, and in the direction that the score has: otherwise nobody could follow it."""
    if found.closeness_with_more == found.closeness_with_less:
        return False
    return (found.direction is Direction.MORE) == (score > 0)


def said_by_weeks_around(more: Mapping[date, bool], felt: Mapping[date, float], score: float) -> bool:
    """Whether a habit goes with how close other weeks near it were, the other way round from what was found.

    Who does more after close weeks would otherwise be told that closer weeks had less of it, and who makes up after
    others that they had more: in a block that is counted from its own mean, what follows it lies on its other side. The
    same goes for whoever feels closer in the week after.

    >>> said_by_weeks_around({}, {}, score=3.0)
    False
    """
    left = felt_without(more, felt)
    return any(goes_with_weeks(more, left, weeks) * score < 0 for weeks in WEEKS_AROUND)


def felt_without(more: Mapping[date, bool], felt: Mapping[date, float]) -> dict[date, float]:
    """How close each week of a habit was but for what it went with: the means of those with more and with less are alike.

    >>> one, two = date(2026, 3, 2), date(2026, 3, 9)
    >>> list(felt_without({one: True, two: False}, {one: 5, two: 4}).values())
    [4.5, 4.5]
    """
    sides = [[felt[week] for week, above in more.items() if above is side] for side in (False, True)]
    if not all(sides):
        return {week: felt[week] for week in more}
    less, much = map(fmean, sides)
    return {week: felt[week] + (less - much) / 2 * (1 if above else -1) for week, above in more.items()}


def goes_with_weeks(more: Mapping[date, bool], felt: Mapping[date, float], before: range) -> int:
    """Whether a habit plainly goes with how close weeks so many before were: 1, -1 for the other way round, 0 for neither.

    >>> monday = date(2026, 3, 2)
    >>> goes_with_weeks({monday + A_WEEK: True}, {monday: 5.0, monday + A_WEEK: 4.0}, range(1, 2))
    0
    """
    pairs = [
        (float(above), fmean(near))
        for week, above in more.items()
        if (near := [felt[at] for count in before if (at := week - count * A_WEEK) in felt])
    ]
    if len(pairs) < LEAST_WEEKS:
        return 0
    habit, close = zip(*pairs, strict=True)
    apart = spread(habit) * spread(close)
    if apart < HAIR:
        return 0
    together = product(habit, close) - sum(habit) * sum(close) / len(pairs)
    plainly = abs(together) >= PLAINLY * sqrt(apart / len(pairs))
    return (1 if together > 0 else -1) if plainly else 0


TOO_EARLY = _(
    "From %(least)s weeks of check-ins on, this place says with which habits closer weeks went together, if that can be told. Weeks so far: %(weeks)s."
)
CANNOT_TELL = _(
    "From %(weeks)s weeks of check-ins, we cannot tell with which habits closer weeks went together. That is the usual answer, and an honest one. It takes nothing away from what you do."
)
SOMETHING_FOUND = _(
    "We looked at %(weeks)s weeks. What went together need not be the reason, in either direction: you know best what lies behind it."
)

FINDINGS: Mapping[Direction, str] = {
    Direction.MORE: _(
        "Closer weeks and more of “%(habit)s” went together: in the %(weeks_with_more)s weeks with more of it you felt %(closeness_with_more)s of 7 close on average, and %(closeness_with_less)s in the %(weeks_with_less)s weeks with less."
    ),
    Direction.LESS: _(
        "Closer weeks and less of “%(habit)s” went together: in the %(weeks_with_less)s weeks with less of it you felt %(closeness_with_less)s of 7 close on average, and %(closeness_with_more)s in the %(weeks_with_more)s weeks with more. It may well be what you turn to when a week is hard."
    ),
}


def sentence_of(insight: Insight) -> Sentence:
    """What is said first: that it is too early, that one cannot tell, or how to read what was found.

    >>> sentence_of(Insight(5)).values
    {'weeks': 5, 'least': 8}
    >>> sentence_of(Insight(24)).text == CANNOT_TELL
    True
    """
    if insight.too_early:
        return Sentence(TOO_EARLY, {"weeks": insight.weeks, "least": LEAST_WEEKS})
    return Sentence(SOMETHING_FOUND if insight.found else CANNOT_TELL, {"weeks": insight.weeks})


def sentence_of_finding(found: Finding, habit_name: str) -> Sentence:
    """What is said of one habit, which is named as its couple named it.

    >>> tea = Finding(7, Direction.MORE, 14, 10, closeness_with_more=5.3, closeness_with_less=4.1)
    >>> sentence_of_finding(tea, "Tea for two").values["closeness_with_more"]
    5.3
    """
    values = {
        "habit": habit_name,
        "weeks_with_more": found.weeks_with_more,
        "weeks_with_less": found.weeks_with_less,
        "closeness_with_more": found.closeness_with_more,
        "closeness_with_less": found.closeness_with_less,
    }
    return Sentence(FINDINGS[found.direction], values)
