from functools import lru_cache

from flask import Blueprint, redirect, render_template, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.domain.searching import SOUGHT_LENGTH
from tracker.extensions import only_looks
from tracker.guide.tools import BESIDE, LOOKING_BACK
from tracker.ways.places import WayThere, beds_for, found_among, found_in_guide, ways_there
from tracker.ways.queries import own_words
from tracker.ways.words import KINDS
from tracker.web.addresses import words_asked_for
from tracker.web.language import locale_name, said
from tracker.web.session import me
from tracker.web.sought import guide_places, in_need, wanted

bp = Blueprint("ways", __name__, url_prefix="/ways")


@bp.get("")
@login_required
def show() -> str:
    return render_template(
        "ways/show.html", beds=beds_for(two=is_of_two()), looking_back=LOOKING_BACK, beside=BESIDE
    )


@bp.route("/search", methods=["GET", "POST"])
@only_looks
@login_required
def search() -> Response | str:
    words = words_asked_for(SOUGHT_LENGTH)
    looked_for = wanted(words)
    if not looked_for:
        return redirect(url_for("ways.show"), 303)
    places = found_among(all_ways(locale_name()), looked_for, two=is_of_two())
    return render_template(
        "ways/found.html",
        words=words,
        in_need=in_need(words),
        tools=[each for each in places if not each.setting],
        settings=[each for each in places if each.setting],
        guide=found_in_guide(guide_places(), looked_for),
        own=own_words(me(), looked_for),
        kinds=KINDS,
    )


def is_of_two() -> bool:
    return me().partner is not None


# Folding all names and words anew for each search takes 1 ms.
@lru_cache(maxsize=20)
def all_ways(_locale: str) -> tuple[WayThere, ...]:
    """All there is to go to in a language, which is the reader's."""
    return ways_there(said)
