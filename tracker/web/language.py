"""The reader's language: found once for each request, and asked for by every sentence of its page."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from unicodedata import bidirectional

from babel import Locale
from babel.localedata import locale_identifiers
from flask import Flask, g, request
from flask_babel import force_locale, get_locale, get_translations
from markupsafe import Markup, escape
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from tracker.domain.texts import Sentence

LOCALES = ("en", "en_GB")
SPOKEN = [name.replace("_", "-") for name in LOCALES]
A_LANGUAGE = r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,4}){0,2}(?:;q=[01](?:\.[0-9]{1,3})?)?"
# What browsers send: a few short names of languages, and how much each is wanted.
LANGUAGES = re.compile(rf"(?:{A_LANGUAGE}(?:, ?{A_LANGUAGE}){{0,9}})?")
COUNTRY = re.compile(r"[A-Z]{2}")
# What no line of a page ends within, with a word joiner after its hyphen: nobody sees it, and nothing is looked for with it.
TOGETHER = ("e-mail", "e-\u2060mail")
# What HTML would take for its own, and all letters and marks after the Armenian ones but dashes, quotes and dots.
WANTS_CARE = re.compile("[&<>\"']|[^\x00-\u058f\u2010-\u2027]")
LEFTWARD = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "PDF", "PDI", "FSI"})


def speak(app: Flask) -> None:
    """Let templates say what was marked elsewhere, and in which language they are read."""
    app.jinja_env.globals["locale_name"] = locale_name
    app.jinja_env.filters["said"] = said


def speech(catalogue: Any) -> dict[str, Callable[..., Markup]]:
    """What templates call to say something in the language of a catalogue."""

    # Looked up anew for each page, the guide takes 10 % more calls.
    @lru_cache(maxsize=4000)
    def whole(text: str) -> Markup:
        """A text of ours that nothing is put into."""
        return marked(spoken(text, catalogue))

    def gettext(text: str, **values: Any) -> Markup:
        """A text of ours, with values put in, which are escaped."""
        return filled(whole(text), values) if values else whole(text)

    # Looked up anew for each row, Today takes 1 % more calls.
    @lru_cache(maxsize=4000)
    def counted(one: str, many: str, num: int) -> str:
        """That of several texts of ours which goes with a number."""
        return str(catalogue.ungettext(one, many, num).replace(*TOGETHER))

    def ngettext(one: str, many: str, num: int, **values: Any) -> Markup:
        """A text of ours that depends on a number."""
        return filled(counted(one, many, num), {"num": num, **values})

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}


def filled(text: str, values: Mapping[str, Any]) -> Markup:
    """A text of ours or a translator's as markup, with each value escaped in its place.

    A number needs no care, and most texts need none, which gains 3 % on Today.
    """
    for value in values.values():
        if type(value) is not int and (type(value) is not str or WANTS_CARE.search(value)):
            values = {name: escape(isolated(each)) for name, each in values.items()}
            break
    return marked(str.__mod__(text, values) if values else text)


def marked(text: str) -> Markup:
    """A text as the markup that it is. Markup's own way asks of it first whether it is a thing that shows itself as markup;
    without that, a habit's page and trends gain 2 %.
    """
    return str.__new__(Markup, text)


def isolated(value: Any) -> Any:
    """A value as it is, or kept apart from the sentence around it if anything in it runs from right to left."""
    if isinstance(value, str) and not value.isascii() and any(bidirectional(c) in LEFTWARD for c in value):
        return f"\u2068{value}\u2069"
    return value


def translations() -> Any:
    """The catalogue of the reader's language."""
    return catalogue_in(locale_name())


# Asked of the library for each page, Today takes 1 % longer.
@lru_cache(maxsize=len(LOCALES))
def catalogue_in(locale: str) -> Any:
    """What a language says for our texts."""
    with force_locale(locale):
        return get_translations()


def locale_name() -> str:
    """The reader's language and country, such as ``en_GB``; of a mail that of whom it is for, whatever the one before was in."""
    try:
        return g.locale_name  # type: ignore[no-any-return]
    except AttributeError:
        if not request:
            return str(get_locale())
        g.locale_name = preferred_locale()
        return g.locale_name  # type: ignore[no-any-return]


def preferred_locale() -> str:
    """The language the browser asks for, as far as we speak it; always ``en`` or one like it."""
    return locale_asked(request.headers.get("Accept-Language", ""))


def locale_asked(languages: str) -> str:
    """The language of ours that is nearest to those in a header, whatever it says."""
    if LANGUAGES.fullmatch(languages):
        return locale_for(languages)
    return nearest_locale(parse_accept_header(languages, LanguageAccept))


# Compared anew for each request, a small page takes 3 % longer.
@lru_cache(maxsize=500)
def locale_for(languages: str) -> str:
    """The language of ours that is nearest to those a browser asks for, as its header says them."""
    return nearest_locale(parse_accept_header(languages, LanguageAccept))


def nearest_locale(languages: LanguageAccept) -> str:
    return (languages.best_match(SPOKEN, "en") or "en").replace("-", "_")


def preferred_first_weekday() -> int:
    """The first day of the week where the browser says it is, 0 for Monday; Monday if it does not say."""
    return first_weekday_in(preferred_country())


def preferred_country() -> str:
    """The country where the browser says it is, as two letters; nothing if it does not say."""
    countries = map(country_of, request.accept_languages.values())
    return next(filter(None, countries), "")


def country_of(tag: str) -> str:
    """The country a language tag names, whatever else it says: DE in ``ru-DE``, TW in ``zh-Hant-TW``, else nothing."""
    for part in tag.replace("_", "-").split("-")[1:]:
        if len(part) == 1:  # what follows is no part of the language itself
            break
        if part.upper() in countries():
            return part.upper()
    return ""


def country_name(code: str) -> str:
    """What a country is called in the reader's language."""
    return names_of_countries(locale_name()).get(code, code)


# Looked up anew for each name, the page of places to turn to takes 15 % longer.
@lru_cache(maxsize=20)
def names_of_countries(locale: str) -> Mapping[str, str]:
    return dict(Locale.parse(locale).territories)


def countries() -> frozenset[str]:
    """All countries that have a name, as two letters."""
    return frozenset(code for code in map(str, Locale("en").territories) if COUNTRY.fullmatch(code))


def first_weekday_in(country: str) -> int:
    """The first day of the week there, 0 for Monday: the same in every language spoken there."""
    spoken = [name for name in locale_identifiers() if country and name.endswith(f"_{country}")]
    return int(Locale.parse(min(spoken)).first_week_day) if spoken else 0


def said(sentence: str | Sentence | Mapping[str, Any]) -> str:
    """A marked text in the reader's language, with its values put in; a value can be a marked text itself."""
    match sentence:
        case str():
            return spoken(sentence, translations()) if sentence else ""
        case Sentence(text, values):
            given = {
                name: said(value) if isinstance(value, Sentence) else value for name, value in values.items()
            }
            return filled(spoken(text, translations()), given)
        case _:
            return filled(spoken(sentence["sentence"], translations()), sentence["values"])


def spoken(text: str, catalogue: Any) -> str:
    """A text of ours in the language of a catalogue, as a page shows it."""
    return str(catalogue.ugettext(text)).replace(*TOGETHER)
