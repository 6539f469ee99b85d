from sqlalchemy import select

from tests.databases import kept
from tests.visitors import Page
from tests.world import SEALED_WEEK
from tracker.models import CheckIn

PATH = f"/check-in/{SEALED_WEEK}"
AS_A_SCRIPT = {"Tend-Part": "draft"}


def draft_of(app, world, name):
    return kept(
        app, select(CheckIn).where(CheckIn.author_id == world.people[name], CheckIn.week == SEALED_WEEK)
    )[0]


def test_an_older_window_does_not_write_over_what_was_written_in_another(app, world, ben, moment):
    older = ben.page(PATH).form(PATH).values
    ben.submit(PATH, went_well="Written later, on the phone")

    moment.shift(60)
    answer = ben.post(PATH, data=older | {"went_well": "Written in the older window"})

    assert answer.status_code == 422
    assert "another window" in answer.text
    assert "Written in the older window" in answer.text
    assert draft_of(app, world, "ben").went_well == "Written later, on the phone"


def test_whoever_has_seen_both_may_save_either(app, world, ben, moment):
    older = ben.page(PATH).form(PATH).values
    ben.submit(PATH, went_well="Written later, on the phone")
    moment.shift(60)
    shown = ben.post(PATH, data=older | {"went_well": "The one I want"})

    again = Page.of(shown).form(PATH).values
    answer = ben.post(PATH, data=again)

    assert answer.status_code == 303
    assert draft_of(app, world, "ben").went_well == "The one I want"


def test_a_form_sent_twice_is_saved_once(app, world, ben):
    values = ben.page(PATH).form(PATH).values | {"went_well": "Once"}

    answers = [ben.post(PATH, data=values).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert draft_of(app, world, "ben").went_well == "Once"


def test_a_page_that_saves_itself_learns_which_draft_it_now_holds(app, world, ben, moment):
    values = ben.page(PATH).form(PATH).values
    for words in ("One", "One, two", "One, two, three"):
        moment.shift(5)
        answer = ben.post(PATH, data=values | {"went_well": words}, headers=AS_A_SCRIPT)
        values["seen"] = answer.headers["Tend-Saved"]

        assert (answer.status_code, answer.data) == (204, b"")
    assert draft_of(app, world, "ben").went_well == "One, two, three"
