"""What people do after a backup, which is then put back."""

from collections.abc import Callable
from datetime import date

from tests.backups.conftest import Household
from tests.world import (
    NOW,
    own_track_id,
    person,
)
from tracker.checking import tables, times
from tracker.checking.rules import findings
from tracker.habits import actions as habits
from tracker.habits.tracks import track_to_tick


def after(home: Household, elsewhere: Household, *acts: Callable[[], object]) -> None:
    """Make a backup, let things happen, and put it back elsewhere with nothing but the list beside it."""
    backup = home.back_up()
    for act in acts:
        with home.acting():
            act()
    home.list()
    elsewhere.restore(backup, nothing_since=True)


def untick(name: str, day: date, by: str) -> None:
    habits.untick(track_to_tick(person(by), own_track_id(name, person(by))), day, by=person(by), now=NOW)


def tick(name: str, day: date, by: str) -> None:
    habits.tick(track_to_tick(person(by), own_track_id(name, person(by))), day, by=person(by), now=NOW)


def odd(elsewhere: Household) -> list[str]:
    """What is not as it must be, of all that can be asked."""
    with elsewhere.acting():
        return [each.sentence for each in findings((*tables.RULES, *times.RULES), NOW)]
