"""Files that hold more than there is room for are told so in words, and nothing of them comes in."""

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest

from tests.exports.bringing import bring_back
from tests.exports.lives import empty, fresh, zipped
from tests.house.doors import everything
from tests.imports.loop_files import READING, WATER, csv_export
from tests.visitors import Page
from tests.world import NOW, TODAY, person
from tracker.accounts.room import stored_count
from tracker.app import BELONGINGS
from tracker.archives.things import Who
from tracker.checkins.things import CHECK_INS
from tracker.domain.quotas import MEMBERS
from tracker.domain.refusals import Refused
from tracker.domain.remarks import LONGEST_REMARK
from tracker.exports import actions as exports
from tracker.exports import archive
from tracker.exports.alone import own
from tracker.exports.coming import coming_to
from tracker.exports.queries import archive_of
from tracker.exports.weight import weight_of
from tracker.extensions import db
from tracker.imports.arrivals import arrival
from tracker.imports.loop_history import LoopHabit, LoopMark, MarkKind
from tracker.models import Booking, Note, Pause, Picture, Remark, Tick
from tracker.wall import actions as wall
from tracker.wall.things import NOTES

pytestmark = pytest.mark.on_either(
    "room is looked for by the same statements, whatever a file holds", one_in=10
)

PAGE = "/settings/import"
PREVIEW = f"{PAGE}/preview"
MOST = 10_000_000


def sent(visitor, content, name="file.zip"):
    return visitor.submit(PAGE, file=(BytesIO(content), name))


def rows_of(app):
    with app.app_context():
        found = everything()
    return {name: len(found[name]) for name in ("habits", "tracks", "ticks", "remarks", "pauses")}


def there(app, kind, name="ada"):
    with app.app_context():
        return stored_count(kind, person(name), most=MOST)


@pytest.mark.parametrize(("kind", "coming"), [(Tick, 4), (Remark, 4), (Pause, 1)])
def test_before_any_of_it_comes_in_it_says_what_there_is_no_room_for(app, ada, room_for, kind, coming):
    most = there(app, kind) + coming - 1
    sent(ada, csv_export([READING, WATER]))
    before = rows_of(app)
    room_for(kind, most)

    answer = ada.submit(PREVIEW)

    page = Page.of(answer)
    assert (answer.status_code, f"There is room for {most}" in page.text) == (422, True)
    assert page.form(PREVIEW).values["take_0"] == "y"
    assert rows_of(app) == before

    room_for(kind, most + 1)
    ada.submit(PREVIEW)
    ada.submit(f"{PAGE}/progress")
    assert there(app, kind) == most + 1


def test_characters_of_notes_about_days_are_counted_too(app, ada, room_for):
    note = LoopMark(TODAY - timedelta(days=1), MarkKind.DONE, note="x" * 1500)
    sent(ada, csv_export([LoopHabit(1, "Tea", marks=(note,))]))
    room_for(Remark, 100, letters=1000)

    answer = ada.submit(PREVIEW)

    assert (answer.status_code, "There is room for 1000 characters" in Page.of(answer).text) == (422, True)


def test_what_is_here_already_takes_no_more_room(app, ada, room_for):
    for _time in range(2):
        sent(ada, csv_export([READING]))
        assert ada.submit(PREVIEW).location == f"{PAGE}/progress"
        ada.submit(f"{PAGE}/progress")
        for kind in (Tick, Remark, Pause):
            room_for(kind, there(app, kind))


def test_a_very_long_note_about_a_day_is_cut_and_said():
    mark = LoopMark(TODAY, MarkKind.DONE, note="x" * (LONGEST_REMARK + 1))

    coming = arrival(LoopHabit(1, "Tea", marks=(mark,)), TODAY)

    assert [len(note) for note in coming.notes.values()] == [LONGEST_REMARK]
    assert [each.values for each in coming.changes] == [{"most": LONGEST_REMARK}]


def test_an_archive_that_is_full_is_said_before_anything_comes_in(app, ada, monkeypatch):
    monkeypatch.setattr("tracker.imports.queries.HABITS_A_SPACE", 2)
    sent(ada, csv_export([LoopHabit(n, f"Habit {n}", archived=True) for n in range(1, 5)]))

    assert "in the archive. The first of those you choose are imported." in ada.page(PREVIEW).text


# Exports.


# Pictures come each by itself, and no export holds what was booked.
WEIGHED = [kind for kind in BELONGINGS.counted() if kind not in (Booking, Picture)]


