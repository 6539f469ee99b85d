"""How pages say how long ago something was."""

from datetime import datetime

from flask import Flask
from flask_babel import gettext
from flask_login import current_user

from tracker.domain.days import today
from tracker.domain.nearness import NAMES, Nearness, nearness
from tracker.web.clock import now
from tracker.web.language import locale_name, said
from tracker.web.writing import WRITERS


def teach_nearness(app: Flask) -> None:
    """Let templates say it."""
    app.jinja_env.filters["near"] = near


def near(at: datetime) -> str:
    """An instant as one would say it to whoever reads: this morning, yesterday, on Friday, Mar 3, Mar 3, 2025."""
    rhythm, language = current_user.rhythm, locale_name()
    match found := nearness(at, rhythm=rhythm, now=now()):
        case Nearness.WEEKDAY:
            weekday = WRITERS["weekday"](today(rhythm, at).weekday(), language)
            return str(gettext("on %(weekday)s", weekday=weekday))
        case Nearness.YEAR:
            return WRITERS["short_day"](today(rhythm, at), language)
        case Nearness.LONG_AGO:
            return WRITERS["full_day"](today(rhythm, at), language)
        case _:
            return said(NAMES[found])
