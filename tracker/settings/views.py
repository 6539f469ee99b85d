from flask import Blueprint, redirect, render_template, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.accounts.actions import change_password
from tracker.accounts.keyring import keys_of, kinds_of_keys, other_keys
from tracker.accounts.queries import link_made_on
from tracker.domain.days import today
from tracker.domain.events import AccountEvent
from tracker.domain.stamps import Parts
from tracker.domain.texts import _
from tracker.extensions import db, forget_at_once
from tracker.passkeys.queries import passkeys_of
from tracker.settings.forms import (
    GENTLE,
    STRICT,
    ChangePasswordForm,
    DeleteAccountForm,
    LeaveForm,
    OwnWaysForm,
    PersonForm,
    SpaceForm,
)
from tracker.settings.sections import FOR_ONE, FOR_TWO
from tracker.spaces import actions
from tracker.spaces.own_ways import choose_own_ways
from tracker.spaces.queries import open_proposal
from tracker.tidings.actions import want
from tracker.web.clock import now
from tracker.web.familiar import know_browser
from tracker.web.headers import forgetting
from tracker.web.log_ins import renew_log_in
from tracker.web.notices import notify
from tracker.web.noting import note
from tracker.web.proof import ask_within, proven, right_within
from tracker.web.session import forget_log_in, me, passwords

SAVED = _("Saved.")
GENTLE_AGAIN = _("Saved. Streaks are gentle again, and all you had before is back.")

NEW_PASSWORD, DELETE = "new password", "delete"  # what a passkey may be asked for

bp = Blueprint("settings", __name__, url_prefix="/settings")


@bp.get("")
@login_required
def show() -> str:
    return render_template("settings/show.html", person=me(), groups=FOR_TWO if me().partner else FOR_ONE)


@bp.route("/profile", methods=["GET", "POST"])
@login_required
def describe() -> Response | tuple[str, int]:
    form = PersonForm(over=as_described())
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(as_described)
            me().name, me().colour = form.name.data, form.colour.data
            want(me(), tidings=form.tells_tidings.data, nudges=form.takes_nudges.data)
            actions.live_by(me(), zone=form.zone.data, day_ends_at=form.day_ends_at.data, now=now())
            db.session.commit()
            return saved("settings.describe")
    return render_template("settings/profile.html", form=form), form.status


def as_described() -> Parts:
    described = ("name", "colour", "zone", "day_ends_at", "tells_tidings", "takes_nudges")
    return {name: getattr(me(), name) for name in described}


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


@bp.route("/private-habits", methods=["GET", "POST"])
@login_required
def count_own() -> Response | tuple[str, int]:
    if me().partner is None:
        return redirect(url_for("settings.shape"), 303)
    form = OwnWaysForm(over=as_counted())
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(as_counted)
            choose_own_ways(
                me(), first_weekday=form.first_weekday.data, strict=form.streaks.data == STRICT, now=now()
            )
            db.session.commit()
            return saved("settings.count_own")
    coming = me().weeks_for(shared=False).coming(today(me().rhythm, now()))
    return render_template("settings/own_ways.html", form=form, coming=coming), form.status


def as_counted() -> Parts:
    return {
        "first_weekday": me().weeks_for(shared=False).ways[-1].first_weekday,
        "streaks": STRICT if me().strict_for(shared=False) else GENTLE,
    }


@bp.route("/security", methods=["GET", "POST"])
@login_required
def secure() -> Response | tuple[str, int]:
    form = ChangePasswordForm(hints=(me().name, me().email))
    ask_within(form, "old_password")
    if form.validate_on_submit() and right_within(form, "old_password", NEW_PASSWORD):
        password_hash = passwords().hashed(form.password.data)
        change_password(me(), password_hash, but=me().token, now=now())
        note(AccountEvent.NEW_PASSWORD, me())
        renew_log_in()
        know_browser(me())
        db.session.commit()
        notify(_("Your new password is set. Only this browser is still logged in."))
        return redirect(url_for("settings.secure"), 303)
    made_on = link_made_on(me(), now())
    return render_template(
        "settings/security.html", form=form, link_made_on=made_on, passkeys=has_passkeys(), **what_ends()
    ), form.status


def has_passkeys() -> bool:
    """Whether somebody who asks has any, so that they are asked for one."""
    return bool(passkeys_of(me()))


def what_ends() -> dict[str, object]:
    """What opens somebody's Tend and is about to end: each key for whoever has given a fresh proof, else what kinds there are."""
    if proven():
        return {"proven": True, "keys": other_keys(keys_of(me(), now()))}
    return {"proven": False, "kinds": kinds_of_keys()}


@bp.route("/leave", methods=["GET", "POST"])
@login_required
def leave_space() -> Response | tuple[str, int]:
    form = LeaveForm()
    if form.validate_on_submit():
        actions.leave(by=me(), now=now())
        renew_log_in()
        db.session.commit()
        notify(_("You have left. What is yours has come with you into a space of your own."))
        return redirect(url_for("today.show_now"), 303)
    return render_template("settings/leave.html", form=form, partner=me().partner, **what_ends()), form.status


@bp.route("/delete", methods=["GET", "POST"])
@login_required
def delete_account() -> Response | tuple[str, int]:
    form = DeleteAccountForm()
    ask_within(form, "password")
    if form.validate_on_submit() and right_within(form, "password", DELETE):
        actions.erase(by=me(), now=now())
        db.session.commit()
        forget_at_once()
        forget_log_in()
        notify(_("Your account is deleted, and what was yours with it."))
        return forgetting(redirect(url_for("today.home"), 303))
    return render_template(
        "settings/delete.html", form=form, partner=me().partner, passkeys=has_passkeys()
    ), form.status


def saved(endpoint: str) -> Response:
    notify(SAVED)
    return redirect(url_for(endpoint), 303)
