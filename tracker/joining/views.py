from datetime import timedelta

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from tracker.accounts import actions as accounts
from tracker.accounts import addresses
from tracker.accounts.queries import is_named_by_many
from tracker.accounts.tokens import new_token
from tracker.domain.links import cut_short, end_of
from tracker.domain.registration import Openness
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.joining.forms import CodeForm, GuestForm
from tracker.models import Invitation, Person
from tracker.spaces import actions, queries
from tracker.spaces.waiting import notes_waiting
from tracker.web.clock import now
from tracker.web.language import preferred_first_weekday
from tracker.web.limits import Count, in_window, network, wrong_tries
from tracker.web.mails import send_mail, sends_mail
from tracker.web.newcomers import IN_USE, count_address_in_use, count_newcomer, who_can_begin
from tracker.web.notices import notify
from tracker.web.session import log_in, me, passwords, secret
from tracker.web.wishes import AN_HOUR, led

bp = Blueprint("joining", __name__, url_prefix="/join")

A_QUARTER = timedelta(minutes=15)
LOOKS = 60  # of a page without a script, before it waits for a tap

UNKNOWN = _("No invitation has this code. Have another look at it, or ask for a new one.")
CUT_SHORT = _("The end of this link seems to be cut off. Copy all of it, or type the code.")


@bp.route("", methods=["GET", "POST"])
def join_by_code() -> Response | tuple[str, int]:
    form = CodeForm()
    if form.validate_on_submit():
        if opened_by(form.code.data, in_window("join", network(), most=20, within=A_QUARTER)):
            return redirect(url_for("joining.join", token=end_of(form.code.data)), 303)
        form.code.errors = [CUT_SHORT if cut_short(form.code.data) else UNKNOWN]
    return render_template("joining/code.html", form=form), form.status


@bp.route("/<token>", methods=["GET", "POST"])
def join(token: str) -> Response | tuple[str, int]:
    invitation = looked_at(token)
    if invitation is None:
        return render_template("joining/invitation_unknown.html", cut_short=cut_short(token)), 404
    person = me() if current_user.is_authenticated else None
    if person is not None and invitation.guest_id == person.id:
        return joined(invitation)
    if not invitation.open_at(now()):
        return render_template("joining/invitation_ended.html", invitation=invitation), 404
    inviter = queries.inviter_of(invitation)
    if request.method == "POST" and person is not None:
        actions.ask_to_join(invitation, by=person, now=now())
        db.session.commit()
        return redirect(url_for("joining.join", token=token), 303)
    return render_template(
        "joining/join.html",
        inviter=inviter,
        token=token,
        own=person is not None and person.id == inviter.id,
        closed=who_can_begin() is Openness.CLOSED,
        sharing_with=person.partner.name if person and person.partner else "",
        notes_count=notes_waiting(person).count if person else 0,
    ), 200


@bp.get("/<token>/log-in")
def log_in_first(token: str) -> Response:
    """For whoever has an account: they log in, and come back."""
    return led(url_for("accounts.log_in"), url_for("joining.join", token=token))


@bp.route("/<token>/new", methods=["GET", "POST"])
def begin(token: str) -> Response | tuple[str, int]:
    """The one screen for somebody who has no account: with it they are in, and ask to join."""
    invitation = looked_at(token)
    turned_away = current_user.is_authenticated or who_can_begin() is Openness.CLOSED
    if turned_away or invitation is None or not invitation.open_at(now()):
        return redirect(url_for("joining.join", token=token), 303)
    form = GuestForm()
    if form.is_submitted():
        count_newcomer()
    if form.validate_on_submit():
        with form.refusals():
            person = guest_in(form, token)
            if person is not None:
                return let_ask(person, invitation, token)
            count_address_in_use()
            form.email.errors = [IN_USE]
    inviter = queries.inviter_of(invitation)
    shown = {"inviter": inviter, "token": token, "sends_mail": sends_mail()}
    return render_template("joining/begin.html", form=form, **shown), form.status


def guest_in(form: GuestForm, token: str) -> Person | None:
    """The account of somebody who comes by an invitation, or nobody's where the address has one and no mail can say so.

    Where mails are sent nobody looks here whether it has, and the address waits to be confirmed; first of all, where as
    many have named it as are looked at when one logs in. Nothing is held while hashing takes its time.
    """
    db.session.commit()
    password_hash = passwords().hashed(form.password.data)
    newcomer = accounts.Newcomer(
        form.name.data, form.email.data, password_hash, form.known_zone, preferred_first_weekday()
    )
    if not sends_mail():
        return accounts.register_if_free(newcomer, now=now())
    send_mail(accounts.CODE, newcomer.email)
    if is_named_by_many(newcomer.email):
        abort(await_code(newcomer, token))
    return accounts.register_unconfirmed(newcomer, now=now())


def await_code(newcomer: accounts.Newcomer, token: str) -> Response:
    """Let somebody confirm their address before they have an account, and come back to the invitation then."""
    mark = new_token()
    addresses.begin(newcomer, token=mark, now=now())
    db.session.commit()
    session["registering"] = mark
    return led(url_for("confirming.confirm"), url_for("joining.join", token=token), kept_for=AN_HOUR)


def let_ask(person: Person, invitation: Invitation, token: str) -> Response:
    """Log a newcomer in and let them ask to join; where somebody else was quicker, that is `Refused`, and nobody is new."""
    hold_space(person)
    actions.ask_to_join(invitation, by=person, now=now())
    log_in(person, stay=True)
    db.session.commit()
    return redirect(url_for("joining.join", token=token), 303)


def looked_at(token: str) -> Invitation | None:
    return opened_by(token, in_window("look at invitation", network(), most=60, within=A_QUARTER))


def opened_by(typed: str, tried: Count) -> Invitation | None:
    """The invitation that a link or a code opens. A code can be guessed, so wrong ones are counted."""
    invitation = actions.linked_invitation(typed, secret())
    if invitation is not None:
        return invitation
    with wrong_tries([tried]) as right:
        invitation = actions.coded_invitation(typed, secret())
        if invitation is not None:
            right()
        db.session.commit()
    return invitation


def joined(invitation: Invitation) -> Response | tuple[str, int]:
    """What somebody finds who has accepted: the space, a friendly wait, or a way forward after a no."""
    if invitation.welcomed_at:
        return redirect(url_for("today.show_now"), 303)
    if invitation.waiting:
        return waiting(queries.Awaited(invitation, queries.inviter_of(invitation))), 200
    return render_template("joining/invitation_ended.html", invitation=invitation), 404


@bp.get("/waiting")
@login_required
def wait() -> Response | str:
    """The friendly wait, for as long as there is one."""
    awaited = queries.awaited_by(me())
    return waiting(awaited) if awaited else redirect(url_for("today.show_now"), 303)


def waiting(awaited: queries.Awaited) -> str:
    looks = min(max(request.args.get("looks", 0, type=int), 0), LOOKS)
    return render_template(
        "joining/waiting.html", awaited=awaited, words=awaited.invitation.words, looks=looks, most=LOOKS
    )


@bp.post("/withdraw")
@login_required
def withdraw() -> Response:
    actions.withdraw(by=me(), now=now())
    db.session.commit()
    notify(_("You are not asking to join any more."))
    return redirect(url_for("today.show_now"), 303)