@pytest.mark.parametrize("kind", WEIGHED)
def test_an_export_with_more_than_two_have_room_for_is_refused_by_name(inside, room_for, kind):
    found = archive_of(person("ada"), NOW)
    rows, _letters = weight_of(found)
    assert rows[kind] > 1
    file = zipped(found)

    room_for(kind, (rows[kind] - 1) // 2)
    with pytest.raises(Refused) as no:
        archive.read(file)

    assert (no.value.values["place"], no.value.values["count"]) == (kind.__tablename__, rows[kind])
    room_for(kind, rows[kind] - rows[kind] // 2)
    assert archive.read(file) == found


def test_an_export_comes_back_where_there_is_room_beside_what_was_left_elsewhere(inside, room_for):
    found = archive_of(person("cleo"), NOW)
    rows, _letters = weight_of(found)

    room_for(Note, 0)
    with pytest.raises(Refused) as no:
        bring_back(found, by=fresh("Zoe"), now=NOW)
    assert no.value.sentence == BELONGINGS.counted()[Note].quota.full

    room_for(Note, rows[Note])  # and as much again, as what two have made can be one's own by then
    bring_back(found, by=fresh("Zoe"), now=NOW)
    assert stored_count(Note, fresh("Zoe"), most=MOST) == rows[Note]


def test_what_is_on_its_way_and_what_was_thrown_away_takes_no_room(inside, room_for):
    found = own(archive_of(person("ada"), NOW))
    rows, _letters = weight_of(found, only=Who.ME)
    for kind in BELONGINGS.counted():
        room_for(kind, -(-rows[kind] // MEMBERS))
    for _time in range(3):
        coming = coming_to(fresh("Zoe"), found, sent_at=NOW, now=NOW)
        for number, write in exports.pieces_left(coming):
            assert exports.bring_piece(coming, number, write)
        counted = {
            kind: stored_count(kind, fresh("Zoe"), most=MOST)
            for kind in BELONGINGS.counted().keys() - {Pause}
        }
        assert set(counted.values()) == {0}
        exports.throw_away(fresh("Zoe").id)

    bring_back(found, by=fresh("Zoe"), now=NOW)

    assert {kind: stored_count(kind, fresh("Zoe"), most=MOST) for kind in BELONGINGS.counted()} == {
        kind: rows[kind] for kind in BELONGINGS.counted()
    }


def test_room_that_went_meanwhile_is_missed_before_any_of_it_is_seen(inside, room_for):
    found = archive_of(person("cleo"), NOW)
    coming = coming_to(fresh("Zoe"), found, sent_at=NOW, now=NOW)
    for number, write in exports.pieces_left(coming):
        assert exports.bring_piece(coming, number, write)
    room_for(Note, 0)

    with pytest.raises(Refused) as no:
        exports.unveil(coming, exports.whole(coming), by=fresh("Zoe"))

    assert no.value.sentence == BELONGINGS.counted()[Note].quota.full


def test_a_page_says_what_of_an_export_there_is_no_room_for(app, cleo, room_for):
    with app.app_context():
        found = archive_of(person("cleo"), NOW)
        empty(person("cleo"))
        for _time in range(2):
            wall.write("Left elsewhere", by=person("ada"), now=NOW).author_id = person("cleo").id
        db.session.commit()
    before = rows_of(app)
    sent(cleo, zipped(found))
    room_for(Note, -(-len(found[NOTES]) // MEMBERS))

    answer = cleo.submit(PREVIEW)

    assert answer.status_code == 422
    assert re.search(r"You have \d+ notes here, and there is no room for more", Page.of(answer).text)
    assert rows_of(app) == before


LONG = {
    "notes": {"body": "x" * 2001},
    "jar": {"body": "x" * 2001},
    "opened": {"body": "x" * 2001},
    "outings": {"note": "x" * 2001},
    "appointments": {"note": "x" * 2001},
}


@pytest.mark.parametrize("part", LONG)
def test_an_export_with_a_text_that_is_too_long_names_its_place(inside, part):
    found = archive_of(person("ben" if part == "opened" else "ada"), NOW)
    (field,) = (each.field for each in BELONGINGS.taken() if each.field.name == part)
    first, *others = found[field]
    file = zipped(found.with_things({field: (replace(first, **LONG[part]), *others)}))

    with pytest.raises(Refused) as no:
        archive.read(file)

    assert no.value.values == {"place": f"{part} 1, {next(iter(LONG[part]))}"}


@pytest.mark.parametrize("answer", ["went_well", "talk_about", "feel_loved", "private_line", "small_thing"])
def test_a_long_answer_in_a_check_in_is_refused_as_well(inside, answer):
    found = archive_of(person("ada"), NOW)
    place = next(n for n, each in enumerate(found[CHECK_INS]) if each.by == "me")
    mine = found[CHECK_INS][place]
    long = replace(mine, answers=replace(mine.answers, **{answer: "x" * 5001}))
    check_ins = (*found[CHECK_INS][:place], long, *found[CHECK_INS][place + 1 :])

    with pytest.raises(Refused) as no:
        archive.read(zipped(found.with_things({CHECK_INS: check_ins})))

    assert no.value.values == {"place": f"check_ins {place + 1}, answers"}
