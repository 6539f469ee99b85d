"""Private habits of one of two count as their owner chooses, and so for ever."""

import pytest
from sqlalchemy import select

from tests.databases import acting, kept, rows
from tests.settled import assert_settled
from tests.world import (
    ADAS_PRIVATE,
    EACH,
    NOW,
    TODAY,
    habit_called,
    person,
    planted,
    ticked,
)
from tracker.domain.days import ONE_DAY
from tracker.domain.refusals import Missing
from tracker.domain.schedules import TimesAWeek
from tracker.extensions import db
from tracker.habits.company import company_of, streak_of
from tracker.habits.tracks import ticks_on, tracks_of
from tracker.models import Habit, Person, Proposal, Track
from tracker.spaces.own_ways import choose_own_ways

PATH = "/settings/private-habits"
BEGAN = TODAY - 9 * ONE_DAY


def run(app):
    """Ada runs alone, on all days but one in the middle."""
    with acting(app):
        planted("Run", by="ada", since=BEGAN, private=True)
        ticked("Run", BEGAN, 5, by="ada")
        ticked("Run", BEGAN + 6 * ONE_DAY, 4, by="ada")


def length(app, name, by="ada"):
    with app.app_context():
        owner = person(by)
        company = company_of(owner, NOW)
        track = next(each for each in tracks_of(owner, since=TODAY) if each.habit.name == name)
        found = streak_of(track, ticks_on(track.id, after=track.settled_through), company).length
        assert_settled(by, NOW)
        db.session.rollback()
    return found


def states(app, *which):
    of_habits = select(Track.id, Track.state).join(Habit, Habit.id == Track.habit_id).where(*which)
    return rows(app, of_habits.order_by(Track.id))


def test_strict_and_gentle_again_count_from_the_very_first_day(app, ada):
    run(app)
    assert length(app, "Run") == 9

    ada.submit(PATH, streaks="strict")
    assert length(app, "Run") == 4

    ada.submit(PATH, streaks="gentle")
    assert length(app, "Run") == 9


def test_it_needs_no_yes_and_reaches_nothing_that_is_shared(app, world, ada, ben):
    run(app)
    shared, proposed = states(app, Habit.shared), kept(app, select(Proposal.id))
    before = {path: ben.page(path).text for path in ("/today", "/settings/space", "/garden", "/us")}

    ada.submit(PATH, streaks="strict", first_weekday="3")

    assert states(app, Habit.shared) == shared
    assert kept(app, select(Proposal.id)) == proposed
    assert {path: ben.page(path).text for path in before} == before
    space = rows(app, select(Person.own_ways).where(Person.id == world.people["ben"]))
    assert "true" not in str(space)
    assert ada.page("/settings/space").form("/settings/space").values["streaks"] == "gentle"


def test_another_weekday_counts_after_the_week_under_way(app, ada):
    with acting(app):
        planted("Swim", by="ada", since=BEGAN, private=True, schedule=TimesAWeek(2))
    answer = ada.submit(PATH, first_weekday="5")

    assert answer.status_code == 303
    assert "From Monday, March 16 on their weeks begin on Saturday" in ada.page(PATH).text
    assert ada.page(PATH).form(PATH).values["first_weekday"] == "5"
    assert ada.page("/settings/space").form("/settings/space").values["first_weekday"] == "0"
    with app.app_context():
        assert_settled("ada", NOW)
        db.session.rollback()


def test_the_page_of_a_private_habit_leads_there(app, world, ada, ben):
    assert PATH in ada.page(f"/habits/{world.habits[ADAS_PRIVATE]}").links
    assert PATH not in ada.page(f"/habits/{world.habits[EACH]}").links
    assert PATH in ada.page("/settings").links


def test_one_who_is_alone_has_the_ways_of_the_space(inside, app):
    with pytest.raises(Missing):
        choose_own_ways(person("cleo"), first_weekday=3, strict=True, now=NOW)


def test_one_who_is_alone_is_led_to_them(cleo):
    answer = cleo.get(PATH)

    assert (answer.status_code, answer.location) == (303, "/settings/space")
    assert PATH not in cleo.page("/settings").links


def test_of_two_windows_the_second_sees_what_changed(app, ada, visit):
    typed = ada.page(PATH).form(PATH).values
    visit("ada").submit(PATH, streaks="strict")

    answer = ada.post(PATH, data=typed | {"streaks": "gentle", "first_weekday": "5"})

    assert answer.status_code == 422
    assert "There now:" in answer.text


@pytest.mark.parametrize("typed", [{"streaks": "harsh"}, {"first_weekday": "7"}, {"first_weekday": ""}])
def test_what_is_none_of_ours_is_refused(app, world, ada, typed):
    before = kept(app, select(Person.own_ways))

    assert ada.submit(PATH, **typed).status_code == 422
    assert kept(app, select(Person.own_ways)) == before


def test_two_who_choose_at_once_both_have_what_they_chose(concurrent):
    def choose(name, first_weekday):
        def act():
            choose_own_ways(person(name), first_weekday=first_weekday, strict=True, now=NOW)
            db.session.commit()

        return act

    assert concurrent.at_once(choose("ada", 2), choose("ben", 4)) == [None, None]

    with concurrent.app.app_context():
        found = {name: person(name).weeks_for(shared=False).ways[-1].first_weekday for name in ("ada", "ben")}
        assert_settled("ada", NOW)
        assert habit_called(EACH, "ada").shared
        db.session.rollback()
    assert found == {"ada": 2, "ben": 4}
