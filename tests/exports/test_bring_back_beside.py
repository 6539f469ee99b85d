"""What comes back, and what is there already: whatever somebody has written meanwhile stays."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.exports.bringing import bring_back, is_back
from tests.exports.lives import fresh, fresh_couple, taken
from tests.house.doors import everything
from tests.world import (
    ADAS_WANTS,
    NOW,
    SEALED_WEEK,
    TODAY,
)
from tracker.checkins import actions as checkins
from tracker.checkins.things import CHECK_INS
from tracker.dates import actions as dates
from tracker.domain.checkins import Answers
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.outings import OutingPlan
from tracker.domain.prompts import Topic
from tracker.domain.reflections import entry
from tracker.domain.refusals import Refused
from tracker.domain.remembered import Yearly
from tracker.domain.schedules import DAILY
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.things import HABITS
from tracker.ideas import actions as ideas
from tracker.models import CheckIn
from tracker.reflections import actions as reflections
from tracker.remembered import actions as remembered
from tracker.summaries import actions as agreeing
from tracker.summaries.things import WANTS
from tracker.wall import actions as wall

pytestmark = pytest.mark.on_either(
    "each brings a file in by the same statements as the one beside it", one_in=10
)


@pytest.mark.parametrize(
    "use",
    [
        lambda by: habits.plant(HabitPlan(1, "x", Mode.ONE, DAILY, NOW.date()), by=by, now=NOW),
        lambda by: wall.write("x", by=by, now=NOW),
        lambda by: checkins.save(SEALED_WEEK - timedelta(days=1), Answers(), by=by, now=NOW),
        lambda by: reflections.write(entry(Topic.FREE, "x"), by=by, now=NOW),
        lambda by: dates.plan(OutingPlan("Tea", TODAY), by=by, now=NOW),
        lambda by: ideas.put_in("Tea", by=by, now=NOW),
        lambda by: remembered.remember("We met", Yearly(2, 29), by=by, now=NOW),
    ],
    ids=["habit", "note", "check-in", "reflection", "date", "idea", "day to remember"],
)
def test_a_space_with_something_in_it_is_left_alone(lived, use):
    first = lived["ada"]
    use(fresh("Ada"))
    db.session.commit()
    before = everything()

    with pytest.raises(Refused):
        bring_back(first, by=fresh("Ada"), now=NOW)

    db.session.rollback()
    assert everything() == before


def test_bringing_back_twice_is_refused(lived):
    bring_back(lived["cleo"], by=fresh("Cleo"), now=NOW)

    with pytest.raises(Refused):
        bring_back(lived["cleo"], by=fresh("Cleo"), now=NOW)


def test_whether_there_is_room_tells_nothing_of_what_the_partner_hides(lived):
    first = lived["ada"]
    fresh_couple()
    secret = HabitPlan(6, "Bens secret", Mode.ONE, DAILY, NOW.date(), private=True)
    habits.plant(secret, by=fresh("Ben"), now=NOW)
    draft = Answers(went_well="only Bens")
    fresh("Ben").space.first_weekday = 0
    checkins.save(SEALED_WEEK, draft, by=fresh("Ben"), now=NOW)
    reflections.write(entry(Topic.FREE, "only Bens too"), by=fresh("Ben"), now=NOW)
    db.session.commit()

    bring_back(first, by=fresh("Ada"), now=NOW)

    assert is_back(archive_of(fresh("Ada"), NOW), of=first)
    bens = archive_of(fresh("Ben"), NOW)
    assert "Bens secret" in {each.name for each in bens[HABITS]}
    assert draft.went_well in {each.answers.went_well for each in bens[CHECK_INS]}


def test_what_the_partner_has_written_meanwhile_for_a_week_stays(lived):
    first = lived["ada"]
    fresh_couple()
    week = max(each.week for each in first[CHECK_INS] if each.by == "partner")
    row = CheckIn(
        space_id=fresh("Ben").space_id,
        author_id=fresh("Ben").id,
        week=week,
        state="draft",
        appreciated=[],
        went_well="Bens own",
        closeness=None,
        ratings={},
        talk_about="",
        feel_loved="",
        small_thing="",
        private_line="",
        saved_at=NOW,
    )
    db.session.add(row)
    db.session.commit()

    bring_back(first, by=fresh("Ada"), now=NOW)

    kept = db.session.scalars(select(CheckIn.went_well).where(CheckIn.author_id == fresh("Ben").id))
    assert list(kept) == ["Bens own"]


def test_days_that_have_not_come_are_refused(lived):
    first = lived["ada"]

    with pytest.raises(Refused):
        bring_back(first, by=fresh("Ada"), now=NOW - timedelta(days=3))


def test_what_somebody_wants_is_not_written_over_what_they_want_now(inside):
    first = taken("ada")
    agreeing.want("", by=fresh("Ada"), now=NOW)
    bring_back(first, by=fresh("Ada"), now=NOW)
    assert archive_of(fresh("Ada"), NOW)[WANTS].words == ADAS_WANTS

    agreeing.want("Something else", by=fresh("Cleo"), now=NOW)
    with pytest.raises(Refused):
        bring_back(first, by=fresh("Cleo"), now=NOW)
