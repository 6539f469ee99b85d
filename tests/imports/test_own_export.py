"""An export of Tend's own comes back on the page where files come in."""

from sqlalchemy import delete

from tests.imports.bringing import PAGE, PREVIEW, PROGRESS, rows_of, sent
from tests.settings.proofs import forget_proofs
from tests.settled import assert_settled
from tests.world import CLEOS, NOW, PASSWORD, person
from tracker.extensions import db
from tracker.models import (
    Appointment,
    CheckIn,
    Habit,
    Note,
    Outing,
    OwnIdea,
    Reflection,
    RememberedDay,
    Wants,
)


def exported(visitor):
    return visitor.submit("/settings/export").data


def empty_space_of(name):
    own = person(name)
    for table in (Habit, Note, CheckIn, Reflection, Outing, OwnIdea, RememberedDay, Appointment, Wants):
        db.session.execute(delete(table).where(table.space_id == own.space_id))
    db.session.commit()


def test_an_export_of_tends_own_comes_back_whole(app, cleo):
    content = exported(cleo)
    with app.app_context():
        empty_space_of("cleo")
    assert CLEOS not in cleo.page("/habits").text
    assert sent(cleo, content, "tend.zip").location == PREVIEW
    page = cleo.page(PREVIEW)
    assert "“tend.zip” is an export from Tend, made on Mar 11, 2026." in page.text
    assert "1 habit 5 ticks 1 check-in 1 note" in page.text
    assert cleo.get(PROGRESS).location == PREVIEW

    assert cleo.submit(PREVIEW).location == "/today"

    assert "It is all back." in cleo.page("/habits").text
    assert CLEOS in cleo.page("/habits").text
    assert cleo.send(PREVIEW).location == PAGE
    with app.app_context():
        assert_settled("cleo", NOW)


def test_an_export_comes_back_only_where_there_is_nothing_yet(app, ada):
    sent(ada, exported(ada), "tend.zip")
    before = rows_of(app)

    page = ada.page(PREVIEW)
    assert (
        "There are habits, notes, check-ins, reflections, dates or appointments of yours here already."
        in page.text
    )
    answer = ada.submit(PREVIEW)

    assert (answer.status_code, "of yours here already" in answer.text) == (422, True)
    assert rows_of(app) == before


def test_an_export_is_not_brought_in_as_a_file_of_loops(ada):
    sent(ada, exported(ada), "tend.zip")

    assert ada.send(PROGRESS).location == PREVIEW
    assert ada.send(PREVIEW, mark="another").location == PREVIEW


def test_a_damaged_export_is_refused_in_words(ada):
    answer = sent(ada, exported(ada)[:-30])

    assert (answer.status_code, "This ZIP is not complete" in answer.text) == (422, True)


def test_bringing_one_back_asks_for_a_fresh_proof_and_brings_nothing_before(app, cleo):
    content = exported(cleo)
    with app.app_context():
        empty_space_of("cleo")
    assert sent(cleo, content, "tend.zip").location == PREVIEW
    typed = cleo.page(PREVIEW).form(PREVIEW).values
    forget_proofs(app, "cleo")
    before = rows_of(app)

    looked, brought = cleo.get(PREVIEW), cleo.post(PREVIEW, data=typed)

    for answer in (looked, brought):
        assert (answer.status_code, "Your password, please" in answer.text) == (401, True)
    assert "5 ticks" not in looked.text
    assert rows_of(app) == before
    assert cleo.send("/settings/proof", password=PASSWORD, next=PREVIEW).location == PREVIEW
    assert cleo.submit(PREVIEW).location == "/today"
    assert CLEOS in cleo.page("/habits").text
