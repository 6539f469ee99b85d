"""Which tests run which lines of Tend, and how long each takes, so that a change meets only those that can tell of it.

    python -m pytest -p tests.ran --ran FOLDER tests/jar

Each process of the run leaves a file of what it saw in the folder; `all_in` reads them together.
"""

import json
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import pytest
from coverage import Coverage

HERE = Path(__file__).parents[1]


@dataclass
class Ran:
    """The seconds of each test, and by file and line the tests that ran it."""

    seconds: dict[str, float] = field(default_factory=dict)
    lines: dict[str, dict[int, set[str]]] = field(default_factory=dict)

    def through(self, file: str, lines: Iterable[int]) -> set[str]:
        """The tests that ran one of some lines of a file."""
        ran = self.lines.get(file, {})
        return set[str]().union(*(ran.get(line, ()) for line in lines))

    def through_any_of(self, file: str) -> set[str]:
        """The tests that ran anything in a file."""
        return self.through(file, self.lines.get(file, ()))

    def taken_by(self, tests: Collection[str]) -> float:
        return sum(self.seconds[each] for each in tests)


def all_in(folder: Path) -> Ran:
    """What all processes of a run have seen together."""
    ran = Ran()
    for file in sorted(folder.glob("*.json")):
        seen = json.loads(file.read_text())
        tests = list(seen["seconds"])
        ran.seconds |= seen["seconds"]
        for name, lines in seen["lines"].items():
            known = ran.lines.setdefault(name, defaultdict(set))
            for line, numbers in lines.items():
                known[int(line)] |= {tests[number] for number in numbers}
    return ran


class Watching:
    """Sees what each test runs, one after the other. What is read before the first, and between them, is nobody's."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / f"{os.getpid()}.json"
        self.seconds: dict[str, float] = {}
        self.coverage = Coverage(
            data_file=None, config_file=False, source=[str(HERE / "tracker")], messages=False
        )
        self.coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.coverage.switch_context(item.nodeid)
        begun = perf_counter()
        found = yield
        self.seconds[item.nodeid] = round(perf_counter() - begun, 3)
        self.coverage.switch_context("")
        return found

    def pytest_sessionfinish(self) -> None:
        """Before whoever leads the run hears that this process is done: it is not waited for after that."""
        self.coverage.stop()
        if self.seconds:
            self.file.write_text(json.dumps({"seconds": self.seconds, "lines": dict(self.lines())}))

    def lines(self) -> Iterator[tuple[str, dict[int, list[int]]]]:
        """By file, below the root, and line: the numbers of the tests that ran it."""
        number = {test: place for place, test in enumerate(self.seconds)}
        data = self.coverage.get_data()
        for file in sorted(data.measured_files()):
            found = {
                line: [number[each] for each in tests if each in number]
                for line, tests in data.contexts_by_lineno(file).items()
            }
            yield str(Path(file).relative_to(HERE)), found


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--ran", type=Path, help="the folder in which to write down what each test runs")


def pytest_configure(config: pytest.Config) -> None:
    folder = config.getoption("ran")
    if folder:
        config.pluginmanager.register(Watching(folder), "ran")
