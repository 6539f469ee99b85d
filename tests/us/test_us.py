from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select

from tests.world import (
    ADAS_PRIVATE,
    CLEOS,
    DONE_LINE,
    DONE_OUTING,
    EACH,
    NOW,
    OPENED_WEEK,
    SEALED_WEEK,
    TODAY,
    TOGETHER,
    WITH_DAN,
    outing,
    person,
    ticked,
)
from tracker.checkins import actions as checkins
from tracker.dates import actions as dates
from tracker.domain.days import week_of
from tracker.extensions import db
from tracker.habits.queries import habits_of
from tracker.models import Habit, MilestoneRow, Outing, Telling, Tick, Track
from tracker.spaces import actions as spaces
from tracker.us.queries import us_page
from tracker.wall import actions as wall

pytestmark = pytest.mark.on_either("each reads what is of both by the same statements as the one beside it")

A_WEEK = timedelta(weeks=1)


def page(name, **more):
    return us_page(person(name), NOW, **more)


def week(name, of):
    return next(each for each in page(name).weeks if each.week == of)


def ticks(name):
    return {each.week: (each.tick_count, each.together_count) for each in page(name).weeks if each.tick_count}


def by_hand(name, *, shared_only):
    """The same sums, counted tick by tick."""
    someone = person(name)
    there = {habit.id for habit in habits_of(someone) if habit.shared or not shared_only}
    rows = db.session.execute(
        select(Track.owner_id, Tick.day)
        .join(Track, Track.id == Tick.track_id)
        .join(Habit, Habit.id == Track.habit_id)
        .where(Habit.id.in_(there))
    ).all()
    first = page(name).weeks[-1].week
    sums = Counter((week_of(day, 0), owner_id) for owner_id, day in rows if day >= first)
    weeks = {week for week, _owner in sums}
    return {week: (sum(sums[each] for each in sums if each[0] == week), sums[week, None]) for week in weeks}


@pytest.mark.parametrize(("name", "shared_only"), [("ada", True), ("ben", True), ("cleo", False)])
def test_ticks_are_told_in_sums_as_one_would_count_them(inside, name, shared_only):
    assert ticks(name) == by_hand(name, shared_only=shared_only)
    assert ticks(name)


def test_both_read_the_same_and_not_who_did_how_much(inside):
    assert ticks("ada") == ticks("ben")


def test_nothing_private_is_in_it_not_even_in_a_sum(inside):
    before = ticks("ada"), ticks("ben")

    ticked(ADAS_PRIVATE, TODAY - timedelta(days=3), 3, by="ada")

    assert (ticks("ada"), ticks("ben")) == before


def test_weeks_begin_on_the_day_they_begin_on_here(inside):
    person("cleo").space.first_weekday = 6
    db.session.flush()

    found = page("cleo").weeks

    assert {each.week.weekday() for each in found} == {6}
    assert sum(each.tick_count for each in found) == 5


def test_notes_are_counted_between_the_two_who_are_here_now(inside):
    assert (week("ada", SEALED_WEEK).own_notes, week("ada", SEALED_WEEK).partners_notes) == (1, 1)
    assert week("ada", WITH_DAN + A_WEEK * 3).own_notes == 0

    late = NOW.replace(day=9, hour=1)  # two at night in Berlin: still Sunday for Ada
    wall.write("late", by=person("ben"), now=late)

    assert week("ada", SEALED_WEEK).partners_notes == 2


def test_notes_of_the_time_with_another_are_not_counted(inside):
    assert sum(each.own_notes + each.partners_notes for each in page("ada").weeks) == 3
    assert sum(each.own_notes + each.partners_notes for each in page("dan").weeks) == 0


def been(name):
    """The names of the dates that have been, by week."""
    return {each.week: [title for _id, title in each.dates] for each in page(name).weeks if each.dates}


def finished(title, day, *, by, shared=True):
    planned = outing(title, day, by=by)
    planned.shared = shared
    dates.finish(planned, "a line of it", by=person(by), now=NOW)


