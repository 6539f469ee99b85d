from datetime import date, timedelta

from flask import Blueprint, abort, redirect, render_template, session, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from tracker.accounts import addresses, changing, queries
from tracker.accounts.actions import CHANGED, CODE
from tracker.accounts.links import person_to_hold, reset_token
from tracker.confirming.forms import AnotherAddressForm, ChangeAddressForm, ConfirmForm, HoldForm
from tracker.domain.days import today
from tracker.domain.events import AccountEvent
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.models import Person, Registration
from tracker.web.clock import now
from tracker.web.familiar import own_tries
from tracker.web.limits import in_window, limit, network, wrong_tries
from tracker.web.mails import send_mail, sends_mail
from tracker.web.newcomers import IN_USE, count_address_in_use
from tracker.web.notices import notify
from tracker.web.noting import note
from tracker.web.proof import proof_required
from tracker.web.session import log_in, me, secret
from tracker.web.wishes import AN_HOUR, INVITATIONS, led, next_path, onward

bp = Blueprint("confirming", __name__, url_prefix="/confirm")

A_QUARTER = timedelta(minutes=15)

NOT_THIS = _(
    "This is not the code from the mail, or it is more than an hour old. Have another look at it, or ask "
    "for a new one."
)


@bp.route("", methods=["GET", "POST"])
def confirm() -> Response | tuple[str, int]:
    waits, form = to_confirm(), ConfirmForm()
    if form.validate_on_submit():
        own = in_window("confirm", str(waits.id), most=10, within=A_QUARTER)
        from_here = in_window("confirm", network(), most=100, within=A_QUARTER)
        with form.refusals(), wrong_tries([own, from_here]) as right:
            if addresses.use_code(form.code.data, waits.email, secret=secret(), now=now()):
                right()
                return confirmed(waits)
            form.code.errors = [NOT_THIS]
    return render_template(
        "confirming/confirm.html",
        form=form,
        email=waits.email,
        begun=isinstance(waits, Registration),
        put_back=not current_user.is_authenticated and isinstance(waits, Person),
        next=next_path(),
        sends_mail=sends_mail(),
    ), form.status


def to_confirm() -> Person | Registration:
    """Whose address waits in this browser to be confirmed: an account that is there, or one that has begun."""
    person = me() if current_user.is_authenticated else put_back()
    if person is not None and person.confirmed_at is not None:
        abort(onward(url_for("today.show_now")))
    waits = person or addresses.begun(session.get("registering", ""), now())
    if waits is None:
        abort(led(url_for("registering.register"), next_path()))
    return waits


def put_back() -> Person | None:
    """Somebody who has typed their password in a browser of theirs after a restore, and chooses another once it is known
    that the address is theirs. What was typed holds as long as that password does.
    """
    found = session.get("unconfirmed", "")
    person = queries.person_with(int(found)) if found else None
    holds = person is not None and person.new_password_due and own_tries(person.id, person.password_hash)
    return person if holds else None


def confirmed(waits: Person | Registration) -> Response:
    if isinstance(waits, Registration):
        log_in(addresses.finish(waits, now=now()), stay=True)
        db.session.commit()
        return onward(url_for("spaces.welcome"), below=INVITATIONS)
    addresses.confirm(waits, now=now())
    db.session.commit()
    notify(_("Your address is confirmed."))
    if not current_user.is_authenticated:
        session.pop("unconfirmed")
        return redirect(url_for("accounts.reset", token=reset_token(waits, secret())), 303)
    return onward(url_for("today.show_now"))


@bp.post("/again")
def send_again() -> Response:
    waits = to_confirm()
    limit("confirm again", network(), most=20, within=A_QUARTER)
    send_mail(CODE, waits.email)
    db.session.commit()
    notify(_("If the last mail is older than a quarter of an hour, another one is on its way."))
    return led(url_for("confirming.confirm"), next_path(), kept_for=AN_HOUR)


