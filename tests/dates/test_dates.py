"""What the pages say of dates, and Today of the next one."""

from datetime import datetime, time, timedelta

import pytest

from tests.databases import acting
from tests.world import (
    ADAS_OWN_OUTING,
    BENS_OUTING,
    DONE_OUTING,
    NOW,
    OFF_OUTING,
    OUTING,
    OUTING_NOTE,
    OUTING_PLACE,
    OUTING_WITH_DAN,
    TODAY,
    outing,
    person,
)
from tracker.dates import actions
from tracker.dates.queries import dates_page, shown_to
from tracker.domain.outings import Preparer
from tracker.ideas import actions as ideas


def titles(shown):
    return [each.outing.title for each in shown]


def test_the_page_says_what_comes_what_has_been_and_what_was_called_off(inside):
    page = dates_page(person("ada"), NOW)

    assert titles(page.coming) == [ADAS_OWN_OUTING, OUTING, BENS_OUTING]
    assert titles(page.been) == [DONE_OUTING]
    assert titles(page.off) == [OFF_OUTING]
    assert [each.wait for each in page.coming] == [1, 1, 18]


def test_once_its_day_is_over_a_date_waits_for_a_word_on_how_it_was(inside):
    on_its_day = dates_page(person("ada"), NOW + timedelta(days=1))
    assert titles(on_its_day.coming) == [ADAS_OWN_OUTING, OUTING, BENS_OUTING]

    page = dates_page(person("ada"), NOW + timedelta(days=2))

    assert titles(page.waiting) == [OUTING_WITH_DAN, ADAS_OWN_OUTING, OUTING]


def test_all_of_a_date_is_on_its_page(world, ben):
    said = ben.page(f"/dates/{world.outings[OUTING]}").text

    assert all(words in said for words in (OUTING, OUTING_PLACE, OUTING_NOTE, "tomorrow", "Two hours"))


def test_those_that_have_been_are_shown_a_page_at_a_time(app, cleo):
    with acting(app):
        for n in range(41):
            made = outing(f"number-{n:02}", TODAY - timedelta(days=n), by="cleo")
            actions.finish(made, "", by=person("cleo"), now=NOW)

    pages, path = [], "/dates"
    while path:
        page = cleo.page(path)
        pages.append([word for word in page.text.split() if word.startswith("number-")])
        path = next((link for link in page.links if "past=" in link), "")

    numbers = [f"number-{n:02}" for n in range(41)]
    assert pages == [numbers[:20], numbers[20:40], numbers[40:]]


def test_of_the_jar_the_five_latest_ideas_are_shown(app, cleo):
    with acting(app):
        for n in range(6):
            ideas.put_in(f"idea-{n}", by=person("cleo"), now=NOW + timedelta(minutes=n))

    shown = [word for word in cleo.page("/dates").text.split() if word.startswith("idea-")]

    assert shown == [f"idea-{n}" for n in (5, 4, 3, 2, 1)]


@pytest.mark.parametrize("past", ["-1", "x", "²", "9" * 30, "", "%00", "1.5"])
def test_any_number_leads_to_some_page(ada, past):
    assert ada.get(f"/dates?past={past}").status_code == 200


@pytest.mark.parametrize(("days", "said"), [(0, "Tomorrow"), (1, "Tonight"), (2, "")])
def test_today_says_it_the_day_before_and_on_the_day(world, ben, moment, days, said):
    moment.shift(timedelta(days=days))

    page = ben.page("/today").text

    assert (f"{said}: {OUTING}" in page) if said else OUTING not in page


def test_today_says_it_on_no_other_day_s_page(world, ada):
    assert OUTING not in ada.page("/today/2026-03-10").text


def test_a_date_by_day_is_today_and_not_tonight(inside):
    by_day = outing("by day", TODAY, by="cleo", starts_at=time(11))

    assert shown_to(person("cleo"), by_day, TODAY).tonight is False


def test_in_another_zone_it_begins_at_the_same_instant(inside, world):
    shown = {each.outing.title: each for each in dates_page(person("ben"), NOW).coming}[OUTING]

    assert (shown.begins, shown.yours) == (datetime(2026, 3, 12, 19, 30), datetime(2026, 3, 12, 18, 30))
    assert shown.preparer is Preparer.ME


def test_the_guide_leads_here_and_back(ada, guest):
    assert "/dates" in ada.page("/guide/time").links
    assert "/guide/time" in ada.page("/dates").links
    assert "/dates" not in guest.page("/guide/time").links
