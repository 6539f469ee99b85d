from datetime import date

from flask import Blueprint, redirect, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.covers import actions, queries
from tracker.covers.forms import CoverForm
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.web.addresses import back
from tracker.web.clock import now
from tracker.web.notices import notify
from tracker.web.session import me

bp = Blueprint("covers", __name__)


@bp.post("/covers/<day:day>")
@login_required
def cover(day: date) -> Response:
    actions.cover(day, CoverForm().line.data, by=me(), now=now())
    db.session.commit()
    notify(_("Covered. It counts for the two of you."))
    return redirect(url_for("today.show", day=day), 303)


@bp.post("/covers/<id:cover_id>/decline")
@login_required
def decline(cover_id: int) -> Response:
    declined = queries.cover_for(me(), cover_id)
    actions.decline(declined, by=me())
    db.session.commit()
    return back(url_for("today.show_now"))


@bp.post("/covers/<id:cover_id>/take-back")
@login_required
def take_back(cover_id: int) -> Response:
    actions.take_back(queries.cover_by(me(), cover_id), by=me(), now=now())
    db.session.commit()
    return back(url_for("today.show_now"))
