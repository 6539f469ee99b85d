from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.bad_input import A_MEGABYTE, KEPT, NOTHING
from tests.databases import acting, kept, rows
from tests.moments import AN_INSTANT
from tests.visitors import TOKEN, Page
from tests.world import (
    ADAS_DELETED_REFLECTION,
    ADAS_LOOK,
    ADAS_LOOK_ANSWER,
    ADAS_REFLECTION,
    ADAS_REFLECTION_TITLE,
    ADAS_SHARED,
    BENS_SHARED,
    NOW,
    TODAY,
    person,
    reflected,
)
from tracker.catalogue.prompts import PROMPTS, prompt_called
from tracker.models import Reflection
from tracker.sweeping import sweep_rows

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each asks for a page of the same list, with other values"),
]

LIST = "/reflections"
SEARCH = "/reflections/search"
NEW = "/reflections/new"
LOOK = "/reflections/look"
FREE = f"{NEW}?topic=free"


def latest(app):
    return kept(app, select(Reflection).order_by(Reflection.created_at.desc(), Reflection.id).limit(1))[0]


def count(app):
    return kept(app, select(func.count()).select_from(Reflection))[0]


def written(app, reflection_id):
    return kept(app, select(Reflection).where(Reflection.id == reflection_id))[0]


def names(page):
    """The reflections that a list leads to, in order."""
    return [link for link in page.links if link.removeprefix("/reflections/").isdigit()]


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


def test_the_newest_stands_first_and_a_page_holds_twenty(app, cleo):
    with acting(app):
        ids = [reflected(f"number {n}", by="cleo", now=NOW + n * AN_INSTANT) for n in range(40)]
    found = cleo.look_for(SEARCH, "number")
    first, more = names(found), found.forms[-1]
    second = names(Page.of(cleo.open(more.action, method=more.method, data=more.values | more.buttons)))

    assert [*first, *second] == [f"{LIST}/{each}" for each in reversed(ids)]
    assert len(first) == 20


@pytest.mark.parametrize("older_than", ["0", "-1", "x", "²", "9" * 30, "9" * 5000, "1.5", "", "%00"])
@pytest.mark.parametrize("of", ["", "partner", "me", "%00"])
@pytest.mark.crossed("a number, where it stands, and the database")
def test_any_number_leads_to_some_page(ada, older_than, of):
    assert ada.get(f"{LIST}?older-than={older_than}&of={of}&topic=%F0%9F").status_code == 200


def test_a_topic_narrows_the_list(world, ada):
    assert names(ada.page(f"{LIST}?topic=work")) == [f"{LIST}/{world.reflections[ADAS_REFLECTION]}"]
    assert names(ada.page(f"{LIST}?topic=conflict")) == [f"{LIST}/{world.reflections[ADAS_LOOK]}"]
    assert "Nothing found here" in ada.page(f"{LIST}?topic=money").text
    assert names(ada.page(f"{LIST}?topic=roses")) == names(ada.page(LIST))


def test_words_are_found_in_titles_texts_and_answers_whatever_their_case(app, world, ada):
    def found(words):
        return names(ada.look_for(SEARCH, words))

    assert found("ADAS-reflection-TITLE") == [f"{LIST}/{world.reflections[ADAS_REFLECTION]}"]
    assert found(ADAS_LOOK_ANSWER.upper()) == [f"{LIST}/{world.reflections[ADAS_LOOK]}"]
    answer = ada.send(FREE, body="In der STRASSE,\nbei Çiğdem: 100 % müde_", topic="free")
    for words in ("straße, bei", "ÇIĞDEM:"[:3], "100 %", "müde_", " MÜDE "):
        assert found(words) == [answer.location], words


@pytest.mark.parametrize(
    "words",
    [
        "%",
        "_",
        "%%",
        "c_nary",
        "\\",
        "/",
        "'",
        '"',
        "*",
        "[a-z]",
        "\x00x",
        "🫖",
        "qu\u0301x",
        "{{",
        "x" * 9999,
    ],
)
def test_odd_characters_stand_for_themselves(ada, words):
    page = ada.look_for(SEARCH, words)

    assert (names(page), "Nothing found here" in page.text) == ([], True)


@pytest.mark.parametrize("nothing", NOTHING)
def test_looking_for_nothing_finds_all(ada, nothing):
    assert names(ada.look_for(SEARCH, nothing)) == names(ada.page(LIST))


def test_a_topic_chosen_keeps_the_words_and_enter_keeps_the_topic(ada):
    form = ada.look_for(SEARCH, "canary", topic="work").forms[0]

    kept = {name: value for name, value in form.values.items() if name != TOKEN}
    assert (form.method, kept) == ("POST", {"words": "canary", "topic": "work"})


def test_what_the_partner_shares_is_searched_on_its_own(world, ada):
    shared = [f"{LIST}/{world.reflections[BENS_SHARED]}"]

    assert names(ada.page(f"{LIST}?of=partner")) == shared
    assert names(ada.look_for(SEARCH, "BENS-shared", of="partner")) == shared
    assert names(ada.look_for(SEARCH, "bens-shared")) == []
    assert names(ada.look_for(SEARCH, "reflection", of="partner")) == []


def test_a_look_from_outside_is_kept_with_its_answers(app, cleo):
    typed = {"body": "We were late.", "answers-0": "Both were tired.", "answers-2": "A breath."}
    answer = cleo.submit(LOOK, **typed)

    row = latest(app)
    assert (answer.status_code, row.kind, row.topic) == (303, "look", "conflict")
    assert (row.body, row.answers) == ("We were late.", ["Both were tired.", "", "A breath."])
    text = cleo.page(answer.location).text
    assert [words in text for words in typed.values()] == [True, True, True]
    again = cleo.page(f"{answer.location}/edit").form(f"{answer.location}/edit").values
    assert {name: again[name] for name in typed} == typed


def test_a_look_counts_the_seven_minutes_that_it_speaks_of(ada):
    page = ada.page(LOOK)

    assert [given["data-minutes"] for _tag, given in page.tags if "data-minutes" in given] == ["7"]
    assert "Seven minutes are enough." in page.text


def test_an_answer_at_its_limit_is_kept_and_a_longer_one_is_still_there(app, cleo):
    assert cleo.submit(LOOK, **{"answers-1": "ö" * 5_000}).status_code == 303

    answer = cleo.submit(LOOK, **{"answers-1": "ö" * 5_001})

    assert (answer.status_code, Page.of(answer).form(LOOK).values["answers-1"]) == (422, "ö" * 5_001)
    assert latest(app).answers[1] == "ö" * 5_000


def test_a_look_can_never_be_shared(app, world, ada, ben):
    path = f"{LIST}/{world.reflections[ADAS_LOOK]}"

    assert f"{path}/share" not in ada.page(path).actions
    assert ada.send(f"{path}/share").status_code == 404
    assert ben.get(path).status_code == 404


def test_a_look_is_offered_every_four_months(world, cleo, ada, moment):
    assert LOOK in cleo.page(LIST).links
    assert LOOK not in ada.page(LIST).links  # she had one on March 6
    moment.move_to(NOW.replace(month=7, day=3))
    assert LOOK not in ada.page(LIST).links
    moment.move_to(NOW.replace(month=7, day=4))
    assert LOOK in ada.page(LIST).links

    cleo.submit(LOOK, body="We were late.")

    assert LOOK not in cleo.page(LIST).links


def test_a_deleted_look_is_offered_again(world, ada):
    ada.send(f"{LIST}/{world.reflections[ADAS_LOOK]}/delete")

    assert LOOK in ada.page(LIST).links


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
