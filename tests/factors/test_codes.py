"""Codes as a second step: switched on, asked for after the password, each good once."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.databases import acting, kept, rows
from tests.factors.apps import RECOVERY, App, secret_on
from tests.settings.proofs import forget_proofs
from tests.visitors import Page
from tests.world import PASSWORD, email, person
from tracker.models import AccountEventRow, CodeApp, Person, RecoveryCode
from tracker.web.halfway import LASTS

HERE = "/settings/codes"


def prove(visitor, **more):
    visitor.submit("/settings/proof", password=PASSWORD, **more)


def begin(visitor, name="ada", **more):
    return visitor.submit("/login", email=email(name), password=PASSWORD, **more)


def codes_on(page):
    area = re.search(r"<textarea[^>]*>([^<]+)</textarea>", page.source)[1]
    return area.split()


def send_first(visitor, page, code):
    """The first code, sent from a page that is open."""
    return visitor.post(HERE, data={**page.form(HERE).values, "code": code})


def kinds(app, name="ada"):
    theirs = select(AccountEventRow.kind).join(Person, Person.id == AccountEventRow.person_id)
    return kept(app, theirs.where(Person.email == email(name)).order_by(AccountEventRow.at))


def test_they_are_switched_on_by_a_first_code_and_ten_recovery_codes_are_shown_once(app, ada):
    prove(ada)
    page = ada.page(HERE)
    secret = secret_on(page)

    answer = send_first(ada, page, App(secret).code())
    shown = codes_on(Page.of(answer))

    assert answer.status_code == 200
    assert len(set(shown)) == 10
    assert all(re.fullmatch("[A-Z]{4}-[A-Z]{4}-[A-Z]{4}", each) for each in shown)
    assert "You have 10 left" in ada.page(HERE).text
    assert not any(each in ada.page(HERE).source for each in (*shown, secret))
    assert "codes on" in kinds(app)


def test_nothing_is_switched_on_before_a_code_is_right(app, ada):
    prove(ada)
    page = ada.page(HERE)

    answer = send_first(ada, page, "000000")

    assert answer.status_code == 422
    assert secret_on(Page.of(answer)) == secret_on(page) != secret_on(ada.page(HERE))
    assert kept(app, select(CodeApp.id)) == []


@pytest.mark.parametrize(("off", "said"), [(-125, "slow"), (125, "fast"), (-70, "slow"), (70, "fast")])
def test_a_clock_that_is_two_minutes_off_is_told_so(ada, off, said):
    prove(ada)
    page = ada.page(HERE)
    secret = secret_on(page)

    answer = send_first(ada, page, App(secret, off).code())

    assert answer.status_code == 422
    assert re.search(
        said + r": here it is \d\d:\d\d:\d\d|" + said + r". Here it is \d\d:\d\d:\d\d", Page.of(answer).text
    )
    assert secret_on(Page.of(answer)) == secret  # what was scanned is still there


def test_after_the_password_a_code_is_asked_for_and_lets_in(app, coded, guest):
    phone = coded("ada")
    answer = begin(guest)
    assert answer.location == "/login/code"
    assert guest.get("/today").location.startswith("/login")

    answer = guest.submit("/login/code", code=phone.code())

    assert (answer.status_code, answer.location) == (303, "/today")
    assert guest.page("/today")
    assert "half" not in guest.session


def test_it_leads_to_where_one_wanted_to_go(coded, guest):
    phone = coded("ada")
    guest.send("/login", email=email("ada"), password=PASSWORD, next="/habits")

    assert guest.submit("/login/code", code=phone.code()).location == "/habits"


@pytest.mark.parametrize("off", [-29, 0, 29])
def test_a_clock_may_be_half_a_minute_off(coded, guest, off):
    phone = App(coded("ada").secret, off)
    begin(guest)

    assert guest.submit("/login/code", code=f" {phone.code()[:3]} {phone.code()[3:]}").status_code == 303


@pytest.mark.parametrize(
    ("later", "said"), [(-120, "This code is over."), (120, "This is not the code of this moment.")]
)
def test_a_code_of_another_moment_lets_nobody_in_and_one_to_come_is_no_news(app, coded, guest, later, said):
    """Who has guessed the code of two minutes from now is not told so."""
    phone = coded("ada")
    begin(guest)

    answer = guest.submit("/login/code", code=phone.code(later))

    assert answer.status_code == 422
    assert said in Page.of(answer).text
    assert re.search(r"\d\d:\d\d:\d\d", Page.of(answer).text)
    assert kinds(app)[-1] == "code refused"


def test_a_code_opens_once_from_wherever_it_comes(coded, visit):
    phone = coded("ada")
    first, second = visit(""), visit("")
    begin(first)
    begin(second)
    code = phone.code()
    assert first.submit("/login/code", code=code).status_code == 303

    answer = second.submit("/login/code", code=code)

    assert answer.status_code == 422
    assert "This code has been used." in Page.of(answer).text
    assert second.get("/today").location.startswith("/login")


def test_another_browser_that_has_given_no_password_is_asked_for_it(coded, visit):
    phone = coded("ada")
    begin(visit(""))
    other = visit("")

    answer = other.send("/login/code", code=phone.code())

    assert answer.location == "/login"
    assert other.get("/today").location.startswith("/login")


def test_coming_halfway_lasts_some_minutes_and_ends_with_the_password(app, coded, guest, moment):
    phone = coded("ada")
    begin(guest)
    moment.shift(LASTS + timedelta(seconds=2))
    answer = guest.send("/login/code", code=phone.code())
    assert answer.location == "/login"
    assert "begin with your password again" in guest.page("/login").text

    begin(guest)
    with acting(app):
        person("ada").password_hash = "another"
    assert guest.send("/login/code", code=phone.code()).location == "/login"


def test_coming_halfway_in_one_account_opens_no_other(coded, guest):
    coded("ada")
    coded("ben")
    begin(guest)
    half = guest.session["half"]
    guest.session = guest.session | {"half": ("A" if half[0] != "A" else "B") + half[1:]}

    assert guest.get("/login/code").location == "/login"


def test_wrong_codes_are_counted_for_the_account(coded, visit):
    coded("ada")
    answers = []
    for _ in range(12):
        guest = visit("")
        begin(guest)
        answers.append(guest.submit("/login/code", code="000000").status_code)

    assert answers == [422] * 10 + [429] * 2


def test_a_recovery_code_lets_in_once(app, coded, visit):
    coded("ada")
    first, second = visit(""), visit("")
    begin(first)
    begin(second)

    answer = first.submit("/login/recovery", code=RECOVERY[0].lower().replace("-", " "))
    assert (answer.status_code, answer.location) == (303, "/today")
    assert "That recovery code is used up." in first.page("/today").text
    again = second.submit("/login/recovery", code=RECOVERY[0])
    assert again.status_code == 422
    assert "This is none of your recovery codes" in Page.of(again).text
    assert len(kept(app, select(RecoveryCode.id))) == 1
    assert {"recovered", "code refused"} <= set(kinds(app))


def test_the_recovery_codes_of_one_are_not_anothers(app, coded, guest):
    coded("ada")
    coded("ben")
    begin(guest, "ben")
    guest.submit("/login/recovery", code=RECOVERY[0])

    left = select(Person.email).join(RecoveryCode, RecoveryCode.person_id == Person.id)
    assert sorted(kept(app, left)) == [email("ada")] * 2 + [email("ben")]


def test_all_of_them_used_up_says_so_and_new_ones_end_the_old(coded, ada, visit):
    phone = coded("ada")
    for code in RECOVERY:
        guest = visit("")
        begin(guest)
        guest.submit("/login/recovery", code=code)
    prove(ada, code=phone.code())
    assert "You have used all of them." in ada.page(HERE).text

    fresh = codes_on(Page.of(ada.submit(HERE, to=f"{HERE}/recovery")))
    newest = codes_on(Page.of(ada.submit(HERE, to=f"{HERE}/recovery")))

    guest = visit("")
    begin(guest)
    assert guest.submit("/login/recovery", code=fresh[0]).status_code == 422
    assert guest.submit("/login/recovery", code=newest[0]).status_code == 303


def test_switched_off_none_is_asked_for(app, coded, ada, guest):
    phone = coded("ada")
    prove(ada, code=phone.code())
    ada.submit(HERE, to=f"{HERE}/off")

    assert begin(guest).location == "/today"
    assert kept(app, select(RecoveryCode.id)) == []
    assert kinds(app).count("codes off") == 1


def test_a_proof_takes_the_code_as_well_or_a_recovery_code(app, coded, visit):
    phone = coded("ada")
    one, two = visit("ada"), visit("ada")
    forget_proofs(app, "ada")

    assert one.submit("/settings/proof", password=PASSWORD).status_code == 422
    assert one.submit("/settings/proof", password=PASSWORD, code="000000").status_code == 422
    assert one.get("/settings/log").status_code == 401
    assert one.submit("/settings/proof", password=PASSWORD, code=phone.code()).status_code == 303
    assert one.page("/settings/log")
    two.session = one.session
    assert two.submit("/settings/proof", password=PASSWORD, code=RECOVERY[1]).status_code == 303


@pytest.mark.parametrize("path", [HERE, f"{HERE}/recovery", f"{HERE}/off"])
def test_nothing_is_changed_without_a_proof(app, coded, ada, path):
    coded("ada")
    forget_proofs(app, "ada")
    before = rows(app, select(CodeApp.__table__)), rows(app, select(RecoveryCode.__table__))

    assert ada.send(path).status_code == 401
    assert (rows(app, select(CodeApp.__table__)), rows(app, select(RecoveryCode.__table__))) == before


def test_what_waits_for_its_first_code_is_of_whoever_it_was_shown_to(app, ada, ben):
    prove(ada)
    prove(ben)
    page = ada.page(HERE)
    form = page.form(HERE)

    answer = ben.send(HERE, waiting=form.values["waiting"], code=App(secret_on(page)).code())

    assert answer.location == HERE
    assert kept(app, select(CodeApp.id)) == []


def test_the_database_holds_no_recovery_code(app, coded):
    coded("ada")

    assert not {each.replace("-", "") for each in RECOVERY} & set(kept(app, select(RecoveryCode.code_hash)))


def test_the_partner_is_told_nothing(coded, ada, ben, visit):
    before = ben.page("/today").text, ben.page("/settings").text, ben.page("/us").text
    phone = coded("ada")
    guest = visit("")
    begin(guest)
    guest.submit("/login/code", code=phone.code())

    assert (ben.page("/today").text, ben.page("/settings").text, ben.page("/us").text) == before
