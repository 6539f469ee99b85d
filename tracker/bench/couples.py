"""Couples who never lived: how often insights claim what is not there, and how many weeks they take to see what is.

`python -m tracker.bench.couples` follows a thousand couples of each kind for two years, and says so in a table.
Everything is drawn from a seed: the same number of couples is the same couples.
"""

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from math import ceil
from multiprocessing import Pool
from random import Random
from time import process_time

from tracker.bench.lives import FIRST, WITH_EFFECT, WITHOUT_EFFECT, Live, alike_weeks
from tracker.domain.insights import FIRST_LOOK, Direction, Insight, Week, insight_of, latest_look

A_YEAR = 52
COUPLES = 1000
STEPS_TO_AN_EFFECT = 4  # looks at an effect take long, and of them a part is enough
PROCESSES = 2
HALF, MOST = 0.5, 0.9


def looks(week_count: int) -> Iterator[int]:
    """The weeks at which the answer can change."""
    return (count for count in range(FIRST_LOOK, week_count + 1) if latest_look(count).week_count == count)


def first_claim(weeks: Sequence[Week]) -> int:
    """After how many weeks a couple is first told anything at all; 0 when they never are."""
    return next((count for count in looks(len(weeks)) if insight_of(weeks[:count]).found), 0)


def first_sight(weeks: Sequence[Week]) -> int:
    """After how many weeks a couple is first told of the habit that matters, rightly; 0 when they never are."""
    return next((count for count in looks(len(weeks)) if sees(insight_of(weeks[:count]))), 0)


def sees(insight: Insight) -> bool:
    return (FIRST, Direction.MORE) in [(each.habit, each.direction) for each in insight.found]


def claim_on_couple(name: str, number: int) -> tuple[int, bool]:
    """When the couple of a kind was first told anything in two years, and whether anything stood after one."""
    weeks = couple(WITHOUT_EFFECT[name], name, number)
    return first_claim(weeks), bool(insight_of(weeks[:A_YEAR]).found)


def sight_on_couple(name: str, number: int) -> int:
    return first_sight(couple(WITH_EFFECT[name], name, number))


def couple(live: Live, name: str, number: int) -> list[Week]:
    return live(Random(f"{name} {number}"))  # noqa: S311


def share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers)


def weeks_until(seen: Sequence[int], part: float) -> int:
    """After how many weeks that part of couples had seen it; 0 when they never had."""
    times = sorted(count or sys.maxsize for count in seen)
    found = times[ceil(part * len(times)) - 1]
    return 0 if found == sys.maxsize else found


def lines(couples: int) -> Iterator[str]:
    """The table: false claims ever in two years and after one, then the weeks until half and most have seen an effect."""
    numbers = range(couples)
    with Pool(PROCESSES) as pool:
        yield f"{'without effect':<24}{'ever':>8}{'at 52':>8}"
        for name in WITHOUT_EFFECT:
            claims = pool.map(partial(claim_on_couple, name), numbers)
            ever = share([count > 0 for count, _ in claims])
            yield f"{name:<24}{ever:>8.1%}{share([stood for _, stood in claims]):>8.1%}"
        yield f"{'with effect':<24}{'half':>8}{'most':>8}{'by 104':>8}"
        for name in WITH_EFFECT:
            seen = pool.map(partial(sight_on_couple, name), numbers[::STEPS_TO_AN_EFFECT])
            by_then = share([count > 0 for count in seen])
            yield f"{name:<24}{weeks_until(seen, HALF):>8}{weeks_until(seen, MOST):>8}{by_then:>8.1%}"
    without, effect = milliseconds(alike_weeks), milliseconds(WITH_EFFECT["strong, week by week"])
    yield f"a look takes {without:.0f} ms without effect, {effect:.0f} ms with one"


def milliseconds(live: Live) -> float:
    """How long the look at two years takes."""
    weeks = live(Random("time"))  # noqa: S311
    begin = process_time()
    insight_of(weeks)
    return (process_time() - begin) * 1000


if __name__ == "__main__":
    for line in lines(int(sys.argv[1]) if sys.argv[1:] else COUPLES):
        print(line, flush=True)
