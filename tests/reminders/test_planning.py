from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select, update

from tests.reminders.doing import choose, planned, remind
from tests.world import ADAS_PRIVATE, EACH, NOW, TODAY, own_track_id, person
from tracker.domain.pauses import PausedDays
from tracker.domain.reminders import ReminderKind
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.tracks import track_to_tick
from tracker.models import Habit, Mail, Person, PlannedReminder, ReminderRow
from tracker.pauses import actions as pauses
from tracker.reminders import actions
from tracker.reminders.saying import reminding

pytestmark = [
    pytest.mark.everybodys("whoever plans plans for all, and looks again at what all have set"),
    pytest.mark.on_either("each plans and sends reminders by the same statements as the one beside it"),
]

HOUR, A_MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
BEFORE = NOW - 10 * HOUR
DUE = datetime(2026, 3, 11, 19, 30, tzinfo=UTC)  # half past eight in the evening, where Ada is


@pytest.fixture
def walk(inside, world):
    """Ada is reminded of what both do each, at half past eight."""
    choose(now=BEFORE)
    remind(world.habits[EACH], now=BEFORE)
    take_back_tick()
    return world.habits[EACH]


def take_back_tick(day=TODAY):
    track = track_to_tick(person("ada"), own_track_id(EACH, person("ada")))
    habits.untick(track, day, by=person("ada"), now=NOW)
    db.session.commit()


def tick(day=TODAY, name="ada"):
    track = track_to_tick(person(name), own_track_id(EACH, person(name)))
    habits.tick(track, day, by=person(name), now=NOW)
    db.session.commit()


def said(now=DUE):
    """What each mail that waits says by now."""
    return [found for mail in planned(now) if (found := reminding(mail.key, now))]


def test_nothing_is_planned_before_its_time(walk):
    assert planned(DUE - A_MINUTE) == []


def test_what_is_due_is_planned_once_however_often_one_looks(walk):
    (mail,) = planned(DUE)
    assert mail.key == f"{walk}:{person('ada').id}:2026-03-11:20.30"
    assert (mail.created_at, mail.leased_until, mail.way, mail.kind) == (DUE, DUE, "mail", "reminder")

    db.session.execute(db.delete(Mail))
    db.session.commit()

    for now in (DUE, DUE + A_MINUTE, DUE + HOUR, DUE - HOUR):
        assert planned(now) == []
    assert len(planned(DUE + DAY)) == 1


def test_what_is_more_than_two_hours_late_is_not_planned(walk):
    assert planned(DUE + 2 * HOUR) == []
    assert db.session.scalar(select(ReminderRow.look_at).where(ReminderRow.habit_id == walk)) == DUE + DAY


@pytest.mark.parametrize("jump", [HOUR, 365 * DAY])
def test_a_clock_that_jumps_ahead_and_back_leaves_no_silence(walk, jump):
    planned(DUE - HOUR + jump)
    db.session.execute(db.delete(Mail))
    db.session.commit()

    planned(DUE)
    found = planned(DUE + DAY)

    assert DUE + DAY in [mail.created_at for mail in found]
    assert len({mail.key for mail in found}) == len(found)


def test_a_restart_after_days_brings_no_flood(walk):
    assert planned(DUE + 20 * DAY) and db.session.scalar(select(func.count()).select_from(Mail)) == 1


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_in_another_zone_it_comes_by_its_clock_and_not_twice_a_date(walk, zone):
    ada = person("ada")
    planned(DUE)
    ada.zone = zone
    actions.look_anew(ada, DUE)
    db.session.commit()

    for hours in range(48):
        planned(DUE + hours * HOUR)

    keys = db.session.scalars(
        select(PlannedReminder.key)
        .where(PlannedReminder.key.startswith(str(walk)))
        .order_by(PlannedReminder.key)
    ).all()
    assert [key.split(":")[2] for key in keys] == sorted({key.split(":")[2] for key in keys})
    assert "2026-03-12" in str(keys)


def test_it_says_nothing_of_what_it_is_about(walk):
    (found,) = said()

    assert (found.about, found.name, found.done) == (ReminderKind.HABIT, "", ())


def test_it_names_the_habit_where_that_is_wanted(walk):
    choose(details=True)

    assert [found.name for found in said()] == [EACH]


def test_a_tick_one_minute_before_it_is_sent_silences_it(walk):
    (mail,) = planned(DUE)
    assert reminding(mail.key, DUE)

    tick()

    assert reminding(mail.key, DUE + A_MINUTE) is None


def test_the_partners_tick_silences_nothing(walk):
    tick(name="ben")

    assert len(said()) == 1


def paused():
    pauses.pause(PausedDays(TODAY, TODAY), both=False, by=person("ada"), now=NOW)


def archived():
    habits.archive(
        db.session.scalars(select(Habit).where(Habit.name == EACH)).one(), by=person("ada"), now=NOW
    )


def of_touch():
    db.session.execute(update(Habit).where(Habit.name == EACH).values(strategy=8))


def unset():
    habit_id = db.session.scalars(select(Habit.id).where(Habit.name == EACH)).one()
    actions.remind_of_habit(habit_id, [time(9)], by=person("ada"), now=NOW)


def quiet():
    choose(quiet_from=time(20), quiet_until=time(21))


def closed():
    db.session.execute(update(Person).where(Person.name == "Ada").values(disabled_at=NOW))


@pytest.mark.parametrize(
    "act", [paused, archived, of_touch, unset, quiet, closed], ids=lambda act: act.__name__
)
def test_what_silences_it_after_it_was_planned(walk, act):
    (mail,) = planned(DUE)

    act()
    db.session.commit()

    assert reminding(mail.key, DUE) is None


def test_what_comes_late_into_the_quiet_hours_is_silent(walk):
    choose(quiet_from=time(21), quiet_until=time(7))
    (mail,) = planned(DUE)

    assert reminding(mail.key, DUE + A_MINUTE)
    assert reminding(mail.key, DUE + HOUR) is None


def test_where_no_mails_are_wanted_none_waits(walk):
    choose(by_mail=False)

    assert planned(DUE) == []


def test_where_no_mails_are_sent_none_waits(walk):
    assert planned(DUE, sends_mail=False) == []


def test_an_address_that_is_not_confirmed_gets_none(walk):
    db.session.execute(update(Person).where(Person.name == "Ada").values(confirmed_at=None))
    db.session.commit()

    assert planned(DUE) == []


def test_a_check_in_is_reminded_of_on_its_day_until_it_is_sealed(inside, world):
    sunday = datetime(2026, 3, 15, 19, 30, tzinfo=UTC)
    choose(now=NOW)
    remind(None, now=NOW)

    assert said(DUE + DAY) == []
    db.session.execute(db.delete(Mail))
    (found,) = said(sunday)
    assert (found.about, found.name) == (ReminderKind.CHECK_IN, "")

    person("ada").check_in_put_away = date(2026, 3, 9)
    db.session.commit()
    assert said(sunday) == []


def test_a_private_habit_is_reminded_of_like_any_other(inside, world):
    choose(now=BEFORE)
    remind(world.habits[ADAS_PRIVATE], now=BEFORE)
    track = track_to_tick(person("ada"), own_track_id(ADAS_PRIVATE, person("ada")))
    habits.untick(track, TODAY, by=person("ada"), now=NOW)
    db.session.commit()

    assert len(said()) == 1
