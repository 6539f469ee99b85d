"""An account has an address once a code has been typed that was sent there. Until then it holds nothing against anybody."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from tests.accounts.newcomers import EVE, NEW, accounts_of, begun, code_in
from tests.accounts.test_asked_mails import asked_of
from tests.databases import acting, kept, rows
from tests.visitors import Page
from tests.world import NOW, PASSWORD_HASH, SECRET, email, person
from tracker.accounts import addresses
from tracker.accounts.actions import Newcomer, register_unconfirmed
from tracker.accounts.queries import person_called
from tracker.domain.refusals import Refused
from tracker.extensions import db
from tracker.models import AddressCode, Limit, Mail, Person, Registration
from tracker.sweeping import sweep_rows
from tracker.web.clock import now

pytestmark = pytest.mark.on_either(
    "each makes and confirms an account by the same statements as the one beside it"
)

NOT_IT = "not the code from the mail"
A_QUARTER = timedelta(minutes=15)


def confirmed(app, address=EVE):
    return [name for name, whether in accounts_of(app, address) if whether]


@pytest.mark.sql
def test_an_account_begins_with_the_code_that_came_by_mail(mailing, browser, post):
    eve = begun(browser)
    assert accounts_of(mailing) == []
    assert eve.get("/today").status_code == 303

    (mail,) = post()
    answer = eve.submit("/confirm", code=code_in(mail))

    assert (mail["To"], mail["Subject"]) == (EVE, "Your code for Tend")
    assert (answer.status_code, answer.location) == (303, "/welcome")
    assert (accounts_of(mailing), eve.get("/today").status_code) == ([("Eve", True)], 200)
    found = kept(mailing, select(Person).where(Person.email == EVE))[0]
    assert (found.zone, found.confirmed_at.date()) == ("Europe/Rome", NOW.date())
    assert [kept(mailing, select(each.id)) for each in (Registration, AddressCode)] == [[], []]
    assert browser().send("/login", email=EVE, password=NEW["password"]).status_code == 303


def test_the_mail_holds_a_code_and_no_word_of_whoever_asked(browser, post):
    begun(browser, name="Buy my things at buy.example")

    (mail,) = post()

    assert "buy.example" not in mail.get_content()
    assert "127.0.0.1:8000" in mail.get_content()


@pytest.mark.parametrize(
    "typed",
    [
        str,
        str.lower,
        lambda code: f" {code}\n",
        lambda code: " ".join(code),
        lambda code: code.replace("-", ""),
    ],
)
def test_a_code_is_taken_however_it_is_typed(mailing, browser, post, typed):
    eve = begun(browser)

    assert eve.send("/confirm", code=typed(code_in(post()[0]))).status_code == 303
    assert confirmed(mailing) == ["Eve"]


def test_whoever_has_an_account_is_told_so_by_mail_and_gets_no_code(mailing, browser, post):
    taken = begun(browser, email=email("ada"))

    (mail,) = post()

    assert (mail["To"], mail["Subject"]) == (email("ada"), "You already have an account")
    assert kept(mailing, select(AddressCode.id)) == []
    answer = taken.send("/confirm", code="BCDF-GHJK")
    assert (answer.status_code, NOT_IT in answer.text) == (422, True)
    assert confirmed(mailing, email("ada")) == ["Ada"]


def test_nothing_that_is_done_tells_who_has_an_account(mailing, browser):
    def register(address):
        visitor = browser()
        return asked_of(mailing, lambda: visitor.send("/register", **(NEW | {"email": address})))

    def confirm(address):
        visitor = begun(browser, email=address)
        return asked_of(mailing, lambda: visitor.send("/confirm", code="BCDF-GHJK"))

    assert register("who@example.org") == register(email("ada"))
    assert confirm("nobody@example.org") == confirm(email("ben"))


def test_what_waits_holds_neither_password_nor_code(mailing, browser, post):
    begun(browser)
    code = code_in(post()[0])

    held = rows(mailing, select(Registration.__table__)) + rows(mailing, select(AddressCode.__table__))
    assert len(held) == 2
    assert [word for word in (NEW["password"], code, code.replace("-", "")) if word in repr(held)] == []


@pytest.mark.parametrize(("later", "status"), [(0, 303), (3599, 303), (3600, 422), (7200, 422)])
def test_a_code_is_good_for_an_hour(browser, post, moment, later, status):
    eve = begun(browser)
    code = code_in(post()[0])
    moment.shift(later)

    assert eve.send("/confirm", code=code).status_code == status


def test_a_code_is_good_once(mailing, browser, post):
    eve, again = begun(browser), begun(browser, name="Eva")
    code = code_in(post()[0])
    assert eve.send("/confirm", code=code).status_code == 303

    assert again.get("/confirm").location == "/register"
    assert accounts_of(mailing) == [("Eve", True)]


def test_of_two_who_confirm_at_the_same_instant_one_has_the_account(concurrent):
    with concurrent.app.app_context():
        for token in ("one", "other"):
            newcomer = Newcomer(token, EVE, PASSWORD_HASH, "UTC", 0)
            addresses.begin(newcomer, token=token, now=NOW)
        code = addresses.draw_code(EVE, secret=SECRET, now=NOW)
        db.session.commit()

    def confirm(token):
        def act():
            waits = addresses.begun(token, NOW)
            if not addresses.use_code(code, EVE, secret=SECRET, now=NOW):
                return None
            name = addresses.finish(waits, now=NOW).name
            db.session.commit()
            return name

        return act

    names = concurrent.at_once(confirm("one"), confirm("other"))

    assert sorted(names, key=str) in ([None, "one"], [None, "other"])
    assert len(confirmed(concurrent.app)) == 1


def test_an_address_that_was_confirmed_meanwhile_is_no_others(inside):
    newcomer = Newcomer("Eve", email("ada"), PASSWORD_HASH, "UTC", 0)
    addresses.begin(newcomer, token="token", now=NOW)
    db.session.flush()
    unconfirmed = register_unconfirmed(newcomer, now=NOW)

    with pytest.raises(Refused):
        addresses.finish(addresses.begun("token", NOW), now=NOW)
    with pytest.raises(Refused):
        addresses.confirm(unconfirmed, now=NOW)
    assert person_called(email("ada")).id == person("ada").id
    assert unconfirmed.confirmed_at is None


@pytest.mark.sql
def test_the_owner_of_an_address_is_not_kept_out_by_somebody_who_named_it_before(mailing, browser, post):
    stranger = begun(browser, name="Mallory", password="mallorys own words")
    (first,) = post()
    owner = begun(browser)
    assert post() == []  # one mail in a quarter of an hour, whoever asks

    assert stranger.send("/confirm", code="BCDF-GHJK").status_code == 422
    assert owner.send("/confirm", code=code_in(first)).status_code == 303
    assert accounts_of(mailing) == [("Eve", True)]
    assert stranger.send("/confirm", code=code_in(first)).status_code == 303
    assert stranger.get("/today").status_code == 303
    assert browser().send("/login", email=EVE, password="mallorys own words").status_code == 422


def test_wrong_codes_of_one_browser_hold_up_no_other(browser, post):
    stranger, owner = begun(browser, name="Mallory"), begun(browser)
    code = code_in(post()[0])

    statuses = [stranger.send("/confirm", code="BCDF-GHJK").status_code for _ in range(11)]

    assert statuses == [422] * 10 + [429]
    assert owner.send("/confirm", code=code).status_code == 303


def test_a_network_has_a_hundred_wrong_codes_in_a_quarter_of_an_hour(browser, moment):
    statuses = []
    for n in range(11):
        somebody = begun(browser, email=f"eve{n}@example.org")
        statuses += [somebody.send("/confirm", code="BCDF-GHJK").status_code for _ in range(10)]

    assert statuses == [422] * 100 + [429] * 10
    moment.shift(A_QUARTER)
    assert somebody.send("/confirm", code="BCDF-GHJK").status_code == 422


def test_a_right_code_does_not_count(mailing, browser, post):
    eve = begun(browser)
    eve.send("/confirm", code=code_in(post()[0]))

    counted = select(func.sum(Limit.try_count)).where(Limit.key.like("confirm:%"))
    assert kept(mailing, counted) == [0]


@pytest.mark.parametrize("typed", ["", "  ", "x" * 101, "\x00", "👩‍❤️‍👩", "BCDF"])
def test_what_is_no_code_is_said_in_words_and_stays_in_the_form(browser, typed):
    answer = begun(browser).send("/confirm", code=typed)

    page = Page.of(answer)
    assert (answer.status_code, "field__error" in page.source) == (422, True)
    assert page.form("/confirm").values["code"] == typed.strip().replace("\x00", "")


def test_another_mail_comes_after_a_quarter_of_an_hour(mailing, browser, post, moment):
    eve = begun(browser)
    first = code_in(post()[0])
    assert eve.submit("/confirm", to="/confirm/again").location == "/confirm"
    assert "older than a quarter of an hour" in eve.page("/confirm").text
    assert post() == []
    moment.shift(A_QUARTER)
    eve.submit("/confirm", to="/confirm/again")

    second = code_in(post()[0])
    assert first != second
    assert eve.send("/confirm", code=first).status_code == 303
    assert kept(mailing, select(AddressCode.id)) == []


def test_asking_for_mails_has_a_limit_by_network(browser):
    eve = begun(browser)

    assert [eve.send("/confirm/again").status_code for _ in range(21)] == [303] * 20 + [429]


def test_somebody_who_mistyped_their_address_begins_again_with_what_they_had_typed(mailing, browser, post):
    eve = begun(browser, email="evve@example.org")
    assert "/register" in eve.page("/confirm").links
    values = eve.page("/register").form("/register").values
    assert (values["name"], values["email"]) == ("Eve", "evve@example.org")
    eve.submit("/register", **NEW)

    code = next(code_in(mail) for mail in post() if mail["To"] == EVE)
    assert eve.send("/confirm", code=code).status_code == 303
    assert confirmed(mailing) == ["Eve"]


@pytest.mark.parametrize("token", ["", "somebody elses"])
def test_where_nothing_waits_one_is_led_to_register(browser, token):
    guest = browser()
    guest.session = guest.session | ({"registering": token} if token else {})

    for answer in (guest.get("/confirm"), guest.send("/confirm", code="x"), guest.send("/confirm/again")):
        assert (answer.status_code, answer.location) == (303, "/register")


@pytest.mark.everybodys("time goes by for everybody")
def test_what_waits_is_gone_after_a_day_and_a_code_after_an_hour(mailing, browser, post):
    eve = begun(browser)
    post()
    with acting(mailing):
        sweep_rows(now() + timedelta(hours=1, seconds=1))
    assert [len(kept(mailing, select(each.id))) for each in (Registration, AddressCode)] == [1, 0]
    with acting(mailing):
        sweep_rows(now() + timedelta(days=1, seconds=1))

    assert kept(mailing, select(Registration.id)) == []
    assert eve.get("/confirm").location == "/register"


def test_a_code_that_nobody_waits_for_is_not_sent(mailing, browser, post):
    begun(browser)
    with acting(mailing):
        db.session.execute(delete(Registration))

    assert post() == []
    assert rows(mailing, select(Mail.id)) == []


@pytest.mark.everybodys("time goes by for everybody")
@pytest.mark.parametrize("swept", [False, True])
def test_a_code_that_came_too_late_is_kindly_said_to_be_and_another_is_sent(
    mailing, browser, post, moment, swept
):
    eve = begun(browser)
    late = code_in(post()[0])
    moment.shift(timedelta(hours=2))
    if swept:
        with acting(mailing):
            sweep_rows(now())

    page = Page.of(eve.submit("/confirm", code=late))
    assert "or it is more than an hour old. Have another look at it, or ask for a new one." in page.text
    assert page.form("/confirm").values["code"] == late
    eve.submit("/confirm", to="/confirm/again")

    assert eve.submit("/confirm", code=code_in(post()[0])).location == "/welcome"
