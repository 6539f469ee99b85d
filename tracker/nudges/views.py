from flask import Blueprint, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.domain.texts import _
from tracker.extensions import db
from tracker.nudges import actions
from tracker.web.addresses import back
from tracker.web.clock import now
from tracker.web.notices import notify
from tracker.web.session import me

bp = Blueprint("nudges", __name__, url_prefix="/nudge")


@bp.post("")
@login_required
def nudge() -> Response:
    sent = actions.nudge(by=me(), now=now())
    db.session.commit()
    if sent:
        notify(_("“Thinking of you” is sent. It asks for no answer."), undo=url_for("nudges.take_back"))
    else:
        notify(_("Today’s “thinking of you” was sent before. Tomorrow you can send another."))
    return back(url_for("today.show_now"))


@bp.post("/take-back")
@login_required
def take_back() -> Response:
    actions.take_back(by=me())
    db.session.commit()
    notify(_("Taken back, unless it was found before. Tomorrow you can send another."))
    return back(url_for("today.show_now"))
