from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.domain.notes import NOTE_LENGTH, REACTIONS
from tracker.domain.strategies import strategy
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits.queries import habit_of, habits_to_write_about
from tracker.models import Habit, Note
from tracker.wall import actions, queries
from tracker.wall.forms import HABIT, STRATEGY, NoteForm
from tracker.web.addresses import back
from tracker.web.clock import now
from tracker.web.notices import notify
from tracker.web.session import me

bp = Blueprint("wall", __name__, url_prefix="/wall")


@bp.route("", methods=["GET", "POST"])
@login_required
def show() -> Response | tuple[str, int]:
    form = note_form()
    if form.validate_on_submit():
        with form.refusals():
            if form.sent_again():
                return redirect(url_for("wall.show"), 303)
            note = actions.write(
                form.body.data, by=me(), now=now(), strategy=form.strategy, habit=habit_in(form)
            )
            db.session.commit()
            notify(WAITING if note.waiting else _("Your note is on the wall."))
            return redirect(url_for("wall.show", _anchor=f"note-{note.id}"), 303)
    older_than = request.args.get("older-than", 0, type=int)
    page = queries.wall_page(me(), older_than=max(0, min(older_than, 2**63 - 1)))
    return render_template(
        "wall/show.html",
        form=form,
        page=page,
        reactions=REACTIONS,
        strategy=strategy,
        most=NOTE_LENGTH,
        older_than=older_than,
    ), form.status


WAITING = _("Your note is on the wall, and waits there for your partner.")


@bp.route("/<id:note_id>/edit", methods=["GET", "POST"])
@login_required
def edit(note_id: int) -> Response | tuple[str, int]:
    note = queries.own_note(me(), note_id)
    form = note_form(note, body=note.body, about=about(note.strategy, note.habit_id))
    if form.validate_on_submit():
        with form.refusals():
            actions.edit(note, form.body.data, now=now(), strategy=form.strategy, habit=habit_in(form))
            db.session.commit()
            notify(_("Your note is changed."))
            return redirect(url_for("wall.show", _anchor=f"note-{note_id}"), 303)
    return render_template("wall/edit.html", form=form, note=note, most=NOTE_LENGTH), form.status


@bp.post("/<id:note_id>/delete")
@login_required
def remove(note_id: int) -> Response:
    actions.remove(queries.own_note(me(), note_id), by=me(), now=now())
    db.session.commit()
    notify(_("Your note is deleted."), undo=url_for("wall.put_back", note_id=note_id))
    return redirect(url_for("wall.show"), 303)


@bp.post("/<id:note_id>/put-back")
@login_required
def put_back(note_id: int) -> Response:
    actions.put_back(queries.own_note(me(), note_id, deleted=True), now=now())
    db.session.commit()
    notify(_("Your note is back."))
    return redirect(url_for("wall.show", _anchor=f"note-{note_id}"), 303)


@bp.post("/<id:note_id>/reaction")
@login_required
def react(note_id: int) -> Response:
    actions.react(queries.note_to(me(), note_id), request.form.get("reaction", ""))
    db.session.commit()
    return back(url_for("wall.show"), anchor=f"note-{note_id}")


def note_form(note: Note | None = None, **shown: str) -> NoteForm:
    form = NoteForm(data=shown or {"about": request.args.get("about", "")})
    form.offer(habits_to_write_about(me(), besides=note.habit_id if note else None))
    return form


def habit_in(form: NoteForm) -> Habit | None:
    return habit_of(me(), form.habit_id) if form.habit_id else None


def about(number: int | None, habit_id: int | None) -> str:
    if habit_id:
        return f"{HABIT}-{habit_id}"
    return f"{STRATEGY}-{number}" if number else ""
