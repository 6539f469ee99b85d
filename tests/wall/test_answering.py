"""What is said to a note: one of five signs, or a few words, by whoever it is for."""

import pytest

from tests.visitors import Page
from tests.wall.notes_there import note
from tests.world import (
    ADA_TO_BEN,
    BEN_ANSWERS,
)
from tracker.domain.notes import REACTIONS

pytestmark = pytest.mark.sql


def test_a_note_is_answered_and_the_answer_taken_back(app, world, ben, ada):
    path, note_id = f"/wall/{world.notes[ADA_TO_BEN]}/reaction", world.notes[ADA_TO_BEN]
    for reaction in (*REACTIONS, ""):
        answer = ben.send(path, reaction=reaction, came_from="/wall")
        assert (answer.status_code, answer.location) == (303, f"/wall#note-{note_id}")
        assert note(app, note_id).reaction == (reaction or None)


@pytest.mark.parametrize("reaction", ["anger", "\x00", "x" * 5000, "heart "])
def test_there_are_five_answers_and_no_other(app, world, ben, reaction):
    answer = ben.send(f"/wall/{world.notes[ADA_TO_BEN]}/reaction", reaction=reaction)

    assert (answer.status_code, note(app, world.notes[ADA_TO_BEN]).reaction) == (303, "heart")


def test_one_does_not_answer_ones_own_note(app, world, ada):
    assert ada.send(f"/wall/{world.notes[ADA_TO_BEN]}/reaction", reaction="hug").status_code == 404


def test_a_note_is_answered_in_a_few_words_and_the_answer_taken_back(app, world, ada, ben):
    path = f"/wall/{world.notes[ADA_TO_BEN]}/answer"

    answer = ben.submit("/wall", to=path, answer="I was glad\nof it too")

    assert (answer.status_code, answer.location) == (303, f"/wall#note-{world.notes[ADA_TO_BEN]}")
    for visitor in (ada, ben):
        assert "I was glad of it too" in visitor.page("/wall").text
    ben.submit("/wall", to=path, answer="")
    assert "I was glad" not in ada.page("/wall").text
    assert note(app, world.notes[ADA_TO_BEN]).edited_at is None


def test_an_answer_that_is_too_long_is_said_in_words_and_is_still_there(app, world, ben):
    path = f"/wall/{world.notes[ADA_TO_BEN]}/answer"

    answer = ben.submit("/wall", to=path, answer="x" * 301)

    page = Page.of(answer)
    assert (answer.status_code, "301 characters" in page.text) == (422, True)
    assert page.form(path).values["answer"] == "x" * 301
    assert note(app, world.notes[ADA_TO_BEN]).answer == BEN_ANSWERS


@pytest.mark.parametrize("name", ["ada", "cleo", "dan"])
def test_only_whoever_a_note_is_for_answers_it(app, world, visit, name):
    path = f"/wall/{world.notes[ADA_TO_BEN]}/answer"

    assert visit(name).send(path, answer="Not mine to say").status_code == 404
    assert note(app, world.notes[ADA_TO_BEN]).answer == BEN_ANSWERS
