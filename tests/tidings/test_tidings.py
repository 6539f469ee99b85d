"""What one does for the other is told to them once, and to nobody that they have seen it."""

import re
import sqlite3
from contextlib import closing, contextmanager
from datetime import timedelta

import pytest
from flask import request_finished
from sqlalchemy import make_url, select
from sqlalchemy.exc import OperationalError

from tests.databases import kept
from tests.tidings.done_for_the_other import (
    WAITING,
    a_date,
    a_habit,
    a_note,
    a_note_ticks_it,
    a_reaction,
    a_reflection,
    a_word_for_a_check_in,
    an_answer,
    arrived,
    other_terms,
)
from tests.visitors import Visitor
from tests.world import (
    EACH,
    OPENED_WEEK,
    SEALED_WEEK,
    TODAY,
)
from tracker.domain.days import ONE_DAY
from tracker.extensions import db, waited
from tracker.models import Note


def a_check_in(ben, world):
    ben.submit(f"/check-in/{SEALED_WEEK}", press="seal", closeness="4")
    ben.page(f"/check-in/{SEALED_WEEK}")  # where it opens for Ben too


def less(ben, world):
    ben.send(f"/habits/{world.habits[EACH]}/less")


ARRIVALS = {
    "a note": (a_note, "a note", "/wall"),
    "a reaction": (a_reaction, "a reaction to your note", "/wall"),
    "an answer": (an_answer, "an answer to your note", "/wall"),
    "heard": (a_word_for_a_check_in, "heard you", f"/check-in/{OPENED_WEEK}"),
    "a habit": (a_habit, "a habit: Ask about the day", "/habits/"),
    "a note ticks it": (a_note_ticks_it, f"changed whether a note ticks “{EACH}”", "/habits/"),
    "other terms": (other_terms, f"changed what “{EACH}” asks for", "/habits/"),
    "less": (less, f"changed what “{EACH}” asks for", "/habits/"),
    "a reflection": (a_reflection, "something to read", "/reflections/"),
    "a date": (a_date, "Friday: A walk by the river", "/dates/"),
    "a check-in": (a_check_in, "Your check-ins have opened.", f"/check-in/{SEALED_WEEK}"),
}


def links(page, place):
    """Where a page's arrivals lead, as far as they lead there."""
    found = [
        given["href"] for tag, given in page.tags if tag == "a" and "tidings__one" in given.get("class", "")
    ]
    return found or [link for link in page.links if link.startswith(place)]


def led_to(visitor, link):
    """The page that a link of Today leads to in the end: what it shows, its bar does not announce."""
    answer = visitor.get(link)
    while answer.status_code in (302, 303):
        answer = visitor.get(answer.location.partition("#")[0])
    assert answer.status_code == 200
    assert "something arrived" not in answer.text
    return answer


@pytest.mark.parametrize(("act", "words", "place"), ARRIVALS.values(), ids=ARRIVALS)
def test_what_one_does_reaches_the_other_once_and_goes_when_it_is_seen(
    app, unspoken, ada, ben, act, words, place
):
    assert not re.search(words, ada.page("/today").text)

    act(ben, unspoken)
    ben.page("/today")  # where what Ben did is confirmed
    bens = ben.page("/today").source
    page = ada.page("/today")

    assert len(re.findall(words, page.text)) == 1
    assert "something arrived" not in page.text
    assert "something arrived" in ada.page("/garden").text
    assert "something arrived" in ada.page(f"/today/{TODAY - ONE_DAY}").text
    (link,) = links(page, place)
    assert link.startswith(place), link
    led_to(ada, link)
    assert not re.search(words, ada.page("/today").text)
    assert "something arrived" not in ada.page("/garden").text
    assert kept(app, WAITING) == []
    assert ben.page("/today").source == bens


def test_what_waits_elsewhere_is_announced_on_a_page_that_shows_some_of_it(unspoken, ada, ben):
    a_note(ben, unspoken)
    a_date(ben, unspoken)

    assert "something arrived" in ada.page("/wall").text


