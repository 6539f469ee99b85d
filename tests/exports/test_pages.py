"""The page, and the file that comes from it: everything one may see, and nothing else."""

import csv
import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import delete, event, select, update

from tests.databases import statements
from tests.exports.lives import ODD_NAMES, SECRET_REMARK, SHARED_REMARK, live_on, members
from tests.house.test_queries import grow
from tests.visitors import Page, Reader, Visitor
from tests.whole import only_whole, some
from tests.world import (
    ADAS_DELETED,
    ADAS_DELETED_REFLECTION,
    ADAS_PRIVATE,
    ADAS_WANTS,
    DELETED_APPOINTMENT,
    DELETED_DAY,
    DELETED_IDEA,
    DELETED_OUTING,
    DELETED_SIGHT,
    DELETED_TO_BRING,
    EACH,
    NOW,
    PEOPLE,
    READERS,
    SEALED_WEEK,
    TOPIC,
    UNSHARED,
    habit_called,
    hidden_from,
    person,
    planted,
    ticked,
)
from tests.world.words import CLEOS_PASSKEY
from tracker.domain.pauses import PausedDays
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.habits.gathered import figures
from tracker.habits.things import HABITS
from tracker.holding import hold_space
from tracker.milestones.actions import put_away
from tracker.models import CheckIn, Habit, Note, Remark
from tracker.pauses.actions import pause
from tracker.today.queries import today_page

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each reads everything by the same statements as the one beside it", one_in=10),
]

PATH = "/settings/export"
NOT_TAKEN = {
    *(ADAS_DELETED, DELETED_SIGHT, ADAS_DELETED_REFLECTION, TOPIC),
    ADAS_DELETED,
    DELETED_OUTING,
    DELETED_IDEA,
    DELETED_DAY,
    DELETED_APPOINTMENT,
    DELETED_TO_BRING,
    *(f"canary-{name}-address" for name in PEOPLE),
    CLEOS_PASSKEY,  # what opens an account is of this Tend, and in no file
}


def taken(visitor):
    answer = visitor.send(PATH)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    return members(answer.data)


def rows(table):
    return list(csv.DictReader(io.StringIO(table, newline="")))


def lived(app):
    with app.app_context():
        live_on()


def test_the_page_says_what_is_in_it_and_has_one_button(ada):
    page = ada.page(PATH)

    assert "Ben keeps private" in page.text
    assert PATH in page.actions


def test_it_is_found_from_the_settings_and_on_the_way_out(ada):
    assert PATH in ada.page("/settings").links
    assert PATH in ada.page("/settings/leave").links


def test_the_file_is_named_by_the_day_and_kept_by_nobody_on_the_way(ada):
    answer = ada.submit(PATH)

    assert answer.headers["Content-Disposition"] == "attachment; filename=tend-2026-03-11.zip"
    assert answer.headers["Cache-Control"] == "no-store"
    assert list(members(answer.data)) == [
        "index.html",
        "read-me.txt",
        "tend.json",
        "habits.csv",
        "ticks.csv",
        "check-ins.csv",
        "heard.csv",
        "notes.csv",
        "reflections.csv",
        "remarks.csv",
        "jar.csv",
        "dates.csv",
        "ideas.csv",
        "days-to-remember.csv",
        "appointments.csv",
        "drafts.csv",
        "wants-from-help.csv",
        "pictures/1.jpg",
        "pictures/2.jpg",
    ]


def test_a_guest_gets_none(guest):
    assert guest.get(PATH).status_code == 303
    assert guest.send(PATH).status_code == 401


def test_without_a_form_s_token_there_is_none(ada):
    assert ada.post(PATH).status_code == 400


def test_it_can_be_made_so_often_an_hour(ada):
    answers = [ada.send(PATH).status_code for _ in range(11)]

    assert answers == [200] * 10 + [429]


@pytest.mark.parametrize("reader", PEOPLE)
def test_nothing_hidden_is_in_any_file(app, world, visit, reader):
    lived(app)

    files = taken(visit(reader))

    found = {(name, word) for name, file in files.items() for word in hidden_from(reader) if word in file}
    assert found == set()


