"""What cannot be taken as a picture is said in words, and all that was typed is still there."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.databases import acting, kept
from tests.pictures import colourful, file_of
from tests.visitors import Page
from tests.wall.sent import LOST, MOST, OTHER, SENT, changed_at, crowd, latest, sending
from tests.world import (
    BEN_TO_ADA,
    person,
)
from tracker.accounts.room import stored_count
from tracker.domain import picture_files
from tracker.domain.pictures import MOST_BYTES
from tracker.models import Note, Picture

pytestmark = pytest.mark.usefixtures("drawn_once")


def counts(app):
    return [kept(app, select(func.count()).select_from(table))[0] for table in (Note, Picture)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (LOST, picture_files.OTHER),
        (b"<script>alert(1)</script>", picture_files.OTHER),
        (SENT[:2000], picture_files.CUT),
        (bytes(MOST_BYTES + 1), picture_files.LARGE),
        (bytes(20 * 2**20), picture_files.LARGE),
        (file_of(colourful(), "GIF"), picture_files.OTHER),
    ],
    ids=["words", "a page", "cut", "large", "very large", "another kind"],
)
def test_what_cannot_be_taken_is_said_at_the_field_and_all_words_are_still_there(app, ada, content, said):
    before = counts(app)
    typed = {"body": "Words to keep", "description": "And these", "about": "strategy-3"}

    answer = sending(ada, content=content, **typed)

    page = Page.of(answer)
    values = page.form("/wall").values
    assert (answer.status_code, said in page.text) == (422, True)
    assert {name: values[name] for name in typed} == typed
    assert counts(app) == before


def test_an_empty_file_is_said_too(app, ada):
    assert picture_files.EMPTY in sending(ada, content=b"").text


def test_more_than_a_server_should_read_is_turned_away_in_words(app, ada):
    before = counts(app)

    answer = sending(ada, content=bytes(33 * 2**20))

    assert (answer.status_code, "choose a smaller picture" in answer.text, counts(app)) == (413, True, before)


@pytest.mark.parametrize(("body", "words"), [("", "A few words are enough"), ("y" * 2001, "2001 characters")])
def test_a_picture_does_not_stand_in_for_words_and_has_to_be_chosen_once_more(app, ada, body, words):
    before = counts(app)

    answer = sending(ada, body=body, description="At the lake")

    page = Page.of(answer)
    assert answer.status_code == 422
    assert words in page.text
    assert "The picture has to be chosen once more." in page.text
    assert page.form("/wall").values["description"] == "At the lake"
    assert counts(app) == before


def test_words_about_a_picture_ask_for_the_picture(app, ada):
    before = counts(app)

    answer = ada.submit("/wall", body="Look", description="At the lake")

    assert (answer.status_code, "There is no picture with these words yet." in answer.text) == (422, True)
    assert Page.of(answer).form("/wall").values["body"] == "Look"
    assert counts(app) == before


def test_words_about_a_picture_have_an_end(app, ada):
    answer = sending(ada, description="x" * 301)

    assert (answer.status_code, "301 characters" in answer.text) == (422, True)


def test_a_form_that_is_sent_twice_makes_one_note_with_one_picture(app, ada):
    once = ada.page("/wall").form("/wall").values["once"]
    before = counts(app)

    answers = [sending(ada, once=once).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert counts(app) == [count + 1 for count in before]


def test_so_many_can_be_sent_in_a_quarter_of_an_hour_and_the_words_are_shown(app, ada, moment):
    statuses = [sending(ada, body="Again and again").status_code for _ in range(21)]

    assert statuses == [303] * 20 + [429]
    assert "Again and again" in sending(ada, body="Again and again").text
    assert ada.submit("/wall", body="Without one").status_code == 303
    moment.shift(timedelta(minutes=15))
    assert sending(ada).status_code == 303


def test_there_is_room_for_so_many_and_then_a_kind_word(app, world, ada):
    with acting(app):
        crowd("ada", MOST - 1 - stored_count(Picture, person("ada"), most=MOST))
    assert sending(ada).status_code == 303
    before = counts(app)

    answer = sending(ada, body="One too many")

    page = Page.of(answer)
    assert (answer.status_code, "You have 200 pictures here, and there is no room for more" in page.text) == (
        422,
        True,
    )
    assert page.form("/wall").values["body"] == "One too many"
    assert "The picture has to be chosen once more." in page.text
    assert counts(app) == before
    note_id, _picture = latest(app)
    assert sending(ada, f"/wall/{note_id}/edit", content=OTHER).status_code == 303


def test_there_is_no_more_room_for_a_picture_that_comes_later_either(app, world, ben):
    with acting(app):
        crowd("ben", MOST)
    path = f"/wall/{world.notes[BEN_TO_ADA]}/edit"

    answer = sending(ben, path, body="Other words", description="At the lake")

    page = Page.of(answer)
    assert (answer.status_code, "You have 200 pictures here, and there is no room for more" in page.text) == (
        422,
        True,
    )
    assert (page.form(path).values["body"], changed_at(app, world.notes[BEN_TO_ADA])) == ("Other words", None)
