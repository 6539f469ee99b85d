"""The wall as a page: what stands where, how one goes on to what is older, and what is typed in vain."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select

from tests.databases import acting, kept
from tests.moments import AN_INSTANT
from tests.wall.notes_there import count
from tests.world import (
    ADA_TO_DAN,
    BEN_TO_ADA,
    CLEOS_WAITING,
    DAN_TO_ADA,
    NOW,
    person,
)
from tracker.catalogue.beginnings import FOR_A_NOTE
from tracker.models import Note
from tracker.wall import actions, queries

pytestmark = pytest.mark.sql


def test_notes_of_before_are_read_by_the_one_who_stayed_alone(world, ada, ben, dan):
    assert {DAN_TO_ADA, ADA_TO_DAN} <= set(ada.page("/wall").text.split())
    assert not {DAN_TO_ADA, ADA_TO_DAN} & set(ben.page("/wall").text.split())
    assert not {DAN_TO_ADA, ADA_TO_DAN} & set(dan.page("/wall").text.split())


def test_a_page_holds_eight_and_the_older_ones_follow(app, cleo):
    with acting(app):
        for n in range(17):
            actions.write(f"note-number-{n:02}", by=person("cleo"), now=NOW + n * AN_INSTANT)

    pages, path = [], "/wall"
    while path:
        page = cleo.page(path)
        pages.append([word for word in page.text.split() if word.startswith(("note-number", CLEOS_WAITING))])
        path = next((link for link in page.links if "older-than" in link), "")

    expected = [f"note-number-{n:02}" for n in reversed(range(17))] + [CLEOS_WAITING]
    assert pages == [expected[:8], expected[8:16], expected[16:]]


def test_a_note_leads_to_the_page_that_it_stands_on_whatever_was_deleted_above_it(app, cleo):
    with acting(app):
        written = [actions.write("a note", by=person("cleo"), now=NOW + n * AN_INSTANT) for n in range(9)]
        first, second, *_, last = [each.id for each in written]
    assert cleo.get(f"/wall/{first}").location == f"/wall?older-than={second}#note-{first}"

    cleo.send(f"/wall/{last}/delete")

    assert cleo.get(f"/wall/{first}").location == f"/wall#note-{first}"


@pytest.mark.parametrize("older_than", ["0", "-1", "x", "²", "9" * 30, "9" * 5000, "1.5", "", "%00"])
def test_any_number_leads_to_some_page_of_the_wall(ada, older_than):
    assert ada.get(f"/wall?older-than={older_than}").status_code == 200


def test_a_form_from_an_old_tab_shows_what_was_typed(app, ada):
    before = count(app)
    answer = ada.post("/wall", data={"body": "Many words"})

    assert (answer.status_code, "Many words" in answer.text, count(app)) == (400, True, before)


def test_a_form_sent_after_logging_out_elsewhere_shows_what_was_typed(app, visit):
    here, there = visit("ada"), visit("ada")
    form = here.page("/wall").form("/wall").values
    there.submit("/settings", to="/logout")

    answer = here.post("/wall", data=form | {"body": "Many words"})

    assert (answer.status_code, "Many words" in answer.text) == (401, True)


def test_a_form_opened_by_one_and_sent_with_the_others_cookie_is_turned_away(app, ada, ben):
    form = ada.page("/wall").form("/wall").values
    before = count(app)

    answer = ben.post("/wall", data=form | {"body": "Ada’s words"})

    assert (answer.status_code, count(app)) == (400, before)


def leading(visitor):
    """The notes that lead on somebody's wall, by their ids, and how often each stands on it."""
    source = visitor.page("/wall").source
    found = [int(number) for number in re.findall(r'note--leading[^>]* id="note-(\d+)"', source)]
    return {number: len(re.findall(rf'id="(?:memory-)?note-{number}"', source)) for number in found}


def test_the_newest_of_the_partners_leads_and_stands_nowhere_else(app, world, ada, ben, visit):
    for visitor, body in ((ben, "Older"), (ben, "Newest of Ben’s"), (ada, "Newest of Ada’s")):
        visitor.submit("/wall", body=body)
    ids = {each.body: each.id for each in kept(app, select(Note))}
    ada.send(f"/wall/{ids['Newest of Ben’s']}/pin")

    assert leading(ada) == {ids["Newest of Ben’s"]: 1}
    assert leading(ben) == {ids["Newest of Ada’s"]: 1}
    assert leading(visit("cleo")) == leading(visit("dan")) == {}


def test_it_leads_also_where_many_newer_ones_are_ones_own(app, world, ada):
    with acting(app):
        for n in range(30):
            actions.write(f"Tea {n}", by=person("ada"), now=NOW + n * AN_INSTANT)

    assert leading(ada) == {world.notes[BEN_TO_ADA]: 1}


def test_notes_stand_month_by_month_the_newest_first(app, cleo):
    with acting(app):
        for days in (0, 1, 40, 41):
            actions.write(f"Tea {days}", by=person("cleo"), now=NOW - timedelta(days=days))

    with acting(app):
        found = queries.wall_page(person("cleo"), NOW).months
        months = [(str(day), [each.note.body for each in notes]) for day, notes in found]

    assert months == [
        ("2026-03-01", ["Tea 0", "Tea 1"]),
        ("2026-02-01", [CLEOS_WAITING]),
        ("2026-01-01", ["Tea 40", "Tea 41"]),
    ]


def test_words_to_begin_with_change_from_day_to_day(ada, moment):
    first = ada.page("/wall").source
    moment.shift(timedelta(days=1))

    assert all(each in FOR_A_NOTE for each in openers(first))
    assert len(openers(first)) == 3
    assert openers(ada.page("/wall").source) != openers(first)


def openers(source):
    return [unescape(each) for each in re.findall(r'<span class="opener">(.*?)</span>', source)]
