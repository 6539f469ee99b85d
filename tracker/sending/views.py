from flask import Blueprint, Response, jsonify, render_template
from flask_login import login_required

from tracker.extensions import db
from tracker.sending import actions
from tracker.sending.forms import DoingForm
from tracker.web.clock import now
from tracker.web.filters import whom
from tracker.web.homes import home_mark
from tracker.web.language import said
from tracker.web.session import me
from tracker.web.tokens import form_token

bp = Blueprint("sending", __name__, url_prefix="/sending")


@bp.get("")
@login_required
def show() -> Response:
    """What a device must know before it sends: whether what it keeps is this person's, and the token of their forms, and what time it is."""
    return jsonify(home=home_mark(), token=form_token(), at=int(now().timestamp() * 1000))


@bp.get("/line")
@login_required
def show_line() -> str:
    """What a page says of what waits, for a script that shows it."""
    return render_template("sending/line.html")


@bp.post("")
@login_required
def take() -> Response:
    form = DoingForm()
    if form.validate_on_submit():
        with form.refusals():
            doing = form.doing(now())
            if not actions.is_booked(doing, by=me()):
                form.refuse_others(home_mark(), whom())
            actions.take(doing, by=me(), now=now())
            db.session.commit()
            return Response(status=204)
    wrong = form.refusal or next(error for errors in form.errors.values() for error in errors)
    return Response(said(wrong), 422, mimetype="text/plain")
