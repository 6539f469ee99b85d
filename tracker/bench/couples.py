"""Couples who never lived: how often trends and insights claim what is not there, and how long they take to see what is.

`python -m tracker.bench.couples` follows some hundred couples of each kind for years, and says so in tables: shares of
couples, with the interval in which each is nineteen times of twenty. ``--seed`` draws others; the same seed and number
are the same couples.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from math import ceil
from multiprocessing import Pool
from time import process_time

from tracker.bench import steady
from tracker.bench.followers import FOLLOWING
from tracker.bench.lives import (
    FIRST,
    STEADY,
    WEEK_COUNT,
    WITH_EFFECT,
    Chance,
    Live,
    alike_weeks,
)
from tracker.bench.steady import RISES, RISES_AFTER, RISING, SEEN_WITHIN, UNCHANGED, Manner
from tracker.domain.insights import (
    ENOUGH_WEEKS,
    FIRST_LOOK,
    Direction,
    Insight,
    Week,
    insight_of,
    latest_look,
)

WITHOUT_EFFECT: Mapping[str, Live] = {**STEADY, **FOLLOWING}
TEN_YEARS = 520
COUPLES = 400
STEPS_TO_AN_EFFECT = 4  # looks at an effect take long, and of them a part is enough
PROCESSES = 2
HALF, MOST = 0.5, 0.9


def looks(week_count: int) -> Iterator[int]:
    """The weeks at which the answer can change."""
    return (count for count in range(FIRST_LOOK, week_count + 1) if latest_look(count).week_count == count)


def insight_at(weeks: Sequence[Week], count: int) -> Insight:
    """What is said after so many weeks, from those that are enough for it."""
    earlier = max(0, count - ENOUGH_WEEKS)
    return insight_of(weeks[earlier:count], earlier=earlier)


def first_claim(weeks: Sequence[Week]) -> int:
    """After how many weeks a couple is first told anything at all; 0 when they never are."""
    return next((count for count in looks(len(weeks)) if insight_at(weeks, count).found), 0)


def first_sight(weeks: Sequence[Week]) -> int:
    """After how many weeks a couple is first told of the habit that matters, rightly; 0 when they never are."""
    return next((count for count in looks(len(weeks)) if sees(insight_at(weeks, count))), 0)


def sees(insight: Insight) -> bool:
    return (FIRST, Direction.MORE) in [(each.habit, each.direction) for each in insight.found]


def claim_on_couple(name: str, weeks: int, seed: str) -> int:
    """When the couple of a kind was first told anything in so many weeks."""
    return first_claim(couple(WITHOUT_EFFECT[name], name, seed, weeks))


def sight_on_couple(name: str, seed: str) -> int:
    return first_sight(couple(WITH_EFFECT[name], name, seed))


def couple(live: Live, name: str, seed: int | str, weeks: int = WEEK_COUNT) -> list[Week]:
    chance = Chance(f"{name} {seed}")
    chance.weeks = weeks
    return live(chance)


def share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers)


def weeks_until(seen: Sequence[int], part: float) -> int:
    """After how many weeks that part of couples had seen it; 0 when they never had."""
    times = sorted(count or sys.maxsize for count in seen)
    found = times[ceil(part * len(times)) - 1]
    return 0 if found == sys.maxsize else found


def lines(couples: int, seed: int) -> Iterator[str]:
    """The tables for insights: false claims ever in two years and in ten, then the weeks until half and most have seen an effect.

    Ten years take long, and a part of couples is enough for them, as it is for those with an effect.
    """
    numbers = [f"{seed} {number}" for number in range(couples)]
    with Pool(PROCESSES) as pool:
        yield f"{'without effect':<26}{'in two years':>20}{'in ten':>20}"
        for name in WITHOUT_EFFECT:
            early = pool.map(partial(claim_on_couple, name, WEEK_COUNT), numbers)
            late = pool.map(partial(claim_on_couple, name, TEN_YEARS), numbers[::STEPS_TO_AN_EFFECT])
            yield f"{name:<26}{rate([count > 0 for count in early]):>20}{rate([count > 0 for count in late]):>20}"
        yield f"{'with effect':<26}{'half':>8}{'most':>8}{'by 104':>8}"
        for name in WITH_EFFECT:
            seen = pool.map(partial(sight_on_couple, name), numbers[::STEPS_TO_AN_EFFECT])
            by_then = share([count > 0 for count in seen])
            yield f"{name:<26}{weeks_until(seen, HALF):>8}{weeks_until(seen, MOST):>8}{by_then:>8.1%}"
    without, effect = milliseconds(alike_weeks), milliseconds(WITH_EFFECT["strong, week by week"])
    yield f"a look takes {without:.0f} ms without effect, {effect:.0f} ms with one"


def trend_lines(couples: int, seed: int) -> Iterator[str]:
    """The tables for trends: couples told in each year that closeness changed, pages, then how soon a rise is seen."""
    numbers = [f"{seed} {number}" for number in range(couples)]
    with Pool(PROCESSES) as pool:
        yield f"{'nothing changes':<28}{'in year 1':>20}{'year 2':>20}{'year 3':>20}{'pages':>8}"
        for name, manner in UNCHANGED.items():
            told = pool.map(partial(steady.years_told, manner), numbers)
            pages = pool.map(partial(steady.pages_told, manner), numbers[::STEPS_TO_AN_EFFECT])
            called = sum(some for some, _all in pages) / sum(every for _some, every in pages)
            yield f"{name:<28}{''.join(f'{rate(each):>20}' for each in zip(*told, strict=True))}{called:>8.1%}"
        yield f"{'closeness rises':<36}" + "".join(f"{f'after {weeks}':>21}" for weeks in RISES_AFTER)
        for rise in RISES:
            for memory in (0.0, 0.2, 0.4):
                for scatter in (0.5, 0.8, 1.1):
                    manner = Manner(scatter, memory, levels=RISING)
                    seen = [
                        pool.map(partial(steady.seen_after, manner, rise=rise, after=after), numbers)
                        for after in RISES_AFTER
                    ]
                    name = f"by {rise}, scatter {scatter}, memory {memory}"
                    yield f"{name:<36}{''.join(f'{within(each):>21}' for each in seen)}"


def within(seen: Sequence[int]) -> str:
    """Which shares saw a rise within some weeks of it."""
    return " / ".join(f"{share([0 < each <= weeks for each in seen]):.0%}" for weeks in SEEN_WITHIN)


def rate(answers: Sequence[bool]) -> str:
    """A share with the interval in which it is nineteen times of twenty (Wilson, 1927)."""
    count, z = len(answers), 1.96
    middle = (share(answers) + z * z / (2 * count)) / (1 + z * z / count)
    away = z * (share(answers) * (1 - share(answers)) / count + (z / (2 * count)) ** 2) ** 0.5
    away /= 1 + z * z / count
    return f"{share(answers):.1%} ({max(0.0, middle - away):.1%}–{middle + away:.1%})"


def milliseconds(live: Live) -> float:
    """How long the look at two years takes."""
    weeks = live(Chance("time"))
    begin = process_time()
    insight_of(weeks)
    return (process_time() - begin) * 1000


def asked(words: Sequence[str]) -> Iterator[str]:
    """The tables that are asked for."""
    parser = ArgumentParser(prog="python -m tracker.bench.couples", description=__doc__)
    parser.add_argument("couples", nargs="?", type=int, default=COUPLES, help="how many of each kind")
    parser.add_argument("--seed", type=int, default=1, help="which couples")
    parser.add_argument("--only", choices=("trends", "insights"), default="", help="one of both")
    wanted = parser.parse_args(words)
    if wanted.only != "insights":
        yield from trend_lines(wanted.couples, wanted.seed)
    if wanted.only != "trends":
        yield from lines(wanted.couples, wanted.seed)


if __name__ == "__main__":
    for line in asked(sys.argv[1:]):
        print(line, flush=True)
