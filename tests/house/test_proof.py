"""What asks for a fresh proof, each of it: a new address that should ask fails until it is declared, as does one that should not."""

import re

import pytest

from tests.databases import acting
from tests.house.doors import everything
from tests.settings.proofs import forget_proofs
from tests.world import PASSWORD
from tracker.accounts.forms import LogInForm
from tracker.web.fields import OwnPasswordField
from tracker.web.forms import Form
from tracker.web.typed import forms_from

# What cannot be had or done without one, and why.
ASKED_FOR = {
    "confirming.change": "an address gets its owner in",
    "confirming.name_another": "an address gets its owner in",
    "confirming.send_code_again": "it tells which address waits",
    "confirming.type_code": "an address gets its owner in",
    "calendars.renew": "it makes a calendar’s address",
    **dict.fromkeys(
        ("factors.show_codes", "factors.switch_on"), "it shows what codes are made of, or asks for them"
    ),
    **dict.fromkeys(("factors.switch_off", "factors.let_go"), "it takes a second step off"),
    **dict.fromkeys(
        ("factors.let_stay", "factors.stop_losing"), "it keeps whoever has lost their app out for good"
    ),
    "factors.renew_recovery_codes": "each recovery code is a second step",
    "passkeys.show": "it shows passkeys, and makes them: each gets its owner in",
    **dict.fromkeys(("passkeys.rename", "passkeys.remove"), "a passkey gets its owner in"),
    "exports.show": "it leads to what takes all along",
    "exports.take": "it takes all along",
    "security.choose_lock": "it says whether a phone that lies about shows anything",
    "security.clear_log": "it empties one’s log",
    "security.end_all_keys": "it ends log-ins",
    "security.end_one_key": "it ends log-ins",
    "security.show_keys": "it shows log-ins",
    "security.show_log": "it shows one’s log",
    "summaries.make_link": "it makes a link to the summary",
}
# What asks for the password in its own form, or for it only where somebody's all comes back.
ASKED_FOR_WITHIN = {
    "settings.secure": "a new password asks for the one until now, or for a passkey",
    "settings.delete_account": "deleting asks for the password, or for a passkey",
    "imports.preview": "an export that comes back asks, a file from Loop does not",
}
# What must never ask: whoever has to get away gets away.
NEVER = {"settings.leave_space", "accounts.log_out", "help.show", "help.show_safety"}


def asking(app):
    return {name for name, view in app.view_functions.items() if getattr(view, "asks_for_proof", False)}


def test_what_asks_for_a_proof_is_declared(app):
    assert asking(app) == ASKED_FOR.keys()
    assert {*ASKED_FOR, *ASKED_FOR_WITHIN, *NEVER} <= app.view_functions.keys()
    assert not NEVER & {*ASKED_FOR, *ASKED_FOR_WITHIN}


def test_forms_that_ask_for_the_password_are_those_that_are_declared():
    asks = {
        each.__name__
        for each in forms_from(Form)
        for name in dir(each)
        if getattr(getattr(each, name), "field_class", None) is OwnPasswordField
    }

    assert asks - {LogInForm.__name__, "ProofForm", "ProofWithCodeForm", "UnlockForm"} == {
        "ChangePasswordForm",
        "DeleteAccountForm",
    }


def addresses(app, method):
    return sorted(
        re.sub("<[^>]+>", "1", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint in ASKED_FOR and method in (rule.methods or ())
    )


def test_without_one_nothing_is_shown_or_done(app, ada):
    forget_proofs(app, "ada")
    with acting(app):
        there = everything()

    for path in addresses(app, "GET"):
        answer = ada.get(path)
        assert (answer.status_code, "Your password, please" in answer.text) == (401, True), path
    for path in addresses(app, "POST"):
        answer = ada.send(path, key="x", email="who@example.org")
        assert answer.status_code == 401 or answer.location == "/settings/export", path

    with acting(app):
        assert everything() == there


def test_no_address_says_what_was_wanted(app, ada):
    forget_proofs(app, "ada")

    for path in addresses(app, "GET"):
        found = re.findall(r'(?:href|action)="([^"]*)"', ada.get(path).text)
        assert [each for each in found if "next" in each or "?" in each] == []


def test_what_was_typed_is_kept_across_the_proof_and_sent_as_it_was_meant(app, visit):
    forget_proofs(app, "cleo")
    cleo = visit("cleo")
    page = cleo.page("/dates/feed")
    typed = page.form("/dates/feed").values | {"neutral": "y"}
    asked = cleo.post("/dates/feed", data=typed)
    assert asked.status_code == 401
    form = page.of(asked).form("/settings/proof")
    assert (form.values["neutral"], form.values["next"]) == ("y", "/dates/feed")

    wrong = cleo.post("/settings/proof", data=form.values | {"password": "not this one"})
    form = page.of(wrong).form("/settings/proof")
    right = cleo.post("/settings/proof", data=form.values | {"password": PASSWORD})

    assert (right.status_code, right.location) == (307, "/dates/feed")
    made = cleo.post("/dates/feed", data=form.values | {"password": PASSWORD})
    assert (made.status_code, made.location) == (303, "/dates/feed")
    assert ".ics" in cleo.page("/dates/feed").source


def test_no_password_is_carried_along(app, ada):
    forget_proofs(app, "ada")

    asked = ada.send("/dates/feed", password="secret words", neutral="y")

    assert "secret words" not in asked.text


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_nothing_is_sent_on_to_another_place(ada, elsewhere):
    answer = ada.send("/settings/proof", password=PASSWORD, next=elsewhere, again="1", body="words")

    assert (answer.status_code, answer.location) == (303, "/settings/keys")


def test_leaving_needs_none(app, visit):
    forget_proofs(app, "ada")

    assert visit("ada").submit("/settings/leave").location == "/today"
