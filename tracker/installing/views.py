from flask import Blueprint, render_template
from flask_login import login_required

from tracker.web.hosts import over_https

bp = Blueprint("installing", __name__)


@bp.get("/settings/home-screen")
@login_required
def show() -> str:
    return render_template("installing/show.html", https=over_https())


@bp.get("/offline")
def show_offline() -> str:
    """What browsers show in the place of a page while Tend cannot be reached: the same to everybody, and of nobody."""
    return render_template("installing/offline.html", typed=())
