"""A locked log-in is unlocked by a passkey of its owner's, and by nothing that only looks like one."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select

from tests.databases import kept
from tests.passkeys.authenticator import Authenticator
from tests.passkeys.doing import asked_on, log_in, make, prove
from tests.passkeys.test_passkeys import BENT, challenge_of, device
from tests.settings.test_lock import is_locked, locking
from tests.visitors import Page
from tests.world import READERS
from tracker.accounts.tokens import digest
from tracker.domain.devices import LOCKS_AFTER
from tracker.models import Device

__all__ = ["device", "locking"]

PATH = "/reflections?topic=work"


@pytest.fixture
def hers(device):
    """Ada's passkey."""
    return device


@pytest.fixture
def locked(hers, locking, moment):
    """Ada's browser, which has locked."""
    moment.shift(LOCKS_AFTER)
    assert is_locked(locking.get(PATH))
    return locking


def asked(visitor, path=PATH):
    return asked_on(Page.of(visitor.get(path)))


def unlock(visitor, answer, path=PATH):
    form = Page.of(visitor.get(path)).form(path)
    return visitor.post(path, data=form.values | {"unlock": "", "passkey": answer})


def test_it_leads_back_to_where_one_was_with_a_new_token_and_is_a_proof(locked, hers):
    before = locked.session["_user_id"]

    answer = unlock(locked, hers.use(asked(locked)))

    assert (answer.status_code, answer.location) == (303, PATH)
    assert locked.get("/reflections").status_code == 200
    assert locked.session["_user_id"] != before
    assert locked.get("/settings/log").status_code == 200


def test_it_is_both_steps_where_a_code_is_asked_for(app, coded, locked, hers):
    coded("ada")

    assert unlock(locked, hers.use(asked(locked))).location == PATH

    mine = Device.token_hash == digest(locked.session["_user_id"])
    assert None not in kept(app, select(Device.proved_at).where(mine))


def test_the_page_asks_in_the_same_way_whoever_has_passkeys_or_none(locking, moment, device, visit):
    cleo = visit("cleo")
    prove(cleo)
    assert cleo.submit("/settings/lock", locks="y").status_code == 303
    moment.shift(LOCKS_AFTER)
    pages = [each.get("/today").text for each in (locking, cleo)]

    found = [asked(each, "/today") for each in (locking, cleo)]
    assert found[0].keys() == found[1].keys() == {"challenge", "rpId", "userVerification", "timeout"}
    assert {**found[0], "challenge": ""} == {**found[1], "challenge": ""}
    assert found[0]["userVerification"] == "required"
    assert not any(canary in page for page in pages for canary in [*READERS, device.handle, "Ada", "Cleo"])


@pytest.mark.parametrize("bent", BENT.values(), ids=BENT)
def test_one_that_is_bent_leaves_it_locked(locked, hers, bent):
    answer = unlock(locked, hers.bent(**bent).use(asked(locked)))

    assert is_locked(answer)
    assert answer.status_code == 422
    assert is_locked(locked.get(PATH))
    assert unlock(locked, hers.use(asked(locked))).location == PATH  # and is no worse for it


def test_a_signature_by_another_key_leaves_it_locked(locked, hers):
    stranger = ec.generate_private_key(ec.SECP256R1())

    assert is_locked(unlock(locked, hers.use(asked(locked), signed_by=stranger)))
    assert is_locked(locked.get(PATH))


def test_anothers_passkey_leaves_it_locked_though_it_opens_what_is_theirs(locked, hers, ben):
    prove(ben)
    his, made = make(ben, Authenticator())
    assert made.status_code == 303

    answer = unlock(locked, his.use(asked(locked)))

    assert is_locked(answer)
    assert "This passkey is of another account" in answer.text
    assert not any(canary in answer.text for canary in [*READERS, "Ada", "Ben"])
    assert is_locked(locked.get(PATH))


def test_a_challenge_is_answered_once_and_drawn_for_this_alone(locked, hers, guest):
    to_log_in = hers.bent(counts=9).use(asked_on(guest.page("/login")))
    answer = hers.use(asked(locked))
    assert is_locked(unlock(locked, to_log_in))
    assert unlock(locked, answer).location == PATH
    locked.send("/settings/lock/now")

    assert is_locked(unlock(locked, answer))
    assert is_locked(unlock(locked, hers.bent(counts=9).use(challenge_of(answer))))
    assert guest.send("/login/passkey", passkey=hers.bent(counts=9).use(asked(locked))).location == "/login"
    assert is_locked(locked.get(PATH))


@pytest.mark.parametrize(("span", "opens"), [(timedelta(hours=23), True), (timedelta(hours=25), False)])
def test_a_page_that_has_waited_through_a_night_is_good(locked, hers, moment, span, opens):
    options = asked(locked)
    form = Page.of(locked.get(PATH)).form(PATH)
    moment.shift(LOCKS_AFTER + span)

    answer = locked.post(PATH, data=form.values | {"unlock": "", "passkey": hers.use(options)})

    assert (answer.location == PATH, is_locked(answer)) == (opens, not opens)


def test_one_that_may_have_been_copied_leaves_it_locked_and_opens_nothing_any_more(locked, hers, visit):
    assert unlock(locked, hers.use(asked(locked))).location == PATH
    locked.send("/settings/lock/now")

    refused = unlock(locked, hers.use(asked(locked)))

    assert is_locked(refused)
    assert "it may have been copied" in refused.text
    assert is_locked(unlock(locked, hers.bent(counts=9).use(asked(locked))))
    assert log_in(visit(""), hers.bent(counts=10)).location == "/login"


@pytest.mark.parametrize("odd", ["{}", "no json", "x" * 30_000])
def test_what_is_no_answer_of_a_browser_leaves_it_locked(locked, hers, odd):
    answer = unlock(locked, odd)

    assert is_locked(answer)
    assert "That did not work out" in answer.text


def test_a_form_without_its_token_unlocks_nothing(locked, hers):
    answer = hers.use(asked(locked))

    locked.post(PATH, data={"unlock": "", "passkey": answer})

    assert is_locked(locked.get(PATH))


def test_what_was_sent_meanwhile_is_shown_once(locked, hers):
    locked.send("/wall", came_from="/wall", body="It took me an hour to write this.")

    unlocked = unlock(locked, hers.use(asked(locked, "/wall")), "/wall")

    assert "It took me an hour to write this." in unlocked.text
    assert "an hour" not in locked.get("/wall").text


def test_an_answer_that_is_sent_to_a_page_is_not_taken_for_one(app, locked, hers):
    answer = locked.send("/login/passkey", passkey=hers.use(asked(locked)))

    assert answer.status_code == 303
    assert is_locked(locked.get(PATH))
    assert kept(app, select(Device.unsent).where(Device.unsent != "")) == []
