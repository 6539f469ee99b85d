import json
from datetime import timedelta
from importlib import import_module
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from tracker.accounts.queries import person_with
from tracker.domain.events import AccountEvent
from tracker.domain.passkeys import (
    ALGORITHMS,
    COPIED,
    MINUTES_TO_ANSWER,
    NOT_KNOWN,
    NOT_TAKEN,
    PasskeyPlace,
    PasskeySite,
    passkey_name,
    passkey_place,
    site,
)
from tracker.domain.people import shut
from tracker.domain.refusals import Refused
from tracker.domain.stamps import Parts
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.models import Passkey, Person
from tracker.passkeys import actions, queries
from tracker.passkeys.forms import NewPasskeyForm, PasskeyForm, PasskeyLogInForm, PasskeyNameForm
from tracker.web.challenges import is_ours, new_challenge
from tracker.web.clock import now
from tracker.web.hosts import in_use
from tracker.web.limits import limit, network
from tracker.web.notices import notify, warn
from tracker.web.noting import browser_here, note
from tracker.web.proof import empty_form, fulfilled, proof_page, proof_required, see_passkey, wish_sent
from tracker.web.proof import prove as note_proof
from tracker.web.session import hold_log_in, me, secret
from tracker.web.session import log_in as log_in_here
from tracker.web.wishes import led, next_path, onward

bp = Blueprint("passkeys", __name__)

A_QUARTER = timedelta(minutes=15)
LOG_IN, PROVE, MAKE = "log in", "prove", "make"


@bp.app_template_global()
def passkey_to(what: str) -> str:
    """What a browser is asked for to log in by a passkey, or to prove with one; nothing where passkeys cannot be used."""
    return json.dumps(asked_for(what)) if here() is PasskeyPlace.HERE else ""


def asked_for(what: str) -> dict[str, Any]:
    """That as scripts take it; no address is asked for, so it is the same whoever asks."""
    return {
        "challenge": new_challenge(what),
        "rpId": its_site().name,
        "userVerification": "required",
        "timeout": MINUTES_TO_ANSWER * 60_000,
    }


def here() -> PasskeyPlace:
    """Whether passkeys can be used at the address in use, or at what a proxy may have made look like it."""
    found = [passkey_place(current_app.extensions["origins"][0], each) for each in in_use()]
    return PasskeyPlace.HERE if PasskeyPlace.HERE in found else found[0]


def its_site() -> PasskeySite:
    return site(current_app.extensions["origins"][0], in_use())


def ceremony() -> Any:
    """What looks at the answers of browsers; loaded when the first has come."""
    return import_module("tracker.passkeys.ceremony")


@bp.post("/login/passkey")
def log_in() -> Response | tuple[str, int]:
    if current_user.is_authenticated:
        return onward(url_for("today.show_now"))
    form = PasskeyLogInForm()
    try:
        person = recognised(form, LOG_IN)
    except Refused as no:
        say_why(no)
        return led(url_for("accounts.log_in"), next_path())
    if shut(person.disabled_at, now()):
        db.session.commit()
        return render_template("accounts/shut.html"), 403
    log_in_here(person, stay=form.stay.data)
    db.session.commit()
    return onward(url_for("today.show_now"))


@bp.post("/settings/proof/passkey")
@login_required
def prove() -> Response | tuple[str, int]:
    wish = wish_sent()
    try:
        see_passkey(PROVE, of=me())
    except Refused as no:
        warn(no.sentence, **no.values)
        return proof_page(empty_form(), wish), 422
    note_proof()
    note(AccountEvent.PROVED_BY_PASSKEY, me())
    db.session.commit()
    return fulfilled(wish, url_for("security.show_keys"))


def say_why(no: Refused) -> None:
    """Say why a passkey opened nothing. What it answered to is used up all the same, and what was noted stays."""
    db.session.commit()
    warn(no.sentence, **no.values)


def whose_passkey(what: str) -> Person:
    """Whose passkey a browser shows for what it was asked for; raises `Refused` where it opens nothing."""
    return recognised(PasskeyForm(), what)


