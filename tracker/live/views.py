from datetime import datetime

from flask import Blueprint, Response, current_app, g, request
from werkzeug.wrappers import Response as AnyResponse

from tracker.live.asking import asker_on_device
from tracker.live.seen import seen_by_asker
from tracker.live.tags import tag_of
from tracker.live.unchanged import Looks
from tracker.web.clock import now
from tracker.web.log_ins import note_renewed, send_once_more, token_here
from tracker.web.session import secret

bp = Blueprint("live", __name__)

PLAIN = "text/plain"


@bp.get("/live")
def show() -> AnyResponse:
    """The tag of what whoever asks has before them; nothing where that is the one they know."""
    token, at = token_here(), now()
    tag = tag_at(token, at) if token else None
    if tag is None:
        return nobody(token)
    known = request.if_none_match.contains_weak(tag)
    answer = Response(status=304) if known else Response(tag, content_type=PLAIN)
    answer.set_etag(tag)
    return answer


def tag_at(token: str, now: datetime) -> str | None:
    """The tag for a log-in; none for one that opens nothing."""
    looks: Looks = current_app.extensions["looks"]
    mark = looks.mark_at(now)
    tag = looks.tag(token, mark)
    if tag is None and (asker := asker_on_device(token, now)):
        tag = tag_of(seen_by_asker(asker, now), of=asker.id, secret=secret())
        if asker.lasts:
            looks.keep(token, tag, mark)
    return tag


def nobody(token: str) -> AnyResponse:
    """Whoever is logged out or locked is told so in a word, and asks no more; by a token that was just renewed, once more."""
    if token:
        note_renewed(token)
        if g.just_renewed:
            return send_once_more()
    return Response("gone", content_type=PLAIN)
