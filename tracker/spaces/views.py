from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import login_required
from markupsafe import Markup
from werkzeug.wrappers import Response

from tracker.accounts.scanning import picture_of
from tracker.catalogue.strategies import EASIEST, FIRST_STEPS, strategy_of
from tracker.domain.days import today
from tracker.domain.invitations import readable_code
from tracker.domain.registration import Openness
from tracker.domain.stamps import Parts
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits.actions import plant
from tracker.habits.queries import habits_of
from tracker.models import Invitation
from tracker.spaces import actions, queries
from tracker.spaces.asking import carried, carried_back
from tracker.spaces.forms import WelcomeForm, chosen, plan_of
from tracker.spaces.waiting import notes_waiting
from tracker.web.addresses import back, public_address
from tracker.web.clock import now
from tracker.web.limits import limit
from tracker.web.newcomers import who_can_begin
from tracker.web.notices import notify
from tracker.web.session import hold_log_in, me, secret

bp = Blueprint("spaces", __name__)


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
    awaited = queries.awaited_by(me())
    return render_template(
        "spaces/welcome.html",
        form=form,
        suggestions=FIRST_STEPS,
        taken=request.form.getlist("habit") if form.is_submitted() else taken_at_first(awaited),
        strategy_of=strategy_of,
        awaited=awaited,
    ), form.status


def taken_at_first(awaited: queries.Awaited | None) -> list[str]:
    """Which ready-made habits are chosen already: the easiest two for somebody who begins alone, with none yet.

    Whoever waits to come in may find the same there, shared by the other.
    """
    return [] if awaited or habits_of(me()) else [each.slug for each in EASIEST]


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
        "spaces/invite.html",
        invitation=invitation,
        partner=me().partner,
        closed=who_can_begin() is Openness.CLOSED,
        **opener(invitation),
    )


def opener(invitation: Invitation | None) -> dict[str, object]:
    """Link, code and picture of the open invitation, where this browser made it."""
    token, code = session.get("invitation", ("", ""))
    if invitation is None or invitation.link_hash != actions.hashed(token, secret()):
        return {"link": ""}
    link = public_address("joining.join", token=token)
    return {"link": link, "code": readable_code(code), "picture": Markup(picture_of(link))}  # noqa: S704 - made by segno alone


@bp.get("/invite/asked")
@login_required
def look() -> Response | str:
    """Leads to whoever asks to come in, once there is somebody; a page that waits for them looks here."""
    if me().partner is not None or queries.asking(me()) is not None:
        return redirect(url_for("spaces.invite"), 303)
    return render_template("spaces/nobody_yet.html")


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
