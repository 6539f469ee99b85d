"""Forms that ask for a proof of their own, however fresh another is: a new password, and the end of the account. A passkey
will do, and where codes are asked for, the password alone will not.
"""

import pytest
from sqlalchemy import select

from tests.databases import rows
from tests.factors.apps import RECOVERY
from tests.passkeys.authenticator import Authenticator
from tests.passkeys.doing import asked_on, make, prove
from tests.passkeys.test_passkeys import BENT, device
from tests.world import PASSWORD, email
from tracker.models import Person

__all__ = ["device"]

NEW = "a horse of another colour"
PASSWORDS, DELETE = "/settings/security", "/settings/delete"


@pytest.fixture
def coded_ada(coded, ada):
    return coded("ada")


def addresses(app):
    return [address for (address,) in rows(app, select(Person.email))]


def sent(visitor, path, device, **typed):
    """Send a form with what a passkey answers to it."""
    page = visitor.page(path)
    values = page.form(path).values | {"passkey": device.use(asked_on(page))} | typed
    return visitor.post(path, data=values)


def gets_in(visit, password):
    return visit("").send("/login", email=email("ada"), password=password).location == "/today"


def test_a_passkey_sets_a_new_password(ada, device, visit):
    answer = sent(ada, PASSWORDS, device, password=NEW)

    assert (answer.status_code, answer.location) == (303, PASSWORDS)
    assert gets_in(visit, NEW)
    assert not gets_in(visit, PASSWORD)


def test_a_passkey_ends_the_account(app, ada, device):
    answer = sent(ada, DELETE, device)

    assert answer.status_code == 303
    assert email("ada") not in addresses(app)


def test_it_is_both_steps_there_too(app, coded, ada, device, visit):
    coded("ada")

    assert sent(ada, PASSWORDS, device, password=NEW).status_code == 303
    assert sent(ada, DELETE, device.bent(counts=3)).status_code == 303
    assert email("ada") not in addresses(app)


@pytest.mark.parametrize("path", [PASSWORDS, DELETE])
@pytest.mark.parametrize("bent", BENT.values(), ids=BENT)
@pytest.mark.crossed("what is bent, and the form")
def test_one_that_is_bent_changes_nothing(app, ada, device, visit, path, bent):
    answer = sent(ada, path, device.bent(**bent), password=NEW)

    assert answer.status_code == 422
    assert "ssword" in answer.text  # and may be given there, as before
    assert gets_in(visit, PASSWORD)
    assert email("ada") in addresses(app)


@pytest.mark.parametrize("path", [PASSWORDS, DELETE])
def test_anothers_changes_nothing(app, ada, ben, device, visit, path):
    prove(ben)
    his, _made = make(ben, Authenticator())

    answer = sent(ada, path, his, password=NEW)

    assert answer.status_code == 422
    assert "This passkey is of another account" in answer.text
    assert gets_in(visit, PASSWORD)


def test_what_it_answered_to_is_of_that_form_alone(app, ada, device, visit):
    to_prove = asked_on(ada.page("/settings/proof"))
    to_set = asked_on(ada.page(PASSWORDS))

    for options in (to_prove, to_set):
        form = ada.page(DELETE).form(DELETE)
        answer = ada.post(DELETE, data=form.values | {"passkey": device.bent(counts=9).use(options)})
        assert answer.status_code == 422
    assert email("ada") in addresses(app)


def test_a_new_password_that_is_guessable_is_said_before_anything_is_set(ada, device, visit):
    answer = sent(ada, PASSWORDS, device, password="short")

    assert answer.status_code == 422
    assert gets_in(visit, PASSWORD)


@pytest.mark.parametrize("path", [PASSWORDS, DELETE])
def test_who_has_no_passkey_is_not_asked_for_one(visit, path):
    assert "data-options" not in visit("ben").page(path).source


def typed(path, **more):
    own = {PASSWORDS: {"old_password": PASSWORD, "password": NEW}, DELETE: {"password": PASSWORD}}
    return own[path] | more


@pytest.mark.parametrize("path", [PASSWORDS, DELETE])
@pytest.mark.parametrize("code", ["", "000000", "BCDF-BCDF-BCDF"])
@pytest.mark.crossed("what stands for a code, and the form")
def test_the_password_alone_will_not_do_where_codes_are_asked_for(app, coded_ada, ada, visit, path, code):
    answer = ada.submit(path, **typed(path, code=code))

    assert answer.status_code == 422
    assert email("ada") in addresses(app)
    assert visit("").send("/login", email=email("ada"), password=PASSWORD).location == "/login/code"


@pytest.mark.parametrize("path", [PASSWORDS, DELETE])
@pytest.mark.parametrize("kind", ["of the app", "for recovery"])
@pytest.mark.crossed("a kind of code, and the form")
def test_with_a_code_of_either_kind_it_does(coded_ada, ada, path, kind):
    code = coded_ada.code() if kind == "of the app" else RECOVERY[0]

    assert ada.submit(path, **typed(path, code=code)).status_code == 303


@pytest.mark.parametrize("path", [PASSWORDS, DELETE])
def test_a_wrong_password_uses_no_code_up(coded_ada, ada, path):
    code = coded_ada.code()
    wrong = {"old_password" if path == PASSWORDS else "password": "not this one"}

    assert ada.submit(path, **typed(path, code=code) | wrong).status_code == 422
    assert ada.submit(path, **typed(path, code=code)).status_code == 303


@pytest.mark.parametrize("path", [PASSWORDS, DELETE])
def test_no_code_is_asked_for_where_there_is_none(ada, path):
    assert 'name="code"' not in ada.page(path).source
