from datetime import date

from flask import Blueprint, render_template, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from tracker.catalogue.strategies import STRATEGIES, reminder_of
from tracker.domain.refusals import Refused
from tracker.today import queries
from tracker.web.addresses import redirect_to
from tracker.web.clock import now
from tracker.web.notices import warn
from tracker.web.session import me

bp = Blueprint("today", __name__)


@bp.get("/")
def home() -> str | Response:
    if current_user.is_authenticated:
        return page(None)
    return render_template("today/landing.html", strategies=STRATEGIES)


@bp.get("/today")
@login_required
def show_now() -> str | Response:
    return page(None)


@bp.get("/today/<day:day>")
@login_required
def show(day: date) -> str | Response:
    return page(day)


def page(day: date | None) -> str | Response:
    try:
        shown = queries.today_page(me(), day, now())
    except Refused as no:
        warn(no.sentence, **no.values)
        return redirect_to(url_for("today.show_now"))
    week = shown.strip[0].day
    reminder = reminder_of(week) if shown.head.day == week and not shown.quiet else None
    return render_template(
        "today/show.html", page=shown, person=me(), partner=me().partner, reminder=reminder
    )
