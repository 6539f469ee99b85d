"""Each place that comes with Tend says for which day it was checked, and against what; a table in the documents says the same."""

import re
import warnings
from datetime import UTC, date

import pytest
from time_machine import escape_hatch

from tests.house.sources import ROOT
from tracker.domain.places import Place, PlaceKind, Whom, countries_in, places_for
from tracker.domain.places_checked import NEEDED, checked_long_before, wrong_with_checked
from tracker.domain.places_file import Mistaken, places_in
from tracker.help.places import SHIPPED, places_from

OURS = """\
[[place]]
name = "Near"
kind = "violence"
phone = "142"
web = "https://near.example"
whom = "women"
hours = "day and night"
languages = "not known"
checked = "2026-10-07"
against = "near.example"
"""
ROW = re.compile(r"^\| (?!country|---)(.+) \|$", re.MULTILINE)


def mistakes(text, needed=NEEDED):
    with pytest.raises(Mistaken) as no:
        places_in(text, needed)
    return [(mistake.line, mistake.words) for mistake in no.value.mistakes]


def without(*keys):
    return "".join(line for line in OURS.splitlines(keepends=True) if line.split(" ")[0] not in keys)


@pytest.mark.parametrize("key", NEEDED)
def test_a_place_of_ours_says_all_that_is_needed(key):
    assert mistakes(without(key)) == [(1, f"this place does not say its {key}.")]


def test_what_is_needed_and_not_there_is_said_in_one_sentence():
    assert mistakes(without(*NEEDED)) == [
        (1, "this place does not say its whom, hours, languages, checked, against.")
    ]


def test_where_nobody_can_be_called_there_are_no_hours():
    assert places_in(without("phone", "hours"), NEEDED)[0].hours == ""


def test_who_runs_tend_need_not_say_any_of_it():
    assert places_in(without(*NEEDED)) == (
        Place("Near", PlaceKind.VIOLENCE, phone="142", web="https://near.example"),
    )


def test_what_is_not_known_is_empty():
    assert places_in(OURS, NEEDED) == (
        Place(
            "Near",
            PlaceKind.VIOLENCE,
            (),
            "142",
            "https://near.example",
            "day and night",
            whom=Whom.WOMEN,
            checked="2026-10-07",
            against="near.example",
        ),
    )


@pytest.mark.parametrize(
    "value", ["7 October", "2026-13", "2026-02-30", "26", "2026-1-1", "2026-10-07T00:00", "٢٠٢٦"]
)
def test_a_day_that_is_none_is_named(value):
    assert mistakes(OURS.replace("2026-10-07", value)) == [
        (9, f"“{value}” is no day: it is written 2026-10-07, or 2026-10 or 2026 where no more is known.")
    ]


def test_somebody_unknown_is_named():
    assert mistakes(OURS.replace("women", "Women")) == [
        (6, "“Women” is nobody known here: whom is one of everybody, women, men, lgbt.")
    ]


@pytest.mark.parametrize(
    ("checked", "old"),
    [
        ("2025-11-30", False),
        ("2025-11-29", True),
        ("2025-12", False),
        ("2025-11", True),
        ("2026", False),
        ("2025", True),
        ("", True),
    ],
)
def test_a_year_is_checked_long_before(checked, old):
    place = Place("Near", PlaceKind.LISTEN, checked=checked)

    assert checked_long_before([place], date(2026, 11, 30)) == ((place,) if old else ())


@pytest.mark.parametrize(("checked", "old"), [("2027-02-28", True), ("2027-03-01", False)])
def test_a_leap_day_is_no_day_too_many(checked, old):
    assert (
        bool(checked_long_before([Place("Near", PlaceKind.LISTEN, checked=checked)], date(2028, 2, 29)))
        is old
    )


def test_the_same_name_may_stand_for_two_things():
    both = OURS + OURS.replace("violence", "listen")

    assert [place.kind for place in places_in(both)] == ["violence", "listen"]


