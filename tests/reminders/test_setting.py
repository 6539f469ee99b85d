from datetime import time

import pytest
from sqlalchemy import select

from tests.databases import kept, rows
from tests.world import BENS_OWN, EACH, TOGETHER
from tracker.extensions import db
from tracker.models import Habit, Person, ReminderRow, ReminderWays
from tracker.web.clock import now

AT = ReminderRow.at
PAGE = "/settings/reminders"
CHECK_IN = "/settings/reminders/check-in"


def times(app, habit=None, who="ada"):
    theirs = select(AT).join(Person, Person.id == ReminderRow.person_id).where(Person.name == who.title())
    return [
        at
        for (at,) in rows(
            app,
            theirs.where(ReminderRow.habit_id == habit if habit else ReminderRow.habit_id.is_(None)).order_by(
                AT
            ),
        )
    ]


def of(habit):
    return f"/habits/{habit}/reminders"


@pytest.fixture
def walk(world):
    return world.habits[EACH]


def test_a_habit_is_reminded_of_several_times_a_day(app, ada, walk):
    answer = ada.submit(of(walk), first="20:30", second="07:15")

    assert (answer.status_code, answer.location) == (303, of(walk))
    assert times(app, walk) == [time(7, 15), time(20, 30)]
    assert "7:15 AM · 8:30 PM" in ada.page(PAGE).text
    assert ada.page(of(walk)).form(of(walk)).values["first"] == "07:15"


def test_the_check_in_has_times_of_its_own(app, ada, walk):
    ada.submit(CHECK_IN, first="19:00")

    assert (times(app), times(app, walk)) == ([time(19)], [])


def test_the_same_time_twice_is_one(app, ada, walk):
    ada.submit(of(walk), first="08:00", second="08:00")

    assert times(app, walk) == [time(8)]


def test_what_is_no_time_is_said_kindly_and_stays_typed(app, ada, walk):
    answer = ada.submit(of(walk), first="08:00", second="after tea")

    assert answer.status_code == 422
    assert "This is not a time. Please write it like 19:30." in answer.text
    assert "after tea" in answer.text
    assert times(app, walk) == []


def test_a_time_that_was_removed_can_be_had_back(app, ada, walk):
    ada.submit(of(walk), first="08:00", second="21:00")

    ada.submit(of(walk), first="08:00", second="")
    assert times(app, walk) == [time(8)]

    page = ada.page(of(walk))
    (undo,) = [
        form
        for form in page.forms
        if form.action == of(walk) and "csrf_token" in form.values and form.values.get("second") == "21:00"
    ]
    ada.send(of(walk), **undo.values)
    assert times(app, walk) == [time(8), time(21)]


def test_two_windows_write_nothing_over_each_other(app, ada, walk):
    page = ada.page(of(walk)).form(of(walk)).values
    ada.submit(of(walk), first="08:00")

    answer = ada.send(of(walk), **(page | {"first": "09:00"}))

    assert (answer.status_code, times(app, walk)) == (422, [time(8)])
    assert "There now:" in answer.text


@pytest.mark.parametrize("name", ["ben", "cleo", "guest"])
def test_nobody_sees_or_sets_anothers(app, request, ada, walk, name):
    ada.submit(of(walk), first="08:00")
    visitor = request.getfixturevalue(name)
    before = rows(app, select(ReminderRow.person_id, AT))

    visitor.send(of(walk), first="09:00")

    assert rows(app, select(ReminderRow.person_id, AT)) == before


def test_each_of_two_has_their_own_of_a_habit_of_both(app, ada, ben, walk):
    ada.submit(of(walk), first="08:00")

    ben.submit(of(walk), first="09:00")

    assert (times(app, walk), times(app, walk, who="ben")) == ([time(8)], [time(9)])
    assert "8:00" not in ben.page(PAGE).text + ben.page(of(walk)).text


def test_there_is_none_of_touch_and_none_of_what_one_does_not_do(app, ada, ben, world):
    touch = world.habits[TOGETHER]
    with app.app_context():
        db.session.get(Habit, touch).strategy = 8
        db.session.commit()

    for visitor, habit in ((ada, touch), (ada, world.habits[BENS_OWN])):
        assert visitor.get(of(habit)).status_code == 404
        assert visitor.send(of(habit), first="09:00").status_code == 404
    assert f"/habits/{touch}/reminders" not in ada.page(f"/habits/{touch}").links


def test_at_first_it_is_quiet_from_ten_at_night_until_seven(ada):
    values = ada.page(PAGE).form(PAGE).values

    assert (values["quiet_from"], values["quiet_until"]) == ("22:00", "07:00")


def test_ways_are_chosen_and_quiet_hours_can_be_none(app, ada):
    ada.submit(PAGE, details="y", wording="Water the  plants", quiet_from="", quiet_until="")

    (ways,) = kept(app, select(ReminderWays).join(Person).where(Person.name == "Ada"))
    assert (ways.details, ways.wording, ways.quiet_from, ways.quiet_until) == (
        True,
        "Water the plants",
        time(0),
        time(0),
    )
    assert ada.page(PAGE).form(PAGE).values["quiet_from"] == ""


def test_half_of_quiet_hours_is_refused_kindly(app, ada):
    answer = ada.submit(PAGE, quiet_from="22:00", quiet_until="")

    assert answer.status_code == 422
    assert "Quiet hours have a beginning and an end." in answer.text


def test_a_time_in_the_quiet_hours_says_so(ada, walk):
    answer = ada.submit(of(walk), first="23:00")

    assert "Some of it lies in your quiet hours" in ada.page(answer.location).text


def test_without_a_mail_server_no_mails_are_offered(ada):
    values = ada.page(PAGE).form(PAGE).values

    assert "by_mail" not in values and "letter" not in values


def test_the_habit_leads_to_its_reminders(ada, walk):
    assert of(walk) in ada.page(f"/habits/{walk}").links


def test_living_elsewhere_has_them_looked_at_anew(app, ada, walk):
    ada.submit(of(walk), first="08:00")

    ada.submit("/settings/profile", zone="Asia/Tokyo")

    (look_at,) = kept(app, select(ReminderRow.look_at).where(ReminderRow.habit_id == walk))
    assert look_at <= now()
