"""What a talk can be about, and what can be ticked at its end."""

from dataclasses import replace

import pytest

from tests.talk.moves import ON_ONE, ON_TWO, adas, over, page, refused, rows, tap
from tests.world import (
    ADA_OPENED,
    BEN_OPENED,
    CLEOS,
    EACH,
    NOW,
    SEALED_WEEK,
    TODAY,
    couple,
    person,
    planted,
    ticked,
)
from tracker.checkins import actions as checkins
from tracker.domain.checkins import Answers
from tracker.domain.habits import Mode
from tracker.domain.talk import Act, Phase
from tracker.spaces import actions as spaces
from tracker.talk import actions
from tracker.talk.queries import OWN, PARTNERS, topics

pytestmark = pytest.mark.on_either("each reads and writes the one row of a talk by the same statements")


def test_what_opened_last_can_be_talked_about(inside):
    assert topics(person("ada")) == {OWN: ADA_OPENED.talk_about, PARTNERS: BEN_OPENED.talk_about}
    assert topics(person("ben")) == {OWN: BEN_OPENED.talk_about, PARTNERS: ADA_OPENED.talk_about}


def test_what_was_handed_over_is_offered_to_both(inside):
    checkins.hand_over(SEALED_WEEK, by=person("ada"), now=NOW)

    assert list(topics(person("ada"))) == [OWN]
    assert list(topics(person("ben"))) == [PARTNERS]
    assert topics(person("ada"))[OWN] == topics(person("ben"))[PARTNERS]


@pytest.mark.parametrize("name", ["cleo", "dan"])
def test_alone_nothing_of_a_check_in_is_offered(inside, name):
    assert topics(person(name)) == {}


def test_what_was_opened_to_a_former_partner_is_not_offered(inside):
    spaces.leave(by=person("ben"), now=NOW)
    couple("ada", "cleo", NOW)

    assert {name: topics(person(name)) for name in ("ada", "ben", "cleo")} == {
        "ada": {},
        "ben": {},
        "cleo": {},
    }


def test_an_answer_left_empty_is_no_topic(inside):
    checkins.seal(SEALED_WEEK, Answers(closeness=3), by=person("ben"), now=NOW)

    assert (list(topics(person("ada"))), list(topics(person("ben")))) == ([OWN], [PARTNERS])


@pytest.mark.parametrize("about", [OWN, PARTNERS])
def test_a_topic_of_the_check_in_is_taken_as_it_is_written_there(inside, about):
    over()

    actions.begin(replace(ON_TWO, about=about, words=""), by=person("ben"), now=NOW)

    assert adas().topic == topics(person("ben"))[about]


def test_a_topic_that_is_not_there_begins_nothing(inside):
    over()

    for about in (OWN, PARTNERS):
        refused(actions.begin, replace(ON_ONE, about=about), by=person("cleo"), now=NOW)
    refused(actions.begin, replace(ON_TWO, about="anything"), by=person("ada"), now=NOW)

    assert [row.phase for row in rows()] == [Phase.ENDED]


def habits_at_the_end(name):
    return {habit.name: (habit.together, habit.done) for habit in page(name).habits}


def plant_all():
    for number in (2, 4, 10, 3):
        planted(f"together {number}", by="ada", mode=Mode.TOGETHER, strategy=number)
    planted("each", by="ben", mode=Mode.EACH, strategy=2)
    planted("ben's secret", by="ben", mode=Mode.ONE, strategy=2, private=True)
    ticked("together 2", TODAY, 1, by="ada")


def test_what_belongs_to_a_talk_and_is_theirs_can_be_ticked_at_its_end(inside):
    plant_all()
    over()

    shared = {"together 2": (True, True), "together 4": (True, False), "together 10": (True, False)}
    assert habits_at_the_end("ben") == shared | {"each": (False, False), "ben's secret": (False, False)}
    adas = habits_at_the_end("ada")
    assert adas.items() >= (shared | {"each": (False, False)}).items()
    assert "ben's secret" not in adas


def test_nothing_private_is_shown_on_a_phone_that_both_look_at(inside):
    plant_all()
    over()
    actions.begin(ON_ONE, by=person("ben"), now=NOW)
    tap("ben", Act.END)

    assert set(habits_at_the_end("ben")) == {"together 2", "together 4", "together 10", "each"}


def test_alone_what_is_for_two_can_be_ticked_on_the_phone_that_both_look_at(inside):
    planted("for two", by="cleo", mode=Mode.TOGETHER, strategy=2)
    planted("for me", by="cleo", mode=Mode.ONE, strategy=2)
    actions.begin(ON_ONE, by=person("cleo"), now=NOW)
    row = next(row for row in rows() if row.host_id == person("cleo").id)
    actions.tap(Act.END, row.version, by=person("cleo"), now=NOW)

    assert set(habits_at_the_end("cleo")) == {"for two", CLEOS}


def test_no_habit_is_offered_while_the_talk_goes_on(inside):
    assert page("ada").habits == ()
    assert EACH not in {habit.name for habit in page("ben").habits}
