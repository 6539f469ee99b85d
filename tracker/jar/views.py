from flask import Blueprint, redirect, render_template, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.catalogue.beginnings import FOR_THE_JAR
from tracker.domain.stamps import Parts
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.jar import actions, queries
from tracker.jar.forms import JarForm
from tracker.web.addresses import asked_for
from tracker.web.clock import now
from tracker.web.notices import notify
from tracker.web.session import me

bp = Blueprint("jar", __name__, url_prefix="/wall/jar")


@bp.route("", methods=["GET", "POST"])
@login_required
def show() -> Response | tuple[str, int]:
    form = JarForm()
    if form.validate_on_submit():
        with form.refusals():
            if not form.sent_again():
                actions.put_in(form.body.data, by=me(), now=now())
                db.session.commit()
                notify(_("It is in the jar."))
            return redirect(url_for("jar.show"), 303)
    page = queries.jar_page(me(), now(), older_than=asked_for("older-than"))
    return render_template(
        "jar/show.html", form=form, page=page, partner=me().partner, beginnings=FOR_THE_JAR
    ), form.status


@bp.post("/open")
@login_required
def open_one() -> Response:
    opening = actions.open_one(by=me(), now=now())
    db.session.commit()
    if opening is None:
        notify(_("There is nothing in the jar right now. Be gentle with yourself today, all the same."))
    return redirect(url_for("jar.show", _anchor="opened" if opening else None), 303)


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
