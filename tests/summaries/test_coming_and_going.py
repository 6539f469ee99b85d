"""The summary of one alone, and what becomes of it when somebody joins, leaves or is gone."""

import pytest
from sqlalchemy import select, update

from tests.beside import not_beside
from tests.summaries.agreed import PATH, SHOWN, new_link, there
from tests.world import (
    ADAS_WANTS,
    BENS_OWN,
    BENS_WANTS,
    CLEOS,
    CLEOS_WANTS,
    EACH,
    NOW,
    agreed,
    couple,
    involve,
    person,
    wanted,
)
from tracker.extensions import db
from tracker.models import AgreementRow, Habit, Printing, SummaryLink, Wants
from tracker.spaces import actions as spaces
from tracker.summaries import actions as agreeing
from tracker.summaries.queries import paper_for, summary_page

pytestmark = pytest.mark.on_either("each reads the same list for somebody else, or after the same parting")


OF_A_SUMMARY = (AgreementRow, SummaryLink, Printing)


def test_one_who_is_alone_agrees_for_themselves(app, cleo, guest):
    assert there(cleo) == []
    cleo.submit(PATH, to=f"{PATH}/tried/agree")
    cleo.submit(PATH, to=f"{PATH}/wants", press="agree")

    assert there(cleo) == ["tried", "wants-me"]
    page = guest.page(new_link(cleo))
    assert CLEOS in page.text and CLEOS_WANTS in page.text


def test_what_is_kept_for_oneself_is_no_trend(cleo):
    assert "Nothing yet: it begins with the first check-in that opens" in cleo.page(PATH).text


def test_when_somebody_joins_all_begins_anew(inside):
    agreed("tried", by="cleo")
    agreed("wants-me", by="cleo")
    agreeing.link(by=person("cleo"), now=NOW)
    agreeing.note_printing(by=person("cleo"), now=NOW)
    spaces.leave(by=person("ben"), now=NOW)
    wanted("Ben alone", by="ben")
    agreed("wants-me", by="ben")
    couple("cleo", "ben", NOW)

    assert [db.session.scalars(select(table).where(not_beside(table))).all() for table in OF_A_SUMMARY] == [
        []
    ] * 3
    page = summary_page(person("cleo"), NOW)
    assert [standing.there for standing in page.standings] == [False] * 5
    assert page.contents.wants == {person("cleo").id: CLEOS_WANTS}
    assert paper_for(person("ben"), NOW).sections == ()


def test_who_leaves_ends_link_and_agreements_and_takes_their_words_along(inside, world):
    spaces.leave(by=person("ben"), now=NOW)

    assert [db.session.scalars(select(table).where(not_beside(table))).all() for table in OF_A_SUMMARY] == [
        []
    ] * 3
    assert {
        row.person_id: row.space_id for row in db.session.scalars(select(Wants).where(not_beside(Wants)))
    } == {person(name).id: person(name).space_id for name in ("ada", "ben", "cleo", "dan")}
    assert summary_page(person("ada"), NOW).contents.wants == {world.people["ada"]: ADAS_WANTS}


def test_an_account_that_is_deleted_takes_its_words_along(inside):
    spaces.erase(by=person("ben"), now=NOW)

    assert BENS_WANTS not in set(db.session.scalars(select(Wants.words)))


def test_a_former_partners_weeks_are_no_part_of_it(inside, world):
    """Ada's weeks with Dan are nothing that Ben reads."""
    trend = summary_page(person("ben"), NOW).contents.trends[world.people["ada"]]

    assert [value for value in trend.line.values if value] == [4.0]


def test_a_habit_that_is_made_private_takes_the_list_out(app, world, guest):
    involve("ben")
    with app.app_context():
        db.session.execute(update(Habit).where(Habit.name == BENS_OWN).values(shared=False))
        db.session.commit()

    assert BENS_OWN not in guest.page(SHOWN).text and EACH not in guest.page(SHOWN).text
