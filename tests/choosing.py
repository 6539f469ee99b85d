"""Which tests a run asks where a part of them shows as much as all: by their names, always the same ones."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from inspect import signature
from zlib import crc32

import pytest

from tests.keepers import KINDS

VISITORS = frozenset({"visit", "ada", "ben", "cleo", "dan", "guest"})
KEPT_BY = ("keeper", "place")  # what of a test says which database it asks
ONE_IN = 4  # of the tests of a file that either database is enough for, one in four falls to the server


def left_out(items: list[pytest.Item], *, both: bool, all_of_it: bool) -> set[pytest.Item]:
    """What only a night has time for. Pages are asked on SQLite alone, but for those that are marked; and where a path
    is named, everything."""
    gone = {
        each
        for each in items
        if each.get_closest_marker("whole")
        or (on_postgresql(each) and (not (both or all_of_it) or is_a_pages(each) or is_anothers(each)))
    }
    if all_of_it and not both:
        gone |= more_crossings([each for each in items if each not in gone])
        gone |= for_the_other([each for each in items if each not in gone])
    return gone


def on_postgresql(item: pytest.Item) -> bool:
    """Whether a test needs a database server."""
    return "postgresql" in parameters(item).values() or "postgres" in getattr(item, "fixturenames", ())


def parameters(item: pytest.Item) -> dict[str, object]:
    """What a case of a test is given, by name."""
    given = getattr(item, "callspec", None)
    return given.params if given else {}


def is_a_pages(item: pytest.Item) -> bool:
    """Whether a test looks at pages, whose queries are asked of both databases by the doors and for their number."""
    asked = VISITORS & set(getattr(item, "fixturenames", ()))
    return bool(asked) and item.get_closest_marker("sql") is None


def is_anothers(item: pytest.Item) -> bool:
    """Whether somebody else than this reader asks the same of the database server in every run."""
    mark = item.get_closest_marker("on_postgresql_by")
    return bool(mark and parameters(item) and parameters(item)["reader"] not in mark.args)


def for_the_other(items: Iterable[pytest.Item]) -> set[pytest.Item]:
    """The tests, which one database is enough for, that fall to the other. What races is asked of both, and what only
    one is asked, as pages are, is asked of that."""
    gone = set()
    for tests in twins(items).values():
        for number, name in enumerate(sorted(tests, key=lambda each: crc32(each.encode()))):
            kind = "sqlite" if number % share_of(tests[name]["sqlite"]) else "postgresql"
            gone |= {test for asked, test in tests[name].items() if asked != kind}
    return gone


def share_of(test: pytest.Item) -> int:
    """Of how many tests beside this one the server is asked one."""
    mark = test.get_closest_marker("on_either")
    return int(mark.kwargs.get("one_in", ONE_IN)) if mark else ONE_IN


def twins(items: Iterable[pytest.Item]) -> dict[str, dict[str, dict[str, pytest.Item]]]:
    """What one database is enough for and both could be asked: by file, by name, by database."""
    found: dict[str, dict[str, dict[str, pytest.Item]]] = defaultdict(lambda: defaultdict(dict))
    for each in items:
        kind = next((parameters(each)[name] for name in KEPT_BY if name in parameters(each)), None)
        if isinstance(kind, str) and is_enough_on_either(each):
            file, name = each.nodeid.split("::", 1)
            found[file][name.replace(kind, "")][kind] = each
    return {
        file: {name: both for name, both in tests.items() if both.keys() == KINDS.keys()}
        for file, tests in found.items()
    }


def is_enough_on_either(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("on_either") and not item.get_closest_marker("crossed")
    return bool(marked) and not races(item) and not is_a_pages(item)


def races(item: pytest.Item) -> bool:
    """Whether a test lets several act at once."""
    return isinstance(item, pytest.Function) and "concurrent" in signature(item.function).parameters


def more_crossings(items: Iterable[pytest.Item]) -> set[pytest.Item]:
    """The cases of tests that cross several things, once each of these has been asked."""
    cases = defaultdict(list)
    for each in items:
        if each.get_closest_marker("crossed"):
            cases[each.nodeid.partition("[")[0]].append(each)
    return {each for found in cases.values() for each in found} - {
        each for found in cases.values() for each in enough_of(found)
    }


def enough_of(cases: list[pytest.Item]) -> Iterator[pytest.Item]:
    """As few cases as it takes, nearly, for all that they cross: always the one with most that no other has had yet."""
    cases = sorted(cases, key=lambda each: crc32(each.nodeid.encode()))
    waiting = {each: crossing(each) for each in cases}
    asked: set[tuple[object, ...]] = set()
    while fresh := max(waiting, key=lambda each: len(waiting[each] - asked), default=None):
        if waiting[fresh] <= asked:
            return
        asked |= waiting.pop(fresh)
        yield fresh


def crossing(case: pytest.Item) -> set[tuple[object, ...]]:
    """What meets in a case: a row of each of its tables, and the database."""
    given = parameters(case)
    tables = [names_of(mark) for mark in case.iter_markers("parametrize")]
    tables += [[each] for each in given if not any(each in names for names in tables)]
    return {(*names, *(id(given[name]) for name in names)) for names in tables}


def names_of(mark: pytest.Mark) -> list[str]:
    names = mark.args[0]
    return [each.strip() for each in names.split(",")] if isinstance(names, str) else [*names]
