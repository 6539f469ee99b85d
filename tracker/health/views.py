from flask import Blueprint, Response, current_app

bp = Blueprint("health", __name__)

ROBOTS = "User-agent: *\nAllow: /dates/feed/\nDisallow: /"


@bp.get("/healthz")
def show() -> Response:
    return plain("ok")


@bp.get("/readyz")
def show_ready() -> Response:
    found = current_app.extensions["readiness"].answer()
    answer = plain(found.words, 200 if found.ready else 503)
    if not found.ready:
        answer.headers["Retry-After"] = "5"
    return answer


@bp.get("/robots.txt")
def turn_robots_away() -> Response:
    """Of all pages, a program that is no browser may fetch calendars: some of those it is for ask here first."""
    return plain(ROBOTS)


def plain(words: str, code: int = 200) -> Response:
    return Response(f"{words}\n", code, content_type="text/plain; charset=utf-8")
