import pytest
from sqlalchemy import func, select

from tests.databases import kept
from tracker.models import Habit, Note, Pause

FORMS = {
    "/wall": (Note, {"body": "Thank you for the tea."}),
    "/habits/new": (Habit, {"name": "Make tea for two"}),
    "/pauses": (Pause, {}),
}


def count(app, table):
    return kept(app, select(func.count()).select_from(table))[0]


@pytest.mark.parametrize("path", FORMS)
def test_a_form_sent_twice_makes_one_thing(app, ada, path):
    table, typed = FORMS[path]
    before = count(app, table)
    values = ada.page(path).form(path).values | typed

    answers = [ada.post(path, data=values).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert count(app, table) == before + 1


@pytest.mark.parametrize("path", ["/wall", "/habits/new"])  # the same days are paused once
def test_two_forms_with_the_same_words_make_two_things(app, ada, path):
    table, typed = FORMS[path]
    before = count(app, table)

    for _ in range(2):
        ada.post(path, data=ada.page(path).form(path).values | typed)

    assert count(app, table) == before + 2


def test_a_form_that_had_to_be_looked_at_again_is_taken_then(app, ada):
    before = count(app, Note)
    values = ada.page("/wall").form("/wall").values

    refused = ada.post("/wall", data=values | {"body": ""})
    taken = ada.post("/wall", data=values | {"body": "Now with words."})

    assert (refused.status_code, taken.status_code) == (422, 303)
    assert count(app, Note) == before + 1


@pytest.mark.parametrize("mark", ["", "-", "x-y", "1", "²-a", "9" * 400 + "-a", "1-" + "a" * 400, "1-\x00"])
def test_a_mark_that_is_none_of_ours_does_no_harm(app, ada, mark):
    before = count(app, Note)

    answer = ada.send("/wall", body="Thank you.", once=mark)

    assert answer.status_code == 303
    assert count(app, Note) == before + 1
