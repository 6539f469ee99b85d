"""Covering a day for the other."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from tests.beside import not_beside
from tests.databases import acting, kept
from tests.settled import assert_settled, assert_shown
from tests.world import COVER, EACH, NOW, TODAY, TOGETHER, on, person
from tracker.covers.actions import cover
from tracker.covers.queries import days_covered_by
from tracker.extensions import db
from tracker.habits.actions import tick
from tracker.habits.tracks import track_to_tick
from tracker.models import Cover, Habit, Person, Track
from tracker.today.queries import today_page

pytestmark = pytest.mark.on_either("each reads the same list for somebody else, or after the same parting")

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def uncovered(app, world):
    """Ada has ticked something today and yesterday, Ben has not, and this week nobody has covered a day."""
    with acting(app):
        db.session.execute(delete(Cover).where(not_beside(Cover)))
        tick(track_to_tick(person("ada"), world.tracks[f"{EACH} of ada"]), TODAY, by=person("ada"), now=NOW)


def streak(app, name, now=NOW):
    with app.app_context():
        length = today_page(person(name), None, now).head.streak.length
        db.session.rollback()
    return length


def settled(app):
    with app.app_context():
        for later in range(4):
            assert_settled("ada", NOW + timedelta(days=later))
            assert_shown("ada", NOW + timedelta(days=later))
            assert_shown("ben", NOW + timedelta(days=later))
        db.session.rollback()


def test_a_day_is_covered_with_a_kind_line_and_counts_for_both(app, uncovered, ada, ben):
    before = streak(app, "ada")
    page = ada.page("/today")
    assert "Cover this day for Ben" in page.text and "Cover it" not in page.text
    assert any(given.get("href") == f"/today/{TODAY}?cover=yes#cover" for _tag, given in page.tags)

    answer = ada.submit(f"/today/{TODAY}?cover=yes", to=f"/covers/{TODAY}", line=" I’ve got\n today. ")

    assert (answer.status_code, answer.location) == (303, f"/today/{TODAY}")
    assert kept(app, select(Cover.line).where(not_beside(Cover))) == ["I’ve got today."]
    assert streak(app, "ada") == streak(app, "ben") == before + 1
    assert "You have covered this day for Ben. I’ve got today." in ada.page("/today").text
    assert "Ada has covered this day for you. I’ve got today." in ben.page("/today").text
    assert "Ada has covered" not in ben.page(f"/today/{YESTERDAY}").text
    settled(app)


def test_once_a_week_is_enough(app, uncovered, ada):
    ada.send(f"/covers/{YESTERDAY}", line="")
    assert "Cover this day" not in ada.page("/today").text

    ada.send(f"/covers/{YESTERDAY}", line="again")
    ada.send(f"/covers/{TODAY}", line="")
    refused = ada.page("/today")

    assert kept(app, select(Cover.day).where(not_beside(Cover))) == [YESTERDAY]
    assert "You have covered a day this week already." in refused.text


def test_a_day_covered_in_another_week_stays_covered(app, uncovered):
    days = [TODAY, TODAY + timedelta(days=7)]

    with acting(app):
        for day in days:
            cover(day, "", by=person("ada"), now=on(day))

    assert kept(app, select(Cover.day).where(not_beside(Cover)).order_by(Cover.day)) == days


@pytest.mark.parametrize("day", [TODAY - timedelta(days=2), TODAY + timedelta(days=1), date(1999, 1, 1)])
def test_only_open_days_can_be_covered(app, uncovered, ada, day):
    ada.send(f"/covers/{day}", line="")
    refused = ada.page("/today")

    assert "Only today and yesterday can be covered" in refused.text
    assert kept(app, select(Cover).where(not_beside(Cover))) == []


@pytest.mark.parametrize(("later", "found"), [(-1, 1), (0, 1), (1, 0)])
def test_a_day_since_which_is_asked_is_asked_for_as_well(inside, world, later, found):
    given = db.session.get(Cover, world.cover)
    giver = db.session.get(Person, given.giver_id)

    days = days_covered_by(giver, since=given.day + timedelta(days=later))

    assert days == [given.day] * found


def test_a_line_that_is_too_long_is_refused(app, uncovered, ada):
    ada.send(f"/covers/{TODAY}", line="a" * 201)

    assert "room for 200 characters" in ada.page("/today").text
    assert kept(app, select(Cover).where(not_beside(Cover))) == []


def test_who_is_alone_has_nobody_to_cover_for(app, cleo):
    cleo.send(f"/covers/{TODAY}", line="")

    assert "There is nobody to cover for yet." in cleo.page("/today").text


def test_declining_puts_the_line_away_and_moves_no_number(app, uncovered, ada, ben):
    before = streak(app, "ada")
    ada.send(f"/covers/{TODAY}", line="I have it.")
    (cover_id,) = kept(app, select(Cover.id).where(not_beside(Cover)))
    page = ada.page("/today").text

    assert ben.submit("/today", to=f"/covers/{cover_id}/decline").status_code == 303

    assert "Ada has covered" not in ben.page("/today").text
    assert "I have it." not in ben.page("/today").text
    assert streak(app, "ada") == streak(app, "ben") == before + 1
    assert "You have covered this day for Ben." in page
    assert "You have covered this day for Ben." in ada.page("/today").text
    assert "Cover this day" not in ada.page("/today").text
    settled(app)


def test_it_can_be_taken_back_and_given_to_another_day(app, uncovered, ada, ben):
    before = streak(app, "ada")
    ada.send(f"/covers/{TODAY}", line="")
    (cover_id,) = kept(app, select(Cover.id).where(not_beside(Cover)))

    ada.submit("/today", to=f"/covers/{cover_id}/take-back")
    assert streak(app, "ada") == before
    ada.send(f"/covers/{YESTERDAY}", line="")

    assert kept(app, select(Cover.day).where(not_beside(Cover))) == [YESTERDAY]
    settled(app)


@pytest.mark.parametrize(
    ("who", "what"), [("ada", "decline"), ("ben", "take-back"), ("cleo", "decline"), ("dan", "take-back")]
)
def test_a_cover_is_for_whom_it_is(app, world, visit, who, what):
    (cover_id,) = kept(app, select(Cover.id).where(Cover.line == COVER))

    assert visit(who).send(f"/covers/{cover_id}/{what}").status_code == 404


@pytest.mark.parametrize("how", ["partner ticks", "together", "nothing"])
def test_it_is_offered_only_where_it_would_help(app, world, uncovered, ada, how):
    with acting(app):
        if how == "partner ticks":
            tick(
                track_to_tick(person("ben"), world.tracks[f"{EACH} of ben"]), TODAY, by=person("ben"), now=NOW
            )
        if how == "together":
            tick(track_to_tick(person("ben"), world.tracks[TOGETHER]), TODAY, by=person("ben"), now=NOW)

    assert ("Cover this day for Ben" in ada.page("/today").text) is (how == "nothing")
    assert "Cover this day" not in ada.page(f"/today/{TODAY - timedelta(days=3)}").text


@pytest.mark.parametrize(("hour", "offered"), [(14, False), (18, False), (19, True), (23, True)])
def test_today_is_offered_late_in_the_evening_only_and_yesterday_while_it_is_open(
    app, uncovered, hour, offered
):
    with acting(app):
        now = NOW.replace(hour=hour)  # in Berlin it is an hour later

        assert today_page(person("ada"), None, now).coverable is offered
        assert today_page(person("ada"), YESTERDAY, now).coverable


def test_no_day_is_offered_that_the_two_did_not_have_whole(app, uncovered):
    with acting(app):
        person("ben").joined_on = YESTERDAY

        assert not today_page(person("ada"), YESTERDAY, NOW).coverable
        assert today_page(person("ada"), TODAY, NOW).coverable


def test_no_day_is_offered_on_which_the_other_had_nothing_to_do(app, uncovered):
    with acting(app):
        theirs = select(Habit.id).where(Habit.space_id == person("ada").space_id)
        not_adas = Track.owner_id.is_distinct_from(person("ada").id) & Track.habit_id.in_(theirs)
        db.session.execute(update(Track).values(starts_on=TODAY).where(not_adas))
        db.session.expire_all()

        assert not today_page(person("ada"), YESTERDAY, NOW).coverable
        assert today_page(person("ada"), TODAY, NOW).coverable


def test_a_partner_who_leaves_takes_no_cover_along(app, ada, ben):
    ben.submit("/settings/leave")

    assert kept(app, select(Cover).where(not_beside(Cover))) == []
    with app.app_context():
        assert_settled("ada", on(TODAY))
        assert_settled("ben", on(TODAY))
        db.session.rollback()
