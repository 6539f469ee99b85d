"""An app for codes that is gone: taken off after seven days, told wherever its owner is logged in, and stopped there."""

import re
from datetime import timedelta

import pytest

from tests.accounts.conftest import browser, mailing, post
from tests.databases import acting
from tests.factors.apps import RECOVERY, give_codes
from tests.factors.test_codes import HERE, begin, kinds, prove
from tests.settings.proofs import forget_proofs
from tests.visitors import Page
from tests.world import NOW, email, involve, person
from tracker.accounts.links import reset_token
from tracker.factors.actions import let_stay, lose
from tracker.factors.ending import take_off_all_due
from tracker.web.clock import now

pytestmark = pytest.mark.on_either("each changes an account by the same statements as the one beside it")

__all__ = ["browser", "mailing", "post"]

TOLD = "Somebody has said that your app for codes is gone"
A_WEEK = timedelta(days=7)


def lost_by_command(app, name="ada"):
    with acting(app):
        lose(person(name), now=NOW)


def days_go_by(app, moment, span):
    moment.shift(span + timedelta(seconds=1))
    with app.app_context():
        return take_off_all_due(now())


def link_in(mails):
    (mail,) = mails
    return re.search(r"/login/lost/\w+", mail.get_content())[0]


def test_a_link_comes_by_mail_and_seven_days_later_no_code_is_asked_for(mailing, browser, post, moment):
    with acting(mailing):
        give_codes("ada")
    guest = browser("")
    begin(guest)
    guest.submit("/login/recovery", to="/login/lost")
    link = link_in(post())
    assert browser("").get(link).status_code == 200  # to look changes nothing
    assert browser("ada").page("/today").text.count(TOLD) == 0

    answer = browser("").submit(link)

    assert "From" in Page.of(answer).text and "no code is asked for" in Page.of(answer).text
    assert TOLD in browser("ada").page("/today").text
    assert TOLD in browser("ada").page("/habits").text
    assert TOLD not in browser("ben").page("/today").text
    assert begin(browser("")).location == "/login/code"

    assert days_go_by(mailing, moment, A_WEEK) == 1
    assert begin(browser("")).location == "/today"
    assert TOLD not in browser("ada").page("/today").text
    assert {"codes lost", "codes taken off"} <= set(kinds(mailing))


def test_no_second_begins_the_days_anew(app, coded, ada, moment):
    coded("ada")
    lost_by_command(app)
    with acting(app):
        assert lose(person("ada"), now=NOW + timedelta(days=3)) == NOW + A_WEEK


@pytest.mark.parametrize("span", [timedelta(days=6, hours=23), A_WEEK])
def test_it_takes_seven_days(app, coded, guest, moment, span):
    coded("ada")
    lost_by_command(app)
    moment.shift(span)

    assert begin(guest).location == ("/today" if span == A_WEEK else "/login/code")  # also before the chore


def test_each_log_in_can_stop_it_with_a_proof(app, coded, visit, moment):
    phone = coded("ada")
    lost_by_command(app)
    other = visit("ada")
    forget_proofs(app, "ada")
    assert other.send(f"{HERE}/stop").status_code == 401
    prove(other, code=phone.code())

    other.submit(HERE, to=f"{HERE}/stop")

    assert TOLD not in other.page("/today").text
    assert days_go_by(app, moment, A_WEEK) == 0
    assert begin(visit("")).location == "/login/code"
    assert "codes kept" in kinds(app)


def test_whoever_has_chosen_so_is_never_without(app, coded, ada, guest):
    phone = coded("ada")
    prove(ada, code=phone.code())
    ada.submit(HERE, to=f"{HERE}/stay")
    begin(guest)

    assert "asked for in any case" in guest.page("/login/recovery").text
    assert "/login/lost" not in guest.page("/login/recovery").actions
    with app.app_context(), pytest.raises(Exception, match="never taken off"):
        lose(person("ada"), now=NOW)


def test_to_choose_so_stops_what_was_asked_before(app, coded, moment):
    coded("ada")
    lost_by_command(app)
    with acting(app):
        let_stay(person("ada"), stays=True)

    assert days_go_by(app, moment, A_WEEK) == 0


def test_a_link_is_of_one_app_and_an_hour(mailing, browser, post, moment):
    with acting(mailing):
        give_codes("ada")
    guest = browser("")
    begin(guest)
    guest.submit("/login/recovery", to="/login/lost")
    link = link_in(post())

    assert browser("").get(link[:-1]).status_code == 404
    moment.shift(timedelta(minutes=61))
    assert browser("").send(link).status_code == 404
    assert TOLD not in browser("ada").page("/today").text


def test_no_mail_goes_to_whoever_has_no_codes(mailing, browser, post):
    involve("ada")
    guest = browser("")

    assert guest.send("/login/lost").location == "/login"
    assert post() == []


def test_where_no_mails_are_sent_the_page_names_the_command(coded, guest):
    coded("ada")
    begin(guest)

    assert "./tend take-off-codes" in guest.page("/login/recovery").text


def test_a_reset_does_not_pass_over_the_code(app, coded, guest, visit):
    """Nor does it end what was asked, or begin it."""
    phone = coded("ada")
    with app.app_context():
        link = f"/reset/{reset_token(person('ada'), app.config['SECRET_KEY'])}"
    guest.submit(link, password="another horse entirely")
    assert guest.get("/today").location.startswith("/login")

    answer = guest.submit("/login", email=email("ada"), password="another horse entirely")

    assert answer.location == "/login/code"
    assert guest.submit("/login/code", code=phone.code()).location == "/today"
    other = visit("")
    other.submit("/login", email=email("ada"), password="another horse entirely")
    assert other.submit("/login/recovery", code=RECOVERY[0]).location == "/today"


def test_who_is_asked_for_a_code_is_not_told_before_the_password(coded, visit):
    coded("ada")
    with_codes = visit("").submit("/login", email=email("ada"), password="wrong horse")
    without = visit("").submit("/login", email=email("cleo"), password="wrong horse")
    nobody = visit("").submit("/login", email="who@example.org", password="wrong horse")

    assert with_codes.status_code == without.status_code == nobody.status_code == 422
    assert (
        len({strip(each, name) for each, name in ((with_codes, email("ada")), (without, email("cleo")))}) == 1
    )


def strip(answer, address):
    return re.sub(r'data-options="[^"]*"', "", answer.text.replace(address, ""))
