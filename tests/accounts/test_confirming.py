"""An account has an address once a code has been typed that was sent there. Until then it holds nothing against anybody."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, update

from tests.accounts.test_guessing import asked_of
from tests.accounts.test_hashing import Recorded
from tests.databases import acting, kept, rows
from tests.smtp import SmtpServer
from tests.visitors import Page, Visitor
from tests.world import NOW, PASSWORD, PASSWORD_HASH, SECRET, email, involve, person
from tracker.accounts import addresses
from tracker.accounts.actions import CODE, Newcomer, register_unconfirmed
from tracker.accounts.queries import person_called
from tracker.accounts.tokens import digest
from tracker.domain.invitations import LETTERS
from tracker.domain.refusals import Refused
from tracker.extensions import db
from tracker.mails import sending
from tracker.models import AddressCode, Device, Invitation, Limit, Mail, Person, Registration, Space
from tracker.spaces import actions as spaces
from tracker.sweeping import sweep_rows
from tracker.web.clock import now

EVE = "eve@example.org"
NEW = {"name": "Eve", "email": EVE, "password": "eves own words", "zone": "Europe/Rome"}
NOT_IT = "not the code from the mail"
A_QUARTER = timedelta(minutes=15)


@pytest.fixture
def post(mailing):
    """What comes to addresses over a real mail server, once all that waits is sent: `post()`."""

    def sent():
        with SmtpServer() as server, mailing.app_context():
            settings = replace(
                mailing.config["TEND"], smtp_host=server.host, smtp_port=server.port, smtp_security="none"
            )
            count = sending.send_all(settings, now())
            db.session.remove()
            return server.wait_for(count)

    return sent


@pytest.fixture
def browser(mailing):
    return lambda name="": Visitor.of(name, mailing)


def code_in(mail):
    return re.search(rf"^ +([{LETTERS}]{{4}}-[{LETTERS}]{{4}})\s*$", mail.get_content(), re.MULTILINE)[1]


def begun(browser, **changes):
    """Somebody who has registered in a browser of their own, and has to confirm the address."""
    somebody = browser()
    assert somebody.send("/register", **(NEW | changes)).location == "/confirm"
    return somebody


def invited(browser, world, **changes):
    """Somebody who comes by Cleo's invitation, and is in at once."""
    involve("cleo")
    somebody = browser()
    path = f"/join/{world.cleos_key.token}"
    answer = somebody.send(f"/register?next={path}", **(NEW | changes))
    assert (answer.status_code, answer.location) == (303, path)
    return somebody


def accounts_of(app, address=EVE):
    return rows(app, select(Person.name, Person.confirmed_at.is_not(None)).where(Person.email == address))


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


@pytest.mark.sql
def test_whoever_comes_by_an_invitation_begins_at_once_and_confirms_later(mailing, world, browser, post):
    eve = invited(browser, world)
    path = f"/join/{world.cleos_key.token}"

    assert accounts_of(mailing) == [("Eve", False)]
    assert eve.submit(path).location == path
    assert "not confirmed yet" in eve.page("/today").text
    assert "/confirm" in eve.page("/settings").links
    (mail,) = post()
    assert eve.submit("/confirm", code=code_in(mail)).location == "/today"

    assert accounts_of(mailing) == [("Eve", True)]
    assert "not confirmed yet" not in eve.page("/today").text
    assert eve.get("/confirm").location == "/today"


def test_an_account_that_was_there_before_has_nothing_to_confirm(ada):
    assert "not confirmed yet" not in ada.page("/today").text
    assert [ada.get("/confirm").location, ada.send("/confirm/again").location] == ["/today", "/today"]


@pytest.mark.parametrize("ended", ["revoked", "past", "used", "unknown", "elsewhere"])
def test_without_an_open_invitation_nobody_begins_at_once(mailing, world, browser, moment, ended):
    involve("cleo")
    path = {"unknown": f"/join/{'x' * 32}", "elsewhere": "/today"}.get(
        ended, f"/join/{world.cleos_key.token}"
    )
    with acting(mailing):
        changed = {
            "revoked": {"revoked_at": NOW},
            "past": {"expires_at": NOW},
            "used": {"guest_id": world.people["dan"]},
        }.get(ended)
        if changed:
            this = update(Invitation).where(Invitation.id == world.cleos_invitation)
            db.session.execute(this.values(**changed))

    answer = browser().send(f"/register?next={path}", **NEW)

    assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/confirm")
    assert accounts_of(mailing) == []


