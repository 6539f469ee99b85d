"""What one does for the other is told to them once, and to nobody that they have seen it."""

import re
import sqlite3
from contextlib import closing, contextmanager
from datetime import timedelta

import pytest
from flask import request_finished
from sqlalchemy import delete, make_url, select, update
from sqlalchemy.exc import OperationalError

from tests.beside import not_beside
from tests.databases import acting, kept
from tests.visitors import Visitor
from tests.world import (
    ADA_TO_BEN,
    BENS_OWN,
    BENS_REFLECTION,
    CLEOS_WAITING,
    EACH,
    NOW,
    OPENED_WEEK,
    SEALED_WEEK,
    TODAY,
    person,
)
from tracker.domain.days import ONE_DAY
from tracker.domain.habits import TOUCH
from tracker.domain.tidings import TidingKind
from tracker.extensions import db, waited
from tracker.models import CheckIn, Habit, Note, Outing, TidingRow
from tracker.telling import MOST_WAITING, tell_to

HABIT = {
    "name": "Ask about the day",
    "strategy": "3",
    "mode": "each",
    "often": "weekdays",
    "weekdays": [*"0123456"],
    "starts_on": TODAY.isoformat(),
}
TO_COME = TODAY + timedelta(days=2)
WAITING = select(TidingRow.kind).where(not_beside(TidingRow)).order_by(TidingRow.kind)


@pytest.fixture
def unspoken(app, world):
    """Ada and Ben have seen whatever the other had done for them."""
    with acting(app):
        db.session.execute(delete(TidingRow).where(not_beside(TidingRow)))
    return world


def a_note(ben, world):
    ben.submit("/wall", body="Look at the moon tonight.")


def a_reaction(ben, world):
    ben.send(f"/wall/{world.notes[ADA_TO_BEN]}/reaction", reaction="hug")


def an_answer(ben, world):
    ben.submit("/wall", to=f"/wall/{world.notes[ADA_TO_BEN]}/answer", answer="Gladly again.")


def a_word_for_a_check_in(ben, world):
    week = f"/check-in/{OPENED_WEEK}"
    ben.submit(week, to=f"{week}/heard/went-well", line="I know.")


def a_habit(ben, world):
    ben.submit("/habits/new", **HABIT)


def a_reflection(ben, world):
    ben.send(f"/reflections/{world.reflections[BENS_REFLECTION]}/share")


def a_date(ben, world):
    ben.submit("/dates/new", title="A walk by the river", day=TO_COME.isoformat())


def a_check_in(ben, world):
    ben.submit(f"/check-in/{SEALED_WEEK}", press="seal", closeness="4")
    ben.page(f"/check-in/{SEALED_WEEK}")  # where it opens for Ben too


def edited(ben, world, **changed):
    """A habit of both as the form shows it, with some of it changed."""
    page = f"/habits/{world.habits[EACH]}/edit"
    ben.submit(page, to=page, **changed)


def other_terms(ben, world):
    edited(ben, world, often="week", times="3")


def the_same_terms_again(ben, world):
    edited(ben, world, often="weekdays", weekdays=[*"0123456"])


def a_note_ticks_it(ben, world):
    edited(ben, world, by_note="y")


def no_note_ticks_it(ben, world):
    page = f"/habits/{world.habits[EACH]}/edit"
    values = ben.page(page).form(page).values
    ben.post(page, data={name: values[name] for name in values if name != "by_note"})


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


def takes_the_note_back(ben, world):
    page = ben.page("/wall")
    (first,) = [each for each in page.actions if each.endswith("/delete")][:1]
    ben.send(first)


def takes_the_reflection_back(ben, world):
    ben.send(f"/reflections/{world.reflections[BENS_REFLECTION]}/take-back")


def takes_the_reaction_back(ben, world):
    ben.send(f"/wall/{world.notes[ADA_TO_BEN]}/reaction", reaction="")


