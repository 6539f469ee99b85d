from flask import Blueprint, request, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.extensions import db
from tracker.milestones import actions
from tracker.web.addresses import back
from tracker.web.clock import now
from tracker.web.session import me

bp = Blueprint("milestones", __name__)


@bp.post("/milestones")
@login_required
def put_away() -> Response:
    number = request.form.get("number", 0, type=int)
    actions.put_away(request.form.get("kind", ""), number, by=me(), now=now())
    db.session.commit()
    return back(url_for("today.show_now"))
