from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from tracker.domain.links import cut_short, end_of
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.joining.forms import CodeForm
from tracker.models import Invitation
from tracker.spaces import actions, queries
from tracker.spaces.waiting import notes_waiting
from tracker.web.clock import now
from tracker.web.limits import Count, in_window, network, wrong_tries
from tracker.web.notices import notify
from tracker.web.session import me, secret

bp = Blueprint("joining", __name__, url_prefix="/join")

A_QUARTER = timedelta(minutes=15)
LOOKS = 60  # of a page without a script, before it waits for a tap

UNKNOWN = _("No invitation has this code. Have another look at it, or ask for a new one.")
CUT_SHORT = _("This looks like a link whose end did not arrive. Copy all of it, or type the code.")


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
    invitation = opened_by(token, in_window("look at invitation", network(), most=60, within=A_QUARTER))
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
        own=person is not None and person.id == inviter.id,
        notes_count=notes_waiting(person).count if person else 0,
    ), 200


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
