"""Who joins or leaves after something was brought back, and what is of somebody who has left."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.exports.bringing import bring_back
from tests.exports.lives import empty, fresh, fresh_couple, taken, zipped
from tests.whole import some
from tests.world import (
    DAN_LEFT,
    DANS_PRIVATE,
    EACH,
    NOW,
    ONCE_EACH,
    ONCE_TOGETHER,
    TODAY,
    person,
)
from tracker.appointments.things import APPOINTMENTS, Appointment
from tracker.archives.things import Who
from tracker.checkins.things import CHECK_INS
from tracker.dates.things import OUTINGS, Outing
from tracker.domain.outings import OutingState
from tracker.exports import archive
from tracker.exports.alone import own
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.things import HABITS
from tracker.ideas.things import IDEAS, Idea
from tracker.models import Acknowledgement, CheckIn
from tracker.reflections.things import REFLECTIONS
from tracker.remembered.things import REMEMBERED, RememberedDay
from tracker.spaces import actions as spaces
from tracker.wall.things import NOTES

pytestmark = pytest.mark.on_either(
    "each brings a file in by the same statements as the one beside it", one_in=10
)


PLANNED_FIELDS = (OUTINGS, REMEMBERED, IDEAS, APPOINTMENTS)


def test_nobody_who_joins_later_finds_what_was_for_the_partner_of_before(lived):
    bring_back(lived["ada"], by=fresh("Ada"), now=NOW)
    db.session.commit()
    fresh_couple()

    bens = archive_of(fresh("Ben"), NOW)

    assert (bens[HABITS], bens[CHECK_INS], bens[NOTES], bens[REFLECTIONS]) == ((), (), (), ())


def test_one_can_leave_with_what_was_brought_back(lived):
    fresh_couple()
    bring_back(lived["ada"], by=fresh("Ada"), now=NOW)
    db.session.commit()

    spaces.leave(by=fresh("Ada"), now=NOW)
    db.session.commit()

    assert EACH in {each.name for each in archive_of(fresh("Ada"), NOW)[HABITS]}
    assert archive_of(fresh("Ben"), NOW)[HABITS] == ()


def test_both_can_have_brought_things_back_and_still_part(lived):
    for name in ("ada", "ben"):
        bring_back(lived[name], by=fresh(name.capitalize()), now=NOW)
        db.session.commit()
    fresh_couple()
    for name in ("Ada", "Ben"):
        habits.share(habits.queries.unshared_habits(fresh(name)), by=fresh(name), now=NOW)
        db.session.commit()

    spaces.leave(by=fresh("Ada"), now=NOW)
    db.session.commit()

    assert fresh("Ada").space_id != fresh("Ben").space_id


def test_a_leaver_takes_along_what_is_theirs_alone(lived):
    dans = lived["dan"]

    assert dans.partner is None
    assert dans.exported_on > DAN_LEFT
    together = {habit.name: {track.whose for track in habit.tracks} for habit in dans[HABITS]}
    assert together == {ONCE_EACH: {"me"}, DANS_PRIVATE: {"me"}, ONCE_TOGETHER: {"together"}}
    assert dans[NOTES] == ()
    assert {each.by for each in dans[CHECK_INS]} == {"me"}


@pytest.mark.parametrize(
    "name", some(["ada", "ben"], "test_alone_one_keeps_of_the_other_s_plans_what_one_keeps_where_two_part")
)
def test_alone_one_keeps_of_the_other_s_plans_what_one_keeps_where_two_part(lived, name):
    first = taken(name)
    theirs = {field: [each for each in first[field] if each.by is Who.PARTNER] for field in PLANNED_FIELDS}
    past, to_come, today = TODAY - timedelta(days=40), TODAY + timedelta(days=40), TODAY
    odd = first.with_things(
        {
            OUTINGS: (
                *(each for each in first[OUTINGS] if each.by is Who.ME),
                Outing(Who.PARTNER, "was", past, "Europe/Berlin", shared=True, prepared_by=Who.TOGETHER),
                Outing(Who.PARTNER, "off", past, "Europe/Berlin", OutingState.OFF, shared=True),
                Outing(Who.PARTNER, "tonight", today, "Europe/Berlin", shared=True),
                Outing(Who.PARTNER, "to come", to_come, "Europe/Berlin", shared=True, prepared_by=Who.ME),
                Outing(Who.ME, "of both", to_come, "Europe/Berlin", shared=True, prepared_by=Who.TOGETHER),
            ),
            REMEMBERED: (
                RememberedDay(Who.PARTNER, "began", 3, 1, 2020, shared=True),
                RememberedDay(Who.PARTNER, "begins", 12, 1, TODAY.year, shared=True),
            ),
            IDEAS: (Idea(Who.PARTNER, "an idea", shared=True), Idea(Who.ME, "mine", shared=True)),
            APPOINTMENTS: (
                *(each for each in first[APPOINTMENTS] if each.by is Who.ME),
                Appointment(Who.PARTNER, "a lawyer", to_come, "Europe/Berlin", shared=True),
            ),
        }
    )

    bring_back(archive.read(zipped(odd)), by=fresh(name.capitalize()), now=NOW)
    db.session.commit()

    again = archive_of(fresh(name.capitalize()), NOW)
    titles = {each.title for each in again[OUTINGS]}
    assert {"was", "of both"} <= titles and not titles & {"off", "tonight", "to come"}
    assert {each.prepared_by for each in again[OUTINGS]} <= {Who.ME, Who.NOBODY}
    assert [each.name for each in again[REMEMBERED]] == ["began"]
    assert [each.title for each in again[IDEAS]] == ["mine"]
    assert {each.who for each in again[APPOINTMENTS]} == {
        each.who for each in first[APPOINTMENTS] if each.by is Who.ME
    }
    assert any(theirs.values())


def test_that_somebody_who_has_left_heard_goes_and_their_lines_stay(lived):
    first = taken("ada")
    heard = {each.line for one in first[CHECK_INS] if one.by is Who.ME for each in one.heard}
    assert "" in heard and heard != {""}
    mine = tuple(each for each in first[CHECK_INS] if each.by is Who.ME)
    of_before = tuple(
        replace(
            each,
            opened_to=Who.FORMER if each.opened_to is Who.PARTNER else each.opened_to,
            heard=tuple(replace(one, by=Who.FORMER) for one in each.heard),
        )
        for each in mine
    )
    nobodys = replace(own(first), partner=None).with_things(
        {CHECK_INS: tuple(replace(each, habit="") for each in of_before)}
    )

    for file in (first, archive.read(zipped(nobodys))):
        bring_back(file, by=fresh("Ada"), now=NOW)
        db.session.commit()
        lines = [each.line for one in archive_of(fresh("Ada"), NOW)[CHECK_INS] for each in one.heard]
        assert lines and all(lines)
        rows = select(Acknowledgement.line).join(CheckIn).where(CheckIn.author_id == fresh("Ada").id)
        assert "" not in db.session.scalars(rows).all()
        empty(fresh("Ada"))
        db.session.commit()


def test_an_export_tells_of_nobody_who_has_left_that_they_heard(lived):
    adas = select(Acknowledgement).join(CheckIn).where(CheckIn.author_id == person("ada").id)
    for row in db.session.scalars(adas):
        row.author_id = None
    db.session.commit()

    heard = [each for one in taken("ada")[CHECK_INS] if one.by is Who.ME for each in one.heard]

    assert heard and all(each.line for each in heard)
