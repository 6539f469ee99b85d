"""The format: what is written can be read, and whatever else is handed in is refused in words."""

import copy
import io
import json
import struct
import zipfile

import pytest
import time_machine

from tests.exports.lives import live_on, members, zip_of, zipped
from tests.house.test_templates import UNSAID
from tests.world import NOW, person
from tracker.domain.refusals import Refused
from tracker.exports import archive
from tracker.exports.alone import own
from tracker.exports.package import packed
from tracker.exports.queries import archive_of
from tracker.exports.tables import cell
from tracker.extensions import db
from tracker.wall.things import NOTES

pytestmark = pytest.mark.on_either(
    "each reads everything by the same statements as the one beside it", one_in=10
)


@pytest.fixture(scope="module")
def adas(keeper):
    """What Ada takes along, gathered once: a file does not change what it was made from."""
    with time_machine.travel(NOW, tick=False), keeper.app.app_context():
        live_on()
        gathered = archive_of(person("ada"), NOW)
        db.session.rollback()
    keeper.put_back()
    return gathered


@pytest.fixture
def values(adas):
    return json.loads(archive.written(adas))


def refusal(content):
    with pytest.raises(Refused) as refused:
        archive.read(content)
    said = refused.value.sentence % refused.value.values if refused.value.values else refused.value.sentence
    assert not UNSAID.search(refused.value.sentence)
    return said


def test_what_is_written_is_read_as_it_was(adas):
    assert archive.read(zipped(adas)) == adas


def test_the_same_state_gives_the_same_bytes(inside):
    live_on()
    adas, again = (archive_of(person("ada"), NOW) for _time in range(2))

    assert archive.written(again) == archive.written(adas)
    assert zipped(again) == zipped(adas)


def test_it_names_no_ids_and_nothing_of_the_account(adas, values, world):
    words = json.dumps(values)

    assert values["schema"] == 1
    assert "@example.org" not in words and "argon2" not in words
    assert [each["key"] for each in values["habits"]] == [f"h{n + 1}" for n in range(len(values["habits"]))]
    assert values["me"].keys() == {"name", "colour", "zone", "day_ends_at", "joined_on", "own_ways"}
    assert values["partner"].keys() == {"name", "colour", "joined_on"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"PK\x03\x04",
        b"hello",
        b"\x89PNG\r\n",
        b"PK\x05\x06" + bytes(18),
        b"PK\x03\x04" + bytes(500),
        zip_of({"schema": 1}, name="other.json"),
        zip_of({"schema": 1}, name="folder/tend.json"),
        zip_of({}),
        zip_of([]),
        zip_of("tend"),
        zip_of(None),
        zip_of(b""),
        zip_of(b"\xff\xfe"),
        zip_of(b'{"schema": 1'),
        zip_of(b"[" * 100_000),
        zip_of(b'{"a":' * 100_000),
        zip_of(b'{"schema": NaN}'),
        zip_of(b'{"schema": ' + b"9" * 10_000 + b"}"),
        zip_of({"schema": True}),
        zip_of({"schema": 1}),
        zip_of({"schema": 0}),
        zip_of({"schema": "1"}),
    ],
    ids=repr,
)
def test_what_is_not_ours_is_refused_in_words(content):
    assert refusal(content)


def test_a_later_schema_asks_for_a_later_tend(values):
    values["schema"] = 2

    assert "newer version" in refusal(zip_of(values))


