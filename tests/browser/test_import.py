"""Years of habits from Loop Habit Tracker, from its file to Today, as a person brings them in."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import floor
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.lodging import Lodging
from tests.browser.partner import Partner
from tests.imports.loop_backups import backup
from tests.imports.loop_files import csv_export
from tests.references import Asked, Outcome, judged_track, streak_over, strength, today
from tracker.imports.loop_history import LoopHabit, LoopMark, MarkKind

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole("tests/imports brings files of each kind in by the same forms in every run")

A_DAY = timedelta(days=1)
ASKED = {
    (1, 1): ("day", {"per": "weekdays", "weekdays": frozenset(range(7))}),
    (3, 7): ("week", {"per": "week", "times": 3}),
    (4, 30): ("month", {"per": "month", "times": 4}),
    (2, 5): ("time", {"per": "days", "times": 2, "days": 5}),
}
READ = 'Read “slowly”, then say "good night" 📖💤'
WATER = "Water, tea & <soup>"
OLD = "Put away, years ago"
CSV, BACKUP = (csv_export, "Loop Habits CSV.zip"), (backup, "Loop Backup.db")


def lives(day: date) -> list[LoopHabit]:
    """Two years of habits up to a day, each mostly kept, with skips and notes here and there."""
    return [
        LoopHabit(1, READ, "Did you read?", marks=tuple(marks("read", day, 700, 0.96))),
        LoopHabit(2, "Run", times=3, days=7, marks=tuple(marks("run", day, 500, 0.6))),
        LoopHabit(3, "Call, or write to, Oma", times=4, days=30, marks=tuple(marks("oma", day, 700, 0.4))),
        LoopHabit(4, "Water the plants", times=2, days=5, marks=tuple(marks("plants", day, 400, 0.7))),
        LoopHabit(
            5,
            WATER,
            measurable=True,
            unit="litres",
            goal=2000,
            marks=tuple(
                replace(mark, amount=2500 if mark.day.day != 7 else 500)
                if mark.kind is MarkKind.DONE
                else mark
                for mark in marks("water", day, 300, 1)
            ),
        ),
        LoopHabit(6, OLD, archived=True, marks=tuple(marks("old", day - 300 * A_DAY, 90, 0.9))),
    ]


def marks(seed: str, last: date, count: int, likely: float) -> Iterator[LoopMark]:
    """The last is three days back or less, and a tick."""
    chance = random.Random(seed)
    for n in range(count, -1, -1):
        note = "Two chapters,\nthen “sleep” 😴" if chance.random() < 0.03 else ""
        if n in (0, 1, count) or chance.random() < likely:
            yield LoopMark(last - n * A_DAY, MarkKind.DONE, note=note)
        elif chance.random() < 0.4:
            yield LoopMark(last - n * A_DAY, MarkKind.SKIPPED, note=note)
        elif note:
            yield LoopMark(last - n * A_DAY, MarkKind.NO, note=note)


def told(habit: LoopHabit, day: date) -> dict[str, object]:
    """A history in the reference's words."""
    lived = habit.marks
    return {
        "terms": [Asked(lived[0].day, goal=habit.goal, **ASKED[habit.times, habit.days][1])],
        "starts_on": lived[0].day,
        "ends_on": lived[-1].day if habit.archived else date.max,
        "ticks": {
            mark.day: mark.amount if habit.goal else -1 for mark in lived if mark.kind is MarkKind.DONE
        },
        "pauses": [(mark.day, mark.day) for mark in lived if mark.kind is MarkKind.SKIPPED],
        "today": day,
        "first_open_day": day - A_DAY,
    }


def expected(habit: LoopHabit, day: date) -> Outcome:
    """What a history comes to on a day, by the slow reference."""
    return streak_over(judged_track(**told(habit, day), first_weekday=0))


def in_words(habit: LoopHabit, streak: Outcome) -> str:
    if streak.to_wake:
        return f"resting, {streak.to_wake} more"
    return "kept once" if streak.length == 1 else f"kept {streak.length} times"


@AT_NIGHT
@pytest.mark.parametrize(
    ("make", "name", "scripted"),
    [
        pytest.param(*CSV, True, id="CSV, with JavaScript"),
        pytest.param(*BACKUP, False, id="backup, without JavaScript"),
        pytest.param(*CSV, False, id="CSV, without JavaScript"),
        pytest.param(*BACKUP, True, id="backup, with JavaScript"),
    ],
)
def test_years_of_habits_come_along(
    meet: Callable[..., Partner],
    lodging: Lodging,
    tmp_path: Path,
    make: Callable[..., bytes],
    name: str,
    scripted: bool,
) -> None:
    ada = meet("Ada", scripted=scripted)
    day = today(ada.zone, 3, datetime.now(UTC))
    habits = lives(day)
    file = tmp_path / name
    file.write_bytes(make(habits))
    lodging.move_in(ada)

    ada.open("/settings")
    ada.follow("Import habits")
    choose_file(ada, file)

    all_of_it_is_shown_before(ada, habits)
    card(ada, habits[1]).get_by_role("combobox").select_option("Be patient and persistent")
    ada.press("Import what I chose")
    if not scripted:
        ada.read("0 of 6 habits")
        ada.press("Go on")
    ada.be_at("/habits")
    ada.read("Everything is imported. New habits: 6")
    all_of_it_is_there(ada, habits, day)

    ada.open("/settings/import")
    choose_file(ada, file)
    expect(ada.page.get_by_text("Here already, with all its ticks.")).to_have_count(6)
    ada.press("Throw the file away")
    ada.read("The file is deleted.")


def all_of_it_is_shown_before(ada: Partner, habits: list[LoopHabit]) -> None:
    ada.read("6 habits are in")
    for habit in habits:
        ticks = [mark for mark in habit.marks if mark.kind is MarkKind.DONE]
        expect(card(ada, habit)).to_contain_text(f"{len(ticks)} ticks")
    expect(card(ada, habits[4])).to_contain_text("2 litres")
    expect(card(ada, habits[5])).to_contain_text("in the archive")


def choose_file(ada: Partner, file: Path) -> None:
    ada.page.get_by_label("The file", exact=True).set_input_files(file)
    ada.press("Look at it")
    ada.be_at("/settings/import/preview")


def card(ada: Partner, habit: LoopHabit):
    return ada.page.locator(".arrival").filter(has_text=habit.name)


def all_of_it_is_there(ada: Partner, habits: list[LoopHabit], day: date) -> None:
    """Each habit with the streak and the strength that the reference gives; the archived one in the archive."""
    ada.open("/today")
    for habit in habits[:-1]:
        ada.read_in_row(habit.name, in_words(habit, expected(habit, day)))
    expect(ada.page.locator(".row").filter(has_text=OLD)).to_have_count(0)
    for habit in habits[:-1]:
        ada.open("/habits")
        ada.follow(habit.name)
        ada.read(f"{floor(100 * strength(**told(habit, day)))}%")
    ada.open("/habits")
    expect(ada.page.locator("details").filter(has_text=OLD)).to_have_count(1)


def test_a_file_that_is_too_large_is_turned_away_in_words(
    meet: Callable[..., Partner], lodging: Lodging, tmp_path: Path
) -> None:
    ada = meet("Ada")
    lodging.move_in(ada)
    file = tmp_path / "large.zip"
    file.write_bytes(bytes(21 * 2**20))
    ada.open("/settings/import")
    ada.page.get_by_label("The file", exact=True).set_input_files(file)

    ada.press("Look at it")

    ada.read("This file is too large to be from Loop Habit Tracker.")
