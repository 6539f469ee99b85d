from datetime import UTC, datetime

from flask import Blueprint, request, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.domain.days import today
from tracker.extensions import db
from tracker.tidings import actions, queries
from tracker.web.addresses import back
from tracker.web.clock import now
from tracker.web.seeing import shown_here, told_here
from tracker.web.session import me

bp = Blueprint("tidings", __name__, url_prefix="/arrivals")


@bp.app_template_global()
def arrived() -> bool:
    """Whether something waits for whoever asks that this page does not show."""
    if told_here():
        return False
    return queries.something_waits(me(), today(me().rhythm, now()), now(), beside=shown_here())


@bp.post("/put-away")
@login_required
def put_away() -> Response:
    actions.put_away(by=me(), until=told_until())
    return done()


def told_until() -> datetime:
    """The moment up to which the page told of what arrived: what has come since waits on. As a form of ours sends it."""
    try:
        at = datetime.fromisoformat(request.form.get("until", ""))
        return at.astimezone(UTC) if at.tzinfo else now()
    except (ValueError, OverflowError):
        return now()


@bp.post("/wait")
@login_required
def wait() -> Response:
    actions.look_later(by=me(), now=now())
    return done()


def done() -> Response:
    db.session.commit()
    return back(url_for("today.show_now"))
