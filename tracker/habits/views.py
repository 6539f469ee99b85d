from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.domain.days import today
from tracker.domain.habits import Mode
from tracker.domain.pauses import Pause as PausedDays
from tracker.domain.strategies import STRATEGIES, strategy
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits import actions, couple, queries
from tracker.habits.circumstances import A_PAGE, by_when, habits_to_pause, listed_pauses, pause_of
from tracker.habits.forms import BOTH, HABIT, ME, CoverForm, HabitForm, PauseForm, number_in, suggested
from tracker.habits.tracks import amount_on, track_to_tick
from tracker.web.addresses import MOST_PAST, asked_for, back
from tracker.web.clock import now
from tracker.web.notices import notify
from tracker.web.overwriting import amount_over
from tracker.web.session import me

bp = Blueprint("habits", __name__)


@bp.get("/habits")
@login_required
def list_all() -> str:
    return render_template("habits/list.html", habits=queries.habits_of(me()), strategy=strategy)


@bp.route("/habits/new", methods=["GET", "POST"])
@login_required
def plant() -> Response | tuple[str, int]:
    form = HabitForm(data=suggested(request.args))
    if form.validate_on_submit():
        with form.refusals():
            if form.sent_again():
                return redirect(url_for("today.show_now"), 303)
            habit = actions.plant(form.plan(today(me().rhythm, now())), by=me(), now=now())
            db.session.commit()
            notify(_("“%(name)s” is planted."), name=habit.name)
            return redirect(url_for("today.show_now", _anchor=f"habit-{habit.id}"), 303)
    return render_template(
        "habits/new.html", form=form, strategies=STRATEGIES, today=today(me().rhythm, now())
    ), form.status


@bp.route("/habits/<id:habit_id>/edit", methods=["GET", "POST"])
@login_required
def edit(habit_id: int) -> Response | tuple[str, int]:
    habit = queries.habit_of(me(), habit_id)
    actions.refuse_others(habit, me())
    form = HabitForm(over=queries.as_it_is(habit))
    form.mode.data = habit.mode
    form.own = habit.mode == Mode.ONE
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(lambda: queries.as_it_is(queries.habit_of(me(), habit_id)))
            plan = form.plan(habit.starts_on)
            actions.change(habit, plan, by=me(), now=now(), since=form.since.data)
            db.session.commit()
            notify(_("“%(name)s” is changed."), name=habit.name)
            return redirect(url_for("history.show", habit_id=habit_id), 303)
    habit = queries.habit_of(me(), habit_id)
    return render_template(
        "habits/edit.html", habit=habit, form=form, today=today(me().rhythm, now())
    ), form.status


@bp.post("/habits/<id:habit_id>/archive")
@login_required
def archive(habit_id: int) -> Response:
    habit = queries.habit_of(me(), habit_id)
    actions.archive(habit, by=me(), now=now())
    db.session.commit()
    notify(
        _("“%(name)s” is in the archive."),
        name=habit.name,
        undo=url_for("habits.bring_back", habit_id=habit_id),
    )
    return redirect(url_for("habits.list_all"), 303)


@bp.post("/habits/<id:habit_id>/bring-back")
@login_required
def bring_back(habit_id: int) -> Response:
    habit = queries.habit_of(me(), habit_id)
    actions.bring_back(habit, by=me(), now=now())
    db.session.commit()
    notify(_("“%(name)s” is back."), name=habit.name)
    return redirect(url_for("habits.list_all"), 303)


@bp.post("/habits/<id:habit_id>/up")
@login_required
def move_up(habit_id: int) -> Response:
    return moved(habit_id, -1)


@bp.post("/habits/<id:habit_id>/down")
@login_required
def move_down(habit_id: int) -> Response:
    return moved(habit_id, 1)


def moved(habit_id: int, steps: int) -> Response:
    actions.move(queries.habit_of(me(), habit_id), steps, by=me())
    db.session.commit()
    return back(url_for("habits.list_all"), anchor=f"habit-{habit_id}")


@bp.route("/habits/share", methods=["GET", "POST"])
@login_required
def share() -> Response | str:
    habits = queries.unshared_habits(me())
    if request.method == "POST":
        chosen = set(request.form.getlist("habit"))
        actions.share([habit for habit in habits if str(habit.id) in chosen], by=me(), now=now())
        db.session.commit()
        notify(_("What you chose is now there for both of you."))
        return redirect(url_for("today.show_now"), 303)
    return render_template("habits/share.html", habits=habits)


@bp.post("/tracks/<id:track_id>/ticks/<day:day>")
@login_required
def tick(track_id: int, day: date) -> Response:
    track = track_to_tick(me(), track_id)
    actions.tick(track, day, by=me(), now=now())
    db.session.commit()
    return back(url_for("today.show", day=day), anchor=f"habit-{track.habit_id}")


