"""Passkeys: made, listed, used alone, refused where anything about them is bent, removed."""

import re
from base64 import urlsafe_b64decode
from datetime import timedelta
from json import loads

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select

from tests.databases import acting, kept, overheard, rows
from tests.factors.test_codes import kinds
from tests.passkeys.authenticator import PRESENT, VERIFIED, Authenticator
from tests.passkeys.doing import HERE, asked_on, log_in, make, prove
from tests.settings.proofs import forget_proofs
from tests.visitors import Page
from tests.world import NOW, PASSWORD, email, involve, person
from tests.world.words import CLEOS_PASSKEY
from tracker.accounts.actions import change_password, close_account
from tracker.domain.passkeys import PASSKEYS
from tracker.models import Passkey


@pytest.fixture
def device(ada):
    """Ada's, which counts its uses."""
    prove(ada)
    found, answer = make(ada, Authenticator(counts=1))
    assert answer.status_code == 303, Page.of(answer).text
    return found.bent(counts=2)


def stored(app):
    told = select(Passkey.name, Passkey.use_count, Passkey.used_in).order_by(Passkey.made_at)
    return rows(app, told.where(Passkey.name != CLEOS_PASSKEY))


def test_one_is_made_and_opens_the_account_alone(app, ada, device, guest):
    answer = log_in(guest, device)

    assert (answer.status_code, answer.location) == (303, "/today")
    assert guest.page("/today")
    assert stored(app) == [("Passkey", 2, NOW.date().replace(day=1))]
    assert {"passkey made", "logged in"} <= set(kinds(app))


def test_it_leads_to_where_one_wanted_to_go(device, guest):
    answer = guest.send("/login/passkey", passkey=device.use(asked_on(guest.page("/login"))), next="/habits")

    assert answer.location == "/habits"


def test_it_is_both_steps_where_a_code_is_asked_for(coded, device, guest):
    coded("ada")

    assert log_in(guest, device).location == "/today"


def test_several_have_names_and_tell_the_month_of_their_last_use(app, ada, device, guest):
    ada.environ_base |= {"HTTP_USER_AGENT": "Mozilla/5.0 (Android 14; Mobile) Firefox/130.0"}
    second, _answer = make(ada)
    third, _answer = make(ada, name="The old <tablet>")
    log_in(guest, device)

    text = ada.page(HERE).text
    assert "Passkey last used in March 2026" in text
    assert text.count("not used yet") == 2
    assert "Firefox on Android" in text
    assert "The old <tablet>" in text
    assert len({device.credential_id, second.credential_id, third.credential_id}) == 3
    assert second.handle == device.handle


def test_a_second_one_opens_the_account_likewise(ada, device, visit):
    second, _answer = make(ada)

    assert log_in(visit(""), second).location == "/today"
    assert log_in(visit(""), second).location == "/today"  # one that does not count says 0 each time


def test_one_is_called_something_else(app, ada, device):
    (path,) = [each for each in ada.page(HERE).links if each.startswith(f"{HERE}/")]

    assert ada.submit(path, name="").status_code == 422
    assert ada.submit(path, name="The phone").location == HERE
    assert [name for name, *_rest in stored(app)] == ["The phone"]


def test_one_that_is_removed_opens_nothing(app, ada, device, guest):
    (path,) = [each for each in ada.page(HERE).actions if each.endswith("/remove")]
    ada.submit(HERE, to=path)

    answer = log_in(guest, device)

    assert answer.location == "/login"
    assert "This passkey opens nothing here, or not any more." in guest.page("/login").text
    assert stored(app) == []
    assert ada.send(path).status_code == 404
    assert "passkey removed" in kinds(app)


def test_nobody_names_or_removes_anothers(app, ada, ben, device):
    (path,) = [each for each in ada.page(HERE).links if each.startswith(f"{HERE}/")]
    prove(ben)

    assert ben.get(path).status_code == 404
    assert ben.send(path, name="Mine").status_code == 404
    ben.send(f"{path}/remove")
    assert len(stored(app)) == 1