def test_a_few_things_are_told_the_newest_first_and_notes_but_once(app, unspoken, ada, ben):
    for act in (a_note, a_note, a_reaction, a_habit, a_reflection, a_date):
        act(ben, unspoken)

    text = ada.page("/today").text

    assert re.search(
        r"Ben\W+Friday: A walk by the river\W+something to read\W+and more",
        text,
    )

    ada.send("/arrivals/put-away")

    assert not arrived(ada)
    assert kept(app, WAITING) == []


def test_several_habits_are_one_thing_to_say_and_lead_to_all_of_them(unspoken, ada, ben):
    for _ in range(2):
        a_habit(ben, unspoken)

    assert [given["href"] for given in arrived(ada)] == ["/habits"]
    assert re.search(r"Ben\W+some habits", ada.page("/today").text)

    ada.page("/habits")

    assert not arrived(ada)


def test_what_came_after_the_page_was_opened_is_not_put_away_with_it(app, unspoken, ada, ben, moment):
    a_note(ben, unspoken)
    form = ada.page("/today").form("/arrivals/put-away").values
    moment.shift(timedelta(minutes=1))
    a_date(ben, unspoken)

    ada.send("/arrivals/put-away", **form)

    assert kept(app, WAITING) == ["date"]
    assert len(arrived(ada)) == 1


@pytest.mark.parametrize(
    "until", ["", "soon", "2026-03-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
)
def test_no_odd_moment_is_too_much_for_it(unspoken, ada, ben, until):
    a_note(ben, unspoken)

    assert ada.send("/arrivals/put-away", until=until).status_code == 303


def test_several_notes_are_one_thing_to_say(app, unspoken, ada, ben):
    a_note(ben, unspoken)
    a_note(ben, unspoken)

    assert re.search(r"Ben\W+notes\W", ada.page("/today").text)


def test_an_opened_check_in_can_wait(app, unspoken, ada, ben):
    a_check_in(ben, unspoken)
    a_note(ben, unspoken)

    ada.submit("/today", to="/arrivals/wait")

    assert "Your check-ins have opened." not in ada.page("/today").text
    assert len(arrived(ada)) == 1


def test_a_page_that_nobody_looks_at_yet_shows_nobody_anything(app, unspoken, ada, ben):
    a_note(ben, unspoken)

    ada.get("/wall", headers={"Sec-Purpose": "prefetch;prerender"})
    ada.head("/wall")
    assert arrived(ada)

    ada.get("/wall")
    assert not arrived(ada)


def test_whoever_cannot_write_it_down_reads_their_page_all_the_same(app, unspoken, ada, ben, monkeypatch):
    a_note(ben, unspoken)

    def full(*_given, **_named):
        raise OperationalError("DELETE", {}, Exception("disk full"))

    monkeypatch.setattr("tracker.web.seeing.has_seen", full)

    assert "Look at the moon tonight." in ada.page("/wall").text
    assert arrived(ada)


def test_nobody_waits_for_their_page_while_somebody_else_writes(concurrent):
    url = make_url(concurrent.app.config["SQLALCHEMY_DATABASE_URI"])
    if url.get_backend_name() == "postgresql":
        pytest.skip("There nobody who writes is in the way.")
    ada, ben = (Visitor.of(name, concurrent.app) for name in ("ada", "ben"))
    a_note(ben, None)
    ada.get("/garden")

    with closing(sqlite3.connect(url.database, isolation_level=None)) as other, noted(waited) as waits:
        other.execute("BEGIN IMMEDIATE")
        assert ada.get("/wall").status_code == 200

    assert waits[0] < 3
    assert arrived(ada)


@contextmanager
def noted(question):
    """What can be said at the end of each request meanwhile."""
    said = []

    def note(*_sender, **_more):
        said.append(question())

    with request_finished.connected_to(note):
        yield said


def test_an_old_note_that_is_answered_leads_to_its_page_of_the_wall(app, unspoken, ada, ben):
    ada.submit("/wall", body="An old one")
    with app.app_context():
        old = db.session.scalars(select(Note.id).where(Note.body == "An old one")).one()
    for number in range(25):
        ada.submit("/wall", body=f"A newer one, {number}")
    ben.send(f"/wall/{old}/answer", answer="I had not forgotten.")

    ada.get("/wall")
    assert arrived(ada), "the first page does not show it"

    (given,) = arrived(ada)
    assert "I had not forgotten." in led_to(ada, given["href"]).text
    assert not arrived(ada)
