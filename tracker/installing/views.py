from flask import Blueprint, render_template, request
from flask_login import login_required

from tracker.web.hosts import over_https

PLACE_OF_WORDS = "place-of-words"

bp = Blueprint("installing", __name__)


@bp.get("/settings/home-screen")
@login_required
def show() -> str:
    return render_template("installing/show.html", https=over_https())


@bp.get("/offline")
def show_offline() -> str:
    """What browsers show in the place of a page while Tend cannot be reached: the same to everybody, and of nobody.

    Where it is asked for with words, a worker puts them in the place that is left open for them.
    """
    typed = (PLACE_OF_WORDS,) if "words" in request.args else ()
    return render_template("installing/offline.html", typed=typed, saved=False)