BENT = {
    "another site's": {"origin": "https://tend.example.net"},
    "another port's": {"origin": "http://localhost:8000"},
    "over https, where this is not": {"origin": "https://localhost"},
    "for another name": {"site": "example.net"},
    "nobody was there": {"flags": VERIFIED},
    "nobody was known to the device": {"flags": PRESENT},
    "neither": {"flags": 0},
    "from within a page of another site": {"framed": True},
    "of the other ceremony": {"kind": "webauthn.create"},
    "of no ceremony": {"kind": "payment.get"},
    "of another passkey": {"credential_id": b"another"},
    "of somebody else": {"handle": "somebody else"},
    "of nobody": {"handle": ""},
}


@pytest.mark.parametrize("bent", BENT.values(), ids=BENT)
def test_one_that_is_bent_opens_nothing(app, device, guest, bent):
    before = stored(app)

    assert log_in(guest, device.bent(**bent)).location == "/login"

    assert guest.get("/today").location.startswith("/login")
    assert stored(app) == before
    assert log_in(guest, device).location == "/today"  # and is no worse for it


def test_a_signature_by_another_key_opens_nothing(app, device, guest):
    stranger = ec.generate_private_key(ec.SECP256R1())

    assert log_in(guest, device, signed_by=stranger).location == "/login"
    assert guest.get("/today").location.startswith("/login")


MADE_BENT = {name: bent for name, bent in BENT.items() if not {"credential_id", "handle"} & bent.keys()}
MADE_BENT["of the other ceremony"] = {"kind": "webauthn.get"}


@pytest.mark.parametrize("bent", MADE_BENT.values(), ids=MADE_BENT)
def test_one_that_is_bent_is_not_taken(app, ada, bent):
    prove(ada)
    _device, answer = make(ada, Authenticator(**bent))

    assert answer.status_code == 422
    assert "That did not work out, and nothing was changed." in Page.of(answer).text
    assert stored(app) == []


def test_a_challenge_is_answered_once(app, device, visit):
    one = visit("")
    answer = device.use(asked_on(one.page("/login")))
    cookie = one.get_cookie("tend").value
    assert one.send("/login/passkey", passkey=answer).location == "/today"

    again = visit("")
    again.set_cookie("tend", cookie)
    higher = device.bent(counts=9)
    assert again.send("/login/passkey", passkey=answer).location == "/login"
    assert again.send("/login/passkey", passkey=higher.use(challenge_of(answer))).location == "/login"
    assert again.get("/today").location.startswith("/login")


def challenge_of(answer):
    """What was asked for, from an answer to it."""
    said = loads(answer)["response"]["clientDataJSON"]
    challenge = loads(urlsafe_b64decode(said + "=="))["challenge"]
    return {"challenge": urlsafe_b64decode(challenge + "==").decode()}


def test_a_challenge_is_of_one_browser_one_purpose_and_an_hour(ada, device, visit, moment):
    theirs = asked_on(visit("").page("/login"))
    other = visit("")
    other.session = {"csrf_token": "another browser"}
    assert other.send("/login/passkey", passkey=device.use(theirs)).location == "/login"

    to_prove = asked_on(ada.page("/settings/proof"))
    guest = visit("")
    guest.session = ada.session | {"_user_id": ""}
    assert guest.send("/login/passkey", passkey=device.use(to_prove)).location == "/login"

    late = visit("")
    options = asked_on(late.page("/login"))
    moment.shift(timedelta(minutes=61))
    assert late.send("/login/passkey", passkey=device.use(options)).location == "/login"


def test_a_challenge_that_we_did_not_draw_is_refused(device, guest):
    options = asked_on(guest.page("/login"))
    mark, _dot, signed = options["challenge"].partition(".")
    for odd in (f"{mark}x.{signed}", f"{mark}.{signed[:-1]}", mark, "", "9" * 300, "é."):
        answer = guest.send("/login/passkey", passkey=device.use({"challenge": odd}))
        assert answer.location == "/login"


def test_one_that_may_have_been_copied_opens_nothing_any_more_and_its_owner_is_told(app, ada, device, visit):
    """Of the two with one key, one has counted further: the other says a count that was there."""
    thief = device
    assert log_in(visit(""), device).location == "/today"

    refused = visit("")
    assert log_in(refused, thief).location == "/login"
    assert "it may have been copied" in refused.page("/login").text
    assert log_in(visit(""), device.bent(counts=7)).location == "/login"  # nor for its owner
    assert "may have been copied: it opens nothing any more" in ada.page(HERE).text
    assert kinds(app).count("passkey copied") == 1