@pytest.mark.everybodys("there are no others")
def test_dates_that_have_been_are_told_by_name_in_their_week(inside):
    db.session.execute(delete(Outing))
    finished("Lake", date(2026, 3, 3), by="ben")
    finished("Tea", date(2026, 3, 1), by="ada")
    finished("Film", date(2026, 3, 2), by="ada")
    outing("To come", TODAY, by="ada")
    dates.call_off(outing("Called off", TODAY, by="ada"), by=person("ada"), now=NOW)

    assert been("ada") == been("ben") == {date(2026, 3, 2): ["Film", "Lake"], date(2026, 2, 23): ["Tea"]}
    assert been("cleo") == {}


@pytest.mark.everybodys("there are no others")
def test_dates_of_ones_own_are_told_while_one_is_alone_only(inside):
    db.session.execute(delete(Outing))
    finished("Mine", date(2026, 3, 3), by="ada", shared=False)
    finished("Alone", date(2026, 3, 3), by="cleo", shared=False)

    assert (been("ada"), been("ben")) == ({}, {})
    assert been("cleo") == {date(2026, 3, 2): ["Alone"]}


@pytest.mark.parametrize("act", [checkins.make_private, checkins.reopen])
def test_check_ins_are_there_once_they_have_opened(inside, act):
    act(SEALED_WEEK, by=person("ada"), now=NOW)

    for name in ("ada", "ben"):
        found = {each.week for each in page(name).weeks if each.check_in}
        assert found == {OPENED_WEEK}


def test_alone_those_one_has_kept_are_there(inside):
    assert [each.check_in for each in page("cleo").weeks if each.check_in] == [SEALED_WEEK]


def test_milestones_are_told_in_the_week_they_were_reached_in(inside):
    fifty = {"space_id": person("ada").space_id, "kind": "days", "number": 50}
    db.session.add(MilestoneRow(**fifty, reached_on=date(2026, 3, 1)))
    db.session.add(Telling(**fifty, person_id=person("ben").id))
    db.session.flush()

    found = week("ben", date(2026, 2, 23)).milestones

    assert [sentence.values for sentence in found] == [{"number": 50}]
    assert week("ada", date(2026, 2, 23)).milestones == []  # who has not read of it is told on Today


def test_it_goes_back_to_the_beginning_and_no_further(inside):
    ada = person("ada")
    ada.space.founded_on = TODAY - timedelta(weeks=20)
    db.session.flush()
    seen, before = [], None
    for _page in range(10):
        shown = page("ada", before=before) if before else page("ada")
        seen += [each.week for each in shown.weeks]
        before = shown.before
        if before is None:
            break

    assert seen == [week_of(TODAY, 0) - n * A_WEEK for n in range(21)]


def test_earlier_weeks_lead_back_to_the_latest(ada):
    leads_back = {
        path: "To the latest" in ada.page(path).text
        for path in ("/us", "/us/before/2026-02-16", "/us/before/2999-12-31")
    }

    assert leads_back == {"/us": False, "/us/before/2026-02-16": True, "/us/before/2999-12-31": False}


@pytest.mark.parametrize("day", ["1900-01-01", "2026-03-11", "2999-12-31", "2026-02-30"])
def test_any_day_leads_to_some_weeks_or_nowhere(ada, day):
    assert ada.get(f"/us/before/{day}").status_code == (404 if day == "2026-02-30" else 200)


def test_a_former_partners_ticks_are_not_told(inside):
    spaces.leave(by=person("ben"), now=NOW)

    assert all(each.partners_notes == 0 for each in page("ada").weeks)
    assert ticks("ada") == by_hand("ada", shared_only=False)


def test_the_page_says_it_in_words(app, world, ada, cleo):
    text = ada.page("/us").text

    assert "small things done" in text and "of them together" in text
    assert DONE_OUTING in text and DONE_LINE not in text
    assert "2 notes from Ben" in text or "1 note from Ben" in text
    assert f"/check-in/{OPENED_WEEK}" in ada.page("/us").links
    assert [word for word in (EACH, TOGETHER, CLEOS) if word in text] == []
    assert "Your weeks" in cleo.page("/us").text


@pytest.mark.everybodys("there are none at all")
def test_a_week_in_which_nothing_came_about_is_a_quiet_one(inside):
    db.session.execute(delete(Tick).where(Tick.day < SEALED_WEEK))

    assert week("cleo", SEALED_WEEK - A_WEEK).quiet