def takes_the_answer_back(ben, world):
    ben.submit("/wall", to=f"/wall/{world.notes[ADA_TO_BEN]}/answer", answer="")


def takes_the_word_back(ben, world):
    ben.send(f"/check-in/{OPENED_WEEK}/heard/went-well/take-back")


def calls_the_date_off(ben, world):
    ben.send(f"/dates/{newest(ben, '/dates')}/off")


def archives_the_habit(ben, world):
    ben.send(f"/habits/{newest(ben, '/habits')}/archive")


def newest(visitor, place):
    """The id of what was made last under an address: the highest of none that anybody can guess is found by its name."""
    with visitor.application.app_context():
        table = Outing.id if place == "/dates" else Habit.id
        words = (
            Outing.title == "A walk by the river" if place == "/dates" else Habit.name == "Ask about the day"
        )
        return db.session.scalars(select(table).where(words)).one()


@pytest.mark.parametrize(
    ("act", "back"),
    [
        (a_note, takes_the_note_back),
        (a_reaction, takes_the_reaction_back),
        (an_answer, takes_the_answer_back),
        (a_word_for_a_check_in, takes_the_word_back),
        (a_habit, archives_the_habit),
        (a_note_ticks_it, no_note_ticks_it),
        (other_terms, the_same_terms_again),
        (a_reflection, takes_the_reflection_back),
        (a_date, calls_the_date_off),
    ],
)
def test_what_was_taken_back_is_not_told(app, unspoken, ada, ben, act, back):
    before = ada.page("/today").text

    act(ben, unspoken)
    assert arrived(ada)
    back(ben, unspoken)

    assert not arrived(ada)
    assert "something arrived" not in ada.page("/wall").text
    assert before == ada.page("/today").text


def test_what_was_changed_the_day_before_is_told_whatever_is_tried_and_taken_back_since(
    unspoken, ada, ben, moment
):
    other_terms(ben, unspoken)
    moment.shift(timedelta(days=1))

    edited(ben, unspoken, often="week", times="5")
    edited(ben, unspoken, often="week", times="3")

    assert f"changed what “{EACH}” asks for" in ada.page("/today").text


def arrived(visitor):
    return told_on(visitor.page("/today"))


def told_on(page):
    return [given for _tag, given in page.tags if "tidings__one" in given.get("class", "")]


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


def test_whoever_wants_none_of_it_is_told_nothing_and_nobody_learns_of_that(app, unspoken, ada, ben):
    a_note(ben, unspoken)
    form = ada.page("/settings/profile").form("/settings/profile").values
    form.pop("tells_tidings")
    ada.send("/settings/profile", **form)
    a_reflection(ben, unspoken)

    assert not arrived(ada)
    assert kept(app, WAITING) == []

    ada.submit("/settings/profile", tells_tidings="y")
    a_date(ben, unspoken)

    assert len(arrived(ada)) == 1


def test_nothing_ever_reminds_of_touch(app, unspoken, ada, ben):
    ben.submit("/habits/new", **HABIT | {"strategy": str(TOUCH)})

    assert not arrived(ada)

    with acting(app):
        habit = db.session.scalars(select(Habit).where(Habit.name == HABIT["name"])).one()
        habit_id = habit.id
    page = f"/habits/{habit_id}/edit"
    ben.submit(page, to=page, often="week", times="3")
    assert not arrived(ada)


def test_what_one_s_own_habit_asks_for_is_nobody_else_s_to_be_told(app, unspoken, ada, ben):
    page = f"/habits/{unspoken.habits[BENS_OWN]}/edit"

    assert ben.submit(page, to=page, often="week", times="3").status_code == 303
    edited(ben, unspoken, cue="After tea")

    assert not arrived(ada)


