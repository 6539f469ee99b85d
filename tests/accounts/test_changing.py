"""An address becomes another by a code, the one before is told and can hold back resets, and nobody learns who has an account."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.accounts.newcomers import code_in
from tests.databases import acting, kept, overheard, rows
from tests.settings.proofs import forget_proofs
from tests.world import PASSWORD, SECRET, email, involve, person
from tracker.accounts.changing import change_address, hold_resets, want_address
from tracker.accounts.links import hold_token, person_for, person_to_hold, reset_token
from tracker.accounts.queries import person_called
from tracker.domain.refusals import Missing, Refused
from tracker.extensions import db
from tracker.models import Mail, Person
from tracker.sweeping import sweep
from tracker.web.clock import now

pytestmark = pytest.mark.on_either("each changes an account by the same statements as the one beside it")

NEW = "ada.anew@example.org"
DAY = timedelta(days=1)
LINK = re.compile(r"http\S+(/confirm/hold/\S+)")


def address_of(app):
    return kept(app, select(Person.email).where(Person.name == "Ada"))


def ask(visitor, address=NEW, **more):
    return visitor.send("/confirm/change", email=address, **more)


def changed(ada, post, address=NEW, **more):
    """Ada has another address; what was mailed for it, by whom it is to."""
    assert ask(ada, address, **more).location == "/confirm/change/code"
    (mail,) = post()
    assert mail["To"] == address
    assert ada.send("/confirm/change/code", code=code_in(mail)).location == "/confirm/change"
    return {each["To"]: each for each in post()}


@pytest.mark.sql
def test_a_new_address_is_confirmed_by_the_code_that_is_mailed_there(mailing, browser, post):
    ada = browser("ada")
    ask(ada)
    assert address_of(mailing) == [email("ada")]
    (mail,) = post()
    assert ada.send("/confirm/change/code", code="WRONGONE").status_code == 422
    assert address_of(mailing) == [email("ada")]

    ada.send("/confirm/change/code", code=code_in(mail))

    assert address_of(mailing) == [NEW]
    assert browser().send("/login", email=NEW, password=PASSWORD).status_code == 303
    assert browser().send("/login", email=email("ada"), password=PASSWORD).status_code == 422


def test_the_old_one_is_told_that_it_changed_and_never_to_what(mailing, browser, post):
    mails = changed(browser("ada"), post)

    told = mails[email("ada")].get_content()
    assert mails.keys() == {email("ada")}
    assert "has another one" in told
    assert [each for each in (NEW, "Ada", "anew") if each in told] == []
    assert kept(mailing, select(Person.former_email).where(Person.former_email != "")) == []


def test_it_is_not_told_where_its_owner_says_that_it_is_not_safe(browser, post):
    assert changed(browser("ada"), post, spares_former="y") == {}


def test_an_address_of_somebody_elses_reads_the_same_and_gets_no_code(mailing, browser, post):
    involve("ben")
    ada = browser("ada")
    free = ask(ada)
    taken = ask(ada, email("ben"))

    assert (free.status_code, free.location) == (taken.status_code, taken.location)
    pages = [ada.get("/confirm/change/code").text.replace(each, "") for each in (email("ben"),)]
    assert "already" in pages[0]
    mails = {each["To"]: each.get_content() for each in post()}
    assert "You already have one" in mails[email("ben")]
    assert address_of(mailing) == [email("ada")]


@pytest.mark.sql
def test_whoever_asks_for_one_costs_the_same_work_whosever_it_is(mailing, browser):
    """The same is asked of the database, in the same order, and as many mails are left to send: whether there is an account is
    looked up by whoever sends them.
    """
    involve("ben", "cleo")
    asked = {}
    for name, address in (("ada", email("ben")), ("cleo", "who@example.org")):
        visitor = browser(name)
        with overheard(mailing) as heard:
            answer = ask(visitor, address)
            page = visitor.get("/confirm/change/code")
        with acting(mailing):
            mails = db.session.scalar(select(func.count()).where(Mail.address == address))
        statements = [statement for statement, _values in heard]
        asked[name] = (answer.status_code, answer.location, page.status_code, mails, statements)

    assert asked["ada"] == asked["cleo"]


@pytest.mark.everybodys("what is over is swept everywhere")
def test_one_that_has_waited_for_a_day_is_forgotten_by_the_clock(mailing, browser):
    involve("ada", "ben")
    ada, asked_at = browser("ada"), now()
    ask(ada, spares_former="y")
    wanted = select(Person.new_email, Person.new_email_at, Person.spares_former).where(Person.name == "Ada")

    swept_at(mailing, asked_at + DAY - timedelta(seconds=1))
    assert rows(mailing, wanted) == [(NEW, asked_at, True)]

    with acting(mailing):
        later = asked_at + timedelta(hours=1)
        want_address(person("ben"), "ben.anew@example.org", spares_former=False, now=later)
    swept_at(mailing, asked_at + DAY)
    assert rows(mailing, wanted) == [("", None, False)]
    assert kept(mailing, select(Person.new_email).where(Person.name == "Ben")) == ["ben.anew@example.org"]
    assert address_of(mailing) == [email("ada")]


def swept_at(app, at):
    with app.app_context():
        sweep(at)
        db.session.remove()


def test_of_two_who_confirm_the_same_one_is_the_first(mailing, browser, post):
    ada, cleo = browser("ada"), browser("cleo")
    involve("cleo")
    ask(ada)
    ask(cleo)
    code = code_in(post()[0])
    assert ada.send("/confirm/change/code", code=code).status_code == 303

    assert cleo.send("/confirm/change/code", code=code).status_code == 422
    assert address_of(mailing) == [NEW]


@pytest.mark.sql
def test_what_two_have_at_the_same_instant_is_refused_in_words(inside):
    involve("ben")
    with pytest.raises(Refused):
        change_address(person("ada"), email("ben"), tells_former=True, now=now())


@pytest.mark.parametrize("late", [timedelta(hours=1), DAY + timedelta(seconds=1)])
def test_a_code_typed_late_changes_nothing(mailing, browser, post, moment, late):
    ada = browser("ada")
    ask(ada)
    code = code_in(post()[0])
    moment.shift(late)
    ada.send("/settings/proof", password=PASSWORD)

    ada.send("/confirm/change/code", code=code)

    assert address_of(mailing) == [email("ada")]


def test_codes_cannot_be_guessed(browser, post):
    ada = browser("ada")
    ask(ada)
    code = code_in(post()[0])
    statuses = [ada.send("/confirm/change/code", code="BCDFGHJK").status_code for _time in range(11)]

    assert statuses == [422] * 10 + [429]
    assert ada.send("/confirm/change/code", code=code).status_code == 429


def test_without_a_fresh_proof_nothing_changes(mailing, browser, post):
    ada = browser("ada")
    ask(ada)
    code = code_in(post()[0])
    forget_proofs(mailing, "ada")

    assert ada.send("/confirm/change/code", code=code).status_code == 401
    assert ada.send("/confirm/change", email="other@example.org").status_code == 401
    assert address_of(mailing) == [email("ada")]


def test_looking_at_the_link_of_the_old_one_changes_nothing_and_pressing_holds_resets_for_a_week(
    mailing, browser, post, moment
):
    told = changed(browser("ada"), post)[email("ada")].get_content()
    link, guest = LINK.search(told)[1], browser()
    for _time in range(3):
        assert guest.get(link).status_code == 200
    with mailing.app_context():
        token = reset_token(person_called(NEW), mailing.config["SECRET_KEY"], way="mail")
    assert guest.get(f"/reset/{token}").status_code == 200

    page = guest.submit(link)

    assert "Held back for a week" in page.text
    assert [each for each in (NEW, "Ada") if each in page.text] == []
    assert guest.get(f"/reset/{token}").status_code == 404
    guest.send("/reset", email=NEW)
    (mail,) = post()
    assert "none can be chosen by mail" in mail.get_content()
    assert "/reset/" not in mail.get_content()
    moment.shift(7 * DAY + timedelta(seconds=1))
    guest.send("/reset", email=NEW)
    assert "/reset/" in post()[0].get_content()
    assert guest.get(link).status_code == 404


def test_twice_is_once(inside, moment):
    ada = person("ada")
    change_address(ada, NEW, tells_former=True, now=now())
    hold_resets(ada, ada.address_changed_at, now=now())
    first = ada.resets_held_until
    moment.shift(6 * DAY)

    hold_resets(ada, ada.address_changed_at, now=now())

    assert ada.resets_held_until == first


def test_a_link_by_hand_goes_on_opening(inside):
    ada = person("ada")
    change_address(ada, NEW, tells_former=True, now=now())
    by_hand, by_mail = (reset_token(ada, SECRET, way=way) for way in ("hand", "mail"))
    hold_resets(ada, ada.address_changed_at, now=now())

    assert person_for(by_hand, SECRET, now()) == ada
    with pytest.raises(Missing):
        person_for(by_mail, SECRET, now())


def test_links_that_were_mailed_to_the_old_one_end_with_it(inside):
    ada = person("ada")
    token = reset_token(ada, SECRET, way="mail")

    change_address(ada, NEW, tells_former=False, now=now())

    with pytest.raises(Missing):
        person_for(token, SECRET, now())


def test_a_link_to_hold_back_goes_on_when_the_address_changes_once_more(inside, moment):
    """Or whoever took the account over would only have to change it twice."""
    ada = person("ada")
    change_address(ada, NEW, tells_former=True, now=now())
    token, changed_at = hold_token(ada, SECRET), ada.address_changed_at
    moment.shift(60)

    change_address(ada, "third@example.org", tells_former=True, now=now())

    assert person_to_hold(token, SECRET) == (ada, changed_at)
    moment.shift(7 * DAY)
    with pytest.raises(Missing):
        person_to_hold(token, SECRET)


@pytest.mark.parametrize("token", ["nothing", "x" * 100])
def test_a_link_that_nobody_made_is_not_there(guest, token):
    assert guest.get(f"/confirm/hold/{token}").status_code == 404


def test_one_s_own_address_is_none(inside):
    with pytest.raises(Refused):
        want_address(person("ada"), email("ada").upper(), spares_former=False, now=now())


def test_where_no_mails_are_sent_it_holds_at_once_and_one_in_use_is_told_ten_times_an_hour(app, ada, world):
    involve("ben")
    statuses = [ask(ada, email("ben")).status_code for _time in range(11)]
    assert statuses == [422] * 10 + [429]
    assert address_of(app) == [email("ada")]

    assert ask(ada).location == "/confirm/change"

    assert address_of(app) == [NEW]
    assert kept(app, select(Mail.id)) == []


def test_the_partner_learns_nothing(mailing, browser, post):
    ben = browser("ben")
    before = [ben.get(path).text for path in ("/today", "/us", "/settings/space")]

    changed(browser("ada"), post)

    assert [ben.get(path).text for path in ("/today", "/us", "/settings/space")] == before


def test_it_is_noted_for_its_owner_without_an_address(mailing, browser, post):
    ada = browser("ada")
    changed(ada, post)

    text = ada.page("/settings/log").text
    assert "Another e-\u2060mail address was set" in text
    assert [each for each in (NEW, email("ada")) if each in text] == []