@pytest.mark.parametrize("reader", PEOPLE)
def test_everything_there_is_for_somebody_is_in_it(world, visit, reader):
    files = taken(visit(reader))

    theirs = {ADAS_WANTS} if reader != "ada" else set()  # for her to take along
    there = {word for word, readers in READERS.items() if reader in readers} - NOT_TAKEN - theirs
    assert {word for word in there if word not in files["tend.json"]} == set()
    assert {word for word in there if word not in files["index.html"]} == set()
    tables = "".join(file for name, file in files.items() if name.endswith(".csv"))
    in_tables = {word for word in there if word not in tables}
    assert all("space" in word or "cover" in word for word in in_tables)


def test_of_a_talk_nothing_is_taken_along(ada):
    assert TOPIC not in "".join(taken(ada).values())


def test_remarks_are_one_s_own_and_those_the_partner_shares(app, world, ada, ben):
    lived(app)

    of_ada, of_ben = taken(ada), taken(ben)

    for files in (of_ada, of_ben):
        for name in ("tend.json", "remarks.csv", "index.html"):
            assert f"{SHARED_REMARK} of ada" in files[name]
    assert all(f"{SECRET_REMARK} of ben" not in file for file in of_ada.values())
    assert f"{SECRET_REMARK} of ben" in of_ben["tend.json"]
    assert all(f"{SECRET_REMARK} of ada" not in file for file in of_ben.values())
    assert f"{SECRET_REMARK} of ada" in of_ada["tend.json"]


def test_no_byte_of_adas_changes_with_what_only_ben_can_see(app, world, ada):
    before = ada.send(PATH).data
    with app.app_context():
        planted("a secret of Bens", by="ben", since=NOW.date() - timedelta(days=9), private=True)
        ticked("a secret of Bens", NOW.date() - timedelta(days=9), 5, by="ben")
        secret = habit_called("a secret of Bens", "ben")
        pause(PausedDays(NOW.date(), NOW.date()), both=False, habit=secret, by=person("ben"), now=NOW)
        db.session.add(
            Remark(
                track_id=world.tracks[f"{EACH} of ben"],
                day=NOW.date() - timedelta(days=6),
                author_id=world.people["ben"],
                space_id=secret.space_id,
                body="a remark",
                private=True,
                written_at=NOW,
            )
        )
        db.session.execute(
            update(CheckIn)
            .where(CheckIn.author_id == world.people["ben"], CheckIn.week == SEALED_WEEK)
            .values(state="sealed", closeness=1, went_well="sealed by Ben")
        )
        db.session.execute(
            update(CheckIn).where(CheckIn.author_id == world.people["ben"]).values(private_line="other")
        )
        put_away("first_week", 7, by=person("ben"), now=NOW)
        db.session.commit()

    assert ada.send(PATH).data == before


def test_a_habit_planted_after_a_hidden_one_tells_nothing_of_it(app, world, ada):
    with app.app_context():
        hidden = planted("a secret of Bens", by="ben", private=True)
        hidden_id = hidden.id
        planted("after it", by="ada")
        db.session.commit()
    before = taken(ada)
    with app.app_context():
        db.session.execute(delete(Habit).where(Habit.id == hidden_id))
        own = select(Habit).where(Habit.space_id == world.spaces["ada"]).order_by(Habit.position, Habit.id)
        for number, habit in enumerate(db.session.scalars(own)):
            habit.position = number
        db.session.commit()

    assert taken(ada) == before


def test_no_byte_of_bens_changes_with_what_only_ada_can_see(app, world, ben):
    before = ben.send(PATH).data
    with app.app_context():
        private = [world.habits[name] for name in (ADAS_PRIVATE, UNSHARED)]
        db.session.execute(delete(Habit).where(Habit.id.in_(private)))
        db.session.execute(delete(Note).where(Note.id == world.notes[ADAS_DELETED]))
        db.session.execute(
            delete(CheckIn).where(CheckIn.author_id == world.people["ada"], CheckIn.week == SEALED_WEEK)
        )
        db.session.commit()

    assert ben.send(PATH).data == before


def test_when_the_partner_ticked_is_not_told(world, ada):
    ticks = rows(taken(ada)["ticks.csv"])

    assert {bool(each["ticked at"]) for each in ticks if each["whose"] == "me"} == {True}
    assert {bool(each["ticked at"]) for each in ticks if each["whose"] != "me"} == {False}


