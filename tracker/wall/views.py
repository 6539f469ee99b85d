from datetime import timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.catalogue.beginnings import beginnings_for
from tracker.domain.days import today
from tracker.domain.drafts import DraftKind
from tracker.domain.notes import SEARCH_LENGTH
from tracker.domain.pictures import MOST_BYTES
from tracker.domain.texts import _
from tracker.domain.tidings import TidingKind
from tracker.extensions import csrf, db, only_looks
from tracker.habits.queries import habit_of, habits_to_write_about
from tracker.models import Note
from tracker.wall import actions, drafts, queries
from tracker.wall.around import around_notes
from tracker.wall.forms import AnswerForm, NoteForm, SharedForm
from tracker.wall.written import as_answered, as_written
from tracker.web.addresses import asked_for, back, words_asked_for
from tracker.web.bodies import takes_a_file
from tracker.web.clock import now
from tracker.web.drafting import kept, to_be_kept
from tracker.web.headers import has_kept, to_ask_again
from tracker.web.limits import limit
from tracker.web.notices import notify
from tracker.web.seeing import of, seen
from tracker.web.session import me

bp = Blueprint("wall", __name__, url_prefix="/wall")

OF_NOTES = (TidingKind.NOTE, TidingKind.REACTION, TidingKind.ANSWER)
MOST_SENT = 32 * 2**20  # what is too large is better refused in words, with all that was typed still there
A_QUARTER = timedelta(minutes=15)
PICTURES_A_QUARTER = 20
WAITING = _("Your note is on the wall, and waits there for your partner.")


@bp.route("", methods=["GET", "POST"])
@takes_a_file(MOST_SENT)
@login_required
def show() -> Response | tuple[str, int]:
    form = new_note()
    if to_be_kept():
        return keep(form) or (page(form), form.status)
    count_picture(form)
    if form.validate_on_submit():
        with form.refusals():
            if form.sent_again():
                return redirect(url_for("wall.show"), 303)
            note = actions.write(form.body.data, by=me(), now=now(), enclosed=form.enclosed, **about(form))
            drafts.sent(DraftKind.NOTE, form.body.data, form.seen.data, by=me())
            db.session.commit()
            notify(WAITING if note.waiting else _("Your note is on the wall."))
            return redirect(url_for("wall.show", _anchor=f"note-{note.id}"), 303)
    return page(form), form.status


def keep(form: NoteForm) -> Response | None:
    with form.refusals():
        form.refuse_unseen(lambda: drafts.as_begun(drafts.begun_by(me(), DraftKind.NOTE)))
        drafts.keep(form.body.data, DraftKind.NOTE, by=me())
        db.session.commit()
        return kept(drafts.as_begun(form.body.data), url_for("wall.show"))
    return None


@bp.route("/shared", methods=["GET", "POST"])
@csrf.exempt
@only_looks
@login_required
def take_shared() -> str:
    """What a system hands over to be shared stands in the form, after what was begun; nothing is written, so it needs no token."""
    return page(new_note(formdata=None).going_on_with(SharedForm().words))


@bp.route("/search", methods=["GET", "POST"])
@only_looks
@login_required
def search() -> Response | str:
    words = words_asked_for(SEARCH_LENGTH)
    if not words:
        return redirect(url_for("wall.show"), 303)
    found = queries.found_page(me(), words, older_than=older_than())
    return render_template("wall/search.html", page=found, words=words, here=around_notes(me(), words))


def page(form: NoteForm, *, answers: AnswerForm | None = None, answered: int = 0) -> str:
    """The wall; ``answers`` is what somebody has typed as an answer to the note with the id ``answered``."""
    shown = queries.wall_page(me(), now(), older_than=older_than())
    seen(*OF_NOTES, which=of([each.note.id for each in shown.all]))
    return render_template(
        "wall/show.html",
        form=form,
        page=shown,
        left=drafts.laid_aside(me(), DraftKind.NOTE) if not older_than() else (),
        prompts=beginnings_for(today(me().rhythm, now())),
        older_than=older_than(),
        most_bytes=MOST_BYTES,
        here=around_notes(me(), answers=answers, answered=answered),
    )


def count_picture(form: NoteForm) -> None:
    """Looking at a picture takes a while, in which nobody should have to wait for the database."""
    if form.is_submitted() and form.picture.data:
        limit("picture", str(me().id), most=PICTURES_A_QUARTER, within=A_QUARTER)


def older_than() -> int:
    """Where a page goes on: below the note with this id, or at the top."""
    return asked_for("older-than")


@bp.get("/<id:note_id>")
@login_required
def show_one(note_id: int) -> Response:
    """Leads to the page of the wall that a note stands on."""
    newer = queries.just_before_page_of(me(), note_id)
    there: dict[str, Any] = {"older-than": newer} if newer else {}
    return redirect(url_for("wall.show", _anchor=f"note-{note_id}", **there), 303)