def test_a_zip_that_is_cut_short_is_refused_wherever_it_was_cut(adas):
    content = zipped(adas)

    for end in range(1, len(content), max(1, len(content) // 60)):
        assert refusal(content[:end])


def test_a_zip_that_was_damaged_on_the_way_is_refused(adas):
    content = bytearray(zipped(adas))
    middle = len(content) // 2
    content[middle] ^= 0xFF

    assert refusal(bytes(content))


def test_more_than_fits_is_refused_before_it_is_unpacked():
    bomb = zip_of(b'{"schema": 1, "x": "' + bytes(60 * 2**20) + b'"}')
    assert len(bomb) < 2**20

    assert "far more" in refusal(bomb)
    assert "far more" in refusal(zip_of(b"[" + b"0," * 3_100_000 + b"0]"))
    assert "far more" in refusal(b"PK\x03\x04" + bytes(129 * 2**20))
    assert "far more" in refusal(packed({f"{n}": b"" for n in range(1_100)}, NOW))


def test_a_size_that_lies_does_not_help():
    content = zip_of(b" " * 60 * 2**20)
    lying = content.replace(struct.pack("<I", 60 * 2**20), struct.pack("<I", 10))

    assert refusal(lying)


def test_two_files_of_the_name_are_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as opened:
        opened.writestr(archive.NAME, "{}")
        with pytest.warns(UserWarning, match="Duplicate name"):
            opened.writestr(archive.NAME, "{}")

    assert refusal(content.getvalue())


def test_a_locked_zip_is_refused(adas):
    content = bytearray(zipped(adas))
    content[6] |= 1
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 8] |= 1

    assert "password" in refusal(bytes(content))


def put(place, value):
    """A change of what stands at a place."""

    def change(values):
        for step in place[:-1]:
            values = values[step]
        values[place[-1]] = value

    change.__name__ = f"{place}={value!r:.40}"
    return change


def prompt_of(length):
    """That an entry answers a prompt with so long a key."""

    def change(values):
        values["reflections"][0]["entry"] |= {"kind": "guided", "prompt": "x" * length}

    change.__name__ = f"a prompt of {length}"
    return change


def returned(times):
    """That two have come back so often."""

    def change(values):
        values["milestones"][0] |= {"kind": "return", "number": times}

    change.__name__ = f"{times} returns"
    return change


TRACK = ("habits", 0, "tracks", 0)


@pytest.mark.parametrize(
    "change",
    [
        put(["unknown"], 1),
        put(["space", "first_weekday"], 7),
        put(["space", "strict"], 1),
        put(["space", "founded_on"], "0001-01-01"),
        put(["space", "founded_on"], "1999-12-31"),
        put(["space", "founded_on"], "2026-02-30"),
        put(["space", "founded_on"], "20260201"),
        put(["space", "name"], "x" * 81),
        put(["me", "name"], ""),
        put(["me", "name"], "x" * 61),
        put(["me", "name"], "a\0b"),
        put(["me", "name"], "\ud800"),
        put(["me", "name"], ["Ada"]),
        put(["me", "colour"], "black; }"),
        put(["me", "day_ends_at"], 12),
        put(["partner"], None),
        put(["partner"], {}),
        put(["outings"], {}),
        put(["outings", 0, "title"], ""),
        put(["outings", 0, "title"], "x" * 121),
        put(["outings", 0, "by"], "former"),
        put(["outings", 0, "by"], "partner"),  # and not shared
        put(["outings", 0, "day"], "2026-02-30"),
        put(["outings", 0, "starts_at"], "25:00"),
        put(["outings", 0, "starts_at"], "19:30:00"),
        put(["outings", 0, "minutes"], 7),
        put(["outings", 0, "zone"], "x" * 65),
        put(["outings", 0, "state"], "perhaps"),
        put(["outings", 0, "prepared_by"], "former"),
        put(["outings", 0, "place"], "x" * 201),
        put(["outings", 0, "line"], "x" * 501),
        put(["ideas", 0, "title"], ""),
        put(["ideas", 0, "by"], "waiting"),
        put(["remembered", 0, "name"], "x" * 121),
        put(["remembered", 0, "month"], 13),
        put(["remembered", 0, "day"], 0),
        put(["remembered", 0, "year"], 14),
        put(["remembered", 0, "by"], "together"),
        put(["wants"], "x" * 601),
        put(["wants"], "x\n" * 9 + "x"),
        put(["drafts"], [{"kind": "letter", "body": "x"}]),
        put(["drafts"], [{"kind": "note", "body": ""}]),
        put(["drafts"], [{"kind": "note", "body": "x" * 4001}]),
        put(["drafts"], [{"kind": "note", "body": "x"}] * 2),
        put(["appointments"], {}),
        put(["appointments", 0, "who"], ""),
        put(["appointments", 0, "who"], "x" * 121),
        put(["appointments", 0, "by"], "former"),
        put(["appointments", 0, "day"], "someday"),
        put(["appointments", 0, "starts_at"], "25:00"),
        put(["appointments", 0, "zone"], "x" * 65),
        put(["appointments", 0, "place"], "x" * 201),
        put(["appointments", 0, "reach"], "x" * 201),
        put(["appointments", 0, "to_bring"], [{"name": ""}]),
        put(["appointments", 0, "to_bring"], [{"name": "x" * 121}]),
        put(["appointments", 0, "to_bring"], [{"name": "x"}] * 41),
        put(["habits"], {}),
        put(["habits", 0], []),
        put(["habits", 0, "key"], "h7"),
        put(["habits", 0, "name"], ""),
        put(["habits", 0, "name"], "x" * 121),
        put(["habits", 0, "strategy"], "roses"),
        put(["habits", 0, "mode"], "three"),
        put(["habits", 0, "owner"], "former"),
        put(["habits", 0, "asks"], []),
        put(["habits", 0, "asks", 0, "per"], "hour"),
        put(["habits", 0, "asks", 0, "per"], "days"),
        put(["habits", 0, "asks", 0, "times"], 0),
        put(["habits", 0, "asks", 0, "times"], 10**10),
        put(["habits", 0, "asks", 0, "times"], 1.0),
        put(["habits", 0, "asks", 0, "goal"], -5),
        put(["habits", 0, "asks", 0, "summed"], True),
        put(["habits", 0, "asks", 0, "summed"], 1),
        put(["habits", 0, "tracks"], []),
        put([*TRACK, "whose"], "former"),
        put([*TRACK, "strength"], 2),
        put([*TRACK, "streak", "length"], -1),
        put([*TRACK, "streak", "length"], 10**12),
        put([*TRACK, "ticks"], [{"day": "2026-03-01"}, {"day": "2026-03-01"}]),
        put([*TRACK, "ticks"], [{"day": "2026-03-01", "amount": -2}]),
        put([*TRACK, "ticks"], [{"day": "2026-03-01", "ticked_at": "2026-03-01T10:00:00"}]),
        put([*TRACK, "ticks"], [{"day": "2026-03-01", "ticked_at": "0001-01-01T00:00:00+23:00"}]),
        put([*TRACK, "remarks"], [{"day": "2026-03-01", "by": "partner", "body": "x", "private": True}]),
        put(["pauses", 0, "ends_on"], "2020-01-01"),
        put(["pauses", 0, "habit"], "h999"),
        put(["check_ins", 0, "state"], "read"),
        put(["check_ins", 0, "answers", "closeness"], 8),
        put(["check_ins", 0, "answers", "closeness"], 0),
        put(["check_ins", 0, "answers", "ratings"], [[11, 1]]),
        put(["check_ins", 0, "answers", "ratings"], [[1, 6]]),
        put(["check_ins", 0, "answers", "ratings"], [[1, 2, 3]]),
        put(["check_ins", 0, "answers", "went_well"], "x" * 20_001),
        put(["check_ins", 0, "opened_to"], "nobody"),
        put(["notes", 0, "to"], "together"),
        put(["notes", 0, "reaction"], "frown"),
        put(["notes", 0, "written_at"], "yesterday"),
        put(["reflections", 0, "by"], "former"),
        put(["reflections", 0, "written_on"], "soon"),
        put(["reflections", 0, "entry", "kind"], "look"),
        put(["reflections", 0, "entry", "topic"], "roses"),
        put(["reflections", 0, "entry", "title"], "x" * 121),
        put(["reflections", 0, "entry", "body"], "x" * 10_001),
        put(["reflections", 0, "entry", "answers"], ["x"]),
        prompt_of(41),
        put(["milestones", 0, "kind"], "roses"),
        put(["milestones", 0, "number"], 0),
        returned(1001),
    ],
    ids=lambda change: change.__name__,
)
@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_one_odd_thing_is_refused_with_its_place(values, change):
    changed = copy.deepcopy(values)
    change(changed)

    assert "not quite as Tend writes it, at: " in refusal(zip_of(changed))


@pytest.mark.parametrize(
    "change",
    [
        put(["space", "name"], "x" * 80),
        put(["me", "name"], "x" * 60),
        put(["appointments", 0, "who"], "x" * 120),
        prompt_of(40),
        returned(1000),
    ],
    ids=lambda change: change.__name__,
)
@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_what_is_just_not_too_much_is_read(adas, values, change):
    with zipfile.ZipFile(io.BytesIO(zipped(adas))) as whole:
        files = {name: whole.read(name) for name in whole.namelist()}
    change(values)

    found = archive.read(packed(files | {archive.NAME: json.dumps(values).encode()}, NOW))

    assert json.loads(archive.written(found)) == values


@pytest.mark.parametrize(
    "pauses",
    [
        [{"whose": "me", "starts_on": "2000-01-01", "ends_on": "2200-01-01"}],
        [{"whose": "me", "starts_on": "2020-01-01", "ends_on": "2024-01-01"}] * 10,
        [{"whose": "me", "starts_on": "2020-01-01", "ends_on": "2020-01-01"}] * 4_001,
    ],
    ids=["long", "again and again", "many"],
)
@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_pauses_that_would_keep_a_server_busy_are_refused(values, pauses):
    assert "at: pauses" in refusal(zip_of(values | {"pauses": pauses}))


def test_the_place_of_what_is_odd_is_named(values):
    values["habits"][2]["tracks"][0]["ticks"][1]["day"] = "soon"

    assert "at: habits 3, tracks 1, ticks 2, day." in refusal(zip_of(values))


def test_a_partner_s_check_in_cannot_come_in_by_the_back_door(values):
    theirs = next(each for each in values["check_ins"] if each["by"] == "partner")
    for change in ({"state": "sealed"}, {"answers": theirs["answers"] | {"private_line": "x"}}):
        changed = [each if each is not theirs else each | change for each in values["check_ins"]]

        assert "at: check_ins" in refusal(zip_of(values | {"check_ins": changed}))


def test_a_look_from_outside_comes_in_unshared_or_not_at_all(values):
    looks = [each for each in values["reflections"] if each["entry"]["kind"] == "look"]
    assert looks
    for change in ({"shared_at": "2026-03-01T10:00:00+00:00"}, {"by": "partner"}):
        changed = [each if each not in looks else each | change for each in values["reflections"]]

        assert "at: reflections" in refusal(zip_of(values | {"reflections": changed}))


def test_what_one_alone_can_keep_is_an_archive_too(adas):
    kept = own(adas)

    assert archive.read(zipped(kept)) == kept
    assert own(kept) == kept
    assert kept.partner is None
    assert "Ben" not in archive.written(kept.with_things({NOTES: ()})).decode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_cell_is_never_a_formula(start):
    assert cell(f"{start}1+1") == f"'{start}1+1"


def test_a_cell_is_else_as_it_was():
    assert [cell(each) for each in ("a=1", "", "’", 7, 0.5, False)] == ["a=1", "", "’", "7", "0.5", "no"]


def test_files_are_named_and_only_their_owner_may_read_them():
    content = packed({"a": b"1"}, NOW)

    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.infolist()[0].external_attr >> 16 == 0o600
        assert opened.infolist()[0].date_time == (2026, 3, 11, 20, 0, 0)
    assert members(content) == {"a": "1"}
