from datetime import timedelta

import pytest
from sqlalchemy import delete

from tests.world import NOW, SEALED_WEEK, person
from tracker.checkins import actions
from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.trends import CLOSER_OR_NOT, MORE_OR_LESS, Movement, look_before
from tracker.extensions import db
from tracker.models import CheckIn
from tracker.trends.changes import half_year

pytestmark = pytest.mark.on_either("each reads weeks by the same statements as the one beside it")

PATH = "/trends"
A_WEEK = timedelta(weeks=1)
LOOK = look_before(SEALED_WEEK)
RISE, FALL = (3, 5), (5, 3)
SINCE = 8  # weeks up to the look, too few for the look before it

HIGHER, LOWER = CLOSER_OR_NOT[Movement.HIGHER], CLOSER_OR_NOT[Movement.LOWER]


def live(name, before, since, *, partner="", weeks=60, number=0):
    """So many weeks of somebody's up to the one it is time for, the latest otherwise; a statement goes the other way."""
    author, other = person(name), person(partner) if partner else None
    db.session.execute(delete(CheckIn).where(CheckIn.author_id == author.id))
    for n in range(weeks):
        week = SEALED_WEEK - n * A_WEEK
        closeness = since if week > LOOK - SINCE * A_WEEK else before
        row = actions.blank(week, author, NOW)
        ratings = ((number, 7 - closeness),) if number else ()
        actions.write(row, Answers(closeness=closeness, ratings=ratings), NOW)
        row.state = CheckInState.OPENED if other else CheckInState.KEPT
        row.opened_to_id = other.id if other else None
        row.opened_at = NOW - 4 * A_WEEK if other else None
    db.session.commit()


def told(name, now=NOW):
    return [(change.measure, change.movement.value) for change in half_year(person(name), now).own.changes]


@pytest.mark.parametrize(("lived", "found"), [(RISE, "higher"), (FALL, "lower"), ((4, 4), "")])
def test_of_ones_own_line_a_change_is_told(inside, lived, found):
    live("cleo", *lived)

    assert told("cleo") == ([(0, found)] if found else [])


def test_of_a_statement_too(inside):
    live("cleo", *RISE, number=4)

    assert told("cleo") == [(0, "higher"), (4, "lower")]


@pytest.mark.parametrize("lived", [RISE, FALL])
def test_a_change_is_told_to_whoever_answered_and_to_nobody_else(app, world, ada, ben, lived):
    with app.app_context():
        live("ada", *lived, partner="ben")
        live("ben", 4, 4, partner="ada")
        assert (len(told("ada")), told("ben")) == (1, [])

    hers, his = ada.page(PATH).text, ben.page(PATH).text

    assert (HIGHER in hers, LOWER in hers) == (lived is RISE, lived is FALL)
    assert not any(words in his for words in (*CLOSER_OR_NOT.values(), *MORE_OR_LESS.values()))


def test_a_fall_is_told_with_what_else_makes_such_weeks_and_the_way_to_help(app, world, cleo):
    with app.app_context():
        live("cleo", *FALL)
    page = cleo.page(PATH)
    with app.app_context():
        live("cleo", *RISE)

    assert "little sleep, illness or grief make such weeks too" in page.text
    assert "/help" in page.links
    assert "grief" not in cleo.page(PATH).text


def test_it_is_told_until_the_next_look(inside):
    live("cleo", *FALL)
    newest = actions.queries.own_check_in(person("cleo"), SEALED_WEEK)
    newest.week = LOOK + 4 * A_WEEK
    db.session.commit()

    assert told("cleo", NOW + 4 * A_WEEK) == []


@pytest.mark.parametrize("path", ["/help/summary", "/help/summary/paper"])
def test_no_therapist_is_told_of_it(app, world, ada, path):
    with app.app_context():
        live("ada", *FALL, partner="ben")
        assert told("ada") == [(0, "lower")]

    text = ada.page(path).text

    assert "How close" in text
    assert not any(words in text for words in (*CLOSER_OR_NOT.values(), *MORE_OR_LESS.values()))


def test_while_nothing_is_told_it_is_theirs_to_say(cleo):
    page = cleo.page(PATH)

    assert "Whether something has changed is yours to say." in page.text
    assert "What Tend can see, and how long that takes" in page.text


def test_a_year_by_months_tells_of_no_change(app, world, cleo):
    with app.app_context():
        live("cleo", *RISE)

    assert HIGHER not in cleo.page("/trends/2026").text
