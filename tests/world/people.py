"""Who is in the world of the tests, and when: the people, their days, and whom a test has to do with."""

from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

NOW = datetime(2026, 3, 11, 20, tzinfo=UTC)
TODAY = date(2026, 3, 11)  # a Wednesday, for all of them
SECRET = "a secret of the tests that nobody could guess"
PASSWORD = "correct horse"
PEOPLE = ("ada", "ben", "cleo", "dan")
ZONES = {"ada": "Europe/Berlin", "ben": "Europe/Lisbon", "cleo": "America/New_York", "dan": "Europe/Berlin"}

WITH_DAN = date(2026, 1, 5)
DAN_LEFT = date(2026, 1, 20)
WITH_BEN = date(2026, 2, 2)
OPENED_WEEK = date(2026, 2, 23)
SEALED_WEEK = date(2026, 3, 2)  # the one it is time for
ONCE_OPENED_WEEK = date(2026, 1, 5)
TALK_BEGAN = NOW - timedelta(minutes=4)
TALK_VERSION = int(TALK_BEGAN.timestamp()) + 1  # once Ben has come

Thing = TypeVar("Thing")


INVOLVED: set[str] = set()  # whom the test at hand has named or visited as; the others stand by


def involve(*names: str) -> None:
    """Say whom the test at hand has to do with, where it neither names nor visits as them."""
    INVOLVED.update(names)


class Named(dict[str, Thing]):
    """Things by the name of whose they are, who has to do with the test that asks for one."""

    def __getitem__(self, name: str) -> Thing:
        involve(name)
        return super().__getitem__(name)


def token_of(name: str) -> str:
    """What the cookie of somebody's device holds, who has to do with the test from here on."""
    involve(name)
    return f"the device of {name}"
