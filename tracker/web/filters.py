"""What templates are given, beside what a page is about."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, cast

from flask import Flask, url_for
from flask_login import current_user
from markupsafe import Markup

from tracker.catalogue.exceptions import EXCEPTIONS
from tracker.catalogue.strategies import STRATEGIES, question_called, strategy_called
from tracker.domain.amounts import plain
from tracker.domain.circles import BEFORE_ANY, SEVEN
from tracker.domain.partings import is_quiet
from tracker.domain.places import KIND_NAMES, kinds_in
from tracker.domain.stamps import stamp
from tracker.domain.words import first_sign, in_short, shortened
from tracker.web.addresses import public_address
from tracker.web.clock import now
from tracker.web.homes import kept_for
from tracker.web.indentation import WithoutIndentation
from tracker.web.parts import asks_for_news, asks_for_part
from tracker.web.templates import Templates
from tracker.web.tokens import form_token
from tracker.web.writing import WRITERS, timer

# Pictures and parts of pages that look alike wherever they are given the same; none is given a word of anybody's.
ALIKE = {
    **dict.fromkeys(("icon", "plant", "scene"), "macros/marks.html"),
    **dict.fromkeys(("circles", "together"), "macros/circles.html"),
    **dict.fromkeys(("around", "bed", "dot", "quick_exit", "strip_marks", "way_to"), "macros/alike.html"),
    "settings_menu": "settings/_menu.html",
    **dict.fromkeys(("near", "nearer", "seven", "steps"), "macros/near.html"),
}
PLAIN = (int, date)
SLUGS = frozenset(each.slug for each in STRATEGIES)


def teach_templates(app: Flask) -> None:
    """Give templates what they need to write."""
    templates = cast(Templates, app.jinja_env)
    templates.writers = WRITERS
    app.jinja_env.filters.update(timer=timer, stamp=stamp, typed=plain, first_sign=first_sign)
    app.jinja_env.filters.update(shortened=shortened, in_short=said_in_short)
    app.jinja_env.globals.update(
        form_token=form_token,
        kept_for=kept_for,
        kind_names=KIND_NAMES,
        kinds_in=kinds_in,
        exceptions=EXCEPTIONS,
        layout=layout,
        asks_for_news=asks_for_news,
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


def said_in_short(words: str, most: int) -> str:
    """A text of ours with what somebody called things in it, in short. What is markup is cut as it is read, never within `&amp;`."""
    return in_short(words.unescape() if isinstance(words, Markup) else words, most)


def layout() -> str:
    """The layout around a page: none when a script asks for its inner part alone."""
    return "layouts/part.html" if asks_for_part() else "layouts/page.html"


def whom() -> str:
    """For whom the one who asks writes, as far as it is told from anybody else; nothing while they are alone."""
    partner = current_user.partner
    return stamp({"whom": partner.id}) if partner else ""


def quiet() -> bool:
    """Whether the one who asks has parted so short a time ago that nothing is to remind of being close."""
    return is_quiet(current_user.space.parted_at, now())
