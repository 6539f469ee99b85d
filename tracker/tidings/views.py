from flask import Blueprint, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.domain.days import today
from tracker.domain.tidings import TidingKind
from tracker.extensions import db
from tracker.models import TidingRow
from tracker.tidings import actions, queries
from tracker.web.addresses import back
from tracker.web.clock import now
from tracker.web.session import me

OPENED = TidingRow.kind == TidingKind.CHECK_IN

bp = Blueprint("tidings", __name__, url_prefix="/arrivals")


@bp.app_template_global()
def arrived() -> bool:
    """Whether something waits for whoever asks."""
    return queries.something_waits(me(), today(me().rhythm, now()), now())


@bp.post("/put-away")
@login_required
def put_away() -> Response:
    actions.see(me(), ~OPENED, until=now())
    return done()


@bp.post("/wait")
@login_required
def wait() -> Response:
    """Let a check-in that has opened wait in its own place."""
    actions.see(me(), OPENED, until=now())
    return done()


def done() -> Response:
    db.session.commit()
    return back(url_for("today.show_now"))
