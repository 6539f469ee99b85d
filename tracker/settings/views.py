from datetime import timedelta

from flask import Blueprint, redirect, render_template, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.accounts.actions import change_password
from tracker.domain.days import today
from tracker.domain.stamps import Parts
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.settings.forms import (
    GENTLE,
    STRICT,
    ChangePasswordForm,
    DeleteAccountForm,
    LeaveForm,
    PersonForm,
    SpaceForm,
)
from tracker.spaces import actions
from tracker.spaces.queries import open_proposal
from tracker.web.clock import now
from tracker.web.fields import OwnPasswordField
from tracker.web.limits import limit
from tracker.web.notices import notify
from tracker.web.session import forget_log_in, log_out_elsewhere, me, passwords

A_QUARTER = timedelta(minutes=15)

SAVED = _("Saved.")
GENTLE_AGAIN = _("Saved. Streaks are gentle again, and all that was is back.")

bp = Blueprint("settings", __name__, url_prefix="/settings")


@bp.get("")
@login_required
def show() -> str:
    return render_template("settings/show.html", person=me(), partner=me().partner)


@bp.route("/profile", methods=["GET", "POST"])
@login_required
def describe() -> Response | tuple[str, int]:
    form = PersonForm(over=as_described())
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(as_described)
            me().name, me().colour = form.name.data, form.colour.data
            actions.live_by(me(), zone=form.zone.data, day_ends_at=form.day_ends_at.data, now=now())
            db.session.commit()
            return saved("settings.describe")
    return render_template("settings/profile.html", form=form), form.status


def as_described() -> Parts:
    person = me()
    return {
        "name": person.name,
        "colour": person.colour,
        "zone": person.zone,
        "day_ends_at": person.day_ends_at,
    }


@bp.route("/space", methods=["GET", "POST"])
@login_required
def shape() -> Response | tuple[str, int]:
    form = SpaceForm(over=as_shaped())
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(as_shaped)
            was_strict = me().space.strict
            actions.shape(
                me(),
                name=form.name.data,
                first_weekday=form.first_weekday.data,
                check_in_weekday=form.check_in_weekday.data,
                strict=form.streaks.data == STRICT,
                now=now(),
            )
            if me().partner:
                me().touch_numbers = form.touch_numbers.data
            db.session.commit()
            notify(GENTLE_AGAIN if was_strict and not me().space.strict else SAVED)
            return redirect(url_for("settings.shape"), 303)
    return render_template(
        "settings/space.html",
        form=form,
        partner=me().partner,
        proposal=open_proposal(me(), now()) if me().partner else None,
        coming=me().space.weeks.coming(today(me().rhythm, now())),
    ), form.status


def as_shaped() -> Parts:
    space = me().space
    return {
        "name": space.name,
        "first_weekday": space.first_weekday,
        "check_in_weekday": space.check_in_weekday,
        "streaks": STRICT if space.strict else GENTLE,
        **({"touch_numbers": me().touch_numbers} if me().partner else {}),
    }


@bp.route("/security", methods=["GET", "POST"])
@login_required
def secure() -> Response | tuple[str, int]:
    form = ChangePasswordForm()
    if form.validate_on_submit() and right(form.old_password):
        change_password(me(), passwords().hashed(form.password.data))
        log_out_elsewhere(me())
        db.session.commit()
        notify(_("Your new password is set. On other devices you are logged out."))
        return redirect(url_for("settings.secure"), 303)
    return render_template("settings/security.html", form=form), form.status


@bp.route("/leave", methods=["GET", "POST"])
@login_required
def leave_space() -> Response | tuple[str, int]:
    form = LeaveForm()
    if form.validate_on_submit():
        actions.leave(by=me(), now=now())
        db.session.commit()
        notify(_("You have left. What is yours has come along into a space of your own."))
        return redirect(url_for("today.show_now"), 303)
    return render_template("settings/leave.html", form=form, partner=me().partner), form.status


@bp.route("/delete", methods=["GET", "POST"])
@login_required
def delete_account() -> Response | tuple[str, int]:
    form = DeleteAccountForm()
    if form.validate_on_submit() and right(form.password):
        actions.erase(by=me(), now=now())
        db.session.commit()
        forget_log_in()
        notify(_("Your account is deleted, with all that was yours alone."))
        return redirect(url_for("today.home"), 303)
    return render_template("settings/delete.html", form=form, partner=me().partner), form.status


def right(field: OwnPasswordField) -> bool:
    """Whether it is this person's password; if not, says so at the field."""
    limit("password", str(me().id), most=10, within=A_QUARTER)
    if passwords().right(field.data, me().password_hash):
        return True
    field.errors = [_("This is not your password. Have another look at it.")]
    return False


def saved(endpoint: str) -> Response:
    notify(SAVED)
    return redirect(url_for(endpoint), 303)
