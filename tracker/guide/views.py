from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from tracker.catalogue.sources import COMPARED_WITH, HOW_WELL
from tracker.catalogue.strategies import (
    QUESTIONS,
    REMINDERS,
    STRATEGIES,
    question_near,
    strategy_called,
)
from tracker.catalogue.works import LOOKED_ON
from tracker.domain.guide_search import WORDS_LENGTH, found
from tracker.domain.milestones import sentence_of
from tracker.domain.refusals import Missing
from tracker.domain.words import one_line
from tracker.guide.queries import lived
from tracker.guide.tools import TOOLS
from tracker.web.clock import now
from tracker.web.session import me
from tracker.web.sought import guide_places, in_need

bp = Blueprint("guide", __name__, url_prefix="/guide")


@bp.get("")
def show() -> str:
    return render_template("guide/show.html", strategies=STRATEGIES, questions=QUESTIONS, reminders=REMINDERS)


@bp.get("/search")
def search() -> Response | str:
    words = one_line(request.args.get("words", ""))[:WORDS_LENGTH]
    if not words:
        return redirect(url_for("guide.show"), 303)
    return render_template(
        "guide/search.html", words=words, found=found(words, guide_places()), in_need=in_need(words)
    )


@bp.get("/research")
def show_research() -> str:
    return render_template(
        "guide/research.html",
        strategies=STRATEGIES,
        how_well=HOW_WELL,
        compared_with=COMPARED_WITH,
        looked_on=LOOKED_ON,
    )


@bp.get("/<slug>")
def show_strategy(slug: str) -> str:
    strategy = strategy_called(slug)
    if strategy is None:
        raise Missing("strategy")
    number = strategy.number
    return render_template(
        "guide/strategy.html",
        strategy=strategy,
        lived=lived(me(), strategy, now()) if current_user.is_authenticated else None,
        tools=TOOLS[slug],
        words_of=sentence_of,
        how_well=HOW_WELL,
        compared_with=COMPARED_WITH,
        question=question_near(strategy),
        before=STRATEGIES[number - 2] if number > 1 else None,
        after=STRATEGIES[number] if number < len(STRATEGIES) else None,
    )
