from flask import Blueprint, render_template

from tracker.domain.refusals import Missing
from tracker.domain.strategies import QUESTIONS, REMINDERS, STRATEGIES, strategy_called

bp = Blueprint("guide", __name__, url_prefix="/guide")


@bp.get("")
def show() -> str:
    return render_template("guide/show.html", strategies=STRATEGIES, questions=QUESTIONS, reminders=REMINDERS)


@bp.get("/<slug>")
def show_strategy(slug: str) -> str:
    strategy = strategy_called(slug)
    if strategy is None:
        raise Missing("strategy")
    number = strategy.number
    return render_template(
        "guide/strategy.html",
        strategy=strategy,
        before=STRATEGIES[number - 2] if number > 1 else None,
        after=STRATEGIES[number] if number < len(STRATEGIES) else None,
        reminder=REMINDERS[number % len(REMINDERS)],
    )
