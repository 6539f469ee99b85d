"""Whatever is kept is bounded: by a quota, or by how it comes about; and every text by a length, on whichever way it comes."""

from importlib import import_module

import pytest
from flask_wtf import FlaskForm
from sqlalchemy import JSON, Boolean, Date, LargeBinary, String, Text, Time
from wtforms import FieldList, HiddenField, PasswordField, StringField
from wtforms.fields.datetime import DateTimeField

from tests.world import NOW, person
from tracker.app import CAPABILITIES
from tracker.belonging import BELONGINGS
from tracker.domain.habits import HABITS_A_SPACE
from tracker.domain.quotas import Bound
from tracker.extensions import db
from tracker.models import CheckIn, Habit, Note, Outing, Remark, Tick
from tracker.models.types import Bounded, Content, Instant, Lines, Searched, TooLong, Words
from tracker.wall import actions as wall
from tracker.web.forms import AmountField, AtMost

MEGABYTE = 2**20
TABLES = {table.name: table for table in db.metadata.sorted_tables}
ROOM = {each.name: each.room for each in BELONGINGS.declared}

# Texts that Tend itself writes, and the most bytes of each where its type does not say: they follow from what is bounded.
OURS = {
    "people.habit_order": 100 * 22,  # ids of as many habits as a space can have
    "people.own_ways": 2_000 * 24,
    "devices.unsent": (4 * 20_000 + 1_000) * 5 // 50,  # of five among fifty
    "spaces.state": 2_000,
    "spaces.days": 40 * 366,
    "spaces.turns": 2_000 * 24,
    "invitations.words": 40,
    "tracks.state": 2_000,
    "track_years.state": 2_000,
    "uploads.choices": 20_000,
    "code_apps.secret": 64,  # drawn
    "code_apps.salt": 64,
    "passkeys.credential_id": 1400,  # in letters, of as many bytes as a device may say
    "passkeys.handle": 64,
    "insights.found": 200 * 250,
    "check_ins.ratings": 200,
    "check_ins.shut": 200,
}
# One of a few words, a hash, a key, or what was looked at sign by sign: no prose.
SHORT = frozenset(
    [
        "address",
        "browser",
        "colour",
        "digest",
        "endpoint_hash",
        "email",
        "former_email",
        "former_hash",
        "new_email",
        "kind",
        "key",
        "link_hash",
        "way",
        "code_hash",
        "locale",
        "mark",
        "mode",
        "name",
        "origin",
        "part",
        "password_hash",
        "per",
        "phase",
        "phones",
        "floor",
        "prompt",
        "question",
        "reaction",
        "resting",
        "seal",
        "section",
        "thing",
        "what",
        "sections",
        "state",
        "system",
        "token_hash",
        "topic",
        "zone",
    ]
)
INDEX = 60  # bytes a row, in all indexes


def texts():
    for table in TABLES.values():
        for column in table.columns:
            if isinstance(column.type, Text | String | JSON | LargeBinary | Bounded):
                yield f"{table.name}.{column.name}", column


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_counted_or_bounded_with_a_reason(name):
    room = ROOM.get(name)

    assert room is not None, (
        f"{name}: say in belongings.py of its capability how much of it a member can keep"
    )
    assert (room.because if isinstance(room, Bound) else room.quota.full).endswith(".")


def test_what_is_nobodys_is_bounded_and_what_is_counted_somebodys():
    counted = {each.__tablename__ for each in BELONGINGS.counted()}

    assert counted == {name for name, room in ROOM.items() if not isinstance(room, Bound)}


@pytest.mark.parametrize(
    ("name", "column"), list(texts()), ids=lambda each: each if isinstance(each, str) else ""
)
def test_a_text_knows_how_long_it_can_be(name, column):
    kind = column.type
    short = isinstance(kind, String) and not isinstance(kind, Text) and kind.length
    known = isinstance(kind, Bounded) or name in OURS or (short and column.name in SHORT)

    assert known, f"{name}: people's words are Words, Title, Lines or Content; else say here what writes it"