@bp.route("/change", methods=["GET", "POST"])
@login_required
@proof_required
def change() -> Response | tuple[str, int]:
    """Nobody looks here whether the new address has an account, where mails are sent: the mail tells whoever reads it."""
    if me().confirmed_at is None:
        return redirect(url_for("confirming.confirm"), 303)
    form = ChangeAddressForm()
    if form.validate_on_submit():
        limit("confirm again", network(), most=20, within=A_QUARTER)
        with form.refusals():
            changing.want_address(me(), form.email.data, spares_former=form.spares_former.data, now=now())
            if not sends_mail():
                return changed_at_once(form)
            send_mail(CODE, form.email.data)
            db.session.commit()
            return redirect(url_for("confirming.type_code"), 303)
    return render_template(
        "confirming/change.html",
        form=form,
        sends_mail=sends_mail(),
        waits=changing.wanted_address(me(), now()),
        held_until=held_until(),
    ), form.status


def changed_at_once(form: ChangeAddressForm) -> Response:
    """Where no mails are sent, nobody can show that an address is theirs, and whether it has an account cannot be hidden; how
    often that is told has the same bound as where one registers.
    """
    if queries.person_called(form.email.data) is not None:
        count_address_in_use()
        raise Refused(IN_USE)
    return have(form.email.data)


def have(email: str) -> Response:
    former = changing.change_address(
        me(), email, tells_former=sends_mail() and not me().spares_former, now=now()
    )
    if former:
        send_mail(CHANGED, former)
    note(AccountEvent.NEW_ADDRESS, me())
    db.session.commit()
    notify(_("Your new address is set. From now on you log in with it."))
    return redirect(url_for("confirming.change"), 303)


def held_until() -> date | None:
    """The last day on which no new password can be chosen by mail, if that is held back."""
    until = me().resets_held_until
    return today(me().rhythm, until) if until is not None and changing.resets_are_held(me(), now()) else None


@bp.route("/change/code", methods=["GET", "POST"])
@login_required
@proof_required
def type_code() -> Response | tuple[str, int]:
    waits, form = changing.wanted_address(me(), now()), ConfirmForm()
    if not waits:
        return redirect(url_for("confirming.change"), 303)
    if form.validate_on_submit():
        own = in_window("confirm", str(me().id), most=10, within=A_QUARTER)
        from_here = in_window("confirm", network(), most=100, within=A_QUARTER)
        with form.refusals(), wrong_tries([own, from_here]) as right:
            if addresses.use_code(form.code.data, waits, secret=secret(), now=now()):
                right()
                return have(waits)
            form.code.errors = [NOT_THIS]
    return render_template("confirming/change_code.html", form=form, email=waits), form.status


@bp.post("/change/again")
@login_required
@proof_required
def send_code_again() -> Response:
    limit("confirm again", network(), most=20, within=A_QUARTER)
    if waits := changing.wanted_address(me(), now()):
        send_mail(CODE, waits)
        db.session.commit()
        notify(_("If the last mail is older than a quarter of an hour, another one is on its way."))
    return redirect(url_for("confirming.type_code"), 303)


@bp.route("/hold/<token>", methods=["GET", "POST"])
def hold(token: str) -> Response | tuple[str, int]:
    """For whoever reads the mails of a former address. To look changes nothing: mail programs look at links by themselves."""
    (person, changed_at), form = person_to_hold(token, secret()), HoldForm()
    if form.validate_on_submit():
        changing.hold_resets(person, changed_at, now=now())
        db.session.commit()
        return render_template("confirming/held.html"), 200
    return render_template("confirming/hold.html", form=form), form.status


@bp.route("/address", methods=["GET", "POST"])
@login_required
@proof_required
def name_another() -> Response | tuple[str, int]:
    form = AnotherAddressForm()
    if form.validate_on_submit():
        limit("confirm again", network(), most=20, within=A_QUARTER)
        with form.refusals():
            addresses.name_another(me(), form.email.data)
            send_mail(CODE, form.email.data)
            db.session.commit()
            return redirect(url_for("confirming.confirm"), 303)
    return render_template("confirming/another_address.html", form=form), form.status
