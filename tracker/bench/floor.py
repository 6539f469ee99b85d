"""The floor under Tend's pages: on the same server, behind the same log-in, a page and a change as plain as can be.

These addresses are added to Tend for a measurement, and are there at no other time.
"""

import time
from datetime import date
from pathlib import Path

from flask import Blueprint, Flask, Response, render_template
from flask_login import login_required
from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from config import Settings
from tracker.app import create_app
from tracker.catalogue.strategies import STRATEGIES
from tracker.extensions import db
from tracker.models import Habit, Note, Pause, Tick
from tracker.server.watch import serve
from tracker.web.clock import now
from tracker.web.session import me

GREETING = "Measuring Ada and Ben's half year at {address}, on one worker, as ./tend run serves it."

bp = Blueprint("floor", __name__, url_prefix="/floor", template_folder=str(Path(__file__).parent))

WORDS = [words for each in STRATEGIES for words in (*each.why, *(step.text for step in each.how))][:45]
A_FEW = 10

HABITS, NOTES, PAUSES = (
    select(table).where(table.space_id == bindparam("space_id")).limit(A_FEW)
    for table in (Habit, Note, Pause)
)

INSERT = insert(Tick)
UPSERT = INSERT.on_conflict_do_update(
    index_elements=[Tick.track_id, Tick.day], set_={"ticked_at": INSERT.excluded.ticked_at}
)


def serve_floor(settings: Settings) -> None:
    """Serve Tend with the floor until told to stop."""
    serve(settings, greeting=GREETING, application="tracker.bench.floor:with_floor")


def with_floor(settings: Settings) -> Flask:
    """Tend, with the floor beside its pages."""
    app = create_app(settings)
    app.register_blueprint(bp)
    return app


@bp.get("/hello")
def hello() -> str:
    """The least that an answer can be."""
    return "hello"


@bp.get("/page")
@login_required
def page() -> str:
    """A page that nothing can beat by much: who asks, ten rows at most of each of three tables, 8 KB of template."""
    asked = {"space_id": me().space_id}
    return render_template(
        "floor.html",
        person=me(),
        habits=db.session.scalars(HABITS, asked).all(),
        notes=db.session.scalars(NOTES, asked).all(),
        pauses=db.session.scalars(PAUSES, asked).all(),
        words=WORDS,
    )


@bp.post("/<id:track_id>/<day:day>")
@login_required
def upsert(track_id: int, day: date) -> Response:
    """A change that nothing can beat by much: who asks, one row put in or changed, and on the disk."""
    row = {"track_id": track_id, "day": day, "space_id": me().space_id, "ticked_at": now()}
    db.session.connection().execute(UPSERT, row)
    db.session.commit()
    return Response(status=204)


@bp.get("/seconds")
def seconds() -> str:
    """How long the worker's processor has worked for it."""
    return str(time.process_time())
