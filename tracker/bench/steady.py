"""Couples for whom nothing changes, and some for whom closeness rises: what trends tell them, every look counted.

Nobody lived it: somebody's weeks scatter around a level by so many steps and take after the week before by so much.
Everything is drawn from a seed: the same number is the same couple.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from tracker.domain.trends import (
    MEASURES,
    WEEKS_TO_A_LOOK,
    WEEKS_TOLD,
    Movement,
    TrendEntry,
    look_before,
    movement,
)

BEGIN = look_before(date(2024, 1, 1))
A_WEEK = timedelta(weeks=1)
LOOKS_TOLD = WEEKS_TOLD // WEEKS_TO_A_LOOK
A_YEAR = 52
YEARS = 3
ANSWERED = 0.75
A_MONTH = 4
PLACES, STEPS = 7, 5
RISES = (1.5, 1.0, 0.5)
RISES_AFTER = (13, 26, 60)
SEEN_WITHIN = (16, 26, 52)
PEOPLE = 2


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody's answers go: around which levels, in steps of which scatter, with which memory, with gaps or without."""

    scatter: float
    memory: float
    most: int = PLACES
    levels: tuple[float, float] = (3.0, 6.0)
    gaps: bool = False


HIGH = (6.3, 7.2)
UNCHANGED: Mapping[str, Manner] = {
    **{
        f"scatter {scatter}, memory {memory}": Manner(scatter, memory)
        for scatter in (0.5, 0.7, 0.9, 1.1)
        for memory in (0.0, 0.2, 0.4)
    },
    **{f"near seven, scatter {scatter}": Manner(scatter, 0.4, levels=HIGH) for scatter in (0.5, 0.8, 1.1)},
    **{
        f"five steps, scatter {scatter}": Manner(scatter, 0.4, STEPS, (2.0, 4.0))
        for scatter in (0.5, 0.8, 1.1)
    },
    **{
        f"near five, scatter {scatter}": Manner(scatter, 0.4, STEPS, (4.3, 5.2))
        for scatter in (0.5, 0.8, 1.1)
    },
    **{f"gaps, scatter {scatter}": Manner(scatter, 0.4, gaps=True) for scatter in (0.8, 1.1)},
}
RISING = (2.5, 4.5)


def lived(
    manner: Manner, chance: Random, weeks: int, *, rise: float = 0.0, after: int = 0
) -> list[TrendEntry]:
    """One line of somebody's, as closeness, over so many weeks; from one on it lies higher by a rise."""
    level = chance.uniform(*manner.levels)
    fresh = manner.scatter * (1 - manner.memory**2) ** 0.5
    drawn = [chance.gauss(0, manner.scatter), *(chance.gauss(0, fresh) for _ in range(weeks - 1))]
    strays = accumulate(drawn, lambda before, new: manner.memory * before + new)
    silent = chance.randrange(weeks)
    entries = []
    for number, stray in enumerate(strays):
        felt = round(level + stray + rise * (number >= after))
        value = max(1, min(manner.most, felt))
        asleep = manner.gaps and (0 <= number - silent < A_MONTH or chance.random() > ANSWERED)
        if not asleep:
            entries.append(TrendEntry(BEGIN + number * A_WEEK, value, {}))
    return entries


def told_at(entries: Sequence[TrendEntry], weeks: int) -> Iterator[tuple[int, Movement]]:
    """What is told at each look of so many weeks, as `movements_told` has it, with the number of weeks by then.

    Each look is worked out once: that is a third of the time.
    """
    found: list[Movement] = []
    for count in range(1, weeks + 1, WEEKS_TO_A_LOOK):
        look = BEGIN + (count - 1) * A_WEEK
        moved = movement([entry.closeness for entry in entries if entry.week <= look])
        yield count, Movement.NONE if moved in found[-LOOKS_TOLD:] else moved
        found.append(moved)


def years_told(manner: Manner, seed: str) -> list[bool]:
    """For each year whether either of two for whom nothing changed was told in it that closeness did."""
    chance = Random(seed)  # noqa: S311
    told = [False] * YEARS
    for _person in range(PEOPLE):
        for count, moved in told_at(lived(manner, chance, YEARS * A_YEAR), YEARS * A_YEAR):
            told[(count - 1) // A_YEAR] |= moved is not Movement.NONE
    return told


def pages_told(manner: Manner, seed: str) -> tuple[int, int]:
    """At how many looks in all those years somebody's page called any of eleven lines changed, and of how many."""
    chance = Random(seed)  # noqa: S311
    called = [
        [
            moved is not Movement.NONE
            for _count, moved in told_at(lived(manner, chance, YEARS * A_YEAR), YEARS * A_YEAR)
        ]
        for _measure in MEASURES
    ]
    pages = [any(lines) for lines in zip(*called, strict=True)]
    return sum(pages), len(pages)


def seen_after(manner: Manner, seed: str, rise: float, after: int) -> int:
    """How many weeks a rise took to be told; 0 when it was not within a year."""
    chance = Random(seed)  # noqa: S311
    weeks = after + max(SEEN_WITHIN)
    entries = lived(manner, chance, weeks, rise=rise, after=after)
    looks = told_at(entries, weeks)
    return next(
        (count - after for count, moved in looks if count > after and moved is Movement.HIGHER),
        0,
    )
