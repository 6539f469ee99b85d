from datetime import timedelta

from flask import Blueprint, abort, redirect, render_template, session, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from tracker.accounts import addresses, queries
from tracker.accounts.actions import CODE
from tracker.accounts.links import reset_token
from tracker.confirming.forms import AnotherAddressForm, ConfirmForm
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.models import Person, Registration
from tracker.web.clock import now
from tracker.web.familiar import own_tries
from tracker.web.limits import in_window, limit, network, wrong_tries
from tracker.web.mails import send_mail, sends_mail
from tracker.web.notices import notify
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