@bp.post("/tracks/<id:track_id>/ticks/<day:day>/undo")
@login_required
def untick(track_id: int, day: date) -> Response:
    track = track_to_tick(me(), track_id)
    actions.untick(track, day, by=me(), now=now())
    db.session.commit()
    return back(url_for("today.show", day=day), anchor=f"habit-{track.habit_id}")


@bp.post("/tracks/<id:track_id>/ticks/<day:day>/amount")
@login_required
def tick_amount(track_id: int, day: date) -> Response:
    """The amounts of all rows of a page may be sent along; each carries its track's id."""
    track = track_to_tick(me(), track_id)
    amount = amount_over(amount_on(track, day), row=f"-{track_id}")
    actions.tick(track, day, by=me(), now=now(), amount=amount)
    db.session.commit()
    return back(url_for("today.show", day=day), anchor=f"habit-{track.habit_id}")


@bp.post("/covers/<day:day>")
@login_required
def cover(day: date) -> Response:
    couple.cover(day, CoverForm().line.data, by=me(), now=now())
    db.session.commit()
    notify(_("Covered. It counts for the two of you."))
    return redirect(url_for("today.show", day=day), 303)


@bp.post("/covers/<id:cover_id>/decline")
@login_required
def decline_cover(cover_id: int) -> Response:
    declined = couple.cover_for(me(), cover_id)
    couple.decline_cover(declined, by=me(), now=now())
    db.session.commit()
    return back(url_for("today.show_now"))


@bp.post("/covers/<id:cover_id>/take-back")
@login_required
def take_cover_back(cover_id: int) -> Response:
    couple.take_cover_back(couple.cover_by(me(), cover_id), by=me(), now=now())
    db.session.commit()
    return back(url_for("today.show_now"))


@bp.post("/milestones")
@login_required
def hear() -> Response:
    number = request.form.get("number", 0, type=int)
    couple.hear(request.form.get("kind", ""), number, by=me(), now=now())
    db.session.commit()
    return back(url_for("today.show_now"))


@bp.route("/pauses", methods=["GET", "POST"])
@login_required
def pause() -> Response | tuple[str, int]:
    now_on = today(me().rhythm, now())
    form = PauseForm(starts_on=now_on, ends_on=now_on, whom=request.args.get("whom", ME))
    habits = habits_to_pause(me())
    form.offer(habits, partner=me().partner is not None)
    if form.validate_on_submit():
        with form.refusals():
            if form.sent_again():
                return redirect(url_for("habits.pause"), 303)
            habit = queries.habit_of(me(), form.habit_id) if form.habit_id else None
            actions.pause(form.days(), both=form.both, habit=habit, by=me(), now=now())
            db.session.commit()
            notify(_("The pause is set. Nothing is asked on those days."))
            return redirect(url_for("habits.pause"), 303)
    past = asked_for("past", MOST_PAST)
    found = listed_pauses(me(), past=past)
    return render_template(
        "habits/pauses.html",
        form=form,
        **by_when(found[:A_PAGE], now_on),
        pausable={habit_id for habit_id, _name in habits},
        today=now_on,
        older=past + A_PAGE if len(found) > A_PAGE else 0,
    ), form.status


@bp.post("/pauses/<id:pause_id>/lift")
@login_required
def lift_pause(pause_id: int) -> Response:
    actions.lift_pause(pause_of(me(), pause_id), by=me(), now=now())
    db.session.commit()
    notify(_("The pause is over. Today counts again."))
    return redirect(url_for("habits.pause"), 303)


@bp.post("/pauses/<id:pause_id>/end")
@login_required
def end_pause(pause_id: int) -> Response:
    ended = pause_of(me(), pause_id)
    whom = f"{HABIT}-{ended.habit_id}" if ended.habit_id else ME if ended.person_id else BOTH
    again = url_for("habits.pause_again", starts_on=ended.starts_on, ends_on=ended.ends_on, whom=whom)
    actions.end_pause(ended, by=me(), now=now())
    db.session.commit()
    notify(_("The pause is taken away."), undo=again)
    return redirect(url_for("habits.pause"), 303)


@bp.post("/pauses/<day:starts_on>/<day:ends_on>")
@login_required
def pause_again(starts_on: date, ends_on: date) -> Response:
    """Set a pause as its address says: what was taken away comes back."""
    whom = request.args.get("whom", ME)
    habit = queries.habit_of(me(), number_in(whom, HABIT)) if number_in(whom, HABIT) else None
    actions.pause(PausedDays(starts_on, ends_on), both=whom == BOTH, habit=habit, by=me(), now=now())
    db.session.commit()
    notify(_("The pause is back."))
    return redirect(url_for("habits.pause"), 303)
