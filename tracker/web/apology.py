"""The page for when something is broken. It needs nothing that can break.

It is made when Tend starts, in each language, with places left open for the number of the request and for what was
typed. So to show it takes neither the database, nor a template, nor the knowledge of who asks.
"""

from dataclasses import dataclass
from itertools import product

from flask import Flask
from markupsafe import escape

from tracker.web.causes import Cause
from tracker.web.language import LOCALES

PAGES = ("broken", "busy")
NUMBER = "number-of-the-request"
WORDS = "words-that-were-typed"


@dataclass(frozen=True, slots=True)
class ApologyPage:
    """A page in one language: without anything typed, and with it, where each typed text stands in a ``box``.

    ``unsure`` is for when some of it may have been saved.
    """

    plain: str
    worded: str
    unsure: str
    box: str


@dataclass(frozen=True, slots=True)
class Apology:
    """The pages, by name and language."""

    sheets: dict[tuple[str, str], ApologyPage]

    def page(self, cause: Cause, locale: str, number: str, typed: list[str], *, saved: bool) -> str:
        """A whole page. ``saved`` says whether something was saved before it went wrong."""
        name = "broken" if cause.ours else "busy"
        sheet = self.sheets[name, locale if locale in LOCALES else LOCALES[0]]
        boxes = "".join(sheet.box.replace(WORDS, escape(words)) for words in typed)
        page = (sheet.unsure if saved else sheet.worded) if typed else sheet.plain
        return page.replace(NUMBER, escape(number)).replace(sheet.box, boxes)


def make_apology(app: Flask, address: str) -> Apology:
    """Make the pages. ``address`` is where Tend is, for nothing is built for an address that is not ours."""
    return Apology(
        {(name, locale): sheet(app, address, name, locale) for name, locale in product(PAGES, LOCALES)}
    )


def sheet(app: Flask, address: str, name: str, locale: str) -> ApologyPage:
    asked = {"Accept-Language": locale.replace("_", "-")}
    with app.test_request_context(base_url=address, headers=asked):
        page = app.jinja_env.get_template(f"errors/{name}.html")
        box = app.jinja_env.get_template("errors/_words.html").render(words=WORDS)
        return ApologyPage(
            page.render(number=NUMBER, typed=[], saved=False),
            page.render(number=NUMBER, typed=[WORDS], saved=False),
            page.render(number=NUMBER, typed=[WORDS], saved=True),
            box,
        )
