from flask import Blueprint, Response, current_app, redirect, render_template, url_for
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as AnyResponse

from tracker.extensions import csrf, db
from tracker.web.exiting import end_here, say_that_it_lives, sent_from_here
from tracker.web.headers import forgetting
from tracker.web.hosts import SentFromElsewhere
from tracker.web.wishes import without_wish

bp = Blueprint("exit", __name__)


@bp.post("/exit")
@csrf.exempt
def leave() -> AnyResponse:
    """At once, as often as it is sent, for guests too: no token, no count, and nothing that is in the way of it."""
    if not sent_from_here():
        raise SentFromElsewhere
    try:
        end_here()
        db.session.commit()
    except SQLAlchemyError as error:
        db.session.rollback()
        say_that_it_lives(error)
    return forgetting(without_wish(redirect(url_for("exit.show_measures"), 303)))


@bp.get("/measures")
def show_measures() -> Response:
    """A page about something else, from which one is led on where whoever runs Tend has said where to."""
    answer = Response(render_template("exit/measures.html"))
    if current_app.config["TEND"].exit_to:
        answer.headers["Refresh"] = f"0; url={current_app.config['TEND'].exit_to}"
    return answer


@bp.get("/safety/exit")
def show() -> str:
    """For guests as well; that somebody looks is kept nowhere."""
    return render_template("exit/show.html")