def test_a_code_of_an_invitation_lets_one_begin_as_well_as_its_link(mailing, world, browser):
    involve("cleo")
    path = f"/join/{world.cleos_key.code.lower()}"

    assert browser().send(f"/register?next={path}", **NEW).location == path
    assert accounts_of(mailing) == [("Eve", False)]


def test_by_an_invitation_nobody_learns_who_has_an_account(mailing, world, browser):
    known, unknown = (invited(browser, world, email=address) for address in (email("ada"), EVE))
    for visitor in (known, unknown):
        visitor.submit("/settings", to="/logout")

    def tried(address, password, at):
        return at.send("/login", email=address, password=password).status_code

    assert [
        (
            tried(address, NEW["password"], at),
            tried(address, NEW["password"], browser()),
            tried(address, "wrong words", browser()),
        )
        for address, at in ((email("ada"), known), (EVE, unknown))
    ] == [(303, 422, 422)] * 2
    assert tried(email("ada"), PASSWORD, browser()) == 303


def test_no_address_is_told_by_the_work_of_logging_in_where_an_account_has_begun(mailing, world, browser):
    mailing.extensions["passwords"].hasher = Recorded(time_cost=1)
    known, unknown = (invited(browser, world, email=address) for address in (email("ada"), EVE))

    def rounds(address, at):
        hasher = mailing.extensions["passwords"].hasher = Recorded(time_cost=1)
        assert at.send("/login", email=address, password="wrong words").status_code == 422
        return hasher.rounds

    for visitor in (known, unknown):
        visitor.submit("/settings", to="/logout")
    assert rounds(email("ada"), known) == rounds(EVE, unknown) == [1, 1]
    assert (
        rounds(email("ada"), browser())
        == rounds(EVE, browser())
        == rounds("who@example.org", browser())
        == [1]
    )


def test_an_unconfirmed_address_gets_no_reset(mailing, world, browser, post):
    invited(browser, world)
    with acting(mailing):
        db.session.execute(delete(Mail))
    browser().submit("/reset", email=EVE)

    assert rows(mailing, select(Mail.kind)) == [("reset",)]
    assert post() == []


@pytest.mark.sql
def test_an_unconfirmed_address_is_free_for_its_owner(mailing, world, browser, post):
    squatter = invited(browser, world, name="Mallory")
    owner = begun(browser)
    code = code_in(post()[0])
    assert owner.send("/confirm", code=code).status_code == 303

    assert sorted(accounts_of(mailing)) == [("Eve", True), ("Mallory", False)]
    assert squatter.send("/confirm", code=code).status_code == 422
    assert squatter.page("/today")
    assert browser().send("/login", email=EVE, password=NEW["password"]).status_code == 303


def test_who_has_not_confirmed_can_give_another_address_with_their_password(mailing, world, browser, post):
    eve = invited(browser, world, email=email("ada"))
    asked = eve.get("/confirm/address")
    assert asked.location.startswith("/settings/proof")
    eve.submit(asked.location, password=NEW["password"])

    assert eve.submit("/confirm/address", email=EVE).location == "/confirm"

    code = next(code_in(mail) for mail in post() if mail["To"] == EVE)
    assert eve.send("/confirm", code=code).status_code == 303
    assert accounts_of(mailing) == [("Eve", True)]
    assert browser().send("/login", email=EVE, password=NEW["password"]).status_code == 303


def test_a_confirmed_address_is_not_changed_like_that(inside):
    with pytest.raises(Refused):
        addresses.name_another(person("ada"), EVE)

    assert person("ada").email == email("ada")


def test_the_end_of_an_account_that_only_names_an_address_takes_none_of_its_owners_mails(
    mailing, world, browser
):
    squatter = invited(browser, world, email=email("ada"))
    browser().submit("/reset", email=email("ada"))
    before = rows(mailing, select(Mail.kind, Mail.address).order_by(Mail.id))

    assert squatter.submit("/settings/delete", password=NEW["password"]).location == "/"

    assert (
        rows(mailing, select(Mail.kind, Mail.address).order_by(Mail.id))
        == before
        == [
            (CODE, email("ada")),
            ("reset", email("ada")),
        ]
    )


