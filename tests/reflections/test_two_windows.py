"""One reflection in two windows, on a flaky line, or under an impatient thumb."""

from sqlalchemy import func, select

from tests.databases import kept
from tests.visitors import Page
from tests.world import ADAS_REFLECTION, ADAS_SHARED, NOW, person
from tracker.domain.prompts import Topic
from tracker.domain.reflections import entry
from tracker.extensions import db
from tracker.models import Reflection
from tracker.reflections import actions

FREE = "/reflections/new?topic=free"
AS_A_SCRIPT = {"Tend-Part": "draft"}


def bodies(app, world):
    of_cleo = Reflection.author_id == world.people["cleo"]
    return kept(app, select(Reflection.body).where(of_cleo).order_by(Reflection.created_at, Reflection.id))[
        1:
    ]


def body_of(app, reflection_id):
    return kept(app, select(Reflection.body).where(Reflection.id == reflection_id))[0]


def test_a_form_sent_twice_makes_one(app, world, cleo):
    values = cleo.page(FREE).form(FREE).values | {"body": "Once"}

    answers = [cleo.post(FREE, data=values) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert bodies(app, world) == ["Once"]


def test_two_forms_make_two_even_of_the_same_words(app, world, cleo):
    for _ in range(2):
        cleo.submit(FREE, body="The same")

    assert bodies(app, world) == ["The same", "The same"]


def test_a_page_that_saves_itself_makes_one_and_learns_where_it_is(app, world, cleo, moment):
    values, path = cleo.page(FREE).form(FREE).values, FREE
    for words in ("One", "One, two", "One, two, three"):
        moment.shift(5)
        answer = cleo.post(path, data=values | {"body": words}, headers=AS_A_SCRIPT)
        values["seen"], path = answer.headers["Tend-Saved"], answer.headers["Tend-At"]

        assert (answer.status_code, answer.data) == (204, b"")
    assert bodies(app, world) == ["One, two, three"]
    assert path.startswith("/reflections/") and path.endswith("/edit")


def test_a_save_whose_answer_got_lost_on_the_way_is_not_made_again(app, world, cleo, moment):
    values = cleo.page(FREE).form(FREE).values
    cleo.post(FREE, data=values | {"body": "One"}, headers=AS_A_SCRIPT)
    moment.shift(60)

    shown = cleo.post(FREE, data=values | {"body": "One, two"})
    again = Page.of(shown).form(FREE).values
    answer = cleo.post(FREE, data=again)

    assert (shown.status_code, again["body"]) == (422, "One, two")
    assert "another window" in Page.of(shown).text
    assert (answer.status_code, bodies(app, world)) == (303, ["One, two"])


def test_the_older_window_does_not_write_over_the_newer_and_all_words_stay(app, world, ada, moment):
    path = f"/reflections/{world.reflections[ADAS_REFLECTION]}/edit"
    older = ada.page(path).form(path).values
    moment.shift(60)
    ada.submit(path, body="From the newer window")

    shown = ada.post(path, data=older | {"body": "From the older window"})

    again = Page.of(shown).form(path).values
    assert (shown.status_code, again["body"]) == (422, "From the older window")
    assert body_of(app, world.reflections[ADAS_REFLECTION]) == "From the newer window"
    assert ada.post(path, data=again).status_code == 303
    assert body_of(app, world.reflections[ADAS_REFLECTION]) == "From the older window"


def test_what_is_shared_is_not_saved_over_ones_shoulder(app, world, ada):
    path = f"/reflections/{world.reflections[ADAS_SHARED]}/edit"
    page = ada.page(path)
    values = page.form(path).values | {"body": "Half a"}

    by_itself = ada.post(path, data=values, headers=AS_A_SCRIPT)

    assert 'data-behaviour="autosave"' not in page.source
    assert (by_itself.status_code, body_of(app, world.reflections[ADAS_SHARED])) == (422, ADAS_SHARED)
    assert ada.post(path, data=values | {"body": "Half a thought"}).status_code == 303
    assert body_of(app, world.reflections[ADAS_SHARED]) == "Half a thought"


def test_what_is_typed_into_one_that_was_deleted_meanwhile_is_shown(app, world, ada):
    path = f"/reflections/{world.reflections[ADAS_REFLECTION]}"
    values = ada.page(f"{path}/edit").form(f"{path}/edit").values | {"body": "Many words"}
    ada.send(f"{path}/delete")

    answer = ada.post(f"{path}/edit", data=values)

    assert (answer.status_code, "Many words" in answer.text) == (404, True)


def test_the_mark_of_somebody_else_leads_nowhere(app, world, ada, cleo):
    values = ada.page(FREE).form(FREE).values
    ada.post(FREE, data=values | {"body": "Of Ada"})

    cleo.send(FREE, body="Of Cleo", topic="free", once=values["once"])

    assert bodies(app, world) == ["Of Cleo"]


def test_two_sent_at_the_same_instant_make_one(concurrent):
    def write():
        found = actions.write(
            entry(Topic.FREE, "At once"), by=person("ada"), now=NOW, mark="1773259200-abc"
        ).id
        db.session.commit()
        return found

    found = concurrent.at_once(write, write, write)

    with concurrent.app.app_context():
        count = db.session.scalar(
            select(func.count()).select_from(Reflection).where(Reflection.body == "At once")
        )
        db.session.rollback()
    assert (len(set(found)), count) == (1, 1)
