from datetime import time

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.domain.stamps import Parts, stamp
from tracker.domain.texts import _
from tracker.extensions import csrf, db
from tracker.reminders import actions, queries
from tracker.reminders.forms import TimesForm, WaysForm, as_set
from tracker.reminders.links import turned_off_by
from tracker.web.clock import now
from tracker.web.mails import sends_mail
from tracker.web.notices import notify
from tracker.web.session import me

bp = Blueprint("reminders", __name__)

SAVED = _("Saved.")
IN_QUIET_HOURS = _("Saved. Some of it lies in your quiet hours: nothing is sent then.")


@bp.route("/settings/reminders", methods=["GET", "POST"])
@login_required
def show() -> Response | tuple[str, int]:
    form = WaysForm(over=as_chosen())
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(as_chosen)
            chosen = form.chosen(mails=sends_mail(), before=as_stored())
            actions.choose_ways(chosen, locale=str(get_locale()), by=me(), now=now())
            db.session.commit()
            notify(SAVED)
            return redirect(url_for("reminders.show"), 303)
    return render_template(
        "reminders/show.html",
        form=form,
        page=queries.reminders_page(me(), now()),
        mails=sends_mail(),
        confirmed=me().confirmed_at is not None,
    ), form.status


def as_chosen() -> Parts:
    """What somebody has chosen; quiet hours that are none stand empty."""
    stored = dict(as_stored())
    if stored["quiet_from"] == stored["quiet_until"]:
        stored |= {"quiet_from": None, "quiet_until": None}
    return stored


def as_stored() -> Parts:
    ways = queries.ways_of(me())
    return {name: getattr(ways, name) for name in queries.AT_FIRST} | {"letter": queries.has_letter(me())}


@bp.route("/habits/<id:habit_id>/reminders", methods=["GET", "POST"])
@login_required
def remind_of_habit(habit_id: int) -> Response | tuple[str, int]:
    habit, form = queries.habit_to_remind_of(me(), habit_id, now()), TimesForm(over=set_for(habit_id))
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(lambda: set_for(habit_id))
            before = queries.times_of(me(), habit_id)
            actions.remind_of_habit(habit_id, form.times, by=me(), now=now())
            db.session.commit()
            return saved(form.times, before, url_for("reminders.remind_of_habit", habit_id=habit_id))
    return render_template(
        "reminders/times.html", form=form, habit=habit, ways=queries.ways_of(me())
    ), form.status


@bp.route("/settings/reminders/check-in", methods=["GET", "POST"])
@login_required
def remind_of_check_in() -> Response | tuple[str, int]:
    form = TimesForm(over=set_for(None))
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(lambda: set_for(None))
            before = queries.times_of(me(), None)
            actions.remind_of_check_in(form.times, by=me(), now=now())
            db.session.commit()
            return saved(form.times, before, url_for("reminders.remind_of_check_in"))
    return render_template(
        "reminders/times.html", form=form, habit=None, ways=queries.ways_of(me())
    ), form.status


def set_for(habit_id: int | None) -> Parts:
    """At which times somebody is reminded of a habit by now, or of the check-in."""
    return as_set(queries.times_of(me(), habit_id))


def saved(times: tuple[time, ...], before: tuple[time, ...], address: str) -> Response:
    """Say that it is saved, and how to have back what is gone."""
    hours = queries.ways_of(me()).quiet_hours
    words = IN_QUIET_HOURS if any(map(hours.holds, times)) else SAVED
    if set(before) - set(times):
        typed = {name: f"{at:%H:%M}" if at else "" for name, at in as_set(before).items()}
        notify(words, undo=address, undo_typed={**typed, "seen": stamp(as_set(times))})
    else:
        notify(words)
    return redirect(address, 303)


@bp.route("/no-more/<token>", methods=["GET", "POST"])
@csrf.exempt
def turn_off(token: str) -> str:
    """For whoever reads the mail, without a log-in. To look changes nothing: mail programs look at links by themselves. What is
    sent needs no token of ours: a program of theirs sends it, at once, and the address itself is what nobody else knows.
    """
    person, what = turned_off_by(token, current_app.config["SECRET_KEY"])
    if request.method != "POST":
        return render_template("reminders/off.html", done=False)
    actions.turn_off(what, by=person)
    db.session.commit()
    return render_template("reminders/off.html", done=True)
