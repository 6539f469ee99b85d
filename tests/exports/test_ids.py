"""What comes back has the ids it had, where they are free here; and a file can say of ids what it likes."""

import json
from dataclasses import fields, is_dataclass, replace
from io import BytesIO

import pytest
from sqlalchemy import func, select

from tests.exports.bringing import bring_back, is_back, unmarked, with_drawn
from tests.exports.lives import empty, fresh, fresh_couple, gone, taken, zip_of, zipped
from tests.exports.on_the_way import brought
from tests.exports.test_archive import put, refusal
from tests.rows import rows_now
from tests.world import NOW, person
from tracker.archives.plain import Id
from tracker.exports import archive
from tracker.exports.alone import own
from tracker.exports.coming import coming_to
from tracker.exports.package import packed
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.habits.things import HABITS
from tracker.keys import COUNTED, LARGEST
from tracker.models import CheckIn as CheckInRow
from tracker.models import Habit, Note, Track
from tracker.wall.things import NOTES

pytestmark = pytest.mark.on_either(
    "each brings ids in by the same statements as the one beside it", one_in=10
)


def ids_in(thing):
    """Every id that a thing tells of, its own and those of its parts."""
    if isinstance(thing, tuple):
        return [found for each in thing for found in ids_in(each)]
    if not is_dataclass(thing):
        return []
    own_id = [thing.id] if hasattr(thing, "id") else []
    return own_id + [found for each in fields(thing) for found in ids_in(getattr(thing, each.name))]


def all_ids(found):
    return [each for things in found.things.values() for each in ids_in(things)]


def test_an_export_tells_the_id_of_every_row_that_has_one(lived):
    found = lived["ada"]

    ids = all_ids(found)
    assert len(ids) == len({*ids}) > 100
    assert all(type(each) is Id and COUNTED <= int(each) < LARGEST for each in ids)
    kept = {str(key[0]) for name, rows in rows_now().items() for key in rows if len(key) == 1}
    assert {*ids} <= kept
    values = json.loads(archive.written(found))
    assert isinstance(values["habits"][0]["id"], str)


@pytest.mark.parametrize("name", ["ada", "cleo"])
def test_after_an_accident_all_has_the_ids_it_had(lived, name):
    first = lived[name]
    gone(name)

    bring_back(first, by=fresh(name.capitalize()), now=NOW)
    db.session.commit()

    again = archive_of(fresh(name.capitalize()), NOW)
    assert with_drawn(unmarked(again), own(first)) == own(first)
    theirs = {each for each in all_ids(own(first)) if each}
    assert len(theirs) > (60 if name == "ada" else 5)
    assert theirs <= {*all_ids(again)}


def mine_of(track):
    return [track.id] if track.whose == "me" else []


def test_what_was_the_partner_s_has_another_id_for_theirs_stays_theirs(lived):
    first = lived["ada"]
    by_them = [
        each
        for things in first.things.values()
        if isinstance(things, tuple)
        for each in things
        if "partner" in (getattr(each, "by", ""), getattr(each, "owner", ""), getattr(each, "whose", ""))
    ]
    of_each = {id for each in by_them for track in getattr(each, "tracks", ()) for id in mine_of(track)}
    theirs = {*ids_in(tuple(by_them))} - of_each
    assert len({type(each).__name__ for each in by_them}) >= 6
    assert not theirs & {*all_ids(own(first))}
    gone("ada")

    bring_back(first, by=fresh("Ada"), now=NOW)
    db.session.commit()

    numbers = [int(each) for each in theirs if each]
    for table in (Habit, Track, Note, CheckInRow):
        assert db.session.scalars(select(table.id).where(table.id.in_(numbers))).all() == []


def test_an_id_that_is_taken_by_somebody_else_s_row_is_drawn_anew(lived):
    first = lived["ada"]
    before = rows_now()
    fresh_couple()

    bring_back(first, by=fresh("Ada"), now=NOW)
    db.session.commit()

    again = archive_of(fresh("Ada"), NOW)
    assert is_back(again, of=first)
    assert {*all_ids(again)} & {*all_ids(first)} == set()
    for name, rows in before.items():
        if name in ("habits", "tracks", "notes", "check_ins", "reflections"):
            assert {key: rows_now()[name][key] for key in rows} == rows


def test_an_export_from_before_ids_comes_back(lived):
    values = idless(json.loads(archive.written(lived["ada"])))
    first = archive.read_again(zipped_with_pictures(values, lived["ada"]))
    assert {*all_ids(first)} == {""}

    bring_back(first, by=fresh("Ada"), now=NOW)
    db.session.commit()

    again = archive_of(fresh("Ada"), NOW)
    assert with_drawn(unmarked(again), own(first)) == own(first)
    assert len({*all_ids(again)}) == len(all_ids(again))


def idless(value):
    if isinstance(value, list):
        return [idless(each) for each in value]
    if isinstance(value, dict):
        return {name: idless(each) for name, each in value.items() if name != "id"}
    return value


def zipped_with_pictures(values, like):
    files = {archive.NAME: json.dumps(values).encode(), **archive.beside(like)}
    return packed(files, NOW)


@pytest.mark.parametrize(
    "odd",
    ["x", "-7", "07", "1.5", " 7", "7 ", "٧", "9" * 30, str(LARGEST), str(2**63), 7, None, True, [], {}],
    ids=repr,
)
@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_what_is_no_id_is_refused_with_its_place(lived, odd):
    values = json.loads(archive.written(lived["cleo"]))
    put(["habits", 0, "id"], odd)(values)

    assert "at: habits 1, id" in refusal(zip_of(values))


def test_old_numbers_and_repeated_ids_are_drawn_anew(lived):
    first = lived["cleo"]
    old = tuple(replace(each, id=Id(number)) for number, each in enumerate(first[NOTES], start=1))
    [habit, *others] = first[HABITS]
    twice = (
        habit,
        *(replace(each, id=habit.id) for each in others),
        replace(habit, key=f"h{len(others) + 2}"),
    )
    twice = tuple(replace(each, position=place) for place, each in enumerate(twice, start=1))
    odd = first.with_things({NOTES: old, HABITS: twice})
    gone("cleo")

    bring_back(odd, by=fresh("Cleo"), now=NOW)
    db.session.commit()

    again = archive_of(fresh("Cleo"), NOW)
    ids = [each.id for each in again[HABITS]]
    assert len(ids) == len({*ids}) == len(twice)
    assert habit.id in ids
    assert [each.body for each in again[NOTES]] == [each.body for each in first[NOTES]]
    assert all(int(each.id) >= COUNTED for each in again[NOTES])


def test_a_later_file_after_the_first_was_thrown_away_has_its_ids_again(app, world, visit):
    with app.app_context():
        first = taken("cleo")
        content = zipped(first)
        empty(person("cleo"))
        db.session.commit()
    cleo = visit("cleo")
    for last in (False, True):
        cleo.send("/settings/import", file=(BytesIO(content), "tend.zip"))
        if not last:
            with app.app_context():
                brought(coming_to(person("cleo"), first, sent_at=NOW, now=NOW))
    cleo.submit("/settings/import/preview")

    with app.app_context():
        assert unmarked(archive_of(person("cleo"), NOW)) == first
        assert db.session.scalar(select(func.count()).select_from(Habit)) > 0
