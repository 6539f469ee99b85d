"""How couples live who never lived: with and without anything in it that insights could see.

What follows the week before is in `tracker.bench.followers`. Everything is drawn from a seed: the same number is the same couple.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from random import Random

from tracker.domain.days import DAYS_A_WEEK
from tracker.domain.insights import Week

WEEK_COUNT = 104
BEGIN = date(2024, 1, 1)
ADA, BEN = 1, 2
FIRST = 1  # the habit that the effect, where there is one, belongs to

SHARED_NOISE, OWN_NOISE = 0.6, 0.5
WEEKLY_NOISE = (SHARED_NOISE**2 + OWN_NOISE**2 / 2) ** 0.5
OFTEN = 4


class Chance(Random):
    """Chance from a seed, for so many weeks."""

    weeks = WEEK_COUNT


Ticks = list[int | None]
Answers = list[dict[int, int]]
Live = Callable[[Chance], list[Week]]


def alike_weeks(chance: Chance) -> list[Week]:
    """Every week is drawn anew."""
    levels = [chance.gauss(4.5, 0.7) for _ in range(chance.weeks)]
    habits = [ticked(chance, [chance.uniform(0.1, 0.9)] * chance.weeks) for _ in range(some(chance))]
    return lived(answered(chance, levels), habits)


def streaky(chance: Chance) -> list[Week]:
    """Good and hard times last for weeks, and so do habits."""
    levels = [4.5 + each for each in lingering(chance, 0.6, 0.8)]
    return lived(answered(chance, levels, own=0.4), on_and_off(chance))


def lasting(chance: Chance) -> list[Week]:
    """Times and habits last longer still, and the partner is often silent."""
    levels = [4.5 + each for each in lingering(chance, 0.85, 0.9)]
    return lived(answered(chance, levels, own=0.3, silence=0.4), on_and_off(chance, stay=0.9))


def drifting(chance: Chance) -> list[Week]:
    """Closeness and habits wander, each on its own way."""
    levels = wandering(chance, 4.0, step=0.3, low=1.5, high=6.5)
    shares = (wandering(chance, 0.5, step=0.08, low=0.02, high=0.98) for _ in range(some(chance)))
    return lived(answered(chance, levels, own=0.4), [ticked(chance, each) for each in shares])


def recovering(chance: Chance) -> list[Week]:
    """Closeness rises from 3 to 5.5 within half a year to two, and all habits grow with it."""
    return rising(chance, low=3.0, high=5.5, weeks=chance.uniform(26, 100))


def recovering_fast(chance: Chance) -> list[Week]:
    """Closeness rises from 2.5 to 6 within two to six months."""
    return rising(chance, low=2.5, high=6.0, weeks=chance.uniform(8, 26))


def rising(chance: Chance, *, low: float, high: float, weeks: float) -> list[Week]:
    way = [min(1.0, week / weeks) for week in range(chance.weeks)]
    levels = [low + (high - low) * each + chance.gauss(0, 0.4) for each in way]
    habits = []
    for _ in range(some(chance)):
        first, last = chance.uniform(0.02, 0.2), chance.uniform(0.6, 0.95)
        habits.append(ticked(chance, [first + (last - first) * each for each in way]))
    return lived(answered(chance, levels, own=0.4), habits)


def turning(chance: Chance) -> list[Week]:
    """Closeness changes for good in one week, around which habits start, stop or come to life."""
    turn = chance.randrange(8, chance.weeks - 8)
    levels = [4.0 + 1.2 * (week >= turn) + each for week, each in enumerate(lingering(chance, 0.6, 0.6))]
    habits = [turned(chance, turn + chance.randint(-2, 2)) for _ in range(some(chance))]
    return lived(answered(chance, levels, own=0.4), habits)


def turned(chance: Chance, turn: int) -> Ticks:
    ticks = ticked(chance, [chance.uniform(0.2, 0.8)] * chance.weeks)
    before: list[Ticks] = [ticks[:turn], [None] * turn, [0] * turn, ticks[:turn]]
    after: list[Ticks] = [[None] * (chance.weeks - turn), ticks[turn:], ticks[turn:], ticks[turn:]]
    which = chance.randrange(len(before))
    return before[which] + after[which]


def even(chance: Chance) -> list[Week]:
    """Nearly all weeks are rated alike."""
    levels = [5.0 + each for each in lingering(chance, 0.3, 0.35)]
    return lived(answered(chance, levels, own=0.2, apart=0.2), on_and_off(chance))


def silent(chance: Chance) -> list[Week]:
    """The partner sees it all otherwise, and answers the likelier the more there was of a habit."""
    levels = wandering(chance, 4.0, step=0.2, low=1.5, high=6.5)
    habits = on_and_off(chance)
    answers = answered(chance, levels, own=0.4, apart=1.5)
    for answer, count in zip(answers, habits[0], strict=True):
        if chance.random() > 0.15 + 0.06 * min(DAYS_A_WEEK, count or 0):
            del answer[BEN]
    return lived(answers, habits)


def patchy(chance: Chance) -> list[Week]:
    """One week in four is not answered, and now and then a month."""
    weeks = streaky(chance)
    gap = chance.randrange(chance.weeks - 4)
    return [
        week for number, week in enumerate(weeks) if number - gap not in range(4) and chance.random() < 0.75
    ]


def constant(chance: Chance) -> list[Week]:
    """Both give the same answer every week."""
    return lived([{ADA: 5, BEN: 4} for _ in range(chance.weeks)], on_and_off(chance))


def with_an_effect(chance: Chance, *, size: float, stay: float) -> list[Week]:
    """Weeks with one of six habits on four days or more are closer, by so many deviations of a week's own noise."""
    shares = regimes(chance, stay=stay, on=0.75, off=0.25)
    habits = [ticked(chance, shares, DAYS_A_WEEK), *on_and_off(chance, count=5)]
    levels = [
        4.0 + size * WEEKLY_NOISE * ((count or 0) >= OFTEN) + chance.gauss(0, SHARED_NOISE)
        for count in habits[0]
    ]
    return lived(answered(chance, levels), habits)


