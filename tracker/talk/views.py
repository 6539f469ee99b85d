from collections.abc import Collection

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_login import login_required
from werkzeug.wrappers import Response as AnyResponse

from tracker.catalogue.beginnings import HELP_IN_A_TALK
from tracker.domain.talk import Act
from tracker.extensions import db
from tracker.talk import actions, queries
from tracker.talk.forms import WORDS, TalkForm
from tracker.talk.queries import TalkPage
from tracker.web.clock import now
from tracker.web.session import me

bp = Blueprint("talk", __name__, url_prefix="/talk")

ACTS = ", ".join(f'"{act}"' for act in Act)


@bp.get("")
@login_required
def show() -> str:
    shown = queries.talk_page(me(), now())
    return render_template("talk/show.html", **seen(shown, start_form(shown.topics)))


@bp.get("/now")
@login_required
def show_part() -> Response:
    """Where the talk is, for a page that asks again and again; nothing where it shows that already."""
    tag = queries.tag_of(me(), now())
    answer = Response(status=304) if request.if_none_match.contains(tag) else Response(part())
    answer.set_etag(tag)
    return answer


@bp.post("")
@login_required
def begin() -> AnyResponse | tuple[str, int]:
    form = start_form(queries.topics(me()))
    if form.validate_on_submit():
        with form.refusals():
            if not form.sent_again():
                actions.begin(form.plan(), by=me(), now=now())
                db.session.commit()
            return redirect(url_for("talk.show"), 303)
    return render_template("talk/show.html", **seen(queries.talk_page(me(), now()), form)), form.status


@bp.post(f"/<any({ACTS}):act>")
@login_required
def tap(act: str) -> AnyResponse:
    actions.tap(Act(act), version(), by=me(), now=now())
    db.session.commit()
    return redirect(url_for("talk.show"), 303)


@bp.post("/close")
@login_required
def close() -> AnyResponse:
    actions.close(version(), by=me(), now=now())
    db.session.commit()
    return redirect(url_for("today.show_now"), 303)


def version() -> int:
    """Which version of the talk a form was made for."""
    return request.form.get("version", 0, type=int)


def start_form(topics: Collection[str]) -> TalkForm:
    form = TalkForm(about=request.args.get("about", WORDS))
    form.offer(topics, alone=me().partner is None)
    return form


def part() -> str:
    shown = queries.talk_page(me(), now())
    return render_template("talk/_now.html", **seen(shown, start_form(shown.topics)))


def seen(shown: TalkPage, form: TalkForm) -> dict[str, object]:
    """What the templates show."""
    return {"page": shown, "form": form, "prompts": HELP_IN_A_TALK, "person": me(), "partner": me().partner}
