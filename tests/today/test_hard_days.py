"""After three quiet days it is offered once to let them count for nothing."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from tests.databases import acting, kept, rows
from tests.settled import assert_settled
from tests.world import ADAS_PRIVATE, EACH, NOW, TODAY, TOGETHER, person, ticked
from tracker.domain.pauses import PausedDays
from tracker.domain.schedules import OnWeekdays, TimesAWeek
from tracker.domain.terms import Terms
from tracker.extensions import db
from tracker.habits.settling import settle_space
from tracker.models import Habit, Pause, Person, Space, TermRow, Tick
from tracker.models.habits import columns_of
from tracker.pauses import actions as pauses
from tracker.today.queries import today_page

DAY = timedelta(days=1)
ASKED = "Were these hard days, from Mar 7 to Mar 10?"
ASKS = "Were these hard days"
QUIET = (TODAY - 4 * DAY, TODAY - DAY)


@pytest.fixture(autouse=True)
def _quiet(request, world):
    """Ada has done nothing for four days, Ben has."""
    with acting(request.getfixturevalue("app")):
        own = [world.tracks[name] for name in world.tracks if not name.endswith(" of ben")]
        db.session.execute(delete(Tick).where(Tick.track_id.in_(own), Tick.day > TODAY - 5 * DAY))
        ticked(EACH, TODAY - 5 * DAY, 1, by="ada")
        settle_space(person("ada"), NOW)


def own_pauses(app, world):
    found = select(Pause.starts_on, Pause.ends_on, Pause.person_id)
    return rows(app, found.where(Pause.space_id == world.spaces["ada"], Pause.starts_on >= QUIET[0]))


def test_one_tap_lets_them_count_for_nothing_and_another_takes_that_back(app, world, ada):
    assert ASKED in ada.page("/today").text

    assert ada.submit("/today", to="/pauses/hard-days").status_code == 303

    assert own_pauses(app, world) == [(*QUIET, world.people["ada"])]
    page = ada.page("/today")
    assert "These days count for nothing." in page.text
    assert ASKS not in page.text
    with acting(app):
        assert_settled("ada", NOW)
    (undo,) = [
        form for form in page.forms if form.action.startswith("/pauses/") and form.action.endswith("/end")
    ]
    assert ada.post(undo.action, data=undo.values).status_code == 303
    assert own_pauses(app, world) == []
    assert ASKS not in ada.page("/today").text


def test_put_away_it_never_comes_again_for_these_days(app, ada):
    ada.submit("/today", to="/pauses/hard-days/put-away")

    assert ASKS not in ada.page("/today").text
    with acting(app):
        for n in range(9):
            news = today_page(person("ada"), None, NOW + n * DAY).news
            assert [each for each in news if each.quiet_days] == []


def test_after_other_days_it_is_asked_again(app, ada):
    ada.submit("/today", to="/pauses/hard-days/put-away")

    with acting(app):
        ticked(EACH, TODAY + DAY, 1, by="ada")
        news = today_page(person("ada"), None, NOW + 5 * DAY).news

    assert [each.quiet_days for each in news if each.quiet_days] == [
        PausedDays(TODAY + 2 * DAY, TODAY + 4 * DAY)
    ]


def test_the_other_reads_nothing_of_it(ada, ben):
    before = ben.page("/today").text
    assert "hard days" not in before

    ada.submit("/today", to="/pauses/hard-days/put-away")

    assert ben.page("/today").text == before


@pytest.mark.parametrize("name", [ADAS_PRIVATE, TOGETHER])
def test_whatever_one_does_oneself_makes_a_day_no_quiet_one(app, ada, name):
    with acting(app):
        ticked(name, TODAY - 2 * DAY, 1, by="ada")

    assert ASKS not in ada.page("/today").text


@pytest.mark.parametrize(
    ("schedule", "asked"),
    [
        (TimesAWeek(1), 0),
        (TimesAWeek(4), 0),
        (OnWeekdays(frozenset({QUIET[0].weekday(), QUIET[1].weekday()})), 0),
        (OnWeekdays(frozenset((QUIET[0] + n * DAY).weekday() for n in range(3))), 1),
        (TimesAWeek(7), 1),
    ],
)
def test_of_days_on_which_nothing_was_asked_nothing_is(app, world, schedule, asked):
    asks = {name: value for name, value in columns_of(Terms(TODAY, schedule)).items() if name != "since"}
    with acting(app):
        db.session.execute(update(TermRow).where(TermRow.space_id == world.spaces["ada"]).values(asks))
        settle_space(person("ada"), NOW)
        news = today_page(person("ada"), None, NOW).news

    assert sum(bool(each.quiet_days) for each in news) == asked


def test_a_pause_is_no_quiet_time(app, ada):
    with acting(app):
        pauses.pause(PausedDays(TODAY - 2 * DAY, TODAY - DAY), both=False, by=person("ada"), now=NOW)

    assert ASKS not in ada.page("/today").text


def test_while_all_that_one_does_is_paused_nothing_is_asked(app, world, ada):
    with acting(app):
        habits = db.session.scalars(select(Habit.id).where(Habit.space_id == world.spaces["ada"])).all()
        days = {"starts_on": QUIET[0], "ends_on": QUIET[1]}
        db.session.add_all(Pause(space_id=world.spaces["ada"], habit_id=each, **days) for each in habits)

    assert ASKS not in ada.page("/today").text


def test_on_the_page_of_another_day_nothing_is_asked(ada):
    assert ASKS not in ada.page(f"/today/{TODAY - DAY}").text


def test_for_a_while_after_two_have_parted_nothing_is_asked(app, world, ada):
    with acting(app):
        parted = update(Space).where(Space.id == world.spaces["ada"]).values(parted_at=NOW - DAY)
        db.session.execute(parted)

    assert ASKS not in ada.page("/today").text


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"starts_on": "soon", "ends_on": "later"},
        {"starts_on": "2020-01-01", "ends_on": "2020-12-01"},
        {"starts_on": str(TODAY), "ends_on": str(TODAY + DAY)},
        {"starts_on": str(TODAY - DAY), "ends_on": str(TODAY - 2 * DAY)},
        {"starts_on": str(date.max), "ends_on": str(date.max)},
    ],
)
def test_other_days_are_kindly_refused(app, world, ada, sent):
    assert ada.send("/pauses/hard-days", **sent).status_code == 303

    assert own_pauses(app, world) == []
    assert kept(app, select(Person.hard_days_answered_on).where(Person.id == world.people["ada"])) == [None]
