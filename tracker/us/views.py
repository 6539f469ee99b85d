from datetime import date

from flask import Blueprint, render_template
from flask_login import login_required

from tracker.us.queries import us_page
from tracker.web.clock import now
from tracker.web.session import me

bp = Blueprint("us", __name__, url_prefix="/us")


@bp.get("")
@login_required
def show() -> str:
    return page(None)


@bp.get("/before/<day:day>")
@login_required
def show_before(day: date) -> str:
    return page(day)


def page(before: date | None) -> str:
    shown = us_page(me(), now(), before=before)
    return render_template("us/show.html", page=shown, partner=me().partner)
