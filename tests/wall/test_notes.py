"""Notes on the wall: written to the other, read as they were written, changed, and deleted for a day."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.bad_input import A_MEGABYTE, KEPT, NOTHING
from tests.databases import acting, kept, rows
from tests.visitors import Page
from tests.wall.notes_there import count, note
from tests.world import (
    ADA_TO_BEN,
    ADAS_DELETED,
    ADAS_PRIVATE,
    BEN_TO_ADA,
    CLEOS,
    EACH,
    NOW,
)
from tracker.models import Note
from tracker.sweeping import sweep_rows

pytestmark = pytest.mark.sql


def latest(app):
    return kept(app, select(Note).order_by(Note.written_at.desc(), Note.id).limit(1))[0]


def test_a_note_is_there_for_both(app, world, ada, ben):
    answer = ada.submit("/wall", body="Thank you for the soup", about="strategy-9")

    written = latest(app)
    assert (answer.status_code, answer.location) == (303, f"/wall#note-{written.id}")
    assert (written.author_id, written.recipient_id, written.waiting, written.strategy, written.habit_id) == (
        world.people["ada"],
        world.people["ben"],
        False,
        9,
        None,
    )
    for visitor in (ada, ben):
        assert "Thank you for the soup" in visitor.page("/wall").text


def test_a_note_can_be_about_a_habit(app, world, ada, ben):
    ada.submit("/wall", body="This one", about=f"habit-{world.habits[EACH]}")

    assert (latest(app).habit_id, latest(app).strategy) == (world.habits[EACH], 9)
    assert ben.page("/wall").text.count(EACH) >= 2


def test_who_wrote_a_note_when_and_about_what_is_told_to_ears_one_by_one(ben):
    ben.submit("/wall", body="The soup", about="strategy-9")

    [signed] = re.findall(
        r'note__signed">(.*?)</summary>', ben.page("/wall").source.partition("The soup")[2], re.DOTALL
    )[:1]
    words = " ".join(re.sub("<[^>]+>", "", signed).split())
    assert re.fullmatch("You , [a-z ]+ , Show gratitude and appreciation , More", words), words


def test_alone_a_note_waits(app, cleo):
    cleo.submit("/wall", body="For later")

    assert (latest(app).waiting, latest(app).recipient_id) == (True, None)
    assert "For later" in cleo.page("/wall").text


def test_only_shared_habits_are_offered_to_write_about(world, ada):
    source = ada.page("/wall").source

    assert f"habit-{world.habits[EACH]}" in source
    assert f'value="habit-{world.habits[ADAS_PRIVATE]}"' not in source


def test_a_note_about_a_private_habit_names_it_to_nobody_else(app, world, ada, ben):
    ada.send("/wall", body="I did it", about=f"habit-{world.habits[ADAS_PRIVATE]}")

    assert ADAS_PRIVATE not in ben.page("/wall").source


@pytest.mark.parametrize("name", [ADAS_PRIVATE, CLEOS])
def test_a_note_about_a_habit_that_is_not_there_is_not_taken_and_the_words_are_shown(app, world, ben, name):
    before = count(app)
    answer = ben.send("/wall", body="Words to keep", about=f"habit-{world.habits[name]}")

    assert (answer.status_code, "Words to keep" in answer.text, count(app)) == (404, True, before)


@pytest.mark.parametrize(
    "about",
    [
        "habit-",
        "habit-x",
        "strategy-0",
        "strategy-11",
        "strategy-²",
        "habit-" + "9" * 5000,
        "garden-1",
        "\x00",
        "-",
    ],
)
def test_what_a_note_is_about_can_be_anything_without_harm(app, ada, about):
    assert ada.send("/wall", body="Thank you", about=about).status_code == 303

    assert (latest(app).strategy, latest(app).habit_id) == (None, None)


def test_a_note_needs_words(app, ada):
    before = count(app)
    for nothing in NOTHING:
        answer = ada.send("/wall", body=nothing)
        assert (answer.status_code, "field__error" in answer.text) == (422, True)

    assert count(app) == before


def test_a_note_that_is_too_long_is_said_in_words_and_is_still_there(app, ada):
    before = count(app)
    answer = ada.send("/wall", body="y" * 2001, about="strategy-3")

    values = Page.of(answer).form("/wall").values
    assert (answer.status_code, values["body"], values["about"]) == (422, "y" * 2001, "strategy-3")
    assert "2001" in answer.text or "2,001" in answer.text
    assert count(app) == before
    assert ada.send("/wall", body="👍🏽" * 1000).status_code == 303


def test_a_megabyte_is_turned_away_in_words(app, ada):
    before = count(app)
    answer = ada.send("/wall", body=A_MEGABYTE)

    assert (answer.status_code, bool(Page.of(answer).text), count(app)) == (413, True, before)


def test_any_text_is_read_as_it_was_written(app, ada, ben):
    for typed, text in KEPT.items():
        ada.send("/wall", body=typed)
        written = latest(app)
        assert written.body == text
        assert " ".join(text.split()) in ben.page("/wall").text
        assert ada.page(f"/wall/{written.id}/edit").form(f"/wall/{written.id}/edit").values["body"] == text


def test_line_breaks_are_kept_and_spoken_texts_have_their_own_direction(app, ada, ben):
    ada.send("/wall", body="one\r\ntwo\r\n\r\nthree")

    page = ben.page("/wall")
    assert latest(app).body == "one\ntwo\n\nthree"
    assert "one\ntwo\n\nthree" in page.source
    assert [given for tag, given in page.tags if given.get("dir") == "auto"]


def test_nothing_in_a_note_becomes_a_link_or_a_picture(ada, ben):
    _links, pictures = tags(ben)
    ada.send(
        "/wall",
        body="https://example.org/a.png <img src=x> <a href='//example.org'>x</a> www.example.org [x](http://example.org)",
    )

    after_links, after_pictures = tags(ben)
    assert [link for link in after_links if "example.org" in link] == []
    assert after_pictures == pictures


def tags(visitor):
    """What is linked to, and whatever shows something, in any order: a new note changes which one leads."""
    page = visitor.page("/wall")
    return page.links, sorted(
        str(given) for tag, given in page.tags if tag in ("img", "iframe", "video", "audio", "object")
    )


def test_ones_own_note_can_be_changed(app, world, ada, ben):
    path = f"/wall/{world.notes[ADA_TO_BEN]}/edit"
    answer = ada.submit(path, body="Changed words")

    changed = note(app, world.notes[ADA_TO_BEN])
    assert (answer.status_code, changed.body, changed.edited_at, changed.habit_id, changed.reaction) == (
        303,
        "Changed words",
        NOW,
        world.habits[EACH],
        "heart",
    )
    assert "Changed words" in ben.page("/wall").text


def test_saving_a_note_as_it_was_does_not_say_it_was_changed(app, world, ada, ben):
    for visitor, name in ((ada, ADA_TO_BEN), (ben, BEN_TO_ADA)):
        visitor.submit(f"/wall/{world.notes[name]}/edit")
        assert note(app, world.notes[name]).edited_at is None


def test_a_change_that_cannot_be_is_said_in_words(app, world, ada):
    path = f"/wall/{world.notes[ADA_TO_BEN]}/edit"

    assert [ada.send(path, body=body).status_code for body in ("", "x" * 2001)] == [422, 422]
    assert note(app, world.notes[ADA_TO_BEN]).body == ADA_TO_BEN


def test_a_note_is_deleted_and_put_back_within_a_day(app, world, ada, ben, moment):
    note_id = world.notes[ADA_TO_BEN]
    answer = ada.submit("/wall", to=f"/wall/{note_id}/delete")
    assert answer.location == "/wall"
    assert ADA_TO_BEN not in ben.page("/wall").text
    assert ben.send(f"/wall/{note_id}/reaction", reaction="hug").status_code == 404
    assert ada.get(f"/wall/{note_id}/edit").status_code == 404
    moment.shift(timedelta(hours=23))

    ada.submit("/wall", to=f"/wall/{note_id}/put-back")

    assert ADA_TO_BEN in ben.page("/wall").text
    assert note(app, note_id).reaction == "heart"


def test_deleting_twice_is_deleting_once(app, world, ada):
    path = f"/wall/{world.notes[ADA_TO_BEN]}/delete"

    assert [ada.send(path).status_code, ada.send(path).status_code] == [303, 404]
    assert note(app, world.notes[ADA_TO_BEN]).deleted_at == NOW


@pytest.mark.everybodys("the clock sweeps for all")
def test_a_day_later_a_deleted_note_is_gone(app, world, ada, moment):
    note_id = world.notes[ADAS_DELETED]
    moment.shift(timedelta(hours=23, seconds=1))

    assert ada.send(f"/wall/{note_id}/put-back").status_code == 404
    with acting(app):
        sweep_rows(NOW + timedelta(days=2))
    assert note(app, note_id) is None


@pytest.mark.parametrize("act", ["edit", "delete", "put-back"])
def test_the_partners_note_is_not_ones_own_to_change(app, world, ada, ben, act):
    before = rows(app, select(Note.__table__))

    answers = [
        ben.send(f"/wall/{world.notes[ADA_TO_BEN]}/{act}", body="Mine").status_code,
        ada.send(f"/wall/{world.notes[BEN_TO_ADA]}/{act}", body="Mine").status_code,
        ben.send(f"/wall/{world.notes[ADAS_DELETED]}/{act}", body="Mine").status_code,
    ]

    assert (answers, rows(app, select(Note.__table__))) == ([404, 404, 404], before)