def test_tables_hold_odd_names_and_no_formulas(app, world, ada):
    lived(app)

    files = taken(ada)

    names = {each["habit"] for each in rows(files["habits.csv"])}
    assert {ODD_NAMES[0], ODD_NAMES[3], ODD_NAMES[4], f"'{ODD_NAMES[1]}"} <= names
    cells = [
        cell
        for name, file in files.items()
        if name.endswith(".csv")
        for row in csv.reader(io.StringIO(file, newline=""))
        for cell in row
    ]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == []
    assert {each["note"] for each in rows(files["notes.csv"])} >= {ODD_NAMES[5], f"'{ODD_NAMES[1]}"}


def test_tables_begin_as_spreadsheets_want_it(ada):
    with zipfile.ZipFile(io.BytesIO(ada.send(PATH).data)) as opened:
        tables = [opened.read(name) for name in opened.namelist() if name.endswith(".csv")]
    assert all(table.startswith(b"\xef\xbb\xbf") for table in tables)


def read(source):
    reader = Reader()
    reader.feed(source)
    reader.close()
    return reader


def test_the_page_in_it_stands_on_its_own(app, world, ada):
    lived(app)

    source = taken(ada)["index.html"]

    page = read(source)
    assert {tag for tag, _ in page.tags} & {
        "script",
        "link",
        "iframe",
        "form",
        "object",
        "base",
        "svg",
    } == set()
    assert source.count("<style>") == source.count("</style>") == 1
    assert "url(" not in source and "@import" not in source
    drawn = {attributes["src"] for tag, attributes in page.tags if tag == "img"}
    assert drawn and all(re.fullmatch(r"pictures/[0-9]+\.jpg", each) for each in drawn)
    links = {attributes["href"] for tag, attributes in page.tags if tag == "a"}
    assert all(link.startswith("#") for link in links)
    assert "&lt;script&gt;" in source
    assert {name for _, attributes in page.tags for name in attributes if name.startswith("on")} == set()


def test_the_page_in_it_is_read_like_a_book(app, world, ada):
    lived(app)
    source = taken(ada)["index.html"]

    said = Page.of(type("Answer", (), {"text": source})).text
    for words in ("21 days", "Feb 23 – Mar 1, 2026", "Somebody who has left", "Overlapping", "Milestones"):
        assert words in said


@pytest.mark.parametrize("name", some(["ada", "ben"], "test_the_streaks_in_it_are_those_on_today"))
def test_the_streaks_in_it_are_those_on_today(inside, name):
    live_on()

    found = archive_of(person(name), NOW)

    page = today_page(person(name), None, NOW)
    assert found.streak == figures(page.head.streak)
    shown = {
        (row.habit.name, whose): figures(mark.streak)
        for row in page.rows
        for whose, mark in (("me", row.own), ("partner", row.partners), ("together", row.shared))
        if mark
    }
    taken = {
        (habit.name, track.whose): track.streak
        for habit in found[HABITS]
        if habit.archived_on is None
        for track in habit.tracks
    }
    assert taken == shown


@pytest.mark.parametrize(
    "name", ["ada", only_whole("cleo", why="Ada has whatever there is, and a partner as well")]
)
def test_it_costs_as_many_queries_with_thirty_as_with_one(app, keeper, visit, name):
    found = []
    for count in (1, 30):
        with app.app_context():
            grow(name, count)
        with statements(app) as sent:
            taken(visit(name))
        found.append(len(sent))
        keeper.put_back()

    one, thirty = found
    assert thirty == one
    assert one <= 26


def test_while_it_is_gathered_others_write(concurrent):
    """Whatever else happens in the space meanwhile waits for nothing, and is not half in it."""
    written = []

    def write_meanwhile(_connection, _cursor, statement, *_rest):
        if "FROM appointments" in statement and not written:
            written.append(None)
            with ThreadPoolExecutor(1) as threads:
                written[0] = threads.submit(let_ben_write, concurrent.app).result(4)

    with concurrent.app.app_context():
        event.listen(db.engine, "before_cursor_execute", write_meanwhile)
    found = taken(Visitor.of("ada", concurrent.app))

    assert written == [1]
    assert "meanwhile" not in found["tend.json"]
    assert "meanwhile" in taken(Visitor.of("ada", concurrent.app))["tend.json"]


def let_ben_write(app):
    with app.app_context():
        hold_space(person("ben"))
        rename = update(Habit).where(Habit.name == EACH).values(name="renamed meanwhile")
        renamed = db.session.execute(rename).rowcount
        db.session.commit()
    return renamed
