from datetime import timedelta
from time import perf_counter

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from tracker.domain.refusals import Refused
from tracker.domain.texts import Sentence, _
from tracker.exports import actions as exports
from tracker.exports.archive import Archive
from tracker.exports.coming import coming_to, refuse_used
from tracker.extensions import db, read_only
from tracker.holding import afresh
from tracker.imports import actions, files, queries
from tracker.imports.choices import CameIn
from tracker.imports.compact import StoredHistory
from tracker.imports.forms import BringBackForm, UploadForm, choices_form
from tracker.imports.loop_history import LoopHistory
from tracker.imports.opened import OpenedFile, opened_in
from tracker.imports.queries import Waiting
from tracker.imports.sweeping import sweep
from tracker.web.bodies import takes_a_file
from tracker.web.clock import now
from tracker.web.errors import error_page
from tracker.web.few import one_of_few_files
from tracker.web.limits import limit
from tracker.web.notices import notify, warn
from tracker.web.proof import proof_required
from tracker.web.session import me, start_over

bp = Blueprint("imports", __name__, url_prefix="/settings/import")

AN_HOUR = timedelta(hours=1)
MOST_AN_HOUR = 30
AROUND_A_FILE = 64 * 1024  # what a browser writes around it

GONE = _("The file is no longer here. Please choose it once more.")
ANOTHER = _("Another file was uploaded in the meantime. This is what is in it.")
NONE_CHOSEN = _("Please choose at least one habit to import.")
TOO_LARGE = _(
    "This file is larger than 128 MB. Loop and Tend write smaller ones: please choose the file just as it was written."
)


@bp.errorhandler(RequestEntityTooLarge)
def say_too_large(error: RequestEntityTooLarge) -> tuple[str, int] | Response:
    if request.endpoint != "imports.upload" or not current_user.is_authenticated:
        return error_page("too_large", 413)
    form = UploadForm(formdata=None)
    form.refusal = Sentence(TOO_LARGE)
    return render_template("imports/upload.html", form=form, waiting=queries.waiting_for(me())), 413


@bp.route("", methods=["GET", "POST"])
@takes_a_file(files.MOST_BYTES + AROUND_A_FILE)
@login_required
def upload() -> Response | tuple[str, int]:
    form = UploadForm()
    if form.validate_on_submit():
        limit("import", str(me().id), most=MOST_AN_HOUR, within=AN_HOUR)
        with form.refusals(), one_of_few_files():
            content, sent_at = files.as_stored(form.file.data.read()), now()
            for number, part in actions.parts_of(content):
                actions.store_part(number, part, by=me(), now=sent_at)
                db.session.commit()
            actions.store(form.name, content, by=me(), now=sent_at)
            db.session.commit()
            return redirect(url_for("imports.preview"), 303)
    return render_template("imports/upload.html", form=form, waiting=queries.waiting_for(me())), form.status


@bp.route("/preview", methods=["GET", "POST"])
@login_required
def preview() -> Response | tuple[str, int]:
    opened = what_waits()
    if opened is None:
        return gone()
    if opened.waiting.begun:
        return redirect(url_for("imports.show_progress"), 303)
    if isinstance(opened.content, Archive):
        return offer_back(opened, opened.content)
    return offer(opened, opened.content.history())


def offer(opened: OpenedFile, history: LoopHistory) -> Response | tuple[str, int]:
    page = queries.preview(opened.waiting, opened.mark, history, me(), now())
    form = choices_form(page.mark, [row.arrival.strategy for row in page.rows])
    if form.is_submitted() and form.mark.data != page.mark:
        return seen_another()
    if form.validate_on_submit():
        choices = form.choices()
        with form.refusals():
            if not choices.strategies:
                raise Refused(NONE_CHOSEN)
            start_over()
            actions.find_room([page.rows[place] for place in choices.strategies], by=me())
            actions.choose(choices, opened.waiting, by=me())
            db.session.commit()
            return redirect(url_for("imports.show_progress"), 303)
    return render_template("imports/preview.html", form=form, page=page), form.status


@proof_required
def offer_back(opened: OpenedFile, archive: Archive) -> Response | tuple[str, int]:
    form = BringBackForm(data={"mark": opened.mark})
    if form.is_submitted() and form.mark.data != opened.mark:
        return seen_another()
    with form.refusals():
        if form.validate_on_submit():
            return bring_back(opened, archive)
        refuse_used(me())
    page = queries.back_preview(opened.waiting, archive, me())
    status = 200 if request.method == "GET" else form.status
    return render_template("imports/back.html", form=form, page=page), status


