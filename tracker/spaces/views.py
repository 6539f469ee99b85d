from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import current_user, login_required
from markupsafe import Markup
from werkzeug.wrappers import Response

from tracker.catalogue.strategies import FIRST_STEPS, strategy_of
from tracker.domain.days import today
from tracker.domain.invitations import readable_code
from tracker.domain.links import cut_short, end_of
from tracker.domain.stamps import Parts
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits.actions import plant
from tracker.models import Invitation
from tracker.spaces import actions, queries
from tracker.spaces.asking import carried, carried_back
from tracker.spaces.forms import CodeForm, WelcomeForm, chosen, plan_of
from tracker.spaces.inviting import picture_of
from tracker.spaces.waiting import notes_waiting
from tracker.web.addresses import back, public_address
from tracker.web.clock import now
from tracker.web.limits import Count, in_window, limit, network, wrong_tries
from tracker.web.notices import notify
from tracker.web.session import hold_log_in, me, secret

bp = Blueprint("spaces", __name__)

A_QUARTER = timedelta(minutes=15)
LOOKS = 60  # of a page without a script, before it waits for a tap

UNKNOWN = _("No invitation has this code. Have another look at it, or ask for a new one.")
CUT_SHORT = _("This looks like a link whose end did not arrive. Copy all of it, or type the code.")


@bp.route("/welcome", methods=["GET", "POST"])
@login_required
def welcome() -> Response | tuple[str, int]:
    form = WelcomeForm(over=as_begun())
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(as_begun)
            actions.live_by(me(), zone=form.zone.data, day_ends_at=me().day_ends_at, now=now())
            actions.name_space(form.name.data, by=me())
            for suggestion in chosen(request.form.getlist("habit")):
                plant(plan_of(suggestion, today(me().rhythm, now()), gettext), by=me(), now=now())
            db.session.commit()
            return redirect(url_for("spaces.invite" if alone() else "today.show_now"), 303)
    return render_template(
        "spaces/welcome.html",
        form=form,
        suggestions=FIRST_STEPS,
        strategy_of=strategy_of,
        awaited=queries.awaited_by(me()),
    ), form.status


def as_begun() -> Parts:
    person = me()
    return {"zone": person.zone, **({"name": person.space.name} if person.partner is None else {})}


def alone() -> bool:
    return me().partner is None and queries.awaited_by(me()) is None


@bp.route("/invite", methods=["GET", "POST"])
@login_required
def invite() -> Response | str:
    if request.method == "POST":
        limit("invite", str(me().id), most=20, within=timedelta(hours=1))
        hold_log_in()
        key = actions.invite(by=me(), now=now(), secret=secret())
        db.session.commit()
        session["invitation"] = [key.token, key.code]
        return redirect(url_for("spaces.invite"), 303)
    asking = queries.asking(me()) if me().partner is None else None
    if asking is not None:
        seen = carried(asking, secret())
        return render_template("spaces/asked.html", asking=asking, seen=seen, notes=notes_waiting(me()))
    invitation = queries.open_invitation(me(), now())
    return render_template(
        "spaces/invite.html", invitation=invitation, partner=me().partner, **opener(invitation)
    )


def opener(invitation: Invitation | None) -> dict[str, object]:
    """Link, code and picture of the open invitation, where this browser made it."""
    token, code = session.get("invitation", ("", ""))
    if invitation is None or invitation.link_hash != actions.hashed(token, secret()):
        return {"link": ""}
    link = public_address("spaces.join", token=token)
    return {"link": link, "code": readable_code(code), "picture": Markup(picture_of(link))}  # noqa: S704 - made by segno alone


@bp.post("/invite/<id:invitation_id>/revoke")
@login_required
def revoke(invitation_id: int) -> Response:
    actions.revoke(queries.own_invitation(me(), invitation_id), now=now())
    db.session.commit()
    notify(_("The invitation has ended. Nobody can use it any more."))
    return redirect(url_for("spaces.invite"), 303)


