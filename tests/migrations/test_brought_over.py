"""What an older Tend has left comes over as what it means in today's, on both databases."""

import logging

import pytest
from alembic import command
from sqlalchemy import func, inspect, select, text

from tests.migrations.filling import NOW
from tests.migrations.looks import differences
from tracker.accounts.queries import openness_here
from tracker.database import alembic_config, upgrade
from tracker.demo.build import build
from tracker.domain.registration import Openness
from tracker.domain.states import RULES
from tracker.domain.words import folded
from tracker.extensions import db
from tracker.keys import COUNTED, WERE_COUNTED, instead_of
from tracker.lines import Line
from tracker.models import (
    AgreementRow,
    Beginning,
    CheckIn,
    Hand,
    Note,
    Opening,
    Person,
    Reflection,
    Space,
    Track,
    TrackYear,
    Withdrawal,
)

pytestmark = pytest.mark.on_either("each is brought over by a migration that no longer changes")


def at(revision):
    """Begin where an older Tend was."""
    return pytest.mark.parametrize("older", [revision], indirect=True)


@at("0033")
def test_whoever_had_an_account_before_has_their_address(older):
    command.upgrade(alembic_config(), "0034")

    found = db.session.execute(text("SELECT registered_at, confirmed_at FROM people")).all()
    assert [confirmed_at for registered_at, confirmed_at in found if confirmed_at != registered_at] == []
    assert len(found) > 1


def test_on_the_way_back_two_who_name_one_address_are_told_apart(filled):
    db.session.execute(text("UPDATE people SET confirmed_at = NULL, email = 'same@example.org'"))
    db.session.commit()
    db.session.remove()

    command.downgrade(alembic_config(), "0033")

    addresses = [address for (address,) in db.session.execute(text("SELECT email FROM people"))]
    assert len({*addresses}) == len(addresses) > 1


@at("0051")
def test_a_tend_with_people_in_it_stays_open_and_says_so_once(older, caplog):
    caplog.set_level(logging.INFO, "tend")

    upgrade(older)
    upgrade(older)

    assert openness_here("") is Openness.OPEN
    said = [each.msg.words for each in caplog.records if isinstance(each.msg, Line)]
    (told,) = [words for words in said if "TEND_REGISTRATION" in words]
    assert told.startswith("Anybody who finds this Tend can make an account in it, as until now.")


def test_a_new_tend_does_not(empty, caplog):
    caplog.set_level(logging.INFO, "tend")

    upgrade(empty)

    assert not any("TEND_REGISTRATION" in str(each.msg) for each in caplog.records)
    assert openness_here("") is Openness.OPEN
    build("hash", NOW)
    assert openness_here("") is Openness.INVITED


@at("0032")
def test_whoever_waits_for_a_yes_has_three_words(older):
    command.upgrade(alembic_config(), "0033")

    words = list(db.session.scalars(text("SELECT words FROM invitations WHERE guest_id IS NOT NULL")))
    assert words
    assert [each for each in words if len({*each.split()}) != 3] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ada", "Ada"),
        ("x" * 30, "x" * 30),
        ("x" * 31, "x" * 29 + "…"),
        ("Ada " * 15, ("Ada " * 8)[:29].rstrip() + "…"),
        ("a" * 28 + "👩\u200d👩" * 3, "a" * 28 + "👩…"),
    ],
)
@at("0034")
def test_a_name_that_is_longer_than_names_are_is_cut(older, before, after):
    for table, name in (("people", "name"), ("spaces", "farewell")):
        db.session.execute(text(f"UPDATE {table} SET {name} = :name"), {"name": before})
    db.session.commit()
    db.session.remove()

    command.upgrade(alembic_config(), "0035")

    names = {*db.session.scalars(text("SELECT name FROM people"))}
    assert (names, {*db.session.scalars(text("SELECT farewell FROM spaces"))}) == ({after}, {after})


def test_what_was_written_before_is_searched_without_accents(filled):
    note = db.session.scalars(select(Note).order_by(Note.written_at, Note.id)).first()
    reflection = db.session.scalars(select(Reflection).order_by(Reflection.created_at, Reflection.id)).first()
    note.body, note.answer, note.searched = "Käse für Zoé", "Ołówek", "kase fur zoe olowek"
    reflection.body, reflection.folded = "Où êtes-vous?", folded(f"{reflection.title} Où êtes-vous?")
    after = searched_now()
    command.downgrade(alembic_config(), "0018")
    before = searched_now()
    upgrade(filled)

    assert any("käse für zoé ołówek" in text for text in before)
    assert any("où êtes-vous?" in text for text in before)
    assert searched_now() == after


def searched_now():
    db.session.commit()
    found = [
        *db.session.scalars(select(Note.searched).order_by(Note.written_at, Note.id)),
        *db.session.scalars(select(Reflection.folded).order_by(Reflection.created_at, Reflection.id)),
    ]
    db.session.rollback()
    return found


