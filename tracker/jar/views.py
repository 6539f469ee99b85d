from flask import Blueprint, redirect, render_template, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.catalogue.beginnings import FOR_THE_JAR
from tracker.domain.drafts import DraftKind
from tracker.domain.stamps import Parts
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.jar import actions, queries
from tracker.jar.forms import JarForm
from tracker.jar.queries import AtHand
from tracker.models import DraftRow
from tracker.wall import drafts
from tracker.web.addresses import asked_for
from tracker.web.clock import now
from tracker.web.drafting import kept, to_be_kept
from tracker.web.notices import notify
from tracker.web.session import me

bp = Blueprint("jar", __name__, url_prefix="/wall/jar")


@bp.route("", methods=["GET", "POST"])
@login_required
def show() -> Response | tuple[str, int]:
    at_hand = queries.at_hand(me(), now())
    form = JarForm(over=drafts.as_begun(at_hand.begun) if at_hand.begun else None)
    if to_be_kept():
        return keep(form) or page(form, at_hand)
    if form.validate_on_submit():
        with form.refusals():
            if not form.sent_again():
                actions.put_in(form.body.data, by=me(), now=now())
                drafts.sent(DraftKind.JAR_NOTE, form.body.data, form.seen.data, by=me())
                db.session.commit()
                notify(_("It is in the jar."))
            return redirect(url_for("jar.show"), 303)
    return page(form, at_hand)


def keep(form: JarForm) -> Response | None:
    with form.refusals():
        form.refuse_unseen(lambda: drafts.as_begun(drafts.begun_by(me(), DraftKind.JAR_NOTE)))
        drafts.keep(form.body.data, DraftKind.JAR_NOTE, by=me())
        db.session.commit()
        return kept(drafts.as_begun(form.body.data), url_for("jar.show"))
    return None


def page(form: JarForm, at_hand: AtHand) -> tuple[str, int]:
    shown = queries.jar_page(me(), now(), older_than=asked_for("older-than"), old_id=asked_for("old"))
    return render_template(
        "jar/show.html",
        form=form,
        page=shown,
        left=drafts.laid_aside(me(), DraftKind.JAR_NOTE),
        asks=at_hand.has_old,
        partner=me().partner,
        beginnings=FOR_THE_JAR,
    ), form.status


@bp.post("/open")
@login_required
def open_one() -> Response:
    opening = actions.open_one(by=me(), now=now())
    db.session.commit()
    old = 0 if opening else queries.old_note_of_today(me(), now())
    if not (opening or old):
        notify(_("There is nothing in the jar right now. Be gentle with yourself today, all the same."))
    return redirect(url_for("jar.show", old=old or None, _anchor="opened" if opening or old else None), 303)


@bp.route("/<id:jar_note_id>/edit", methods=["GET", "POST"])
@login_required
def edit(jar_note_id: int) -> Response | tuple[str, int]:
    form = JarForm(over=written_in(jar_note_id))
    if form.validate_on_submit():
        with form.refusals():
            form.refuse_unseen(lambda: written_in(jar_note_id))
            actions.change(queries.own_note(me(), jar_note_id), form.body.data)
            db.session.commit()
            notify(_("Your note is changed."))
            return redirect(url_for("jar.show"), 303)
    return render_template("jar/edit.html", form=form), form.status


def written_in(jar_note_id: int) -> Parts:
    return {"body": queries.own_note(me(), jar_note_id).body}


@bp.post("/<id:jar_note_id>/deliver")
@login_required
def deliver(jar_note_id: int) -> Response:
    actions.deliver(queries.own_note(me(), jar_note_id), by=me())
    db.session.commit()
    notify(_("Your note is in the jar, and waits for a hard day."))
    return redirect(url_for("jar.show"), 303)


@bp.post("/<id:jar_note_id>/delete")
@login_required
def take_out(jar_note_id: int) -> Response:
    actions.take_out(queries.own_note(me(), jar_note_id), by=me(), now=now())
    db.session.commit()
    notify(
        _("Taken out of the jar. Backups forget it within 30 days."),
        undo=url_for("jar.put_back", jar_note_id=jar_note_id),
    )
    return redirect(url_for("jar.show"), 303)


@bp.post("/<id:jar_note_id>/put-back")
@login_required
def put_back(jar_note_id: int) -> Response:
    actions.put_back(queries.own_note(me(), jar_note_id, deleted=True), now=now())
    db.session.commit()
    notify(_("Your note is back in the jar."))
    return redirect(url_for("jar.show"), 303)


@bp.post("/begun/<id:draft_id>/go-on")
@login_required
def go_on(draft_id: int) -> Response:
    draft = drafts.go_on(draft_id, by=me())
    db.session.commit()
    return redirect(begun_at(draft), 303)


@bp.post("/begun/<id:draft_id>/throw-away")
@login_required
def throw_away(draft_id: int) -> Response:
    draft = drafts.one_aside(me(), draft_id)
    drafts.throw_away(draft, now=now())
    db.session.commit()
    notify(
        _("Deleted. Backups forget it within 30 days."),
        undo=url_for("jar.bring_draft_back", draft_id=draft_id),
    )
    return redirect(begun_at(draft), 303)


@bp.post("/begun/<id:draft_id>/put-back")
@login_required
def bring_draft_back(draft_id: int) -> Response:
    draft = drafts.one_aside(me(), draft_id, deleted=True)
    drafts.put_back(draft, now=now())
    db.session.commit()
    notify(_("It is back."))
    return redirect(begun_at(draft), 303)


def begun_at(draft: DraftRow) -> str:
    """The page on which one writes such a thing."""
    page = "wall.show" if draft.kind == DraftKind.NOTE else "jar.show"
    return url_for(page, _anchor="writing")