def recognised(form: PasskeyForm, what: str) -> Person:
    """Whose passkey a browser has used, in answer to a challenge of ours; raises `Refused` where it opens nothing."""
    answer = answer_in(form)
    challenge = ceremony().challenge_used_for(answer)
    if not is_ours(challenge, what):
        raise Refused(NOT_TAKEN)
    said = ceremony().used(answer)
    passkey = queries.passkey_by(said.credential_id, said.handle)
    person = person_with(passkey.person_id) if passkey else None
    if passkey is None or person is None:
        raise Refused(NOT_KNOWN)
    use_count = ceremony().times_used(answer, its_site(), challenge, passkey.public_key)
    if not actions.use(person, passkey, use_count, now=now()):
        raise Refused(COPIED)
    return person


def answer_in(form: PasskeyForm) -> str:
    """What a browser has answered; raises `Refused` where a passkey cannot be used here, or that is none."""
    limit("passkey", network(), most=100, within=A_QUARTER)
    if here() is not PasskeyPlace.HERE or not form.validate() or not form.passkey.data:
        raise Refused(NOT_TAKEN)
    return form.passkey.data


@bp.route("/settings/passkeys", methods=["GET", "POST"])
@login_required
@proof_required
def show() -> Response | tuple[str, int]:
    default = passkey_name(**browser_here())
    form = NewPasskeyForm(name=default)
    if form.validate_on_submit():
        with form.refusals():
            make(form, default)
            notify(_("From now on you can log in with this passkey alone."))
            return redirect(url_for("passkeys.show"), 303)
    return render_template(
        "passkeys/show.html",
        form=form,
        passkeys=queries.passkeys_of(me()),
        here=here().value,
        public_address=str(current_app.extensions["origins"][0]),
        asked=json.dumps(asked_to_make()) if here() is PasskeyPlace.HERE else "",
    ), form.status


def make(form: NewPasskeyForm, default: str) -> None:
    answer = answer_in(form)
    challenge = ceremony().challenge_made_for(answer)
    ours = is_ours(challenge, MAKE)
    db.session.commit()
    if not ours:
        raise Refused(NOT_TAKEN)
    new = ceremony().made(answer, its_site(), challenge)
    hold_log_in(AccountEvent.PASSKEY_MADE)
    handle = actions.handle_of(me(), secret())
    actions.make(me(), new, name=form.name.data or default, handle=handle, now=now())
    db.session.commit()


def asked_to_make() -> dict[str, Any]:
    """What a browser is asked for to make a passkey for whoever asks."""
    asked = {name: each for name, each in asked_for(MAKE).items() if name in ("challenge", "timeout")}
    there = queries.passkeys_of(me())
    return asked | {
        "rp": {"id": its_site().name, "name": "Tend"},
        "user": {"id": actions.handle_of(me(), secret()), "name": me().email, "displayName": me().name},
        "pubKeyCredParams": [{"type": "public-key", "alg": each} for each in ALGORITHMS],
        "excludeCredentials": [{"type": "public-key", "id": each.credential_id} for each in there],
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": True,
            "userVerification": "required",
        },
        "attestation": "none",
    }


@bp.route("/settings/passkeys/<id:passkey_id>", methods=["GET", "POST"])
@login_required
@proof_required
def rename(passkey_id: int) -> Response | tuple[str, int]:
    passkey = queries.own_passkey(me(), passkey_id)
    form = PasskeyNameForm(over=as_named(passkey))
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(lambda: as_named(queries.own_passkey(me(), passkey_id)))
            actions.rename(passkey, form.name.data)
            db.session.commit()
            notify(_("Saved."))
            return redirect(url_for("passkeys.show"), 303)
    return render_template("passkeys/edit.html", form=form, passkey=passkey), form.status


def as_named(passkey: Passkey) -> Parts:
    return {"name": passkey.name}


@bp.post("/settings/passkeys/<id:passkey_id>/remove")
@login_required
@proof_required
def remove(passkey_id: int) -> Response:
    actions.remove(queries.own_passkey(me(), passkey_id).id, by=me())
    note(AccountEvent.PASSKEY_REMOVED, me())
    db.session.commit()
    notify(
        _(
            "It opens nothing any more. Where its device is logged in, that goes on until you end it, under keys. "
            "Delete it on the device as well."
        )
    )
    return redirect(url_for("passkeys.show"), 303)