def test_what_was_agreed_to_before_holds_for_the_weeks_there_are(filled):
    latest = db.session.scalar(select(func.max(CheckIn.opened_at)))
    db.session.rollback()
    command.downgrade(alembic_config(), "0025")
    command.upgrade(alembic_config(), "head")
    untils = set(db.session.execute(select(AgreementRow.section.startswith("trend-"), AgreementRow.until)))
    db.session.rollback()

    assert untils == {(True, latest), (False, None)}


@at("0035")
def test_who_may_have_called_a_space_by_its_name_is_remembered_for_both(older):
    db.session.execute(text("UPDATE spaces SET name = 'Home', farewell = 'Ada' WHERE id = 1"))
    db.session.commit()
    command.upgrade(alembic_config(), "head")

    hands = db.session.execute(select(Hand.space_id, Hand.person_id, Hand.part, Hand.habit_id)).all()
    told = db.session.execute(select(Space.farewell, Space.farewell_told, Space.parted_at).order_by(Space.id))
    first, *others = told.all()
    db.session.rollback()

    assert sorted(map(tuple, hands)) == [(1, 1, "name", None), (1, 2, "name", None)]
    assert (first, set(map(tuple, others))) == (("", False, None), {("", True, None)})


WAS = '{"streak":{"length":2},"strength":[0.5,1,[[739312,1.0]]],"of":[1,2,3,"a"]}'


IS = (
    '{"streak":{"length":2},"strength":{"value":0.5,"day_count":1,"recent":[[739312,1.0]]},'
    '"basis":{"tick_count":2,"tick_sum":3,"asked":"a"}}'
)


def test_states_are_brought_over_as_they_are_and_nothing_is_folded_for_it(filled):
    after = states()
    command.downgrade(alembic_config(), "0021")
    before = db.session.scalars(text("SELECT state FROM tracks UNION SELECT state FROM spaces")).all()
    set_state(WAS)
    command.upgrade(alembic_config(), "0022")
    brought = db.session.execute(select(Track.state, Track.rules, TrackYear.state).join(TrackYear)).all()
    db.session.rollback()
    command.downgrade(alembic_config(), "0021")
    back = db.session.scalars(text("SELECT state FROM tracks UNION SELECT state FROM track_years")).all()
    db.session.rollback()

    assert {f'"of":[{RULES},' in state for state in before if state} == {True}
    assert set(brought) == {(IS, 1, IS)}
    assert set(back) == {WAS}
    assert after[0] and {rules for _state, rules in after[0] if rules} == {RULES}


def test_states_are_the_same_after_a_way_down_and_up_again(filled):
    before = states()

    command.downgrade(alembic_config(), "0021")
    command.upgrade(alembic_config(), "head")

    assert states() == before


def test_a_space_whose_tracks_were_folded_by_earlier_rules_says_so(filled):
    command.downgrade(alembic_config(), "0039")
    db.session.execute(text("UPDATE tracks SET rules = 2 WHERE space_id = 1"))
    db.session.execute(text("UPDATE spaces SET rules = 0"))
    db.session.commit()
    command.upgrade(alembic_config(), "head")

    found = db.session.execute(select(Space.id, Space.rules)).all()
    recounted = db.session.scalars(select(Person.recounted_from).distinct()).all()
    db.session.rollback()

    assert {space_id for space_id, rules in found if rules == 2} == {1}
    assert recounted == [0]


def states():
    found = [
        db.session.execute(select(Track.state, Track.rules).order_by(Track.id)).all(),
        db.session.execute(select(Space.state, Space.rules).order_by(Space.id)).all(),
        db.session.scalars(select(TrackYear.state).order_by(TrackYear.track_id, TrackYear.year)).all(),
    ]
    db.session.rollback()
    return found


def set_state(state):
    for table in ("tracks", "track_years"):
        db.session.execute(text(f"UPDATE {table} SET state = :state"), {"state": state})
    db.session.commit()


@at("0022")
def test_counted_ids_give_way_wherever_they_are_written(older):
    counted_note()
    mark = db.session.scalar(select(Beginning.mark).order_by(Beginning.id))
    db.session.rollback()
    command.upgrade(alembic_config(), "head")

    now_named = instead_of(3, "jar_notes", mark)
    assert set(db.session.scalars(select(Opening.note_id))) == {now_named}
    assert str(now_named) in db.session.scalars(select(Withdrawal.key)).all()
    for name in WERE_COUNTED:
        ids = db.session.scalars(select(db.metadata.tables[name].c.id)).all()
        assert [each for each in ids if each < COUNTED] == []
    db.session.rollback()
    assert differences() == []


def counted_note():
    """One more note in the jar, with an id as there were, that was opened, and was taken out as well."""
    names = ", ".join(column["name"] for column in inspect(db.engine).get_columns("jar_notes"))
    others = names.replace("id, ", "3, ", 1)
    for statement in (
        f"INSERT INTO jar_notes ({names}) SELECT {others} FROM jar_notes LIMIT 1",
        "UPDATE openings SET note_id = 3",
    ):
        db.session.execute(text(statement))
    db.session.add(Withdrawal(thing="jar_notes", key="3", what="gone", at=NOW, listed=False))
    db.session.commit()