def test_every_country_names_somebody_or_a_finder_for_whoever_is_hurt():
    places = places_from("")
    everywhere = {place.name for place in places_for(places, "")[PlaceKind.VIOLENCE]}

    assert {"Find a Helpline", "NO MORE Directory"} == everywhere
    named = {
        country
        for country in countries_in(places)
        if any(place.countries for place in places_for(places, country)[PlaceKind.VIOLENCE])
    }
    assert countries_in(places) - named == {"LI", "LT", "LV"}


@pytest.mark.parametrize(
    ("country", "told"), [("", True), ("LI", True), ("AQ", True), ("DE", False), ("PT", False)]
)
def test_where_no_line_is_known_the_page_says_so_and_names_finders(guest, country, told):
    page = guest.page(f"/help?country={country}")

    assert ("we know of no line that we could check" in page.text) is told
    part = page.text.partition("frightens or hurts you")[2].partition("Somebody who listens")[0]
    assert "Find a Helpline" in part
    assert "NO MORE Directory" in part


@pytest.mark.parametrize(("country", "told"), [("", False), ("LI", False), ("SI", True), ("DE", True)])
def test_beside_an_old_line_the_page_leads_to_the_finders(guest, country, told):
    page = guest.page(f"/help?country={country}")

    part = page.text.partition("frightens or hurts you")[2].partition("Somebody who listens")[0]
    assert ("the finders at the end of this list know others" in part) is told
    assert part.index("findahelpline.com") < part.index("nomoredirectory.org")


def test_the_page_says_of_which_day_a_line_is_and_for_whom(guest):
    page = guest.page("/help?country=GB")

    part = page.text.partition("Scotland’s Domestic Abuse")[2].partition("Live Fear Free")[0]
    assert "for everybody" in part
    assert "For Scotland." in part
    assert "As of Oct 7, 2026" in part
    assert "0800 027 1234" in part
    galop = page.text.partition("Galop")[2].partition("Men’s Advice Line")[0]
    assert "for LGBT+ people" in galop


@pytest.mark.parametrize(("country", "said"), [("HU", "As of May 2025"), ("SI", "As of 2021")])
def test_a_day_is_no_more_exact_than_it_is_known(guest, country, said):
    assert said in guest.page(f"/help?country={country}").text


def test_hours_that_nobody_knows_are_not_left_to_guessing(guest):
    page = guest.page("/help?country=CY")

    assert "we do not know the hours" in page.text.partition("1440")[2].partition("As of")[0]


def reached(place):
    return place.phone or place.site


def rows():
    """The rows of the table in docs/places.md, each cell by itself."""
    return [row[1].split(" | ") for row in ROW.finditer((ROOT / "docs" / "places.md").read_text())]


def test_the_table_in_the_documents_is_the_file():
    said = [
        [
            " ".join(place.countries) or "all",
            place.name,
            reached(place),
            place.whom,
            place.checked,
            place.against,
        ]
        for place in places_in(SHIPPED.read_text(), NEEDED)
    ]

    assert [row[:6] for row in rows()] == said


def test_each_row_says_what_the_last_check_changed():
    assert [row for row in rows() if len(row) != 7 or not row[6].strip()] == []


def test_a_day_in_the_file_is_one():
    assert [place.name for place in places_from("") if wrong_with_checked(place.checked)] == []


@pytest.mark.whole("it goes by the clock and warns; on given days every run asks what is long ago")
@pytest.mark.filterwarnings("always:.*checked more than a year ago")
def test_what_was_checked_more_than_a_year_ago_is_named():
    if old := checked_long_before(places_from(""), escape_hatch.datetime.datetime.now(UTC).date()):
        named = ", ".join(f"{place.name} ({place.checked})" for place in old)
        warnings.warn(f"Places to turn to that were checked more than a year ago: {named}", stacklevel=1)
