from flask import Blueprint, Response
from sqlalchemy import text

from tracker.extensions import db

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def show() -> Response:
    db.session.execute(text("SELECT 1"))
    return Response("ok\n", content_type="text/plain; charset=utf-8")


@bp.get("/robots.txt")
def keep_out() -> Response:
    return Response("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")
