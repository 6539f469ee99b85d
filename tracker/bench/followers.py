"""Couples whose habits follow the week before, in which nothing goes together with the week itself.

Some do more after a close week, some make up after one that was not. They answer in some weeks sooner than in others,
they live through seasons and bouts, and they are never told anything rightly.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import pi, sin

from tracker.bench.lives import (
    ADA,
    BEN,
    OWN_NOISE,
    Answers,
    Chance,
    Live,
    Ticks,
    answered,
    lingering,
    lived,
    on_and_off,
    some,
    ticked,
)
from tracker.domain.days import DAYS_A_WEEK
from tracker.domain.insights import Week

A_YEAR = 52
STRONGLY, MILDLY = 0.35, 0.12
LEVEL, SCATTER = 4.5, 0.8

Silence = Callable[[float], float]


def follow(
    chance: Chance,
    *,
    strength: float = STRONGLY,
    followers: int = 0,
    memory: float = 0.0,
    level: float = LEVEL,
    weeks_before: int = 1,
    silence: Silence = lambda _level: 0.0,
) -> list[Week]:
    """Some habits, or all, follow how close the week before was, or one before that; some weeks nobody answers."""
    levels = [level + each for each in lingering(chance, memory, SCATTER)]
    count = some(chance)
    followers = followers or count
    habits = [after(chance, levels, strength, weeks_before) for _ in range(followers)]
    habits += on_and_off(chance, count=count - followers) if followers < count else []
    weeks = lived(answered(chance, levels), habits)
    return [
        week for week, felt in zip(weeks, levels, strict=True) if chance.random() >= silence(felt - level)
    ]


def after(chance: Chance, levels: Sequence[float], strength: float, weeks_before: int = 1) -> Ticks:
    """How often a habit was ticked that follows the closeness of a week before."""
    usual = sum(levels) / len(levels)
    earlier = [usual] * weeks_before + list(levels)[:-weeks_before]
    shares = [min(0.95, max(0.05, 0.5 + strength * (each - usual) / SCATTER)) for each in earlier]
    return ticked(chance, shares)


def recall(chance: Chance) -> list[Week]:
    """Habits follow how the last four weeks were, all together."""
    levels = [LEVEL + each for each in lingering(chance, 0.0, SCATTER)]
    means = [
        sum(levels[max(0, n - 3) : n + 1]) / len(levels[max(0, n - 3) : n + 1]) for n in range(len(levels))
    ]
    habits = [after(chance, means, 2 * STRONGLY) for _ in range(some(chance))]
    return lived(answered(chance, levels), habits)


def felt_later(chance: Chance) -> list[Week]:
    """The other way round: the week after one with more of a habit is closer."""
    habits = [ticked(chance, [0.5] * chance.weeks, DAYS_A_WEEK) for _ in range(some(chance))]
    first = [3, *(count or 0 for count in habits[0][:-1])]
    levels = [LEVEL + 0.4 * (count - 3.5) + chance.gauss(0, 0.6) for count in first]
    return lived(answered(chance, levels), habits)


def seasons(chance: Chance, *, common: bool) -> list[Week]:
    """Closeness and habits move through the year, all alike or each in a way of its own."""
    turn = chance.uniform(0, A_YEAR)
    levels = [LEVEL + wave(week, turn) + each for week, each in enumerate(lingering(chance, 0.2, SCATTER))]
    habits = []
    for _ in range(some(chance)):
        own = turn if common else chance.uniform(0, A_YEAR)
        habits.append(ticked(chance, [0.5 + 0.35 * wave(week, own) for week in range(chance.weeks)]))
    return lived(answered(chance, levels), habits)


def wave(week: int, turn: float) -> float:
    """From 1 to -1 and back within a year."""
    return sin(2 * pi * (week - turn) / A_YEAR)


def bouts(chance: Chance, *, repaired: bool) -> list[Week]:
    """Hard times of three to six weeks; habits have some of their own, or begin after the first hard week."""
    hard = stretches(chance)
    levels = [LEVEL - 1.5 * now + each for now, each in zip(hard, lingering(chance, 0.2, 0.6), strict=True)]
    habits = []
    for _ in range(some(chance)):
        much = [False, *hard[:-1]] if repaired else stretches(chance)
        habits.append(ticked(chance, [0.75 if now else 0.3 for now in much]))
    return lived(answered(chance, levels), habits)


def stretches(chance: Chance) -> list[bool]:
    """Weeks of which now and then some in a row are otherwise."""
    there: list[bool] = []
    while len(there) < chance.weeks:
        there += [False] * chance.randint(6, 16) + [True] * chance.randint(3, 6)
    return there[: chance.weeks]


def partly_silent(chance: Chance) -> list[Week]:
    """Habits follow the week before, and the partner answers the likelier the closer a week was."""
    levels = [LEVEL + each for each in lingering(chance, 0.0, SCATTER)]
    habits = [after(chance, levels, STRONGLY) for _ in range(some(chance))]
    answers: Answers = answered(chance, levels, own=OWN_NOISE)
    for answer, felt in zip(answers, levels, strict=True):
        if chance.random() > 0.6 + 0.3 * (felt - LEVEL):
            del answer[BEN if chance.random() < 0.5 else ADA]
    return lived(answers, habits)


def quiet_when_apart(felt: float) -> float:
    """How likely a week is left out that lay so far above the usual, where close weeks are answered more."""
    return 0.35 - 0.3 * felt


def quiet_when_close(felt: float) -> float:
    """The same where close weeks are left out."""
    return 0.35 + 0.3 * felt


FOLLOWING: Mapping[str, Live] = {
    "all follow": follow,
    "one follows": partial(follow, followers=1),
    "all follow mildly": partial(follow, strength=MILDLY),
    "all make up": partial(follow, strength=-STRONGLY),
    "one makes up": partial(follow, strength=-STRONGLY, followers=1),
    "follow, with memory": partial(follow, memory=0.4),
    "make up, with memory": partial(follow, strength=-STRONGLY, memory=0.4),
    "follow two weeks before": partial(follow, weeks_before=2),
    "follow four weeks": recall,
    "felt a week later": felt_later,
    "close weeks answered": partial(follow, silence=quiet_when_apart),
    "close weeks left out": partial(follow, silence=quiet_when_close),
    "make up, left out": partial(follow, strength=-STRONGLY, silence=quiet_when_close),
    "one silent when apart": partly_silent,
    "near seven, follow": partial(follow, level=6.5),
    "near seven, make up": partial(follow, strength=-STRONGLY, level=6.5),
    "seasons in common": partial(seasons, common=True),
    "seasons of their own": partial(seasons, common=False),
    "bouts": partial(bouts, repaired=False),
    "bouts made up for": partial(bouts, repaired=True),
}
