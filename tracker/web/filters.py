"""How pages write dates and addresses."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, cast

from babel import Locale
from babel.dates import (
    format_date,
    format_skeleton,
    format_time,
    get_day_names,
    get_month_names,
    match_skeleton,
)
from babel.numbers import format_decimal, format_percent
from flask import Flask, request, url_for
from flask_login import current_user
from markupsafe import Markup

from tracker.catalogue.exceptions import EXCEPTIONS
from tracker.catalogue.strategies import STRATEGIES, question_called, strategy_called
from tracker.domain.amounts import plain
from tracker.domain.circles import BEFORE_ANY, SEVEN
from tracker.domain.days import week_end
from tracker.domain.partings import is_quiet
from tracker.domain.places import KIND_NAMES, kinds_in
from tracker.domain.stamps import stamp
from tracker.domain.terms import UNIT
from tracker.web.addresses import public_address
from tracker.web.clock import now
from tracker.web.indentation import WithoutIndentation
from tracker.web.language import locale_name
from tracker.web.templates import Templates
from tracker.web.tokens import form_token

PART = "Tend-Part"
# Pictures and parts of pages that look alike wherever they are given the same; none is given a word of anybody's.
ALIKE = {
    **dict.fromkeys(("icon", "plant", "scene"), "macros/marks.html"),
    **dict.fromkeys(("circles", "together"), "macros/circles.html"),
    **dict.fromkeys(("around", "bed", "quick_exit", "strip_marks", "way_to"), "macros/alike.html"),
    "settings_menu": "settings/_menu.html",
    **dict.fromkeys(("near", "nearer", "seven", "steps"), "macros/near.html"),
}
PLAIN = (int, date)
SLUGS = frozenset(each.slug for each in STRATEGIES)


def teach_templates(app: Flask) -> None:
    """Give templates what they need to write."""
    templates = cast(Templates, app.jinja_env)
    templates.writers = WRITERS
    app.jinja_env.filters.update(timer=timer, stamp=stamp, typed=plain)
    app.jinja_env.globals.update(
        form_token=form_token,
        kind_names=KIND_NAMES,
        kinds_in=kinds_in,
        exceptions=EXCEPTIONS,
        layout=layout,
        public_address=public_address,
        question_called=question_called,
        quiet=quiet,
        whom=whom,
        strategy_called=strategy_called,
        two_circles=(BEFORE_ANY, *SEVEN),
        url_for=address,
    )
    app.jinja_env.globals["face"] = drawn(app, "face", "macros/marks.html")
    for name, template in ALIKE.items():
        app.jinja_env.globals[name] = drawn_once(drawn(app, name, template))
    app.jinja_env.add_extension(WithoutIndentation)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def drawn(app: Flask, name: str, template: str) -> Callable[..., Markup]:
    """A macro that every template can call."""

    def draw(*given: object) -> Markup:
        return getattr(app.jinja_env.get_template(template).module, name)(*given)  # type: ignore[no-any-return]

    return draw


def drawn_once(draw: Callable[..., Markup]) -> Callable[..., Markup]:
    """The same, written once for whatever it is given; what it says depends on a language that is among that."""

    # Written anew each time, Today and the wall take 3 to 5 % longer.
    @lru_cache(maxsize=1000, typed=True)
    def once(*given: object) -> Markup:
        return draw(*given)

    return once


def address(endpoint: str, /, **values: Any) -> str:
    """The path of a page of ours, which always lies at the root of its host."""
    for each in values.values():
        if type(each) not in PLAIN and not (type(each) is str and each in SLUGS):
            return url_for(endpoint, **values)
    return plain_address(endpoint, **values)


# Built anew each time, Today takes 7 % longer, the guide 17 %.
@lru_cache(maxsize=5000)
def plain_address(endpoint: str, /, **values: Any) -> str:
    return url_for(endpoint, **values)


def layout() -> str:
    """The layout around a page: none when a script asks for its inner part alone."""
    return "layouts/part.html" if asks_for_part() else "layouts/page.html"


def asks_for_part() -> bool:
    """Whether a script asks, which wants no page around what it gets."""
    return PART in request.headers


def amount(value: int) -> str:
    """An amount, kept in thousandths: 2.5."""
    return written_amount(value, locale_name())


def clock(value: time | datetime) -> str:
    """A time on the wall clock: 7:30 PM."""
    return written_clock(value, locale_name())


def full_day(value: date) -> str:
    """A date with its year: Mar 3, 2026."""
    return written_with_year(value, locale_name())


def month(number: int) -> str:
    """The name of a month, 1 for January."""
    return names_of_months("wide", locale_name())[number]


def weekday(number: int) -> str:
    """The name of a weekday, 0 for Monday."""
    return names_of_weekdays("wide", locale_name())[number]


def timer(seconds: int) -> str:
    """A short time as a kitchen timer shows it: 2:05."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02}"