def test_where_no_mails_are_sent_any_more_the_page_says_so(app, visit):
    with acting(app):
        eve = register_unconfirmed(Newcomer("Eve", EVE, PASSWORD_HASH, "UTC", 0), now=NOW)
        spaces.live_by(eve, zone="UTC", day_ends_at=3, now=NOW)
    known = visit("")
    assert known.send("/login", email=EVE, password=PASSWORD).status_code == 422

    with acting(app):
        found = db.session.scalars(select(Person).where(Person.email == EVE)).one()
        db.session.add(Device(**log_in_of(found)))
    known.session = known.session | {"_user_id": "eves own token", "_fresh": True}
    assert "sends no mails now" in known.page("/confirm").text


def log_in_of(found):
    return {
        "person_id": found.id,
        "token_hash": digest("eves own token"),
        "created_at": NOW,
        "expires_at": NOW + timedelta(days=1),
    }


def test_no_more_codes_are_kept_for_an_address_than_can_be_used(inside):
    for n in range(12):
        addresses.draw_code(EVE, secret=SECRET, now=NOW + timedelta(seconds=n))

    assert db.session.scalar(select(func.count()).select_from(AddressCode)) == 8


def test_two_may_name_one_address_and_one_may_have_it(inside):
    for name in ("One", "Other"):
        register_unconfirmed(Newcomer(name, EVE, PASSWORD_HASH, "UTC", 0), now=NOW)
    assert person_called(EVE) is None
    (first, second) = db.session.scalars(select(Person).where(Person.email == EVE)).all()
    addresses.confirm(first, now=NOW)

    with pytest.raises(Refused):
        addresses.confirm(second, now=NOW)
    assert db.session.scalar(select(func.count()).select_from(Space).where(Space.id == second.space_id)) == 1


def put_back(mailing):
    """A restore asks everybody for a new password, and leaves nobody logged in."""
    with acting(mailing):
        db.session.execute(delete(Device))
        db.session.execute(update(Person).values(new_password_due=True))


@pytest.mark.everybodys("a restore is of everybody")
def test_after_a_restore_the_unconfirmed_get_in_again_by_a_code_in_a_browser_of_theirs(
    mailing, world, browser, post, moment
):
    eve = invited(browser, world)
    post()
    moment.shift(A_QUARTER)
    put_back(mailing)

    answer = eve.send("/login", email=EVE, password=NEW["password"])
    page = eve.page(answer.location)
    assert (answer.status_code, answer.location) == (303, "/confirm")
    assert "With the code you choose a new password next." in page.text
    assert "./tend reset-link" in page.text and "/confirm/address" not in page.source
    assert (eve.get("/today").status_code, accounts_of(mailing)) == (303, [("Eve", False)])

    wrong = eve.submit("/confirm", code="BCDF-GHJK")
    assert (wrong.status_code, accounts_of(mailing)) == (422, [("Eve", False)])
    moment.shift(A_QUARTER)
    code = code_in(post()[-1])
    answer = eve.submit("/confirm", code=code)
    assert answer.location.startswith("/reset/") and accounts_of(mailing) == [("Eve", True)]
    assert eve.submit(answer.location, password="another of eves own").status_code == 303
    assert eve.submit("/login", email=EVE, password="another of eves own").location == "/today"


@pytest.mark.everybodys("a restore is of everybody")
@pytest.mark.parametrize(("known", "password"), [(False, NEW["password"]), (True, "not her own words")])
def test_after_a_restore_nobody_else_comes_as_far_as_the_code(mailing, world, browser, known, password):
    eve = invited(browser, world)
    put_back(mailing)

    visitor = eve if known else browser()
    answer = visitor.send("/login", email=EVE, password=password)

    assert answer.status_code == 422
    assert visitor.get("/confirm").location == "/register"


def test_the_pages_for_a_forgotten_password_say_it_to_everybody_alike(mailing, world, browser):
    invited(browser, world)

    for path in ("/reset", "/reset/sent"):
        shown = browser().page(path).text
        assert "To an address that was never confirmed no link can come." in shown
        assert "./tend reset-link" in shown


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
    assert "or its hour is over. Have another look at it, or have one sent anew." in page.text
    assert page.form("/confirm").values["code"] == late
    eve.submit("/confirm", to="/confirm/again")

    assert eve.submit("/confirm", code=code_in(post()[0])).location == "/welcome"
