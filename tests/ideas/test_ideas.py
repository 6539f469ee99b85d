from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.bad_input import NOTHING
from tests.databases import kept
from tests.house.doors import everything
from tests.world import (
    ADAS_OWN_IDEA,
    BENS_OWN_IDEA,
    DELETED_IDEA,
    IDEA,
    NOW,
    person,
)
from tracker.catalogue.ideas import IDEAS
from tracker.domain.ideas import Mood
from tracker.domain.refusals import Refused
from tracker.extensions import db
from tracker.ideas import actions
from tracker.ideas.queries import jar_of
from tracker.models import OwnIdea

PATH = "/dates/ideas"


def count(app):
    return kept(app, select(func.count()).select_from(OwnIdea))[0]


def jar(name):
    return {each.title for each in jar_of(person(name), 100)}


def test_the_jar_holds_what_both_put_in_and_what_one_wrote_alone(inside):
    assert (jar("ada"), jar("ben")) == ({IDEA, ADAS_OWN_IDEA}, {IDEA, BENS_OWN_IDEA})


def test_an_idea_is_put_in_for_both(ada, ben):
    answer = ada.submit(PATH, title="Row on the canal")

    assert (answer.status_code, answer.location) == (303, f"{PATH}#jar")
    assert "Row on the canal" in ben.page("/dates").text


def test_what_was_written_alone_is_shared_when_its_author_likes(world, ada, ben):
    ada.submit(PATH, to=f"{PATH}/{world.ideas[ADAS_OWN_IDEA]}/share")

    assert ADAS_OWN_IDEA in ben.page(PATH).text


def test_it_is_taken_out_and_put_back(world, ada, ben, moment):
    idea_id = world.ideas[IDEA]
    ben.submit(PATH, to=f"{PATH}/{idea_id}/delete")
    assert IDEA not in ada.page(PATH).text
    moment.shift(timedelta(hours=23))

    ben.submit(PATH, to=f"{PATH}/{idea_id}/put-back")

    assert IDEA in ada.page(PATH).text


def test_a_day_later_it_is_gone(world, ada, moment):
    moment.shift(timedelta(hours=23, seconds=1))

    assert ada.send(f"{PATH}/{world.ideas[DELETED_IDEA]}/put-back").status_code == 404


def test_an_idea_needs_words_and_keeps_them(app, ada):
    before = count(app)
    assert [ada.send(PATH, title=nothing).status_code for nothing in NOTHING] == [422] * len(NOTHING)
    answer = ada.send(PATH, title="x" * 121)

    assert (answer.status_code, "x" * 121 in answer.text, count(app)) == (422, True, before)


def test_a_form_that_is_sent_twice_puts_one_in(app, ada):
    form = ada.page(PATH).form(PATH).values | {"title": "Tea"}
    before = count(app)

    for _time in range(2):
        ada.post(PATH, data=form)

    assert count(app) == before + 1


def test_the_jar_is_full_one_day(inside, room_for):
    room_for(OwnIdea, 1)

    with pytest.raises(Refused):
        actions.put_in("One more", by=person("ada"), now=NOW)


def test_the_sieve_is_a_link_for_each_word_and_takes_it_back(ada):
    page = ada.page(f"{PATH}?mood=quiet")

    assert f"{PATH}?mood=quiet&length=hour" in page.links
    assert PATH in page.links
    for idea in IDEAS:
        assert (idea.title in page.text) is (idea.mood is Mood.QUIET)


def test_nothing_of_ours_may_be_all_of_that(ada):
    page = ada.page(f"{PATH}?length=day&cost=some&place=home&mood=curious")

    assert "Leave one wish out" in page.text


@pytest.mark.parametrize("query", ["", "?mood=romantic", "?jar=1", "?besides=" + IDEAS[0].slug])
def test_drawing_writes_nothing_and_leads_to_a_plan(app, ada, query):
    with app.app_context():
        before = everything()
        db.session.rollback()

    page = ada.page(f"{PATH}/draw{query}")

    assert [link for link in page.links if link.startswith("/dates/new?idea=")]
    with app.app_context():
        assert everything() == before
        db.session.rollback()


def test_drawing_again_draws_another(ada, moment):
    seen = set()
    path = f"{PATH}/draw?length=day&place=home"
    for _time in range(8):
        moment.shift(timedelta(microseconds=7))
        page = ada.page(path)
        planned = next(link for link in page.links if link.startswith("/dates/new?idea="))
        path = next(link for link in page.links if link.startswith(f"{PATH}/draw"))
        assert planned.removeprefix("/dates/new?idea=") in path
        seen.add(planned)

    assert len(seen) == 2


def test_an_empty_jar_is_said_kindly(app, dan):
    assert "Nothing to draw from yet" in dan.page(f"{PATH}/draw?jar=1").text
