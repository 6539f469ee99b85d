"""What somebody has begun to write, on the wall or for the jar: there again for them, and for nobody else."""

import pytest
from sqlalchemy import select

from tests.databases import kept
from tests.visitors import Page
from tests.world import BEN_TO_ADA, NOW, person
from tracker.domain.drafts import DRAFT_LENGTH, DraftKind
from tracker.extensions import db
from tracker.models import DraftRow, JarNote, Note
from tracker.spaces import actions as spaces
from tracker.wall import drafts

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each keeps a beginning by the same statements as the one beside it"),
]

AS_SCRIPTS_DO = {"Tend-Part": "draft"}
PLACES = {"/wall": (DraftKind.NOTE, Note), "/wall/jar": (DraftKind.JAR_NOTE, JarNote)}
BEGUN = "When you came home, I"
NEW = DraftRow.body.not_like("%bens-begun")

at_both = pytest.mark.parametrize("path", PLACES)


def begun(app):
    return kept(app, select(DraftRow.body).where(NEW))


def saved(visitor, path, body):
    """Keep some words as a script does, which knows which draft it holds from the page."""
    values = visitor.page(path).form(path).values | {"body": body}
    return visitor.post(path, data=values, headers=AS_SCRIPTS_DO)


@at_both
def test_what_is_being_written_is_there_again(app, ada, path):
    answer = saved(ada, path, BEGUN)

    assert (answer.status_code, answer.headers["Tend-Saved"] != "") == (204, True)
    assert begun(app) == [BEGUN]
    assert ada.page(path).form(path).values["body"] == BEGUN


@at_both
def test_it_is_kept_by_a_button_where_there_are_no_scripts(app, ada, path):
    answer = ada.submit(path, body=BEGUN, press="press")

    assert (answer.status_code, answer.location, begun(app)) == (303, path, [BEGUN])
    assert "Kept as a draft" in ada.page(path).text
    ada.submit(path, body="", press="press")
    assert begun(app) == []


@at_both
def test_nobody_else_finds_any_of_it(ada, ben, path):
    saved(ada, path, BEGUN)

    assert BEGUN not in ben.page(path).source
    assert BEGUN.encode() not in ben.submit("/settings/export").data


@at_both
def test_it_is_gone_once_it_is_sent(app, ada, path):
    saved(ada, path, BEGUN)

    answer = ada.submit(path, body=f"{BEGUN} was glad")

    assert (answer.status_code, begun(app)) == (303, [])
    assert kept(app, select(PLACES[path][1].body).where(PLACES[path][1].body.startswith(BEGUN))) == [
        f"{BEGUN} was glad"
    ]


@at_both
def test_what_was_begun_in_another_window_stays_when_this_one_is_sent(app, ada, path):
    form = ada.page(path).form(path).values
    saved(ada, path, BEGUN)

    assert ada.post(path, data=form | {"body": "Something else"}).status_code == 303
    assert begun(app) == [BEGUN]


@at_both
def test_no_window_writes_over_the_draft_of_another(app, ada, path):
    form = ada.page(path).form(path).values
    saved(ada, path, BEGUN)

    answer = ada.post(path, data=form | {"body": "Something else"}, headers=AS_SCRIPTS_DO)
    asked = ada.post(path, data=form | {"body": "Something else", "press": "draft"})

    assert (answer.status_code, asked.status_code, begun(app)) == (422, 422, [BEGUN])
    assert BEGUN in asked.text
    assert Page.of(asked).form(path).values["body"] == "Something else"


@at_both
def test_a_draft_may_be_too_long_to_send_but_has_an_end(app, ada, path):
    long = "x" * DRAFT_LENGTH

    assert saved(ada, path, long).status_code == 204
    assert saved(ada, path, long + "x").status_code == 422
    assert begun(app) == [long]
    assert ada.submit(path, body=long).status_code == 422


def test_a_page_that_shows_another_form_once_more_keeps_the_draft(app, world, ada):
    saved(ada, "/wall", BEGUN)

    answer = ada.submit("/wall", to=f"/wall/{world.notes[BEN_TO_ADA]}/answer", answer="x" * 301)

    form = Page.of(answer).form("/wall").values
    assert (answer.status_code, form["body"]) == (422, BEGUN)
    assert ada.post("/wall", data=form | {"body": "More"}, headers=AS_SCRIPTS_DO).status_code == 204
    assert begun(app) == ["More"]


def test_the_page_says_that_a_draft_keeps_no_picture(ada):
    assert "A draft keeps your words but no picture" in ada.page("/wall").text


def test_what_was_begun_goes_along_with_whoever_leaves_and_ends_with_an_account(inside):
    for name in ("ada", "ben"):
        drafts.keep(f"{name} began", DraftKind.NOTE, by=person(name))
    spaces.leave(by=person("ben"), now=NOW)

    bens = select(DraftRow.space_id).where(DraftRow.author_id == person("ben").id)
    assert set(db.session.scalars(bens)) == {person("ben").space_id}
    spaces.erase(by=person("ben"), now=NOW)
    assert db.session.scalars(select(DraftRow.body).where(NEW)).all() == ["ada began"]
