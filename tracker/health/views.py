from flask import Blueprint, Response
from sqlalchemy import text

from tracker.extensions import db

bp = Blueprint("health", __name__)

ROBOTS = "User-agent: *\nAllow: /dates/feed/\nDisallow: /\n"


@bp.get("/healthz")
def show() -> Response:
    db.session.execute(text("SELECT 1"))
    return Response("ok\n", content_type="text/plain; charset=utf-8")


@bp.get("/robots.txt")
def keep_out() -> Response:
    """Of all pages, a program that is no browser may fetch calendars: some of those it is for ask here first."""
    return Response(ROBOTS, content_type="text/plain; charset=utf-8")
