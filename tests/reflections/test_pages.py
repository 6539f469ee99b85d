"""Reflections as they lie in the database and stand on their pages."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.bad_input import A_MEGABYTE, KEPT, NOTHING
from tests.databases import acting, kept, rows
from tests.reflections.written import FREE, LIST, LOOK, NEW, SEARCH, latest, names
from tests.visitors import Page
from tests.world import (
    ADAS_DELETED_REFLECTION,
    ADAS_REFLECTION,
    ADAS_REFLECTION_TITLE,
    ADAS_SHARED,
    BENS_SHARED,
    NOW,
    TODAY,
    person,
)
from tracker.catalogue.prompts import PROMPTS, prompt_called
from tracker.models import Reflection
from tracker.sweeping import sweep_rows

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each asks for a page of the same list, with other values"),
]


def count(app):
    return kept(app, select(func.count()).select_from(Reflection))[0]


def written(app, reflection_id):
    return kept(app, select(Reflection).where(Reflection.id == reflection_id))[0]


def test_the_guide_leads_here_and_from_here_to_the_guide(ada, guest):
    assert LIST in ada.page("/guide/understand").links
    assert LIST not in guest.page("/guide/understand").links
    assert "/guide/understand" in ada.page(LIST).links


def test_whoever_begins_is_invited(app, cleo, world):
    with acting(app):
        reflection = world.reflections["canary-cleos-reflection"]
        Reflection.query.filter_by(id=reflection).delete()

    page = cleo.page(LIST)

    assert "A quiet place to think" in page.text
    assert NEW in page.links
    assert 'role="search"' not in page.source


def test_one_can_write_freely(app, world, cleo):
    answer = cleo.submit(FREE, body="It was a long day.", title="Monday")

    row = latest(app)
    assert (answer.status_code, answer.location) == (303, f"{LIST}/{row.id}")
    assert (row.kind, row.topic, row.prompt, row.title, row.body) == (
        "free",
        "free",
        "",
        "Monday",
        "It was a long day.",
    )
    assert (row.author_id, row.written_on, row.shared_with_id) == (world.people["cleo"], TODAY, None)
    assert "It was a long day." in cleo.page(answer.location).text


def test_one_can_begin_with_a_question_found_by_links_alone(app, ada):
    topic = next(link for link in ada.page(NEW).links if "topic=family" in link)
    side = next(link for link in ada.page(topic).links if "about=us" in link)
    first = ada.page(side)
    other = next(link for link in first.links if "prompt=" in link)
    answer = ada.submit(other, to=other, body="Sunday mornings.")

    row = latest(app)
    assert prompt_called("family-us-two").text in first.text
    assert (answer.status_code, row.kind, row.topic, row.prompt) == (
        303,
        "guided",
        "family",
        "family-us-line",
    )
    assert prompt_called("family-us-line").text in ada.page(answer.location).text


@pytest.mark.parametrize("prompt", PROMPTS, ids=lambda each: each.slug)
@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_every_question_can_be_asked(ada, prompt):
    assert prompt.text in ada.page(f"{NEW}?prompt={prompt.slug}").text


def test_the_partner_is_named_and_alone_nobody_is(ada, cleo):
    path = f"{NEW}?topic=work"

    assert "On Ben" in ada.page(path).text
    assert "On my partner" in cleo.page(path).text


@pytest.mark.parametrize(
    "query", ["topic=", "topic=roses&about=x&prompt=%00", "topic=work&about=%F0%9F", "x=1"]
)
def test_any_address_leads_to_a_place_to_write(app, ada, query):
    answer = ada.send(f"{NEW}?{query}", body="Words", topic="free", seen="")

    assert ada.get(f"{NEW}?{query}").status_code == 200
    assert (answer.status_code, latest(app).body) == (303, "Words")


def test_the_day_is_the_one_somebody_lives(app, ada, moment):
    moment.move_to(NOW.replace(day=12, hour=1))  # two at night in Berlin
    ada.submit(FREE, body="Still awake.")

    assert latest(app).written_on == TODAY


def test_it_needs_words(app, ada):
    before = count(app)
    for nothing in NOTHING:
        answer = ada.send(FREE, body=nothing, title=nothing, topic="work")
        assert (answer.status_code, "field__error" in answer.text) == (422, True)
    look = ada.send(LOOK, body="", **{"answers-0": "\u200b"})

    assert (look.status_code, count(app)) == (422, before)


@pytest.mark.parametrize(
    ("name", "most", "rest"),
    [("body", 10_000, {}), ("title", 120, {"body": "x"})],
)
def test_a_text_at_its_limit_is_kept_and_a_longer_one_is_still_there(app, ada, name, most, rest):
    assert ada.send(FREE, **{**rest, name: "ö" * most, "topic": "free"}).status_code == 303
    before = count(app)

    answer = ada.send(FREE, **{**rest, name: "ö" * (most + 1), "topic": "money"})

    values = Page.of(answer).form(FREE).values
    assert (answer.status_code, values[name], values["topic"]) == (422, "ö" * (most + 1), "money")
    assert (count(app), getattr(latest(app), name)) == (before, "ö" * most)


@pytest.mark.parametrize("topic", ["roses", "", "\x00", "work "])
def test_a_topic_that_is_none_is_said_in_words(app, ada, topic):
    before = count(app)
    answer = ada.send(FREE, body="Words to keep", topic=topic)

    assert (answer.status_code, "Words to keep" in answer.text, count(app)) == (422, True, before)


def test_a_megabyte_is_turned_away_in_words(app, ada):
    before = count(app)

    assert (ada.send(FREE, body=A_MEGABYTE, topic="free").status_code, count(app)) == (413, before)


@pytest.mark.parametrize("keeper", ["sqlite", "postgresql"], indirect=True)
def test_any_text_is_read_and_found_as_it_was_written(app, ada):
    for typed, text in KEPT.items():
        answer = ada.send(FREE, body=typed, topic="free")
        assert latest(app).body == text
        assert " ".join(text.split()) in ada.page(answer.location).text
        found = names(ada.look_for(SEARCH, typed))
        assert answer.location in found


def test_it_is_read_by_its_author(world, ada):
    page = ada.page(f"{LIST}/{world.reflections[ADAS_REFLECTION]}")

    assert {ADAS_REFLECTION, ADAS_REFLECTION_TITLE} <= set(page.text.split())
    assert prompt_called("work-me-left").text in page.text
    assert "not shared" in page.text


def test_it_can_be_changed_and_keeps_its_day(app, world, ada, moment):
    reflection_id = world.reflections[ADAS_REFLECTION]
    before = written(app, reflection_id)
    moment.shift(timedelta(days=9))

    answer = ada.submit(f"{LIST}/{reflection_id}/edit", body="Said better", topic="health")

    row = written(app, reflection_id)
    assert (answer.status_code, answer.location) == (303, f"{LIST}/{reflection_id}")
    assert (row.body, row.topic, row.kind, row.prompt) == ("Said better", "health", "guided", "work-me-left")
    assert (row.written_on, row.created_at) == (before.written_on, before.created_at)
    assert row.saved_at > before.saved_at
    assert names(ada.look_for(SEARCH, "said BETTER")) == [f"{LIST}/{reflection_id}"]


def test_a_change_that_cannot_be_is_said_in_words(app, world, ada):
    path = f"{LIST}/{world.reflections[ADAS_REFLECTION]}/edit"

    answer = ada.submit(path, body="x" * 10_001)

    assert (answer.status_code, Page.of(answer).form(path).values["body"]) == (422, "x" * 10_001)
    assert written(app, world.reflections[ADAS_REFLECTION]).body == ADAS_REFLECTION


def test_it_is_deleted_and_put_back_as_it_was_within_a_day(app, world, ada, ben, moment):
    reflection_id = world.reflections[ADAS_SHARED]
    path = f"{LIST}/{reflection_id}"
    answer = ada.submit(path, to=f"{path}/delete")
    assert answer.location == LIST
    assert [visitor.get(path).status_code for visitor in (ada, ben)] == [404, 404]
    assert path not in names(ben.page(f"{LIST}?of=partner"))
    moment.shift(timedelta(hours=23))

    ada.submit(LIST, to=f"{path}/put-back")

    assert [ADAS_SHARED in visitor.page(path).text for visitor in (ada, ben)] == [True, True]


@pytest.mark.everybodys("the clock sweeps for all")
def test_a_day_later_a_deleted_one_is_gone(app, world, ada, moment):
    reflection_id = world.reflections[ADAS_DELETED_REFLECTION]
    moment.shift(timedelta(hours=23, seconds=1))

    assert ada.send(f"{LIST}/{reflection_id}/put-back").status_code == 404
    with acting(app):
        sweep_rows(NOW + timedelta(days=2))
    assert kept(app, select(Reflection.id).where(Reflection.id == reflection_id)) == []


@pytest.mark.parametrize("act", ["edit", "share", "take-back", "delete", "put-back"])
def test_what_the_partner_shares_is_theirs_to_change(app, world, ada, act):
    before = rows(app, select(Reflection.__table__))

    answer = ada.send(f"{LIST}/{world.reflections[BENS_SHARED]}/{act}", body="Mine", topic="free")

    assert (answer.status_code, rows(app, select(Reflection.__table__))) == (404, before)


def test_it_is_shared_and_taken_back(app, world, ada, ben):
    path = f"{LIST}/{world.reflections[ADAS_REFLECTION]}"
    for _ in range(2):
        assert ada.send(f"{path}/share").location == path
    row = written(app, world.reflections[ADAS_REFLECTION])
    assert (row.shared_with_id, row.shared_at) == (world.people["ben"], NOW)
    assert ADAS_REFLECTION in ben.page(path).text
    assert path in names(ben.page(f"{LIST}?of=partner"))
    assert ben.page(path).actions == []

    for _ in range(2):
        assert ada.send(f"{path}/take-back").location == path

    row = written(app, world.reflections[ADAS_REFLECTION])
    assert (row.shared_with_id, row.shared_at) == (None, None)
    assert ben.get(path).status_code == 404
    assert path not in names(ben.page(f"{LIST}?of=partner"))


def test_alone_there_is_nobody_to_share_with(app, world, cleo):
    path = f"{LIST}/{world.reflections['canary-cleos-reflection']}"

    assert f"{path}/share" not in cleo.page(path).actions
    assert cleo.send(f"{path}/share", came_from=path).status_code == 303
    assert "There is nobody to share it with yet." in cleo.page(path).text
    assert latest(app).shared_with_id is None


def test_the_partner_reads_no_instant(world, ben):
    assert "20:00" not in ben.page(f"{LIST}/{world.reflections[ADAS_SHARED]}").source


def test_a_form_from_an_old_tab_shows_what_was_typed_and_no_marks(ada):
    form = ada.page(FREE).form(FREE).values | {"body": "Many words", "csrf_token": "old"}

    answer = ada.post(FREE, data=form)

    assert (answer.status_code, "Many words" in answer.text) == (400, True)
    assert form["once"] not in answer.text


def test_a_guest_is_asked_to_log_in_first(guest):
    assert guest.get(LIST).status_code == 303
    assert guest.send(NEW, body="Many words").status_code == 401


def test_dates_of_another_year_are_written_out(app, ada):
    with acting(app):
        row = Reflection.query.filter_by(author_id=person("ada").id, title=ADAS_REFLECTION_TITLE).one()
        row.written_on = date(2024, 12, 31)

    assert "Dec 31, 2024" in ada.page(LIST).text
