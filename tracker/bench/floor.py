"""Tend with the least that it can answer beside its pages: what all that comes before and after a page costs.

The address is added for a measurement, and is there at no other time.
"""

from flask import Blueprint, Flask

from config import Settings
from tracker.app import create_app
from tracker.server.watch import serve

GREETING = "Measuring Ada and Ben's half year at {address}, on one worker, as ./tend run serves it."

bp = Blueprint("floor", __name__, url_prefix="/floor")


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
