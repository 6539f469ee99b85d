from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select

from tests.databases import acting
from tests.world import (
    ADAS_PRIVATE,
    ARCHIVED,
    BENS_OWN,
    EACH,
    NOW,
    TODAY,
    TOGETHER,
    UNSHARED,
    on,
    person,
    planted,
    ticked,
)
from tracker.domain.checkins import CheckInState
from tracker.domain.habits import Mode
from tracker.domain.refusals import Refused
from tracker.domain.schedules import OnWeekdays, TimesAWeek
from tracker.extensions import db
from tracker.habits.actions import tick
from tracker.habits.tracks import track_to_tick
from tracker.models import Habit, Track
from tracker.spaces import actions as spaces
from tracker.today.known import known_on, unshared_count
from tracker.today.queries import today_page

pytestmark = pytest.mark.on_either("each reads the same list for somebody else, or after the same parting")


def rows(name, day=None, now=NOW):
    page = today_page(person(name), day, now)
    return {row.habit.name: row for row in page.rows}


def test_the_day_holds_the_habits_that_are_there_for_one(inside):
    assert set(rows("ada")) == {
        EACH,
        TOGETHER,
        ADAS_PRIVATE,
        BENS_OWN,
        UNSHARED,
        "canary-once-each",
        "canary-once-together",
    }
    assert set(rows("ben")) == {EACH, TOGETHER, BENS_OWN}


def test_a_habit_is_there_from_its_start_to_the_day_before_it_was_archived(inside):
    days = [date(2026, 2, 15), date(2026, 2, 16), date(2026, 2, 28), date(2026, 3, 1)]

    assert [ARCHIVED in rows("ben", day) for day in days] == [False, True, True, False]


def test_each_sees_their_own_mark_the_partners_and_the_shared_one(inside, world):
    each, both, bens = (rows("ada")[name] for name in (EACH, TOGETHER, BENS_OWN))

    assert (each.own.track_id, each.partners.track_id, each.shared) == (
        world.tracks[f"{EACH} of ada"],
        world.tracks[f"{EACH} of ben"],
        None,
    )
    assert (both.own, both.partners, both.shared.track_id) == (None, None, world.tracks[TOGETHER])
    assert (bens.own, bens.partners.tickable, each.own.tickable, each.partners.tickable) == (
        None,
        False,
        True,
        False,
    )


def test_a_mark_says_what_was_done_on_the_day_and_in_its_week(inside):
    both = rows("ada", date(2026, 3, 3))[TOGETHER].shared

    assert (both.ticked, both.done_count, both.target) == (True, 3, 2)
    assert (rows("ada")[TOGETHER].shared.done_count, rows("ada")[EACH].own.target) == (0, 0)


def test_a_tick_of_both_explains_itself_until_it_was_made_some_times(app, ada):
    words = "together: one tick for both"
    before = ada.page("/today").text.count(words)

    with acting(app):
        planted("a first walk", by="ada", mode=Mode.TOGETHER, since=TODAY - timedelta(days=9))
    assert ada.page("/today").text.count(words) == before + 1
    for days in range(1, 4):
        with acting(app):
            track = db.session.scalars(select(Track).join(Habit).where(Habit.name == "a first walk")).one()
            day = TODAY - timedelta(days=days)
            tick(track_to_tick(person("ada"), track.id), day, by=person("ada"), now=NOW)

    assert ada.page("/today").text.count(words) == before


def test_a_day_the_schedule_asks_nothing_of_is_not_asked_for(inside):
    planted("on mondays", by="cleo", schedule=OnWeekdays(frozenset({0})), since=TODAY - timedelta(days=9))

    assert [rows("cleo", day)["on mondays"].asked for day in (TODAY, date(2026, 3, 9))] == [False, True]


def test_the_couples_streak_counts_days_on_which_both_ticked_something(inside):
    assert (
        today_page(person("ada"), None, NOW).head.streak == today_page(person("ben"), None, NOW).head.streak
    )
    assert (
        today_page(person("ada"), None, NOW).head.streak.kept == 10 + 8 + 1
    )  # on the first of these Ben ticked what they did together


def test_alone_the_streak_is_over_ones_own_days(inside):
    assert today_page(person("cleo"), None, NOW).head.streak.kept == 5