@bp.route("/<id:note_id>/edit", methods=["GET", "POST"])
@takes_a_file(MOST_SENT)
@login_required
def edit(note_id: int) -> Response | tuple[str, int]:
    note = queries.own_note(me(), note_id)
    form = note_form(note)
    count_picture(form)
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(lambda: as_written(queries.own_note(me(), note_id)))
            note = queries.own_note(me(), note_id)
            actions.edit(note, form.body.data, by=me(), now=now(), **about(form))
            actions.edit_picture(note, form.enclosed, form.said_of_picture, by=me(), now=now())
            db.session.commit()
            notify(_("Your note is changed."))
            return redirect(url_for("wall.show", _anchor=f"note-{note_id}"), 303)
    shown = {"note": queries.own_note(me(), note_id), "prompts": (), "most_bytes": MOST_BYTES}
    return render_template("wall/edit.html", form=form, **shown), form.status


@bp.get("/<id:note_id>/picture")
@login_required
def picture(note_id: int) -> Response:
    digest = queries.digest_of_picture(me(), note_id)
    if has_kept(digest):
        return to_ask_again(Response(status=304), digest)
    content = queries.content_of_picture(me(), note_id)
    answer = Response(content, mimetype="image/jpeg", headers={"Content-Disposition": "inline"})
    return to_ask_again(answer, digest)


@bp.post("/<id:note_id>/delete")
@login_required
def remove(note_id: int) -> Response:
    actions.remove(queries.own_note(me(), note_id), now=now())
    db.session.commit()
    undo = url_for("wall.put_back", note_id=note_id)
    notify(_("Your note is deleted. Backups forget it within 30 days."), undo=undo)
    return redirect(url_for("wall.show"), 303)


@bp.post("/<id:note_id>/put-back")
@login_required
def put_back(note_id: int) -> Response:
    actions.put_back(queries.own_note(me(), note_id, deleted=True), now=now())
    db.session.commit()
    notify(_("Your note is back."))
    return redirect(url_for("wall.show", _anchor=f"note-{note_id}"), 303)


@bp.post("/<id:note_id>/deliver")
@login_required
def deliver(note_id: int) -> Response:
    actions.deliver(queries.own_note(me(), note_id), by=me(), now=now())
    db.session.commit()
    notify(_("Your note is delivered."))
    return back(url_for("wall.show"), anchor=f"note-{note_id}")


@bp.post("/<id:note_id>/reaction")
@login_required
def react(note_id: int) -> Response:
    actions.react(queries.note_to(me(), note_id), request.form.get("reaction", ""), by=me(), now=now())
    db.session.commit()
    return back(url_for("wall.show"), anchor=f"note-{note_id}")


@bp.post("/<id:note_id>/answer")
@login_required
def answer(note_id: int) -> Response | tuple[str, int]:
    note = queries.note_to(me(), note_id)
    form = AnswerForm()
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(lambda: as_answered(queries.note_to(me(), note_id)))
            actions.answer(note, form.answer.data, by=me(), now=now())
            db.session.commit()
            return back(url_for("wall.show"), anchor=f"note-{note_id}")
    return page(new_note(formdata=None), answers=form, answered=note_id), form.status


@bp.post("/<id:note_id>/pin")
@login_required
def pin(note_id: int) -> Response:
    actions.pin(queries.note_there(me(), note_id), by=me(), now=now())
    db.session.commit()
    notify(_("Pinned above the others, for both of you."), undo=url_for("wall.unpin", note_id=note_id))
    return redirect(url_for("wall.show"), 303)


@bp.post("/<id:note_id>/unpin")
@login_required
def unpin(note_id: int) -> Response:
    actions.unpin(queries.note_there(me(), note_id))
    db.session.commit()
    return redirect(url_for("wall.show", _anchor=f"note-{note_id}"), 303)


def new_note(**kwargs: Any) -> NoteForm:
    """A form for something new, or to go on with what was begun."""
    begun = drafts.begun_by(me(), DraftKind.NOTE) if not older_than() else ""
    form = NoteForm(over=drafts.as_begun(begun) or None, about=request.args.get("about", ""), **kwargs)
    form.offer(habits_to_write_about(me()))
    return form


def note_form(note: Note) -> NoteForm:
    form = NoteForm(over=as_written(note))
    form.illustrated = note.picture is not None or form.made_from_else(as_written(note))
    form.offer(habits_to_write_about(me(), besides=note.habit_id))
    return form


def about(form: NoteForm) -> dict[str, Any]:
    """What a note is about: a strategy, or a habit."""
    habit = habit_of(me(), form.habit_id) if form.habit_id else None
    return {"strategy": form.strategy, "habit": habit}
