"""Which of all doors a run knocks at where each has to be put back: by what the things behind them are called."""

from collections import defaultdict
from collections.abc import Iterable
from zlib import crc32

from tests.house.doors import Door
from tests.whole import many
from tests.world import World

FEW = 5  # things, which all have their turn
BACK = (
    "_back",
    "_after_all",
)  # what takes something back that was taken away finds few such things among many


def at_some_things(doors: Iterable[Door], world: World) -> list[Door]:
    """Each address that names nothing, and each other with some of the things that could stand in it: with one in three,
    which differ from address to address, so that each thing stands in some; and with all that the world has no name for."""
    names = names_in(world)
    found = defaultdict(list)
    for each in doors:
        found[each.endpoint, each.method, called(each, names)].append(each)
    return [each for where in some(found) for each in found[where]]


def some(found: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    by_address = defaultdict(list)
    for where in found:
        by_address[where[:2]].append(where)
    return [
        where
        for there in by_address.values()
        for number, where in enumerate(sorted(there, key=lambda each: crc32(" ".join(each).encode())))
        if number % many(3, 1) == 0 or len(there) <= FEW or there[0][0].endswith(BACK) or not where[2]
    ]


def names_in(world: World) -> dict[int, str]:
    """What the things are called whose ids the world has by name; the ids themselves are drawn anew for each run."""
    named = {kind: things for kind, things in vars(world).items() if isinstance(things, dict)}
    return {number: f"{kind} {name}" for kind, things in named.items() for name, number in things.items()}


def called(door: Door, names: dict[int, str]) -> str:
    """The things that a door names; nothing where one of them has no name."""
    found = [names.get(number, "") for number in door.things.values()]
    return ", ".join(found) if all(found) else ""