def written_amount(value: int, locale: str) -> str:
    return written_number(value / UNIT, locale)


def written_clock(value: time | datetime, locale: str) -> str:
    return written_time(value.time() if isinstance(value, datetime) else value, locale)


# Anew each time, Today takes 5 % longer while a date is near.
@lru_cache(maxsize=2000)
def written_time(value: time, locale: str) -> str:
    return format_time(value, "short", locale=locale)


def written_week(week: date, locale: str) -> str:
    """A week from its first date to its last, as weeks lie for the one who reads: Mar 2 – Mar 8, 2026."""
    last = week_end(week, current_user.space.weeks)
    return f"{written(week, 'MMMd', locale)} – {written_with_year(last, locale)}"


# Looked up anew each time, Today and the wall take 36 to 39 % longer: which pattern is nearest is no quick question.
@lru_cache(maxsize=4000)
def written_out(value: date, locale: str) -> str:
    """Weekday and month in full, in the order of the locale; Babel's nearest pattern may have them short."""
    patterns = Locale.parse(locale).datetime_skeletons
    pattern = patterns[match_skeleton("MMMMEEEEd", patterns)].pattern
    return format_date(value, re.sub("MMM+", "MMMM", re.sub("E+", "EEEE", pattern)), locale=locale)


# Anew each time, a habit's page takes 20 % longer.
@lru_cache(maxsize=4000)
def written(value: date, skeleton: str, locale: str) -> str:
    return format_skeleton(skeleton, value, locale=locale)


# Anew each time, trends take 20 % longer.
@lru_cache(maxsize=4000)
def written_with_year(value: date, locale: str) -> str:
    return format_date(value, locale=locale)


# Anew each time, trends take 35 % longer.
@lru_cache(maxsize=2000)
def written_number(value: float, locale: str) -> str:
    return format_decimal(value, locale=locale)


def written_numbers(values: Iterable[tuple[str, float]], locale: str) -> str:
    """What some numbers are of, each with its number. One by one in a template, trends take 17 % longer."""
    return "; ".join(f"{name}: {written_number(value, locale)}" for name, value in values)


# Anew each time, a habit's page takes 3 % longer.
@lru_cache(maxsize=500)
def written_share(value: float, locale: str) -> str:
    return format_percent(value, locale=locale)


# Anew each time, a habit's page takes 3 to 4 % longer.
@lru_cache(maxsize=20)
def names_of_months(width: str, locale: str) -> Mapping[int, str]:
    return dict(get_month_names(width, "stand-alone", locale=locale))  # type: ignore[arg-type]


# Anew each time, a habit's page takes 15 % longer.
@lru_cache(maxsize=20)
def names_of_weekdays(width: str, locale: str) -> Mapping[int, str]:
    return dict(get_day_names(width, "stand-alone", locale=locale))  # type: ignore[arg-type]


# How templates write what is said in a language, each in the one that it is made ready for. Asked for with each value, trends
# take 6 % longer.
WRITERS: Mapping[str, Callable[[Any, str], str]] = {
    "amount": written_amount,
    "clock": written_clock,
    "day": written_out,
    "full_day": written_with_year,
    "month": lambda number, locale: names_of_months("wide", locale)[number],
    "month_letter": lambda number, locale: names_of_months("narrow", locale)[number],
    "number": written_number,
    "numbers": written_numbers,
    "percent": written_share,
    "short_day": lambda value, locale: written(value, "MMMd", locale),
    "short_month": lambda number, locale: names_of_months("abbreviated", locale)[number],
    "week_span": written_week,
    "weekday": lambda number, locale: names_of_weekdays("wide", locale)[number],
    "weekday_letter": lambda number, locale: names_of_weekdays("narrow", locale)[number],
}


def whom() -> str:
    """For whom the one who asks writes, as far as it is told from anybody else; nothing while they are alone."""
    partner = current_user.partner
    return stamp({"whom": partner.id}) if partner else ""


def quiet() -> bool:
    """Whether the one who asks has parted so short a time ago that nothing is to remind of being close."""
    return is_quiet(current_user.space.parted_at, now())