STEADY: Mapping[str, Live] = {
    "alike weeks": alike_weeks,
    "streaky": streaky,
    "lasting": lasting,
    "drifting": drifting,
    "recovering": recovering,
    "recovering fast": recovering_fast,
    "turning": turning,
    "even": even,
    "silent": silent,
    "patchy": patchy,
    "constant": constant,
}

WITH_EFFECT: Mapping[str, Live] = {
    "strong, week by week": partial(with_an_effect, size=1.5, stay=0.5),
    "strong, in stretches": partial(with_an_effect, size=1.5, stay=0.7),
    "strong, long stretches": partial(with_an_effect, size=1.5, stay=0.85),
    "moderate, week by week": partial(with_an_effect, size=0.8, stay=0.5),
    "moderate, in stretches": partial(with_an_effect, size=0.8, stay=0.7),
    "weak, week by week": partial(with_an_effect, size=0.4, stay=0.5),
}


def some(chance: Chance) -> int:
    return chance.randint(6, 10)


def on_and_off(chance: Chance, *, stay: float = 0.85, count: int = 0) -> list[Ticks]:
    """Habits that are there for some weeks and away for others."""
    return [
        ticked(chance, regimes(chance, stay=stay, on=0.75, off=0.1)) for _ in range(count or some(chance))
    ]


def regimes(chance: Chance, *, stay: float, on: float, off: float) -> list[float]:
    shares = [chance.choice((on, off))]
    while len(shares) < chance.weeks:
        stays = chance.random() < stay
        shares.append(shares[-1] if stays else on + off - shares[-1])
    return shares


def ticked(chance: Chance, shares: Sequence[float], days: int = 0) -> Ticks:
    """How many days were ticked in each week; a habit for each has two tracks."""
    days = days or DAYS_A_WEEK * chance.choice((1, 1, 2))
    return [sum(chance.random() < share for _ in range(days)) for share in shares]


def lingering(chance: Chance, stay: float, deviation: float) -> list[float]:
    """An autoregressive path around 0 with that standard deviation."""
    path = [chance.gauss(0, deviation)]
    while len(path) < chance.weeks:
        path.append(stay * path[-1] + chance.gauss(0, deviation * (1 - stay**2) ** 0.5))
    return path


def wandering(chance: Chance, level: float, *, step: float, low: float, high: float) -> list[float]:
    """A random walk that turns round at its bounds."""
    path = [level]
    while len(path) < chance.weeks:
        level = path[-1] + chance.gauss(0, step)
        path.append(min(max(level, 2 * low - level), 2 * high - level))
    return path


def answered(
    chance: Chance,
    levels: Sequence[float],
    *,
    own: float = OWN_NOISE,
    apart: float = 0.6,
    silence: float = 0.0,
) -> Answers:
    """What both answer when it was so close; Ben sees it differently by a constant, and may be silent."""
    otherwise = chance.gauss(0, apart)
    answers = []
    for level in levels:
        answer = {
            ADA: rated(level + chance.gauss(0, own)),
            BEN: rated(level + otherwise + chance.gauss(0, own)),
        }
        if chance.random() < silence:
            del answer[BEN]
        answers.append(answer)
    return answers


def rated(level: float) -> int:
    return max(1, min(7, round(level)))


def lived(answers: Answers, habits: Sequence[Ticks]) -> list[Week]:
    return [
        Week(
            BEGIN + timedelta(weeks=number),
            answer,
            {
                habit: count
                for habit, ticks in enumerate(habits, FIRST)
                if (count := ticks[number]) is not None
            },
        )
        for number, answer in enumerate(answers)
    ]