def test_more_than_a_column_holds_is_refused_in_words(inside):
    with pytest.raises(TooLong) as no:
        wall.write("x" * 2001, by=person("ada"), now=NOW)
        db.session.flush()
    db.session.rollback()

    assert no.value.values == {"length": 2001, "most": 2000}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (Words(3), "four"),
        (Content(3), b"four"),
        (Lines(2, 3), ["four"]),
        (Lines(2, 3), ["one", "two", "six"]),
    ],
)
def test_no_column_takes_more(column, value):
    with pytest.raises(TooLong):
        column.process_bind_param(value, None)


def test_what_is_searched_is_cut_and_not_refused():
    assert Searched(3).process_bind_param("four", None) == "fou"


def forms():
    """Every form of ours."""
    for capability in CAPABILITIES:
        try:
            module = import_module(f"tracker.{capability}.forms")
        except ModuleNotFoundError:
            continue
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, FlaskForm) and each.__module__ == module.__name__:
                yield each


UNWRITTEN = HiddenField | PasswordField | DateTimeField | AmountField


def bounded(field):
    if isinstance(field, FieldList):
        return field.max_entries is not None and all(bounded(each) for each in field)
    if isinstance(field, UNWRITTEN) or not isinstance(field, StringField):
        return True
    return any(isinstance(each, AtMost) for each in field.validators)


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
@pytest.mark.parametrize("form", list(forms()), ids=lambda each: each.__name__)
def test_every_field_for_words_says_when_there_are_too_many(app, form):
    with app.test_request_context():
        fields = list(form(formdata=None))

    assert [field.name for field in fields if not bounded(field)] == []


def size(name, column):
    """The most bytes of a column: four a character, and twelve where JSON spells it out."""
    kind = column.type
    match kind:
        case _ if name in OURS:
            return OURS[name]
        case Lines():
            return kind.count * (12 * kind.most + 4)
        case Content():
            return kind.most
        case Bounded():
            return 4 * kind.most
        case Instant() | Date() | Time():
            return 26
        case Boolean():
            return 1
        case String():
            return kind.length
        case _:
            return 9


def bytes_of(name):
    """The most bytes of all rows of a table that one member can have made at once, and of those a year brings."""
    table = TABLES[name]
    sizes = {column.name: size(f"{name}.{column.name}", column) for column in table.columns}
    room = ROOM[name]
    if isinstance(room, Bound):
        row = sum(sizes.values()) + INDEX
        return room.rows * row, room.a_year * row
    quota = room.quota
    added_up = {each.key for each in room.words} if quota.letters else set()
    row = sum(most for column, most in sizes.items() if column not in added_up) + INDEX
    words = 4 * quota.letters * room.copies
    return quota.most * row + words, quota.a_year * row


def test_what_a_member_can_keep_comes_to_less_than_a_small_disk_has():
    found = {name: bytes_of(name) for name in TABLES}
    at_once = {name: round(most / MEGABYTE, 1) for name, (most, _a_year) in found.items()}
    a_year = {name: round(most / MEGABYTE, 1) for name, (_at_once, most) in found.items()}
    waiting = at_once["uploads"] + at_once["upload_parts"]
    lasting = sum(at_once.values()) - waiting
    print(f"at once {sum(at_once.values()):.0f} MB, {lasting:.0f} without a file that waits: {at_once}")
    print(f"a year {sum(a_year.values()):.0f} MB: {a_year}")

    assert lasting < 617
    assert waiting < 140
    assert sum(a_year.values()) < 25


def test_there_is_more_room_than_thirty_years_ask_for():
    years, counted = 30, BELONGINGS.counted()
    assert counted[CheckIn].quota.most >= 53 * years
    assert counted[Note].quota.most >= 366 * years
    assert counted[Remark].quota.most >= 366 * years
    assert counted[Outing].quota.most >= 2 * 53 * years
    assert counted[Tick].quota.most >= 45 * 366 * years
    assert counted[Habit].quota.most >= 2 * HABITS_A_SPACE + years


def test_a_column_that_is_searched_is_kept_as_it_was(inside):
    note = wall.write("Tea", by=person("ada"), now=NOW)

    assert db.session.get(Note, note.id).searched == "tea"
