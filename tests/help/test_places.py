"""What whoever runs Tend writes down, and what they are told of mistakes in it."""

from dataclasses import asdict

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from config import SettingError, settings_from
from tests.databases import furnish
from tracker.app import create_app
from tracker.domain.places import COUNTRIES, Place, PlaceKind, countries_in, places_for, with_ours
from tracker.domain.places_file import KEYS, Mistaken, places_in
from tracker.domain.zones import zones
from tracker.help.places import SHIPPED, PlacesError, country_of, places_from

WHOLE = """\
# Ours
[[place]]
name = "Frauenhelpline"
kind = "violence"
country = ["AT", "DE"]
phone = "+43 (0)800/222-555"
web = "https://www.frauenhelpline.at/anrufen?a=1"
hours = "day and night"
languages = "German"
note = "Free."

[[place]]
name = "Find a Helpline"
kind = "listen"
web = "https://findahelpline.com"
"""
NEAR = '[[place]]\nname = "Near"\nkind = "listen"\nphone = "142"\n'


def mistakes(text):
    """What one is told of a file: the line and the words of each mistake."""
    with pytest.raises(Mistaken) as no:
        places_in(text)
    return [(mistake.line, mistake.words) for mistake in no.value.mistakes]


def test_a_place_holds_all_that_was_written():
    assert places_in(WHOLE) == (
        Place(
            "Frauenhelpline",
            PlaceKind.VIOLENCE,
            ("AT", "DE"),
            "+43 (0)800/222-555",
            "https://www.frauenhelpline.at/anrufen?a=1",
            "day and night",
            "German",
            "Free.",
        ),
        Place("Find a Helpline", PlaceKind.LISTEN, web="https://findahelpline.com"),
    )


@pytest.mark.parametrize("odd", ["\ufeff" + WHOLE, WHOLE.replace("\n", "\r\n"), WHOLE + "\n\n# the end"])
def test_files_from_other_editors_are_read_alike(odd):
    assert places_in(odd) == places_in(WHOLE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", [(1, "there is no [[place]] in it.")]),
        ("# nothing yet\n", [(1, "there is no [[place]] in it.")]),
        (f'name = "Near"\n{NEAR}', [(1, "“name” stands before the first [[place]].")]),
        (f'{NEAR}[country]\nx = "y"\n', [(5, "“country” is not known here: each place begins with [[place]].")]),
        (f"{NEAR}[[places]]\nx = 1\n", [(5, "“places” is not known here: each place begins with [[place]].")]),
        (
            NEAR + 'telephone = "142"',
            [
                (
                    5,
                    "“telephone” is not known: a place has name, kind, country, phone, web, hours, languages, note, whom, checked, against.",
                )
            ],
        ),
        ('[[place]]\nkind = "listen"\nphone = "142"', [(1, "this place has no name.")]),
        ('[[place]]\nname = "Near"\nphone = "142"', [(1, "this place has no kind.")]),
        (
            '[[place]]\nname = "Near"\nkind = "listen"',
            [(1, "this place can be reached neither by phone nor by web.")],
        ),
        (
            NEAR.replace("listen", "Listen"),
            [(3, "“Listen” is no kind: it is one of urgent, violence, listen, couples.")],
        ),
        (
            NEAR + 'country = "UK"',
            [(5, "“UK” is no country: it takes the two letters of ISO 3166, such as DE or GB.")],
        ),
        (
            NEAR + 'country = [\n  "DE",\n  "Austria",\n]',
            [(5, "“Austria” is no country: it takes the two letters of ISO 3166, such as DE or GB.")],
        ),
        (
            NEAR + "country = 49",
            [(5, "country should be two letters in quotes, or several such: DE, or [DE, AT].")],
        ),
        (
            NEAR + "country = []",
            [(5, "country should be two letters in quotes, or several such: DE, or [DE, AT].")],
        ),
        (NEAR + 'country = ["DE", "DE"]', [(5, "country names one twice.")]),
        (NEAR.replace('"142"', "142"), [(4, "phone should be a text in quotes.")]),
        (
            NEAR.replace("142", "0800 LISTEN"),
            [(4, "“0800 LISTEN” is no phone number: it takes figures, with blanks between them as you like.")],
        ),
        (
            NEAR.replace("142", "١٤٢"),
            [(4, "“١٤٢” is no phone number: it takes figures, with blanks between them as you like.")],
        ),
        (
            NEAR.replace("142", "+"),
            [(4, "“+” is no phone number: it takes figures, with blanks between them as you like.")],
        ),
        *(
            (
                f'{NEAR}web = "{web}"',
                [(5, f"“{web}” is no web address: it begins with https:// or http://.")],
            )
            for web in ("example.org", "javascript:alert(1)", "https://", "http://[", "https://a b.org", "//x")
        ),
        (NEAR + 'note = "  "', [(5, "note should be one line of text.")]),
        (NEAR + 'note = """one\ntwo"""', [(5, "note should be one line of text.")]),
        (NEAR + f'hours = "{"x" * 121}"', [(5, "hours should be at most 120 characters long.")]),
        (NEAR + NEAR.replace("Near", " NEAR "), [(5, "“ NEAR ” is there already, on line 1.")]),
        (
            f'{NEAR}country = "DE"\n{NEAR}country = ["AT", "DE"]',
            [(6, "“Near” is there for DE already, on line 1.")],
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(text, said):
    assert mistakes(text) == said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[[place]]\nname = "Near\n', 2),
        ("[[place]]\nname\n", 2),
        (NEAR + 'name = "Far"', 5),
        (f'{NEAR}note = """\n\n\n', 5),
        (NEAR + 'country = [\n  "DE",\n\n', 5),
        ("[[place\n", 1),
        ("= =", 1),
    ],
)
def test_what_is_no_toml_is_named_with_its_line(text, line):
    ((found, words),) = mistakes(text)

    assert (found, words[:18]) == (line, "this is not TOML: ")


