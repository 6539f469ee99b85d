"""What is told to nobody: what was taken back, touch, what one's own habit asks for, what somebody did who has left."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.databases import acting, kept
from tests.tidings.done_for_the_other import (
    HABIT,
    TO_COME,
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
    edited,
    other_terms,
)
from tests.world import (
    ADA_TO_BEN,
    BENS_OWN,
    BENS_REFLECTION,
    EACH,
    NOW,
    OPENED_WEEK,
    person,
)
from tracker.domain.habits import TOUCH
from tracker.domain.tidings import TidingKind
from tracker.extensions import db
from tracker.models import CheckIn, Habit, Outing
from tracker.telling import tell_to


def the_same_terms_again(ben, world):
    edited(ben, world, often="weekdays", weekdays=[*"0123456"])


def no_note_ticks_it(ben, world):
    page = f"/habits/{world.habits[EACH]}/edit"
    values = ben.page(page).form(page).values
    ben.post(page, data={name: values[name] for name in values if name != "by_note"})


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