def bring_back(opened: OpenedFile, archive: Archive) -> Response:
    """Write as many pieces of an export as there is time for; with the last it is there."""
    read_only()
    coming = coming_to(afresh(me()), archive, sent_at=opened.waiting.sent_at, now=now())
    begins, pieces_left = exports.begins(coming), exports.pieces_left(coming)
    db.session.commit()
    if begins:
        exports.throw_away(me().id)
        db.session.commit()
        sweep(now())  # what lies on a stage that was left has the very ids that come now
    for number, write in pieces_left:
        mine = exports.bring_piece(coming, number, write)
        db.session.commit()
        if opened.late or not mine:
            return redirect(url_for("imports.show_progress"), 303)
    read_only()
    whole = exports.whole(coming)
    start_over()
    back = exports.unveil(coming, whole, by=me())
    if back is None:
        return redirect(url_for("imports.show_progress"), 303)
    actions.forget(by=me())
    db.session.commit()
    words = queries.said_of_back(back, me())
    notify(words.text, **words.values)
    return redirect(url_for("today.show_now"), 303)


@bp.get("/progress")
@login_required
def show_progress() -> Response | str:
    waiting = queries.waiting_for(me())
    if waiting is None:
        return gone()
    if not waiting.chosen:
        return redirect(url_for("imports.preview"), 303)
    return render_template("imports/progress.html", waiting=waiting)


@bp.post("/progress")
@login_required
def go_on() -> Response:
    with one_of_few_files():
        return bring_in_more()


def bring_in_more() -> Response:
    opened = what_waits()
    if opened is None:
        return gone()
    if not opened.waiting.chosen:
        return redirect(url_for("imports.preview"), 303)
    if isinstance(opened.content, Archive):
        return bring_back(opened, opened.content)
    return bring_habits(opened, opened.content)


def bring_habits(opened: OpenedFile, history: StoredHistory) -> Response:
    """Bring in as many habits as there is time for, one after the other."""
    waiting: Waiting | None = opened.waiting
    while waiting is not None and waiting.done_count < waiting.chosen_count:
        read_only()
        prepared = actions.prepare(history, waiting, by=afresh(me()), now=now())
        start_over()
        waiting = actions.go_on(history, waiting, by=me(), now=now(), prepared=prepared)
        db.session.commit()
        if opened.late:
            break
    if waiting is None or waiting.done_count < waiting.chosen_count:
        return redirect(url_for("imports.show_progress"), 303)
    tell(waiting.choices.came)
    return redirect(url_for("habits.list_all"), 303)


@bp.post("/cancel")
@login_required
def cancel() -> Response:
    waiting = queries.waiting_for(me())
    actions.forget(by=me())
    db.session.commit()
    if waiting is not None and waiting.coming_back:
        notify(_("The file is deleted. Nothing from it was imported."))
    else:
        notify(_("The file is deleted. What was imported already stays."))
    return redirect(url_for("imports.upload"), 303)


def what_waits() -> OpenedFile | None:
    """The file that waits, opened. Meanwhile nobody has to wait for the database, nor afterwards: to write, start over."""
    read_only()
    waiting, content = queries.waiting_for(afresh(me())), queries.content_for(me())
    db.session.rollback()
    begun = perf_counter()
    opened = opened_in(waiting, content, begun) if waiting and content else None
    read_only()
    afresh(me())
    return opened


def gone() -> Response:
    warn(GONE)
    return redirect(url_for("imports.upload"), 303)


def seen_another() -> Response:
    warn(ANOTHER)
    return redirect(url_for("imports.preview"), 303)


def tell(came: CameIn) -> None:
    notify(
        _(
            "Everything is imported. New habits: %(habits)s · ticks: %(ticks)s · skipped days: %(skips)s "
            "· notes: %(notes)s. Your partner does not see them until you share them."
        ),
        habits=came.habits,
        ticks=came.ticks,
        skips=came.skips,
        notes=came.notes,
    )
    if came.left_out:
        warn(
            _(
                "There is no room for more habits. Left out: %(count)s. Archive some, and choose the file "
                "once more."
            ),
            count=came.left_out,
        )