def test_all_mistakes_are_named_at_once():
    text = (
        '[[place]]\nname = "A"\nkind = "x"\nphone = "1 two"\n\n[[place]]\nweb = "ftp://a"\n'
        + NEAR
        + "age = 3"
    )

    assert [line for line, _ in mistakes(text)] == [3, 4, 6, 6, 7, 12]


def test_the_same_name_in_two_countries_is_two_places():
    assert len(places_in(f'{NEAR}country = "DE"\n{NEAR}country = "AT"\n{NEAR}')) == 3


TEXT = st.text(max_size=60)


@given(st.text(alphabet="[]place= \"\\n#DEhtps:/'{},1", max_size=200) | TEXT)
def test_no_text_at_all_is_more_than_a_mistake(text):
    try:
        assert places_in(text)
    except Mistaken as no:
        lines = text.count("\n") + 1
        assert no.mistakes
        assert all(1 <= mistake.line <= lines and mistake.words for mistake in no.mistakes)


def test_the_file_that_comes_with_tend_is_right():
    places = places_from("")

    assert len(countries_in(places)) > 20
    for country in countries_in(places):
        assert places_for(places, country)[PlaceKind.URGENT], country
    wrong = [asdict(place) for place in places if place.web and not place.web.startswith("https://")]
    assert wrong == []


def test_the_countries_are_those_that_have_a_name():
    assert {code for code in COUNTRIES if code not in Locale("en").territories} == set()
    assert len(COUNTRIES) == 249


def test_nearly_every_zone_lies_in_a_country():
    assert {country_of(zone) for zone in zones()} - COUNTRIES == {""}
    assert country_of("America/New_York") == "US"
    assert country_of("Asia/Kolkata") == "IN"


def started_with(tmp_path, content):
    file = tmp_path / "places.toml"
    file.write_bytes(content)
    furnish(tmp_path / "data")
    return create_app(settings_from({"TEND_DATA": str(tmp_path / "data"), "TEND_PLACES_FILE": str(file)}))


def test_the_places_of_ones_own_stand_before_those_that_nothing_takes_away(tmp_path):
    app = started_with(tmp_path, WHOLE.replace("Frauenhelpline", "Ours").encode())

    page = app.test_client().get("/help?country=AT").text

    assert page.index("Ours") < page.index("Frauenhelpline") < page.index("TelefonSeelsorge")


def test_a_copy_of_ours_says_nothing_twice():
    theirs = places_in(SHIPPED.read_text())

    assert with_ours(theirs, theirs) == theirs


def test_one_of_theirs_with_another_number_leaves_ours_in_its_place():
    theirs = [Place("Line", PlaceKind.LISTEN, ("DE",), "1"), Place("Far", PlaceKind.LISTEN, phone="2")]
    ours = [Place("Line", PlaceKind.LISTEN, ("DE",), "142"), Place("Near", PlaceKind.LISTEN, ("DE",), "3")]

    found = places_for(with_ours(theirs, ours), "DE")[PlaceKind.LISTEN]

    assert [place.phone for place in found] == ["1", "2", "142", "3"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'[[place]]\nname = "A"\n\xff = 1', "line 3: this is not UTF-8 text."),
        (b"[[place]]\nname", "line 2: this is not TOML: expected '=' after a key in a key/value pair."),
    ],
)
def test_a_start_with_mistakes_names_the_file_and_the_line(tmp_path, content, said):
    with pytest.raises(SettingError) as no:
        started_with(tmp_path, content)

    assert str(no.value).splitlines() == [
        "The file of places to turn to (TEND_PLACES_FILE) has to be mended before Tend can start.",
        f"{tmp_path / 'places.toml'}, {said}",
    ]


def test_a_file_that_goes_away_is_named(tmp_path):
    with pytest.raises(PlacesError, match=r"gone\.toml cannot be read: No such file"):
        places_from(str(tmp_path / "gone.toml"))


def test_the_file_says_how_it_is_written():
    assert [key for key in KEYS if f"#   {key}" not in SHIPPED.read_text()] == []
