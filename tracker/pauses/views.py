from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.domain.days import today
from tracker.domain.pauses import PausedDays
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits.queries import habit_of
from tracker.pauses import actions
from tracker.pauses.forms import BOTH, HABIT, ME, PauseForm, number_in
from tracker.pauses.queries import A_PAGE, by_when, habits_to_pause, listed_pauses, offered_pause, pause_of
from tracker.web.addresses import MOST_PAST, asked_for, back
from tracker.web.clock import now
from tracker.web.notices import notify, warn
from tracker.web.session import me

bp = Blueprint("pauses", __name__, url_prefix="/pauses")

SET = _("The pause is set. Nothing is asked on those days.")
COUNT_FOR_NOTHING = _("These days count for nothing. You need not make up for them.")
OFFERED = _("The pause is yours at once. Your partner is offered the same days, and decides for themselves.")


@bp.route("", methods=["GET", "POST"])
@login_required
def show() -> Response | tuple[str, int]:
    now_on = today(me().rhythm, now())
    form = PauseForm(starts_on=now_on, ends_on=now_on, whom=request.args.get("whom", ME))
    habits = habits_to_pause(me())
    form.offer(habits, partner=me().partner is not None)
    if form.validate_on_submit():
        with form.refusals():
            if form.sent_again():
                return redirect(url_for("pauses.show"), 303)
            habit = habit_of(me(), form.habit_id) if form.habit_id else None
            actions.pause(form.days(), both=form.both, habit=habit, by=me(), now=now())
            db.session.commit()
            notify(OFFERED if form.both else SET)
            return redirect(url_for("pauses.show"), 303)
    past = asked_for("past", MOST_PAST)
    found = listed_pauses(me(), past=past)
    return render_template(
        "pauses/show.html",
        form=form,
        **by_when(found[:A_PAGE], now_on),
        pausable={habit_id for habit_id, _name in habits},
        today=now_on,
        older=past + A_PAGE if len(found) > A_PAGE else 0,
    ), form.status


@bp.post("/hard-days")
@login_required
def let_hard_days_count_for_nothing() -> Response:
    days = PausedDays(sent_day("starts_on"), sent_day("ends_on"))
    try:
        paused = actions.let_count_for_nothing(days, by=me(), now=now())
    except Refused as no:
        warn(no.sentence, **no.values)
        return back(url_for("today.show_now"))
    db.session.commit()
    notify(COUNT_FOR_NOTHING, undo=url_for("pauses.end", pause_id=paused.id))
    return back(url_for("today.show_now"))


@bp.post("/hard-days/put-away")
@login_required
def put_hard_days_away() -> Response:
    actions.put_hard_days_away(by=me(), now=now())
    db.session.commit()
    return back(url_for("today.show_now"))


def sent_day(name: str) -> date:
    """A day as a form of ours sends it; of anything else one that is long ago."""
    return request.form.get(name, date.min, type=date.fromisoformat)


@bp.post("/<id:pause_id>/accept")
@login_required
def accept(pause_id: int) -> Response:
    actions.accept(offered_pause(me(), pause_id), by=me(), now=now())
    db.session.commit()
    notify(_("The pause is yours too. Nothing is asked of you on those days."))
    return back(url_for("today.show_now"))


@bp.post("/<id:pause_id>/put-away")
@login_required
def put_away(pause_id: int) -> Response:
    actions.put_away(offered_pause(me(), pause_id))
    db.session.commit()
    return back(url_for("today.show_now"))


@bp.post("/<id:pause_id>/lift")
@login_required
def lift(pause_id: int) -> Response:
    actions.lift(pause_of(me(), pause_id), by=me(), now=now())
    db.session.commit()
    notify(_("The pause is over. Today counts again."))
    return redirect(url_for("pauses.show"), 303)


@bp.post("/<id:pause_id>/end")
@login_required
def end(pause_id: int) -> Response:
    ended = pause_of(me(), pause_id)
    whom = f"{HABIT}-{ended.habit_id}" if ended.habit_id else BOTH if ended.offered else ME
    again = url_for("pauses.pause_again", starts_on=ended.starts_on, ends_on=ended.ends_on, whom=whom)
    actions.end(ended, by=me(), now=now())
    db.session.commit()
    notify(_("The pause is removed."), undo=again)
    return redirect(url_for("pauses.show"), 303)


@bp.post("/<day:starts_on>/<day:ends_on>")
@login_required
def pause_again(starts_on: date, ends_on: date) -> Response:
    """Set a pause as its address says: what was taken away comes back."""
    whom = request.args.get("whom", ME)
    habit = habit_of(me(), number_in(whom, HABIT)) if number_in(whom, HABIT) else None
    actions.pause(PausedDays(starts_on, ends_on), both=whom == BOTH, habit=habit, by=me(), now=now())
    db.session.commit()
    notify(_("The pause is back."))
    return redirect(url_for("pauses.show"), 303)
