from flask import Blueprint, current_app, render_template, request
from flask_login import current_user

from tracker.domain.places import WHOM_NAMES, Place, PlaceKind, countries_in, places_for
from tracker.domain.places_checked import first_day
from tracker.help.places import country_of
from tracker.web.language import country_name, locale_name, preferred_country
from tracker.web.session import me
from tracker.web.writing import written

# How a year is written, a month, and a day.
SKELETONS = ("y", "yMMMM", "yMMMd")

bp = Blueprint("help", __name__)


@bp.get("/help")
def show() -> str:
    """For guests as well; that somebody looks is kept nowhere."""
    places: tuple[Place, ...] = current_app.extensions["places"]
    countries = sorted((country_name(code), code) for code in countries_in(places))
    country = country_asked_for()
    return render_template(
        "help/show.html",
        places=places_for(places, country),
        kinds=PlaceKind,
        whom_names=WHOM_NAMES,
        known_day=known_day,
        countries=countries,
        country=country if country in countries_in(places) else "",
    )


@bp.get("/safety")
def show_safety() -> str:
    """For guests as well, and as little kept."""
    return render_template("help/safety.html")


def known_day(checked: str) -> str:
    """The day for which a place is right, as exact as it is known: Oct 7, 2026, or October 2026, or 2026."""
    return written(first_day(checked), SKELETONS[checked.count("-")], locale_name())


def country_asked_for() -> str:
    """The one that was chosen, else the one in which somebody lives by the clock or by the browser's language."""
    if "country" in request.args:
        return request.args["country"][:2].upper()
    home = country_of(me().zone) if current_user.is_authenticated else ""
    return home or preferred_country()