@pytest.mark.parametrize("alone", ["cleo", "dan"])
def test_alone_there_is_nobody_to_tell(app, world, visit, alone):
    before, someone = kept(app, WAITING), visit(alone)
    someone.submit("/wall", body="For whoever comes.")
    someone.submit("/dates/new", title="A walk", day=TO_COME.isoformat())

    assert kept(app, WAITING) == before
    assert "something arrived" not in someone.page("/today").text


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


def test_when_two_part_nothing_is_told_any_more(app, unspoken, ada, ben):
    a_note(ben, unspoken)
    a_date(ada, unspoken)

    ben.submit("/settings/leave")

    assert kept(app, WAITING) == []
    assert not arrived(ada)
    assert not arrived(ben)


def test_of_what_somebody_who_has_left_did_nothing_is_told_though_it_waits(app, unspoken, ada):
    with acting(app):
        dan, reader = person("dan"), person("ada")
        theirs = (CheckIn.author_id == dan.id, CheckIn.opened_to_id == reader.id)
        found = db.session.scalars(select(CheckIn.id).where(*theirs)).all()
        tell_to(reader, TidingKind.CHECK_IN, found, NOW)

    assert kept(app, WAITING) == ["check-in"]
    assert "Your check-ins have opened." not in ada.page("/today").text


def test_the_first_today_of_two_begins_with_a_welcome_and_the_note_that_waited(app, world, visit):
    dan, cleo = visit("dan"), visit("cleo")
    dan.send(f"/join/{world.cleos_key.token}")
    cleo.submit("/invite", to=f"/invite/{world.cleos_invitation}/welcome")

    page = dan.page("/today")

    assert "Welcome. From today on you share this space with Cleo." in page.text
    assert page.text.index("Welcome.") < page.text.index(CLEOS_WAITING)
    assert page.text.count(CLEOS_WAITING) == 1
    assert not told_on(page), "the note stands in the welcome"
    assert "Welcome." not in cleo.page("/today").text


def join_cleo(world, visit):
    dan = visit("dan")
    dan.send(f"/join/{world.cleos_key.token}")
    visit("cleo").submit("/invite", to=f"/invite/{world.cleos_invitation}/welcome")
    return dan


def test_a_note_that_the_first_today_shows_whole_has_been_seen(app, world, visit):
    dan = join_cleo(world, visit)
    assert "note" in kept(app, WAITING)

    assert CLEOS_WAITING in dan.page("/today").text

    assert "note" not in kept(app, WAITING)
    assert not arrived(dan)


def test_of_several_notes_that_waited_the_welcome_shows_one_and_says_that_there_are_more(app, world, visit):
    dan = join_cleo(world, visit)
    visit("cleo").submit("/wall", body="And one more.")

    page = dan.page("/today")

    assert "And one more." in page.text
    assert len(told_on(page)) == 1
    assert re.search(r"Cleo\W+notes\W", page.text)


def test_a_long_letter_goes_on_in_its_place_and_is_seen_there(app, world, visit):
    letter = "Dear Dan, " + "and then we went on. " * 60
    with acting(app):
        db.session.execute(update(Note).where(Note.body == CLEOS_WAITING).values(body=letter))
    dan = join_cleo(world, visit)

    page = dan.page("/today")

    assert "Read on" in page.text
    shown = page.text[page.text.index("Dear Dan") : page.text.index("Read on")]
    assert len(shown) <= 210
    assert letter.strip() not in page.text
    assert "note" in kept(app, WAITING)


@pytest.mark.sql
def test_of_more_than_can_wait_at_one_instant_as_many_wait_as_can(inside):
    ben = person("ben")
    tell_to(ben, TidingKind.NOTE, range(1, MOST_WAITING + 11), NOW)
    tell_to(ben, TidingKind.HABIT, (7,), NOW + timedelta(seconds=1))

    found = db.session.scalars(select(TidingRow.kind).where(TidingRow.person_id == ben.id)).all()

    assert sorted(found) == ["habit", *["note"] * (MOST_WAITING - 1)]
