import re

import pytest
from flask_babel import force_locale, gettext
from markupsafe import Markup

from tracker.domain.texts import Sentence
from tracker.web.apology import make_apology
from tracker.web.language import (
    LOCALES,
    SPOKEN,
    country_of,
    filled,
    first_weekday_in,
    isolated,
    locale_for,
    locale_name,
    preferred_locale,
    said,
    speech,
    translations,
)


@pytest.mark.parametrize("value", ["Ada", "Zoë", "李", "🌱", "", 5, None])
def test_what_runs_like_the_sentence_is_left_as_it_is(value):
    assert isolated(value) == value


@pytest.mark.parametrize("value", ["شهرزاد", "נועה", "Ada \u202eneB"])
def test_what_runs_from_right_to_left_is_kept_apart_from_the_sentence(value):
    assert isolated(value) == f"\u2068{value}\u2069"


def test_a_notice_says_a_name_as_text(ada):
    ada.submit("/habits/new", name="<b>Tea</b> & cake")

    assert "“<b>Tea</b> & cake” is planted." in ada.page("/today").text


def test_e_mail_is_kept_together_in_what_pages_say_and_nowhere_else(app):
    with app.test_request_context():
        pages = speech(translations())["_"]
        found = [pages("By e-mail"), pages("%(name)s: by e-mail", name="Ada"), said("By e-mail")]
        found += [said(Sentence("By e-mail", {})), said({"sentence": "By e-mail", "values": {}})]

        assert found == [
            "By e-\u2060mail",
            "Ada: by e-\u2060mail",
            "By e-\u2060mail",
            "By e-\u2060mail",
            "By e-\u2060mail",
        ]
        assert gettext("By e-mail") == "By e-mail"
        assert pages("%(words)s", words="My e-mail") == "My e-mail"


def test_a_name_that_looks_like_markup_is_escaped_though_the_same_letters_were_markup_before():
    letters = "<b>Ada</b>"

    assert filled("Hello %(name)s", {"name": Markup(letters)}) == "Hello <b>Ada</b>"
    assert filled("Hello %(name)s", {"name": letters}) == "Hello &lt;b&gt;Ada&lt;/b&gt;"
    assert filled("Hello %(name)s", {"name": Markup(letters)}) == "Hello <b>Ada</b>"
    assert filled("Hello %(name)s", {"name": letters}) == "Hello &lt;b&gt;Ada&lt;/b&gt;"


@pytest.mark.parametrize(
    ("value", "said"), [(1, "1"), (True, "True"), (1.0, "1.0"), ("1", "1"), (None, "None")]
)
def test_a_value_is_said_as_it_is_whatever_equals_it(value, said):
    filled("%(value)s", {"value": 1})

    assert filled("%(value)s", {"value": value}) == said


@pytest.mark.parametrize(
    ("tag", "country", "first_weekday"),
    [
        ("ru-DE", "DE", 0),
        ("zh-Hant-TW", "TW", 6),
        ("en-US-POSIX", "US", 6),
        ("de-de", "DE", 0),
        ("pt_BR", "BR", 6),
        ("ar-EG", "EG", 5),
        ("de-DE-u-co-phonebk", "DE", 0),
        ("sl-IT-nedis", "IT", 0),
        ("art-AQ", "AQ", 0),
        ("es-419", "", 0),
        ("en", "", 0),
        ("en-x-US", "", 0),
        ("en-XX", "", 0),
        ("en-GB-oed", "GB", 0),
        ("i-default", "", 0),
        ("*", "", 0),
        ("-", "", 0),
        ("", "", 0),
        ("\x00-\x00", "", 0),
        ("en-" + "US" * 5000, "", 0),
    ],
)
def test_a_language_tag_names_a_country_or_none(tag, country, first_weekday):
    assert (country_of(tag), first_weekday_in(country_of(tag))) == (country, first_weekday)


@pytest.mark.parametrize("tag", ["ru-DE", "en-US-POSIX", "zh-Hant-TW", "*", "xx-ZZ"])
def test_whatever_language_a_browser_asks_for_somebody_can_register_and_find_help(guest, tag):
    headers = {"Accept-Language": tag}
    typed = {"name": "Eve", "email": "eve@example.org", "password": "correct horse", "zone": "Europe/Berlin"}

    made = guest.post("/register", data={"csrf_token": guest.form_token(), **typed}, headers=headers)

    assert (made.status_code, guest.get("/help", headers=headers).status_code) == (303, 200)


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("said", "remembered"),
    [
        ("", True),
        ("en-GB,en;q=0.9", True),
        ("de-DE, de;q=0.9, en-GB;q=0.8, en;q=0.75", True),
        ("zh-Hant-TW,zh;q=0.5", True),
        ("nobody should keep these words", False),
        ("en-GB, a secret", False),
        ("*", False),
        (",".join(["en"] * 11), False),
        ("en" * 1000, False),
    ],
)
def test_the_language_of_ours_that_is_nearest_is_remembered_only_for_what_browsers_send(
    app, said, remembered
):
    locale_for.cache_clear()
    with app.test_request_context(headers={"Accept-Language": said}) as context:
        expected = context.request.accept_languages.best_match(SPOKEN, "en").replace("-", "_")

        assert preferred_locale() == preferred_locale() == expected

    assert locale_for.cache_info().hits == int(remembered)


def test_a_mail_is_in_the_language_of_whom_it_is_for_whatever_the_one_before_was_in(app):
    said_in = []
    with app.app_context():
        for locale in ("en", "en_GB", "en"):
            with force_locale(locale):
                said_in.append(locale_name())

    assert said_in == ["en", "en_GB", "en"]


@pytest.mark.parametrize("path", ["/login", "/offline", "/never/there"])
@pytest.mark.parametrize("language", ["en", "en-GB"])
def test_every_kind_of_page_says_in_which_language_it_is(guest, path, language):
    page = guest.get(path, headers={"Accept-Language": language}).text

    assert re.findall('<html lang="([^"]*)"', page) == [language]


def test_the_page_for_when_something_is_broken_says_so_too(app):
    sheets = make_apology(app, "http://tend.example").sheets
    said_in = {
        locale: re.findall('<html lang="([^"]*)"', sheets["broken", locale].plain) for locale in LOCALES
    }

    assert said_in == {"en": ["en"], "en_GB": ["en-GB"]}