@bp.post("/invite/<id:invitation_id>/welcome")
@login_required
def say_yes(invitation_id: int) -> Response:
    seen = carried_back(request.form.get("seen", ""), secret())
    chosen_notes = set(request.form.getlist("note"))
    delivered = [each.id for each in notes_waiting(me()).listed if str(each.id) in chosen_notes]
    guest = actions.let_in(invitation_id, seen, by=me(), now=now(), delivered=delivered)
    db.session.commit()
    notify(_("%(name)s is here. This space is for two now."), name=guest.name)
    return redirect(url_for("habits.share"), 303)


@bp.post("/invite/<id:invitation_id>/decline")
@login_required
def say_no(invitation_id: int) -> Response:
    actions.decline(queries.own_invitation(me(), invitation_id), by=me(), now=now())
    db.session.commit()
    notify(
        _("They have not come in, and the invitation has ended. To ask your partner again, make a new one.")
    )
    return redirect(url_for("spaces.invite"), 303)


@bp.route("/join", methods=["GET", "POST"])
def join_by_code() -> Response | tuple[str, int]:
    form = CodeForm()
    if form.validate_on_submit():
        if opened_by(form.code.data, in_window("join", network(), most=20, within=A_QUARTER)):
            return redirect(url_for("spaces.join", token=end_of(form.code.data)), 303)
        form.code.errors = [CUT_SHORT if cut_short(form.code.data) else UNKNOWN]
    return render_template("spaces/code.html", form=form), form.status


@bp.route("/join/<token>", methods=["GET", "POST"])
def join(token: str) -> Response | tuple[str, int]:
    invitation = opened_by(token, in_window("look at invitation", network(), most=60, within=A_QUARTER))
    if invitation is None:
        return render_template("spaces/invitation_unknown.html", cut_short=cut_short(token)), 404
    person = me() if current_user.is_authenticated else None
    if person is not None and invitation.guest_id == person.id:
        return joined(invitation)
    if not invitation.open_at(now()):
        return render_template("spaces/invitation_ended.html", invitation=invitation), 404
    inviter = queries.inviter_of(invitation)
    if request.method == "POST" and person is not None:
        actions.ask_to_join(invitation, by=person, now=now())
        db.session.commit()
        return redirect(url_for("spaces.join", token=token), 303)
    return render_template(
        "spaces/join.html",
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
    return render_template("spaces/invitation_ended.html", invitation=invitation), 404


@bp.get("/join/waiting")
@login_required
def wait() -> Response | str:
    """The friendly wait, for as long as there is one."""
    awaited = queries.awaited_by(me())
    return waiting(awaited) if awaited else redirect(url_for("today.show_now"), 303)


def waiting(awaited: queries.Awaited) -> str:
    looks = min(max(request.args.get("looks", 0, type=int), 0), LOOKS)
    return render_template(
        "spaces/waiting.html", awaited=awaited, words=awaited.invitation.words, looks=looks, most=LOOKS
    )


@bp.post("/join/withdraw")
@login_required
def withdraw() -> Response:
    actions.withdraw(by=me(), now=now())
    db.session.commit()
    notify(_("You are not asking to join any more."))
    return redirect(url_for("today.show_now"), 303)


@bp.post("/farewell")
@login_required
def put_farewell_away() -> Response:
    actions.put_farewell_away(by=me())
    db.session.commit()
    return back(url_for("today.show_now"))


@bp.post("/proposals/<id:proposal_id>/agree")
@login_required
def agree(proposal_id: int) -> Response:
    actions.agree(queries.partners_proposal(me(), proposal_id), by=me(), now=now())
    db.session.commit()
    notify(_("It counts for both of you now."))
    return back(url_for("settings.shape"))


@bp.post("/proposals/<id:proposal_id>/put-away")
@login_required
def put_away(proposal_id: int) -> Response:
    actions.put_away(queries.partners_proposal(me(), proposal_id), now=now())
    db.session.commit()
    return back(url_for("today.show_now"))


@bp.post("/proposals/<id:proposal_id>/take-back")
@login_required
def take_back(proposal_id: int) -> Response:
    actions.take_back(queries.own_proposal(me(), proposal_id), by=me(), now=now())
    db.session.commit()
    notify(_("It is not proposed any more."))
    return back(url_for("settings.shape"))