@pytest.mark.parametrize(
    "odd",
    ["", "{}", "[]", "null", "no json", '{"id": 1}', '{"id": "a", "rawId": "!"}', "[" * 5000, "x" * 30_000],
)
def test_what_is_no_answer_of_a_browser_is_refused_in_kind_words(app, ada, guest, odd):
    prove(ada)

    assert guest.send("/login/passkey", passkey=odd).location == "/login"
    assert "That did not work out" in guest.page("/login").text
    assert ada.send(HERE, passkey=odd).status_code == 422
    assert stored(app) == []


def test_it_is_a_fresh_proof(ada, device, moment):
    moment.shift(timedelta(minutes=16))
    assert ada.get("/settings/log").status_code == 401

    options = asked_on(ada.page("/settings/proof"))
    answer = ada.send("/settings/proof/passkey", passkey=device.use(options), next="/settings/log")

    assert answer.location == "/settings/log"
    assert "A passkey was used, for something that asks for a proof" in ada.page("/settings/log").text


def test_anothers_is_no_proof(app, ada, ben, device):
    forget_proofs(app, "ben")
    options = asked_on(ben.page("/settings/proof"))

    answer = ben.send("/settings/proof/passkey", passkey=device.use(options))

    assert answer.status_code == 422
    assert "This passkey is of another account" in answer.text
    assert ben.get("/settings/log").status_code == 401


@pytest.mark.parametrize("path", [HERE, f"{HERE}/1", f"{HERE}/1/remove"])
def test_nothing_is_changed_without_a_proof(app, ada, path):
    forget_proofs(app, "ada")

    assert ada.send(path).status_code == 401


def test_they_stay_with_a_new_password_while_log_ins_end(app, device, visit):
    inside = visit("")
    log_in(inside, device)
    with acting(app):
        change_password(person("ada"), "another hash", now=NOW)

    assert inside.get("/today").location.startswith("/login")
    assert log_in(visit(""), device.bent(counts=3)).location == "/today"


def test_an_account_that_is_shut_is_not_opened(app, device, guest, moment):
    with acting(app):
        close_account(person("ada"), to_be_deleted=False, now=NOW)
    moment.shift(timedelta(days=31))

    assert log_in(guest, device).status_code == 403


def test_there_are_so_many_and_no_more(app, ada):
    prove(ada)
    for number in range(PASSKEYS):
        assert make(ada, name=str(number))[1].status_code == 303
    _device, answer = make(ada)

    assert answer.status_code == 422
    assert len(stored(app)) == PASSKEYS


def test_one_is_of_one_account(app, ada, ben, device):
    prove(ben)
    _same, answer = make(ben, device)

    assert answer.status_code == 422
    assert len(stored(app)) == 1


def test_the_page_tells_the_browser_which_there_are(ada, device):
    options = asked_on(ada.page(HERE))

    assert [each["type"] for each in options["excludeCredentials"]] == ["public-key"]
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert email("ada") == options["user"]["name"]
    assert not re.search(r"\b1\b", options["user"]["id"])


def test_logging_in_asks_for_the_same_whoever_asks(app, visit):
    """No address is named, and none is looked up: what is asked for tells nothing, nor how long it takes."""
    involve("ada")
    found, statements = [], []
    for address in (email("ada"), "nobody@example.org"):
        guest = visit("")
        guest.send("/login", email=address, password="wrong " + PASSWORD)
        with overheard(app) as heard:
            found.append(asked_on(guest.page("/login")))
        statements.append(heard)

    assert found[0].keys() == found[1].keys() == {"challenge", "rpId", "userVerification", "timeout"}
    assert {**found[0], "challenge": ""} == {**found[1], "challenge": ""}
    assert statements[0] == statements[1]


def test_what_is_stored_opens_nothing(app, device):
    of_ada = Passkey.name != CLEOS_PASSKEY
    (row,) = rows(app, select(Passkey.__table__).where(of_ada))

    assert kept(app, select(Passkey.handle).where(of_ada)) == [device.handle]
    assert str(device.key.private_numbers().private_value) not in str(row)
