"""Keeping what is being written: a script asks for it again and again while somebody writes, and a button does without."""

from flask import request
from werkzeug.wrappers import Response

from tracker.domain.stamps import Parts, stamp
from tracker.domain.texts import _
from tracker.web.addresses import redirect_to
from tracker.web.notices import notify
from tracker.web.parts import asks_for_part

KEPT = _("Kept as a draft. It waits here until you send it, and your partner does not see it.")


def to_be_kept() -> bool:
    """Whether a form was sent for its words to be kept as a draft, and not to be taken yet."""
    return request.method == "POST" and (asks_for_part() or request.form.get("press") == "draft")


def kept(said: Parts, there: str) -> Response:
    """What answers a form whose words are a draft now: a script is told which one it holds."""
    if asks_for_part():
        return Response(status=204, headers={"Tend-Saved": stamp(said)})
    notify(KEPT)
    return redirect_to(there)
