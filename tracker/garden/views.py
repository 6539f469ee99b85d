from flask import Blueprint, render_template
from flask_login import login_required

from tracker.domain.milestones import sentence_of as words_of
from tracker.garden import queries
from tracker.web.clock import now
from tracker.web.session import me

bp = Blueprint("garden", __name__)


@bp.get("/garden")
@login_required
def show() -> str:
    page = queries.garden_page(me(), now())
    return render_template(
        "garden/show.html", page=page, scene=page.scene, words_of=words_of, partner=me().partner
    )
