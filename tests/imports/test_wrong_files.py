"""What is no file of Loop's, and what comes at the wrong time, is said in words; what waits is kept whole."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import func, select

from tests.databases import statements
from tests.imports.bringing import A_DAY, PAGE, PREVIEW, PROGRESS, imported, lives, rows_of, sent
from tests.imports.loop_backups import backup
from tests.imports.loop_files import HABITS, READING, WATER, csv_export, csv_files, zipped
from tests.settled import assert_settled, assert_shown
from tests.world import NOW, TODAY, person
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.pauses import PausedDays
from tracker.domain.schedules import DAILY
from tracker.extensions import db
from tracker.habits import actions as keeping
from tracker.imports import actions, compact, files, loop, queries
from tracker.imports.arrivals import numbered
from tracker.imports.choices import CameIn, Choices
from tracker.imports.taking import take
from tracker.models import (
    Upload,
    UploadPart,
)
from tracker.pauses import actions as pauses

pytestmark = pytest.mark.on_either(
    "each brings a file in by the same statements as the one beside it", one_in=10
)


def sent_whole(visitor, path, content):
    """A large file in a form that is written by hand: the client of the tests would leave a file of its own open."""
    parts = [
        f'--line\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{visitor.form_token()}\r\n',
        '--line\r\nContent-Disposition: form-data; name="file"; filename="large.zip"\r\n',
        "Content-Type: application/zip\r\n\r\n",
    ]
    body = "".join(parts).encode() + content + b"\r\n--line--\r\n"
    return visitor.post(path, data=body, content_type="multipart/form-data; boundary=line")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This is not a file from Loop Habit Tracker."),
        (b"hello", "This is not a file from Loop Habit Tracker."),
        (b"PK\x03\x04 and no more", "This ZIP is not complete."),
        (b"x" * (20 * 2**20 + 1), "This file is too large to be from Loop Habit Tracker."),
    ],
    ids=["empty", "a text", "cut short", "a byte too large"],
)
def test_a_file_that_is_none_of_loops_is_refused_in_words(app, ada, content, sentence):
    before = rows_of(app)

    answer = sent_whole(ada, PAGE, content)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert rows_of(app) == before


def test_without_a_file_one_is_asked_for(ada):
    for typed in ({}, {"file": "words"}, {"file": (BytesIO(b""), "")}):
        answer = ada.send(PAGE, **typed)
        assert (answer.status_code, "Please choose a file." in answer.text) == (422, True)


def test_a_file_that_is_far_too_large_is_turned_away_in_words(ada, guest):
    large = {
        "content_type": "multipart/form-data; boundary=line",
        "environ_overrides": {"CONTENT_LENGTH": str(129 * 2**20)},
    }

    answer = ada.post(PAGE, **large)

    assert (answer.status_code, "This file is larger than 128 MB." in answer.text) == (413, True)
    assert guest.post(PAGE, **large).status_code == 413


@pytest.mark.parametrize("path", [PREVIEW, PROGRESS, "/settings/profile", "/wall/jar"])
def test_a_file_is_let_through_nowhere_else(ada, path):
    assert sent_whole(ada, path, b"x" * 600_000).status_code == 413


def test_a_file_with_a_wrong_token_is_turned_away(app, ada):
    before = rows_of(app)

    answer = ada.post(PAGE, data={"csrf_token": "wrong", "file": (BytesIO(csv_export()), "a.zip")})

    assert answer.status_code == 400
    assert rows_of(app) == before


def test_a_second_file_takes_the_place_of_the_first(app, ada):
    sent(ada, csv_export([READING]))
    first = ada.page(PREVIEW).form(PREVIEW).values
    sent(ada, csv_export([WATER]), "other.zip")

    answer = ada.send(PREVIEW, **first)

    assert answer.location == PREVIEW
    page = ada.page(PREVIEW)
    assert "Another file was uploaded in the meantime." in page.text
    assert "Water" in page.text and READING.name not in page.text
    assert len(rows_of(app)["uploads"]) == 1


def test_a_confirmation_sent_twice_is_one(app, ada):
    sent(ada, csv_export())
    form = ada.page(PREVIEW).form(PREVIEW).values
    for _time in range(2):
        assert ada.send(PREVIEW, **form).location == PROGRESS
    ada.submit(PROGRESS)

    assert ada.send(PREVIEW, **form).location == PAGE
    assert "The file is no longer here." in ada.page(PAGE).text
    with app.app_context():
        assert len(imported()) == 3


@pytest.mark.parametrize("strategy", ["0", "11", "-1", "x", "", "9" * 40])
def test_a_strategy_that_is_none_is_asked_for_again(app, ada, strategy):
    sent(ada, csv_export())

    answer = ada.submit(PREVIEW, strategy_1=strategy)

    assert (answer.status_code, "Please choose one of the ten strategies." in answer.text) == (422, True)
    with app.app_context():
        assert not queries.waiting_for(person("ada")).chosen


def test_choosing_nothing_is_asked_about(ada):
    sent(ada, csv_export())

    answer = ada.submit(PREVIEW, take_0=[], take_1=[], take_2=[])

    assert (answer.status_code, "Please choose at least one habit" in answer.text) == (422, True)


@pytest.mark.parametrize("path", [PREVIEW, PROGRESS])
def test_a_file_that_is_gone_is_said_to_be(ada, path):
    for knock in (ada.get, ada.send):
        answer = knock(path)
        assert (answer.status_code, answer.location) == (303, PAGE)
        assert "The file is no longer here." in ada.page(PAGE).text


def test_going_on_before_choosing_leads_to_the_choice(ada):
    sent(ada, csv_export())

    assert ada.get(PROGRESS).location == PREVIEW
    assert ada.send(PROGRESS).location == PREVIEW


def test_a_file_can_be_thrown_away(app, ada):
    sent(ada, csv_export())

    assert ada.submit(PREVIEW, to=f"{PAGE}/cancel").location == PAGE

    assert rows_of(app)["uploads"] == []
    assert ada.send(f"{PAGE}/cancel").status_code == 303


def test_a_file_nobody_came_back_to_is_gone_within_a_day(app, ada, ben, moment):
    sent(ada, csv_export())
    moment.shift(timedelta(hours=25))

    sent(ben, csv_export())

    with app.app_context():
        assert list(db.session.scalars(select(Upload.person_id))) == [person("ben").id]


def test_a_large_file_is_written_in_parts_and_read_as_one(app, ada, monkeypatch):
    monkeypatch.setattr("tracker.imports.actions.A_PART", 100)
    sent(ada, csv_export())

    with app.app_context():
        content = queries.content_for(person("ada"))
        assert content == files.as_stored(csv_export())
        sizes = db.session.scalars(select(func.length(UploadPart.content))).all()
        assert len(sizes) == (len(content) - 1) // 100
        assert max(sizes) <= 100
    ada.submit(PREVIEW)
    assert ada.submit(PROGRESS).location == "/habits"
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(UploadPart)) == 0
        assert len(imported()) == 3


def test_what_was_read_waits_and_nobody_can_hand_it_in(ada):
    """What is kept of a file is read without doubt: so it is only ever of our own making."""
    assert sent(ada, files.as_stored(csv_export())).status_code == 422


@pytest.mark.parametrize("make", [csv_export, backup])
def test_what_was_read_of_a_file_is_kept_whole(make):
    history = loop.read(make(HABITS))
    kept = compact.read(compact.as_stored(history))

    assert kept.history() == history
    assert kept.habit_count == len(history.habits)
    assert [kept.habit(place) for place in range(kept.habit_count)] == list(numbered(history.habits))


def test_what_could_not_be_read_is_kept_with_its_reasons():
    table = csv_files()
    name = next(name for name in table if name.endswith("/Checkmarks.csv"))
    history = loop.read(zipped(table | {name: table[name] + "2026-02-30,2,\n2026-01-01,what,\n"}))

    assert len(history.unreadable) == 2
    assert compact.read(compact.as_stored(history)).history() == history


def test_what_changes_between_working_out_and_writing_is_counted(inside):
    """A pause, a tick on a day that is closed, the habit itself brought in by another: all are in it."""
    content = files.as_stored(csv_export(lives(1)))
    history = files.read(content)
    by = person("cleo")
    actions.store("a", content, by=by, now=NOW)
    actions.choose(Choices({0: 6}), queries.waiting_for(by), by=by)
    waiting = queries.waiting_for(by)
    prepared = actions.prepare(history, waiting, by=by, now=NOW)
    pauses.pause(PausedDays(TODAY - 20 * A_DAY, TODAY - 3 * A_DAY), both=True, by=by, now=NOW)
    keeping.plant(HabitPlan(1, "New", Mode.ONE, DAILY, TODAY - 9 * A_DAY), by=by, now=NOW)

    actions.go_on(history, waiting, by=by, now=NOW, prepared=prepared)

    assert len(imported("cleo")) == 1
    assert_settled("cleo", NOW)
    assert_shown("cleo", NOW)


def test_a_habit_that_came_meanwhile_is_not_planted_twice(inside):
    content = files.as_stored(csv_export(lives(1)))
    history = files.read(content)
    by = person("cleo")
    actions.store("a", content, by=by, now=NOW)
    actions.choose(Choices({0: 6}), queries.waiting_for(by), by=by)
    waiting = queries.waiting_for(by)
    prepared = actions.prepare(history, waiting, by=by, now=NOW)
    take(*history.habit(0)[:1], 6, by=by, now=NOW)

    came = actions.go_on(history, waiting, by=by, now=NOW, prepared=prepared).choices.came

    assert came == CameIn()
    assert len(imported("cleo")) == 1
    assert_settled("cleo", NOW)


def stored(name, *, at=NOW):
    actions.store("a", files.as_stored(csv_export(lives(1))), by=person(name), now=at)


def test_a_choice_counts_for_ones_own_file_and_for_the_one_that_was_seen(inside):
    stored("cleo")
    stored("dan")
    seen = queries.waiting_for(person("cleo"))

    actions.choose(Choices({0: 6}), seen, by=person("cleo"))
    assert [queries.waiting_for(person(name)).chosen_count for name in ("cleo", "dan")] == [1, 0]

    stored("cleo", at=NOW + A_DAY)
    actions.choose(Choices({0: 6}), seen, by=person("cleo"))
    assert queries.waiting_for(person("cleo")).chosen_count == 0


@pytest.mark.parametrize(("later", "waits"), [(A_DAY, True), (A_DAY + timedelta(microseconds=1), False)])
def test_a_file_that_nobody_came_back_to_within_a_day_goes_with_the_next(inside, later, waits):
    stored("cleo")

    stored("dan", at=NOW + later)

    assert (queries.waiting_for(person("cleo")) is not None) is waits


def test_there_is_a_limit_to_files_in_an_hour(ada):
    answers = [sent(ada, b"no").status_code for _time in range(31)]

    assert answers == [422] * 30 + [429]


def test_a_page_costs_as_many_queries_for_thirty_habits_as_for_one(app, ada):
    costs = []
    for count in (1, 30):
        sent(ada, csv_export([replace(WATER, position=n, name=f"Water {n}") for n in range(count)]))
        with statements(app) as asked:
            ada.page(PREVIEW)
        costs.append(len(asked))

    assert costs[0] == costs[1]
