"""Every table is declared by the capability that makes its rows, or named as nobody's, and what it says is so."""

from dataclasses import fields
from typing import get_args

import pytest
from sqlalchemy import Column, MetaData, String, Table

from tests.house.sources import ROOT, TRACKER
from tests.world import NOW, person
from tracker.app import CAPABILITIES
from tracker.archives.taken import Within
from tracker.archives.things import Archive
from tracker.belonging import BELONGINGS, Collection, Nobodys
from tracker.exports.archive import IN_ORDER, fields_in_order
from tracker.exports.queries import archive_of
from tracker.exports.tables import IN_ORDER as TABLES_IN_ORDER
from tracker.extensions import db
from tracker.models.watching import ENDS, unwatched
from tracker.policies import WITH_ITS_PERSON

PAGE = ROOT / "tests" / "house" / "belongings.txt"
DECLARE_IT = "Whoever adds a table says in belongings.py of its capability what becomes of it."

every_belonging = pytest.mark.parametrize("belonging", list(BELONGINGS), ids=lambda each: each.name)


def undeclared(tables):
    """The tables of which nobody says what becomes of them."""
    return set(tables) - {each.name for each in BELONGINGS.declared}


def test_every_table_is_declared_once():
    declared = [each.name for each in BELONGINGS.declared]

    assert undeclared(db.metadata.tables) == set(), DECLARE_IT
    assert sorted(declared) == sorted(db.metadata.tables)


def test_a_table_that_nobody_declared_is_found():
    assert undeclared([*db.metadata.tables, "no_such_table"]) == {"no_such_table"}


def test_what_is_nobodys_says_why():
    assert [each.name for each in BELONGINGS.declared if isinstance(each, Nobodys) and not each.because] == []


def test_what_is_declared_is_collected_from_every_capability():
    there = {path.parent.name for path in TRACKER.glob("*/belongings.py")}

    assert there <= set(CAPABILITIES)


def test_before_it_is_filled_a_collection_loses_nothing():
    with pytest.raises(AssertionError):
        iter(Collection())


def test_what_something_is_part_of_comes_before_it():
    places = {each.name: place for place, each in enumerate(BELONGINGS)}
    late = [
        (table.name, key.column.table.name)
        for table in db.metadata.sorted_tables
        for key in table.foreign_keys
        if {table.name, key.column.table.name} <= places.keys()
        and places[key.column.table.name] > places[table.name]
    ]

    assert late == []


@every_belonging
def test_the_end_of_an_account_takes_what_is_declared(belonging):
    naming = [
        (key.parent.name, key.ondelete)
        for key in belonging.table.__table__.foreign_keys
        if key.column.table.name == "people"
    ]

    assert {
        "CASCADE": sorted(belonging.erasing.goes),
        "SET NULL": sorted(belonging.erasing.unnamed),
    } == {
        end: sorted(name for name, on_delete in naming if on_delete == end) for end in ("CASCADE", "SET NULL")
    }


@every_belonging
def test_only_what_lies_in_no_space_stays_with_its_person(belonging):
    in_no_space = "space_id" not in belonging.table.__table__.columns

    assert (belonging.joining is WITH_ITS_PERSON) == in_no_space
    assert (belonging.leaving is WITH_ITS_PERSON) == (in_no_space and belonging.key is None)


# Digests of what somebody types or sends that open nothing by themselves.
OPEN_NOTHING = {
    ("people", "password_hash"): "the password itself, without which it opens nothing",
    (
        "admissions",
        "link_hash",
    ): "it opens nobody's Tend: it makes an account, whose password is chosen there",
    ("devices", "former_hash"): "what opened the log-in until it got another token, and opens nothing since",
    ("registrations", "password_hash"): "the password of an account that is none yet",
    (
        "registrations",
        "token_hash",
    ): "it tells the browser in which somebody has begun, and needs the code that is mailed",
    (
        "address_codes",
        "code_hash",
    ): "it shows whose an address is, and needs what was said in that browser, or a log-in",
    ("code_apps", "secret"): "codes are made of it, which open nothing without the password",
    ("recovery_codes", "code_hash"): "it opens nothing without the password",
}


def hashes(tables):
    """The columns that hold a digest of what somebody may come with."""
    return {
        (table.name, column.name)
        for table in tables
        for column in table.columns
        if column.name.endswith(("hash", "token", "secret", "code"))
    }


def declared_as_keys():
    return {
        (each.class_.__tablename__, each.key)
        for _table, key in BELONGINGS.keyring()
        for each in key.opened_by
    }


def test_whatever_opens_something_is_declared_as_a_key_or_says_why_not():
    assert hashes(db.metadata.tables.values()) - declared_as_keys() == OPEN_NOTHING.keys(), (
        "Whoever adds what opens somebody's Tend without a password says in belongings.py how it is listed and ended: key=Key(…)."
    )
    assert declared_as_keys() <= hashes(db.metadata.tables.values())


def test_a_key_that_nobody_declared_is_found():
    forgotten = Table("passes", MetaData(), Column("pass_hash", String(64)))

    assert hashes([forgotten]) - declared_as_keys() == {("passes", "pass_hash")}


def test_every_key_ends_with_a_restore():
    ending = {name for name, why in unwatched().items() if why == ENDS}

    assert ending == {table.__tablename__ for table, _key in BELONGINGS.keyring()}


def test_no_key_outlives_the_parting_of_whoever_holds_it():
    assert {table.__tablename__ for table, _key in BELONGINGS.keyring()} == {
        each.name
        for each in BELONGINGS
        if each.key and (each.leaving.loses or each.leaving.words.endswith("revoked"))
    }


def test_what_an_export_takes_along_is_what_it_holds():
    head = {each.name for each in fields(Archive)}
    taken = [each.field.name for each in BELONGINGS.taken()]
    within = {each.archive.field for each in BELONGINGS if isinstance(each.archive, Within)}

    assert len(taken) == len({*taken})
    assert head & {*taken} == set()
    assert within <= {*taken}


def test_what_is_gathered_is_what_is_declared_with_the_pictures_beside_it(inside):
    found = archive_of(person("ada"), NOW)

    assert {each.name for each in found.things} == {
        *(each.field.name for each in BELONGINGS.taken()),
        "pictures",
    }


def test_the_fields_of_a_file_stand_where_they_always_stood():
    assert [each.name for each in fields_in_order()][: len(IN_ORDER)] == list(IN_ORDER)


def test_of_each_thing_it_is_said_what_one_alone_keeps():
    kinds = [get_args(each.field.kind)[0] for each in BELONGINGS.taken() if get_args(each.field.kind)]

    assert {each.__name__ for each in kinds if not hasattr(each, "alone")} == {"Habit", "Pause"}


def test_every_table_for_spreadsheets_has_its_place():
    found = {name for each in BELONGINGS.taken() for name in each.tables or {}}

    assert set(TABLES_IN_ORDER) <= found


def test_what_is_seen_already_keeps_an_export_out_but_for_what_follows():
    unheeded = {each.field.name for each in BELONGINGS.taken() if each.used is None}

    assert unheeded == {"pauses", "milestones"}  # one may pause before, and milestones follow from days


def test_all_of_it_stands_on_one_page():
    assert str(BELONGINGS) == PAGE.read_text(), (
        f"{DECLARE_IT} Whether that is right is for a reader to say, on {PAGE.relative_to(ROOT)}."
    )
