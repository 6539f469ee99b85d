from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.catalogue.strategies import STRATEGIES, strategy
from tracker.domain.days import today
from tracker.domain.habits import Mode
from tracker.domain.texts import _
from tracker.domain.tidings import TidingKind
from tracker.extensions import db
from tracker.habits import actions, answering, leaving, queries
from tracker.habits.forms import HabitForm, suggested
from tracker.habits.refusing import refuse_others
from tracker.habits.tracks import amount_on, habits_seen_by, track_to_tick
from tracker.web.addresses import back
from tracker.web.clock import now
from tracker.web.notices import notify
from tracker.web.overwriting import amount_over
from tracker.web.seeing import seen
from tracker.web.session import me

bp = Blueprint("habits", __name__)


@bp.get("/habits")
@login_required
def list_all() -> str:
    seen(TidingKind.HABIT)
    return render_template("habits/list.html", habits=habits_seen_by(me()), strategy=strategy)


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
    refuse_others(habit, me())
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


@bp.post("/habits/<id:habit_id>/less")
@login_required
def ask_for_less(habit_id: int) -> Response:
    asks_for_less = answering.ask_for_less(queries.habit_of(me(), habit_id), by=me(), now=now())
    db.session.commit()
    if asks_for_less:
        notify(_("From today on it asks for four times a week. You can change that at any time."))
    return redirect(url_for("history.show", habit_id=habit_id), 303)


@bp.post("/habits/<id:habit_id>/less/put-away")
@login_required
def put_less_away(habit_id: int) -> Response:
    answering.put_less_away(queries.habit_of(me(), habit_id), by=me())
    db.session.commit()
    return redirect(url_for("history.show", habit_id=habit_id), 303)


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
    back_again = leaving.bring_back(habit, by=me(), now=now())
    db.session.commit()
    notify(_("“%(name)s” is back."), name=back_again.name)
    return redirect(url_for("habits.list_all"), 303)


@bp.post("/habits/<id:habit_id>/leave")
@login_required
def leave(habit_id: int) -> Response:
    own = leaving.leave(habit_id, by=me(), now=now())
    db.session.commit()
    notify(_("You have left “%(name)s”. What you ticked is in the archive."), name=own.name)
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


@bp.post("/habits/recount")
@login_required
def put_recount_away() -> Response:
    answering.put_recount_away(by=me())
    db.session.commit()
    return back(url_for("today.show_now"))


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
