"""The summary on paper: each printing is noted for both."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.beside import not_beside
from tests.databases import kept
from tests.summaries.agreed import PAPER, PATH, SHOWN
from tests.visitors import Page
from tests.world import (
    ADAS_WANTS,
    TODAY,
)
from tracker.domain.summaries import MOST_TRIED, WANTS_LENGTH
from tracker.models import Printing, Wants
from tracker.summaries.contents import Contents
from tracker.summaries.tried import Tried

pytestmark = pytest.mark.on_either("each reads the same list for somebody else, or after the same parting")


@pytest.mark.parametrize(
    ("typed", "said"),
    [("x" * (WANTS_LENGTH + 1), f"{WANTS_LENGTH + 1} characters"), ("a\n" * 9 + "b", "room for 8 lines")],
)
def test_words_that_do_not_fit_on_paper_stay_to_be_shortened(app, world, ada, typed, said):
    answer = ada.submit(PATH, to=f"{PATH}/wants", words=typed)

    page = Page.of(answer)
    assert (answer.status_code, said in page.text) == (422, True)
    assert page.form(f"{PATH}/wants").values["words"].strip() == typed
    assert kept(app, select(Wants).where(Wants.person_id == world.people["ada"]))[0].words == ADAS_WANTS


def test_printing_is_noted_once_a_day_for_both_to_know(app, ada, ben):
    page = ada.page(PAPER)
    assert "cannot be taken back" in page.text and "paper--unnoted" in page.source

    for visitor in (ada, ada, ben):
        assert visitor.send(PAPER).location == PAPER

    assert "paper--unnoted" not in ada.page(PAPER).source
    assert "paper--unnoted" not in ben.page(PAPER).source
    assert [
        row.printed_on
        for row in kept(
            app, select(Printing).where(not_beside(Printing)).order_by(Printing.printed_on, Printing.id)
        )
    ] == [
        date(2026, 3, 10),
        date(2026, 3, 11),
    ]
    for visitor in (ada, ben):
        text = visitor.page(PATH).text
        assert "Printed on Mar 11, 2026: What was tried" in text and "What Ada wants from help" in text


def test_what_was_taken_back_since_is_a_printing_of_its_own(app, ada, ben):
    ada.send(PAPER)
    ben.send(f"{PATH}/tried/take-back")
    assert "paper--unnoted" in ada.page(PAPER).source

    ada.send(PAPER)

    rows = kept(
        app,
        select(Printing)
        .where(Printing.printed_on == TODAY, not_beside(Printing))
        .order_by(Printing.printed_on, Printing.id),
    )
    assert {row.sections.startswith("tried") for row in rows} == {True, False}
    assert len(rows) == 2
    assert "Printed on Mar 11, 2026: What was tried" in ada.page(PATH).text  # that is on paper


def test_with_nothing_in_it_there_is_nothing_to_print_and_no_link(app, ada, guest):
    for name in ("tried", "trend-me", "wants-me"):
        ada.send(f"{PATH}/{name}/take-back")

    assert "begins with the first section" in ada.page(PAPER).text
    for path in (PAPER, f"{PATH}/link"):
        answer = ada.send(path, came_from=PATH)
        assert answer.status_code == 303
        assert "nothing in the summary yet" in ada.page(PATH).text
    assert guest.get(SHOWN).status_code == 404


def test_of_many_habits_those_kept_most_often_are_on_paper_in_their_order():
    tried = tuple(Tried(1 + n // 5, "Tea", TODAY, n % 7) for n in range(20))

    contents = Contents(tried, {}, {}, {})

    assert len(contents.most_tried) == MOST_TRIED
    assert contents.more_count == 20 - MOST_TRIED
    assert (
        sorted(each.kept_count for each in contents.most_tried)
        == sorted((each.kept_count for each in tried), reverse=True)[:MOST_TRIED][::-1]
    )
    assert [each.strategy for each in contents.most_tried] == sorted(
        each.strategy for each in contents.most_tried
    )
