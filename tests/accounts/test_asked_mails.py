"""Whoever asks for mails to an address: it gets a few, and nobody learns whether it has an account."""

from datetime import timedelta

import pytest

from tests.accounts.test_reset import mails
from tests.accounts.trying import A_QUARTER, HERE, THERE
from tests.databases import statements
from tests.visitors import Visitor
from tests.world import email

pytestmark = pytest.mark.on_either("each counts tries by the same statements as the one beside it")


def ask(mailing, path="/reset", at=HERE, **typed):
    """Ask for a mail in a browser of one's own; gives what one is told."""
    visitor = Visitor.of("", mailing)
    typed = {"email": email("ada"), "csrf_token": visitor.form_token(), **typed}
    answer = visitor.post(path, data=typed, environ_base={"REMOTE_ADDR": at})
    return answer.status_code, answer.location


def register(mailing, at=HERE):
    return ask(mailing, "/register", at, name="Eve", password="eves own words")


@pytest.mark.sql
@pytest.mark.parametrize("asking", [ask, register])
def test_an_address_gets_a_mail_in_a_quarter_of_an_hour_whoever_asks(mailing, moment, asking):
    moment.shift(14 * 60)  # in the middle of everything that is counted by the clock
    told = {asking(mailing, at=f"203.0.113.{n}") for n in range(4)}
    assert len(mails(mailing)) == 1
    moment.shift(A_QUARTER - timedelta(seconds=1))
    told.add(asking(mailing))
    assert len(mails(mailing)) == 1
    moment.shift(1)
    told.add(asking(mailing))

    assert len(mails(mailing)) == 2
    assert len(told) == 1


@pytest.mark.parametrize("asking", [ask, register])
def test_an_address_gets_six_mails_in_a_day(mailing, moment, asking):
    told = set()
    for _ in range(90):
        told.add(asking(mailing))
        moment.shift(A_QUARTER)

    assert len(told) == 1
    assert len(mails(mailing)) == 6
    moment.shift(timedelta(days=1) - 90 * A_QUARTER)
    asking(mailing)
    assert len(mails(mailing)) == 7


def test_somebody_who_asks_five_times_an_hour_does_not_stop_resets(mailing, moment):
    for _ in range(5):
        ask(mailing, at=THERE)
        register(mailing, at=THERE)
        moment.shift(timedelta(minutes=12))
    before = len(mails(mailing))
    moment.shift(timedelta(minutes=3))

    assert ask(mailing) == (303, "/reset/sent")
    assert len(mails(mailing)) == before + 1


def test_an_unknown_address_has_as_many_mails_waiting(mailing):
    asked = [ask(mailing, email=address) for address in (email("ada"), "who@example.org") for _ in range(3)]

    assert len(set(asked)) == 1
    assert mails(mailing) == [("reset", email("ada")), ("reset", "who@example.org")]


def asked_of(app, act):
    """What an act asks of the database, without how it ends."""
    with statements(app) as asked:
        act()
    return [each for each in asked if "SAVEPOINT" not in each]


@pytest.mark.parametrize("asking", [ask, register])
def test_nobody_is_told_by_the_work_of_it_that_a_mail_was_sent_before(mailing, asking):
    first, again = (asked_of(mailing, lambda: asking(mailing)) for _time in range(2))

    assert first == again
    assert len(mails(mailing)) == 1


def test_of_several_who_ask_at_the_same_instant_one_has_a_mail_sent(concurrent, monkeypatch):
    monkeypatch.setattr("tracker.web.mails.sends_mail", lambda: True)

    statuses = concurrent.at_once(*[lambda: ask(concurrent.app)[0]] * 4)

    assert statuses == [303] * 4
    assert mails(concurrent.app) == [("reset", email("ada"))]
