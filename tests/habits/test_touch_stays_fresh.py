"""A habit of being close is ticked on its day or the day after, however one goes about it; and taken back at any time."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.databases import acting, kept
from tests.world import NOW, TODAY, habit_called, outing, own_track_id, person, planted
from tracker.dates.ticking import counting
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.refusals import Refused
from tracker.domain.schedules import DAILY
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.actions import tick, untick
from tracker.habits.tracks import track_to_tick
from tracker.imports.forms import choices_form
from tracker.imports.loop_history import LoopHabit, LoopMark, MarkKind
from tracker.imports.taking import take
from tracker.models import Habit, Remark, Tick

pytestmark = pytest.mark.on_either("each folds and reads streaks by the same statements as the one beside it")

A_DAY = timedelta(days=1)
LONG_AGO = TODAY - 9 * A_DAY
STALE = TODAY - 2 * A_DAY


@pytest.fixture
def hug(app):
    """What Ada and Ben do together; returns its track's id."""
    with acting(app):
        planted("Hug", by="ada", mode=Mode.TOGETHER, strategy=8, since=LONG_AGO)
        return own_track_id("Hug", person("ada"))


def days(app, track_id):
    return kept(app, select(Tick.day).where(Tick.track_id == track_id).order_by(Tick.day))


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(("ago", "possible"), [(0, True), (1, True), (2, False), (9, False)])
def test_its_days_can_be_ticked_while_they_are_fresh(inside, mode, ago, possible):
    planted("Hold", by="ada", mode=mode, strategy=8, since=LONG_AGO)
    ada, day = person("ada"), TODAY - ago * A_DAY
    track = track_to_tick(ada, own_track_id("Hold", ada))

    if possible:
        tick(track, day, by=ada, now=NOW)
    else:
        with pytest.raises(Refused, match="on its day or the day after"):
            tick(track, day, by=ada, now=NOW)

    assert (db.session.get(Tick, (track.id, day)) is not None) is possible


@pytest.mark.parametrize("way", ["tick", "amount", "days/tick", "days/amount"])
def test_no_form_ticks_an_earlier_one(app, ada, hug, way):
    kind, _, act = way.rpartition("/")
    path = f"/tracks/{hug}/{kind or 'ticks'}/{STALE}"
    path += "" if way == "tick" else f"/{act}"

    answer = ada.send(path, amount="5", **{f"amount-{hug}": "5"})

    assert answer.status_code in (303, 409, 422)
    assert days(app, hug) == []


def test_pages_offer_no_tick_of_an_earlier_one(ada, hug):
    page = ada.page(f"/tracks/{hug}/days/{STALE}")

    assert "on its day or the day after" in page.text
    assert f"/tracks/{hug}/days/{STALE}/tick" not in page.actions
    assert f"/tracks/{hug}/ticks/{STALE}" not in ada.page(f"/today/{STALE}").source
    assert f"/tracks/{hug}/days/{TODAY}/tick" in ada.page(f"/tracks/{hug}/days/{TODAY}").actions


def test_writing_of_a_day_ticks_nothing(app, ada, hug):
    ada.submit(f"/tracks/{hug}/days/{STALE}", body="It was lovely")

    assert kept(app, select(Remark.body).where(Remark.track_id == hug)) == ["It was lovely"]
    assert days(app, hug) == []


@pytest.mark.parametrize("name", ["ada", "ben"])
def test_either_takes_an_earlier_one_back(app, world, hug, name):
    with acting(app):
        ben = person("ben")
        then = datetime(STALE.year, STALE.month, STALE.day, 20, tzinfo=UTC)
        tick(track_to_tick(ben, hug), STALE, by=ben, now=then)

    with acting(app):
        untick(track_to_tick(person(name), hug), STALE, by=person(name), now=NOW)

    assert days(app, hug) == []


def test_a_date_counts_for_it_while_it_is_fresh(inside, world):
    planted("Hug", by="ada", mode=Mode.TOGETHER, strategy=8, since=LONG_AGO)
    found = {}
    for ago in (1, 2):
        made = outing("Tea", TODAY - ago * A_DAY, by="ada")
        found[ago] = "Hug" in {each.habit.name for each in counting(person("ada"), made, NOW)}

    assert found == {1: True, 2: False}


@pytest.mark.parametrize(("before", "after"), [("8", "3"), ("3", "8")])
def test_no_habit_comes_to_be_one_or_is_one_no_longer(app, ada, before, after):
    with acting(app):
        planted("Dance", by="ada", mode=Mode.TOGETHER, strategy=int(before), since=LONG_AGO)
        number = habit_called("Dance", "ada").id

    answer = ada.submit(f"/habits/{number}/edit", strategy=after)

    assert answer.status_code == 422
    assert "stays one, and no other becomes one" in answer.text
    assert kept(app, select(Habit.strategy).where(Habit.id == number)) == [int(before)]


def cuddling(*marked):
    marks = tuple(LoopMark(day, MarkKind.DONE) for day in marked)
    return LoopHabit(1, "Cuddle", marks=marks)


def test_none_comes_in_from_loop_as_one(app):
    with app.test_request_context():
        form = choices_form("mark", [3])
        offered = {int(each.value) for each in form["strategy_0"].iter_choices()}

    assert 8 not in offered
    assert offered >= set(range(1, 11)) - {8}


def test_one_that_came_in_before_gets_no_earlier_days_from_loop(inside):
    ada = person("ada")
    take(cuddling(LONG_AGO), 3, by=ada, now=NOW)
    habit = habit_called("Cuddle", "ada")
    habit.strategy = 8
    db.session.flush()

    take(cuddling(LONG_AGO, LONG_AGO + A_DAY, TODAY - A_DAY, TODAY), 3, by=ada, now=NOW)

    found = select(Tick.day).where(Tick.track_id == own_track_id("Cuddle", ada)).order_by(Tick.day)
    assert db.session.scalars(found).all() == [LONG_AGO, TODAY - A_DAY, TODAY]


def test_what_the_partner_did_before_nobody_else_says(inside):
    plan = HabitPlan(3, "Dance", Mode.EACH, DAILY, LONG_AGO)
    habits.plant(plan, by=person("ada"), now=NOW)

    starts = {track.owner_id: track.starts_on for track in habit_called("Dance", "ada").tracks}

    assert starts == {person("ada").id: LONG_AGO, person("ben").id: TODAY}
