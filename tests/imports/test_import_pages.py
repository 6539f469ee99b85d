"""A file of Loop's through the pages: nothing before it is confirmed, everything once, and nobody else's."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.imports.bringing import (
    PAGE,
    PREVIEW,
    PROGRESS,
    imported,
    lives,
    rows_of,
    sent,
)
from tests.imports.loop_files import READING, WATER, csv_export, csv_files, zipped
from tests.settled import assert_settled
from tests.world import NOW, TODAY, person
from tracker.extensions import db
from tracker.imports import actions, files, queries
from tracker.imports.choices import Choices
from tracker.imports.loop_history import LoopHabit, LoopMark, MarkKind
from tracker.models import (
    Upload,
)


def test_nothing_is_written_before_it_is_confirmed(app, ada):
    before = rows_of(app)

    assert sent(ada, csv_export()).location == PREVIEW
    page = ada.page(PREVIEW)

    assert "3 habits are in “Loop Habits CSV.zip”" in page.text
    assert READING.name in page.text and "3 times a week" in page.text
    assert "2.5 litres" in page.text and "in the archive" in page.text
    assert "2 ticks 1 skipped day 3 notes" in page.text
    assert "Feb 26, 2026 – Mar 1, 2026" in page.text
    assert "at most 2 cups" in page.text
    after = rows_of(app)
    assert len(after["uploads"]) == 1
    assert after | {"uploads": []} == before


def test_what_is_chosen_comes_in_and_the_file_is_gone(app, ada):
    sent(ada, csv_export())

    answer = ada.submit(PREVIEW, take_2=[], strategy_0="1")
    assert (answer.status_code, answer.location) == (303, PROGRESS)
    page = ada.page(PROGRESS)
    assert "0 of 2 habits" in page.text
    assert ("progress", "0", "2") in [(tag, a.get("value"), a.get("max")) for tag, a in page.tags]
    assert ("form", "onward") in [(tag, a.get("data-behaviour")) for tag, a in page.tags]
    answer = ada.submit(PROGRESS)

    assert answer.location == "/habits"
    page = ada.page("/habits")
    assert "New habits: 2 · ticks: 4 · skipped days: 1 · notes: 4." in page.text
    assert READING.name in page.text and "Coffee" not in page.text
    assert READING.name in ada.page("/today").text
    with app.app_context():
        found = {name: habit.strategy for name, (habit, _track) in imported().items()}
        assert found == {READING.name: 1, "Water": 6}
        assert db.session.scalar(select(func.count()).select_from(Upload)) == 0


def test_it_goes_on_where_it_stopped(app, ada):
    sent(ada, csv_export())
    ada.submit(PREVIEW)
    with app.app_context():
        by = person("ada")
        history, waiting = files.read(queries.content_for(by)), queries.waiting_for(by)
        actions.go_on(history, waiting, by=by, now=NOW)
        db.session.commit()
        assert list(imported()) == [READING.name]

    assert "still waits here" in ada.page(PAGE).text
    assert "1 of 3 habits" in ada.page(PROGRESS).text
    assert ada.get(PREVIEW).location == PROGRESS
    assert ada.submit(PROGRESS).location == "/habits"

    assert "New habits: 3 · ticks: 6 · skipped days: 1 · notes: 4." in ada.page("/habits").text
    with app.app_context():
        assert len(imported()) == 3


def test_two_who_press_at_once_bring_each_habit_in_once(concurrent):
    content = files.as_stored(csv_export(lives(5)))
    history = files.read(content)
    with concurrent.app.app_context():
        actions.store("a", content, by=person("cleo"), now=NOW)
        waiting = queries.waiting_for(person("cleo"))
        actions.choose(Choices(dict.fromkeys(range(9), 6)), waiting, by=person("cleo"))
        db.session.commit()

    def press():
        by = person("cleo")
        for _time in range(9):
            actions.go_on(history, waiting, by=by, now=NOW)
            db.session.commit()

    answers = concurrent.at_once(press, press)

    assert answers == [None, None]
    with concurrent.app.app_context():
        assert len(imported("cleo")) == 9
        assert_settled("cleo", NOW)


def test_what_is_here_already_is_said(ada):
    sent(ada, csv_export())
    ada.submit(PREVIEW)
    ada.submit(PROGRESS)
    more = replace(WATER, marks=(*WATER.marks, LoopMark(TODAY, MarkKind.DONE, 2500)))
    sent(ada, csv_export([READING, more]))

    page = ada.page(PREVIEW)

    assert "Here already, with all its ticks." in page.text
    assert "Here already. 1 new tick comes to it." in page.text
    ada.submit(PREVIEW)
    ada.submit(PROGRESS)
    assert "New habits: 0 · ticks: 1 · skipped days: 0 · notes: 0." in ada.page("/habits").text


@pytest.mark.parametrize(("count", "more"), [(100, []), (104, ["And 4 more."])])
def test_what_cannot_be_read_is_said_line_by_line(ada, count, more):
    files = csv_files([READING])
    place = next(name for name in files if name.startswith("001") and name.endswith("Checkmarks.csv"))
    files[place] += "".join(f"2025-02-{30 + n},YES_MANUAL,\n" for n in range(count))
    sent(ada, zipped(files))

    page = ada.page(PREVIEW)

    assert "There is no such day between 1970 and 2999." in page.text
    assert page.text.count(f"{place.rpartition('/')[2]}, line ") == 100
    assert re.findall(r"And \d+ more\.", page.text) == more


def test_what_would_be_too_many_lines_of_a_form_is_still_a_form(ada):
    sent(ada, csv_export([LoopHabit(n, f"Habit {n}") for n in range(1, 400)]))

    assert ada.submit(PREVIEW).location == PROGRESS


def test_somebody_elses_file_is_never_shown(app, ada, ben, cleo, guest):
    sent(ada, csv_export([replace(READING, name="Her own and nobody’s")]), "hers-alone.zip")

    for other in (ben, cleo, guest):
        assert [other.get(path).status_code for path in (PREVIEW, PROGRESS)] == [303, 303]
        told = "".join(other.get(path).text for path in (PAGE, "/settings", "/habits"))
        assert "nobody’s" not in told and "hers-alone" not in told
    for path in (PREVIEW, PROGRESS, f"{PAGE}/cancel"):
        assert ben.send(path).status_code == 303
        assert guest.send(path).status_code == 401
    assert "Her own and nobody’s" in ada.page(PREVIEW).text


def test_nothing_of_it_is_there_for_the_partner(ada, ben):
    before = {path: ben.page(path).text for path in ("/today", "/habits", "/settings")}
    sent(ada, csv_export())
    ada.submit(PREVIEW)
    ada.submit(PROGRESS)

    assert {path: ben.page(path).text for path in before} == before