def test_the_strip_shows_the_week_and_who_has_ticked(inside):
    strip = today_page(person("ada"), date(2026, 2, 25), NOW).strip

    assert [each.day for each in strip] == [date(2026, 2, 23) + timedelta(days=n) for n in range(7)]
    assert [each.own for each in strip] == [True] * 5 + [False, True]
    assert [each.partners for each in strip] == [True] * 3 + [False] * 4
    assert [each.paused for each in strip] == [False] * 5 + [True] * 2
    assert [each.chosen for each in strip] == [False, False, True, False, False, False, False]


def test_the_strip_begins_on_the_spaces_first_weekday(inside):
    ways = {"name": "", "first_weekday": 6, "check_in_weekday": 6, "strict": False}
    for name in ("ada", "ben"):
        spaces.shape(person(name), **ways, now=NOW)

    for later, first in ((0, date(2026, 3, 9)), (14, date(2026, 3, 22))):
        strip = today_page(person("ada"), None, NOW + timedelta(days=later)).strip
        assert (strip[0].day, len(strip)) == (first, 7)
        assert [each.to_come for each in strip] == [
            each.day > TODAY + timedelta(days=later) for each in strip
        ]


def test_private_ticks_leave_no_mark_for_the_partner(inside, world):
    strip = {each.day: each.partners for each in today_page(person("ben"), date(2026, 3, 1), NOW).strip}

    assert strip[date(2026, 3, 1)] is False


def test_a_day_that_has_not_come_is_refused(inside):
    with pytest.raises(Refused):
        today_page(person("ada"), TODAY + timedelta(days=1), NOW)


def test_each_lives_their_own_day(inside):
    spaces.live_by(person("ben"), zone="Pacific/Kiritimati", day_ends_at=0, now=NOW)

    assert [today_page(person(name), None, NOW).head.today for name in ("ada", "ben")] == [
        TODAY,
        TODAY + timedelta(days=1),
    ]


def test_the_page_knows_how_far_the_check_in_has_come(inside):
    found = {}
    for name in ("ada", "ben"):
        beside = known_on(None, person(name), NOW).beside
        found[name] = beside.own, beside.partners

    assert found == {"ada": (CheckInState.SEALED, None), "ben": (CheckInState.DRAFT, CheckInState.SEALED)}


def test_a_habit_meant_for_two_that_is_still_ones_own_is_counted_for_its_owner_alone(inside):
    assert [unshared_count(known_on(None, person(name), NOW)) for name in ("ada", "ben", "cleo")] == [
        3,
        0,
        0,
    ]


@pytest.mark.parametrize(
    ("day", "earlier", "later"), [(TODAY, "2026-03-10", None), (date(2026, 3, 1), "2026-02-28", "2026-03-02")]
)
def test_a_day_leads_to_the_days_beside_it(ada, day, earlier, later):
    links = ada.page(f"/today/{day}").links

    assert f"/today/{earlier}" in links
    assert (later is None) or f"/today/{later}" in links
    assert f"/today/{TODAY + timedelta(days=1)}" not in links


def test_a_day_that_has_not_come_leads_back_to_today_with_a_kind_word(ada):
    answer = ada.get("/today/2026-03-12")

    assert (answer.status_code, answer.location) == (303, "/today")
    assert "has not come yet" in ada.page("/today").text


def test_a_day_long_before_everything_is_empty_and_kind(ada):
    assert "Nothing was planted yet" in ada.page("/today/1999-01-01").text


def test_a_member_finds_today_where_a_guest_finds_what_tend_is(ada, guest):
    assert ada.page("/").title == ada.page("/today").title
    assert "/register" in guest.page("/").links


def test_somebody_new_finds_a_friendly_beginning(app, cleo):
    with acting(app):
        db.session.execute(delete(Habit).where(Habit.owner_id == person("cleo").id))

    assert "/welcome" in cleo.page("/today").links


def test_a_streak_grows_while_the_two_go_on(inside):
    before = today_page(person("cleo"), None, NOW).head.streak.kept
    planted("tea", by="cleo", mode=Mode.ONE, since=TODAY)
    ticked("tea", TODAY, 4, by="cleo")

    assert today_page(person("cleo"), None, on(TODAY + timedelta(days=3))).head.streak.kept == before + 4


def test_a_weeks_target_is_met_across_a_change_of_daylight_time(inside):
    planted("walks", by="ada", mode=Mode.ONE, since=date(2026, 3, 23), schedule=TimesAWeek(7))
    ticked("walks", date(2026, 3, 23), 7, by="ada")

    assert rows("ada", now=on(date(2026, 4, 1)))["walks"].own.streak.length == 1
