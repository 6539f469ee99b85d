"""How pages write dates, sentences and names."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton, get_day_names
from flask import Flask, request
from flask_babel import get_locale, gettext

from tracker.domain.texts import Sentence

LOCALES = ("en", "en_GB")
PART = "Tend-Part"


def teach_templates(app: Flask) -> None:
    """Give templates what they need to write."""
    app.jinja_env.filters.update(
        said=said,
        day=day,
        short_day=short_day,
        weekday=weekday,
        weekday_letter=weekday_letter,
        week_span=week_span,
    )
    app.jinja_env.globals.update(layout=layout, get_locale=get_locale)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def preferred_locale() -> str:
    """The language the browser asks for, as far as we speak it; always ``en`` or one like it."""
    return request.accept_languages.best_match([name.replace("_", "-") for name in LOCALES], "en").replace(
        "-", "_"
    )


def preferred_first_weekday() -> int:
    """The first day of the week where the browser says it is, 0 for Monday; Monday if it does not say."""
    for tag in request.accept_languages.values():
        locale = locale_of(tag)
        if locale is not None and locale.territory:
            return int(locale.first_week_day)
    return 0


@lru_cache(maxsize=200)
def locale_of(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (ValueError, LookupError):
        return None


def layout() -> str:
    """The layout around a page: none when a script asks for its inner part alone."""
    return "layouts/part.html" if PART in request.headers else "layouts/page.html"


def said(sentence: str | Sentence | Mapping[str, Any]) -> str:
    """A marked text in the reader's language, with its values put in."""
    match sentence:
        case str():
            return gettext(sentence) if sentence else ""
        case Sentence(text, values):
            return gettext(text, **values)
        case _:
            return gettext(sentence["sentence"], **sentence["values"])


def day(value: date) -> str:
    """A date with its weekday: Tuesday, March 3."""
    return written(value, "MMMMEEEEd", str(get_locale()))


def short_day(value: date) -> str:
    """A date without its year: Mar 3."""
    return written(value, "MMMd", str(get_locale()))


def week_span(week: date) -> str:
    """A week from its first date to its last: Mar 2 – Mar 8, 2026."""
    locale = str(get_locale())
    return f"{written(week, 'MMMd', locale)} – {format_date(week + timedelta(days=6), locale=locale)}"


def weekday(number: int) -> str:
    """The name of a weekday, 0 for Monday."""
    return names_of_weekdays("wide", str(get_locale()))[number]


def weekday_letter(number: int) -> str:
    """The letter of a weekday."""
    return names_of_weekdays("narrow", str(get_locale()))[number]


@lru_cache(maxsize=4000)
def written(value: date, skeleton: str, locale: str) -> str:
    return format_skeleton(skeleton, value, locale=locale)


@lru_cache(maxsize=20)
def names_of_weekdays(width: str, locale: str) -> Mapping[int, str]:
    return dict(get_day_names(width, "stand-alone", locale=locale))  # type: ignore[arg-type]
