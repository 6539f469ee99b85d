"""What becomes of dates when somebody comes and when somebody leaves."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.databases import acting
from tests.world import (
    ADAS_OWN_DAY,
    ADAS_OWN_IDEA,
    ADAS_OWN_OUTING,
    BENS_OUTING,
    BENS_OWN_DAY,
    BENS_OWN_IDEA,
    CLEOS_DAY,
    CLEOS_IDEA,
    CLEOS_OUTING,
    DANS_OWN_OUTING,
    DELETED_OUTING,
    DONE_LINE,
    DONE_OUTING,
    IDEA,
    NOW,
    OFF_OUTING,
    OUTING,
    OUTING_NOTE,
    OUTING_PLACE,
    OUTING_WITH_DAN,
    REMEMBERED,
    TODAY,
    couple,
    outing,
    person,
)
from tracker.dates import actions as dates
from tracker.domain.outings import Preparer
from tracker.extensions import db
from tracker.models import Outing, OwnIdea, RememberedDay
from tracker.planned import seen_by
from tracker.spaces import actions as spaces

pytestmark = pytest.mark.on_either(
    "each parts two with what they plan by the same statements as the one beside it"
)


def there_for(name):
    by = person(name)
    return {
        each.name if table is RememberedDay else each.title
        for table in (Outing, OwnIdea, RememberedDay)
        for each in db.session.scalars(select(table).where(seen_by(by, table)))
    }


WAS = {DONE_OUTING, REMEMBERED}
ADAS_PLANS, BENS_PLANS = {OUTING, OFF_OUTING, IDEA}, {BENS_OUTING}
ADAS = {ADAS_OWN_OUTING, OUTING_WITH_DAN, ADAS_OWN_IDEA, ADAS_OWN_DAY}
BENS = {BENS_OWN_IDEA, BENS_OWN_DAY}


@pytest.mark.parametrize("leaver", ["ada", "ben"])
def test_both_have_what_was_and_each_what_they_plan_whoever_leaves(inside, leaver):
    assert there_for("ben") == WAS | ADAS_PLANS | BENS_PLANS | BENS

    spaces.leave(by=person(leaver), now=NOW)

    assert there_for("ada") == WAS | ADAS_PLANS | ADAS
    assert there_for("ben") == WAS | BENS_PLANS | BENS


@pytest.mark.parametrize("leaver", ["ada", "ben"])
def test_nothing_becomes_anothers_and_a_copy_has_an_id_of_its_own(inside, world, leaver):
    before = authors()
    spaces.leave(by=person(leaver), now=NOW)

    after = authors()
    assert {key: after[key] for key in before} == before
    copied = sorted((table, title, author_id) for (table, _id), (title, author_id) in new(before, after))
    assert copied == [
        ("outings", DONE_OUTING, world.people["ada"]),
        ("remembered_days", REMEMBERED, world.people["ada"]),
    ]


def authors():
    """What each date, idea and day to remember is called, and whose it is."""
    return {
        (table.__tablename__, each.id): (getattr(each, "title", "") or each.name, each.author_id)
        for table in (Outing, OwnIdea, RememberedDay)
        for each in db.session.scalars(select(table)).all()
    }


def new(before, after):
    return [(key, after[key]) for key in after.keys() - before.keys()]


def test_a_copy_is_all_that_it_was_and_ones_own_to_change(inside, world):
    spaces.leave(by=person("ben"), now=NOW)
    bens = db.session.get(Outing, world.outings[DONE_OUTING])
    adas = db.session.scalars(
        select(Outing).where(seen_by(person("ada"), Outing), Outing.title == DONE_OUTING)
    ).one()

    same = ("title", "day", "starts_at", "zone", "minutes", "place", "note", "state", "line", "made_at")
    assert [getattr(adas, name) for name in same] == [getattr(bens, name) for name in same]
    assert adas.line == DONE_LINE
    dates.finish(adas, "It was cold.", by=person("ada"), now=NOW)
    assert db.session.get(Outing, world.outings[DONE_OUTING]).line == DONE_LINE


@pytest.mark.parametrize("leaver", ["ada", "ben"])
def test_what_is_to_come_goes_with_whoever_planned_it_with_place_and_note(inside, world, leaver):
    spaces.leave(by=person(leaver), now=NOW)

    plan = db.session.get(Outing, world.outings[OUTING])
    assert (plan.space_id, plan.place, plan.note, plan.shared) == (
        person("ada").space_id,
        OUTING_PLACE,
        OUTING_NOTE,
        False,
    )


@pytest.mark.parametrize("leaver", ["ada", "ben"])
def test_a_date_of_today_is_still_to_come_for_as_long_as_it_is_not_over_for_both(inside, leaver):
    for title, day in (("of today", TODAY), ("of yesterday", TODAY - timedelta(days=1))):
        outing(title, day, by="ben")
    spaces.leave(by=person(leaver), now=NOW)

    assert there_for("ada") & {"of today", "of yesterday"} == {"of yesterday"}


@pytest.mark.parametrize("leaver", ["ada", "ben"])
def test_what_one_has_deleted_is_put_back_by_them_alone(inside, world, leaver):
    spaces.leave(by=person(leaver), now=NOW)

    deleted = db.session.scalars(select(Outing).where(Outing.title == DELETED_OUTING)).all()
    assert [each.space_id for each in deleted] == [person("ada").space_id]


def test_each_has_it_to_themselves_and_the_other_prepares_nothing(inside, world):
    outing("prepared by both", TODAY + timedelta(days=3), by="ben", prepared_by=Preparer.BOTH)
    spaces.leave(by=person("ben"), now=NOW)

    for name in ("ada", "ben"):
        rows = db.session.execute(
            select(Outing.author_id, Outing.shared, Outing.preparer_id, Outing.both_prepare).where(
                Outing.space_id == person(name).space_id
            )
        )
        assert set(map(tuple, rows)) == {(world.people[name], False, None, False)}


def test_the_next_to_join_sees_none_of_it_unasked(inside):
    spaces.leave(by=person("ben"), now=NOW)
    couple("ada", "cleo", NOW)

    assert there_for("ada") == WAS | ADAS_PLANS | ADAS
    assert there_for("cleo") == {CLEOS_OUTING, CLEOS_IDEA, CLEOS_DAY}


def test_what_dan_made_came_along(inside):
    assert there_for("dan") == {DANS_OWN_OUTING, OUTING_WITH_DAN}


def test_an_account_that_is_deleted_leaves_what_was_in_words_of_ours(inside):
    spaces.erase(by=person("ben"), now=NOW)

    assert there_for("ada") == {"Time together", "A day to remember"} | ADAS_PLANS | ADAS


def test_a_copy_says_that_it_is_one_and_whose_words_it_is_in_while_they_are_known(app, world, ada, ben):
    bens = f"/dates/{world.outings[DONE_OUTING]}"
    assert "A copy of your own" not in ada.page(bens).text
    ben.submit("/settings/leave")
    with app.app_context():
        adas = [
            (path, of_ada(table, name))
            for table, name, path in (
                (Outing, DONE_OUTING, "/dates/{}"),
                (RememberedDay, REMEMBERED, "/dates/days/{}/edit"),
            )
        ]
        db.session.rollback()
    pages = [path.format(row_id) for path, row_id in adas]

    assert ["A copy of your own." in ada.page(page).text for page in pages] == [True, True]
    assert ["Ben" in ada.page(page).text for page in pages] == [False, False]
    assert "A copy of your own" not in ben.page(bens).text

    with acting(app):
        couple("ada", "ben", NOW)
    assert ["A copy of your own, in Ben’s words." in ada.page(page).text for page in pages] == [True, True]

    ada.submit(pages[1], name="In Ada’s words too")
    assert "A copy of your own" not in ada.page(pages[1]).text


def of_ada(table, name):
    named = table.name if table is RememberedDay else table.title
    return db.session.scalars(
        select(table.id).where(named == name, table.author_id == person("ada").id)
    ).one()
