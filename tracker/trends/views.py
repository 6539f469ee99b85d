from flask import Blueprint, render_template
from flask_login import login_required

from tracker.domain.checkins import CLOSENESS_NAMES, STATEMENTS
from tracker.trends import queries
from tracker.trends.changes import OwnTrends, half_year
from tracker.trends.insights import Insights, insights_for
from tracker.trends.queries import TrendsPage
from tracker.web.clock import now
from tracker.web.session import me

bp = Blueprint("trends", __name__, url_prefix="/trends")


@bp.get("")
@login_required
def show() -> str:
    latest = half_year(me(), now())
    return page(latest.page, own=latest.own, insights=insights_for(me()))


@bp.get("/<year:year>")
@login_required
def show_year(year: int) -> str:
    return page(queries.by_month(me(), year, now()))


def page(shown: TrendsPage, own: OwnTrends | None = None, insights: Insights | None = None) -> str:
    return render_template(
        "trends/show.html",
        page=shown,
        own=own,
        insights=insights,
        partner=me().partner,
        statements=STATEMENTS,
        closeness_names=CLOSENESS_NAMES,
    )
