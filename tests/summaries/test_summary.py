"""The summary for a therapist: what both agree to appears, what either takes back is gone, and a link ends."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from tests.bad_input import KEPT
from tests.databases import acting, kept
from tests.summaries.agreed import PAPER, PATH, SHOWN, there
from tests.world import (
    ADAS_PRIVATE,
    ADAS_WANTS,
    BENS_OWN,
    BENS_WANTS,
    CLEOS,
    EACH,
    NOW,
    OPENED_WEEK,
    TODAY,
    TOGETHER,
    UNSHARED,
    agreed,
    person,
    planted,
    ticked,
    wanted,
)
from tracker.domain.habits import Mode
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.habits.settling import settle_space
from tracker.habits.things import HABITS
from tracker.models import AgreementRow, CheckIn, Wants
from tracker.summaries.queries import contents_for, paper_for, summary_page

pytestmark = pytest.mark.on_either("each reads the same list for somebody else, or after the same parting")


def test_what_both_agree_to_is_there_for_both(ada, ben):
    assert there(ada) == ["tried", "wants-me", "trend-me"]
    assert there(ben) == ["tried", "wants-partner", "trend-partner"]


def test_what_was_tried_is_shared_and_kept(ada, guest):
    for text in (ada.page(PATH).text, ada.page(PAPER).text, guest.page(SHOWN).text):
        assert EACH in text and TOGETHER in text and BENS_OWN in text
        assert [word for word in (ADAS_PRIVATE, UNSHARED, CLEOS) if word in text] == []


@pytest.mark.parametrize("settled", [True, False])
def test_how_often_each_was_kept_is_as_it_stands(inside, settled):
    ticked(EACH, TODAY - timedelta(days=2), 3, by="ben")
    if settled:
        settle_space(person("ada"), NOW)
    archive = archive_of(person("ada"), NOW)

    told = {each.name: each.kept_count for each in summary_page(person("ben"), NOW).contents.tried}

    assert told == {
        habit.name: sum(track.streak.kept for track in habit.tracks)
        for habit in archive[HABITS]
        if habit.shared and any(track.streak.kept for track in habit.tracks)
    }


def test_a_trend_is_of_weeks_that_have_opened_between_the_two(ada):
    text = ada.page(PATH).text

    assert "The weeks as Ben felt them" in text


def test_on_paper_and_behind_the_link_is_what_both_agree_to_and_no_more(ada, guest):
    for page in (ada.page(PAPER), guest.page(SHOWN)):
        assert "What was tried" in page.text and "The weeks as Ada felt them" in page.text
        assert ADAS_WANTS in page.text
        assert "The weeks as Ben felt them" not in page.text and BENS_WANTS not in page.text


@pytest.mark.parametrize("name", ["tried", "trend-me", "wants-me"])
@pytest.mark.parametrize("reader", ["ada", "ben"])
def test_either_takes_it_back_by_one_tap_and_it_is_gone_at_once(visit, guest, name, reader):
    own = name if reader == "ada" else name.replace("me", "partner")

    answer = visit(reader).submit(PATH, to=f"{PATH}/{own}/take-back")

    assert answer.status_code == 303
    assert own not in there(visit(reader)) and name not in there(visit("ada"))
    assert len(there(visit("ada"))) == 2
    gone = {"tried": EACH, "trend-me": "The weeks as Ada felt them", "wants-me": ADAS_WANTS}[name]
    assert gone not in visit(reader).page(PAPER).text
    assert gone not in guest.page(SHOWN).text


def test_taking_back_is_in_silence(visit, ada, ben):
    before = {path: ada.get(path).text for path in ("/today", "/us", "/help")}

    ben.send(f"{PATH}/tried/take-back")

    assert {path: ada.get(path).text for path in before} == before
    text = ada.page(PATH).text
    assert "Ben has" not in text and "took back" not in text.lower()


def test_taking_back_twice_is_once_and_can_be_undone(ada):
    for _ in range(2):
        assert ada.send(f"{PATH}/tried/take-back").status_code == 303
    ada.submit(PATH, to=f"{PATH}/tried/agree")

    assert "tried" in there(ada)


def test_what_one_wants_is_read_by_nobody_else_before_they_show_it(ada, ben):
    assert BENS_WANTS in ben.page(PATH).source
    assert BENS_WANTS not in ada.page(PATH).source
    assert f"{PATH}/wants-partner/agree" not in ada.page(PATH).actions

    ben.submit(PATH, to=f"{PATH}/wants", press="agree")

    page = ada.page(PATH)
    assert BENS_WANTS in page.text
    assert "wants-partner" not in there(ada)
    ada.submit(PATH, to=f"{PATH}/wants-partner/agree")
    assert "wants-partner" in there(ada)


def test_who_has_not_said_what_they_want_finds_the_page_all_the_same(app, world, cleo):
    with acting(app):
        db.session.execute(delete(Wants).where(Wants.person_id == world.people["cleo"]))

    assert cleo.get("/help/summary").status_code == 200


def test_other_words_are_no_longer_those_that_were_agreed_to(ada, ben, guest):
    ada.submit(PATH, to=f"{PATH}/wants", words="Other words")

    assert ADAS_WANTS not in ben.page(PATH).text and "Other words" not in ben.page(PATH).text
    assert "wants-me" not in there(ada)
    assert "Other words" not in guest.page(SHOWN).text

    ada.submit(PATH, to=f"{PATH}/wants", press="agree")

    assert "Other words" in ben.page(PATH).text
    assert "wants-me" not in there(ada) and "Other words" not in guest.page(SHOWN).text
    ben.submit(PATH, to=f"{PATH}/wants-partner/agree")
    assert "Other words" in guest.page(SHOWN).text


def test_words_that_were_changed_back_need_their_author_once_more(ada, guest):
    ada.submit(PATH, to=f"{PATH}/wants", words="Other words")
    ada.submit(PATH, to=f"{PATH}/wants", words=ADAS_WANTS)
    assert ADAS_WANTS not in guest.page(SHOWN).text

    ada.submit(PATH, to=f"{PATH}/wants", press="agree")

    assert ADAS_WANTS in guest.page(SHOWN).text  # Ben has agreed to these very words


def test_what_changes_while_one_looks_is_not_agreed_to_unseen(app, ada, ben):
    form = ben.page(PATH).form(f"{PATH}/wants-partner/take-back")
    assert form
    ben.send(f"{PATH}/wants-partner/take-back")
    seen = ben.page(PATH).form(f"{PATH}/wants-partner/agree").values
    ada.submit(PATH, to=f"{PATH}/wants", press="agree", words="Other words")

    answer = ben.post(f"{PATH}/wants-partner/agree", data=seen)

    assert answer.status_code == 303
    assert "It has changed in the meantime" in ben.page(PATH).text
    assert "wants-partner" not in there(ben)


def test_a_habit_that_joins_the_list_needs_both_anew(app, ada, guest):
    with app.app_context():
        planted("Tea in the garden", by="ada", mode=Mode.TOGETHER, since=TODAY - timedelta(days=20))
        ticked("Tea in the garden", TODAY - timedelta(days=20), 10, by="ada")
        settle_space(person("ada"), NOW)
        db.session.commit()

    assert "tried" not in there(ada)
    assert "Tea in the garden" in ada.page(PATH).text
    assert EACH not in guest.page(SHOWN).text


@pytest.fixture
def later_week(app, world):
    """Another week of Ada's has opened to Ben since they agreed to her trend."""
    with app.app_context():
        row = db.session.scalars(
            select(CheckIn).where(
                CheckIn.author_id == world.people["ada"], CheckIn.week == OPENED_WEEK + timedelta(days=7)
            )
        ).one()
        row.state, row.opened_at, row.opened_to_id = "opened", NOW, world.people["ben"]
        db.session.commit()


MORE_WEEKS = "Agree to the weeks since, too"


def weeks_of_ada(page):
    """How many weeks her line is drawn through."""
    drawn = re.search(r"How close Ada felt.*?chart__dot\" d=\"([^\"]*)\"", page.source, re.DOTALL)
    return drawn[1].count("M")


def test_what_was_agreed_to_holds_for_the_weeks_there_were(later_week, ada, guest):
    for page in (ada.page(PAPER), guest.page(SHOWN)):
        assert weeks_of_ada(page) == 1
    assert "trend-me" in there(ada)
    assert weeks_of_ada(ada.page(PATH)) == 2


def test_a_later_week_is_in_it_once_both_have_agreed_anew(later_week, ada, ben, guest):
    assert MORE_WEEKS in ada.page(PATH).text and MORE_WEEKS in ben.page(PATH).text

    ada.submit(PATH, to=f"{PATH}/trend-me/agree")
    assert MORE_WEEKS not in ada.page(PATH).text
    assert weeks_of_ada(guest.page(SHOWN)) == 1
    ben.submit(PATH, to=f"{PATH}/trend-partner/agree")

    assert weeks_of_ada(guest.page(SHOWN)) == 2


def test_a_week_that_opens_while_one_looks_is_not_agreed_to_unseen(app, world, ada, request):
    ada.send(f"{PATH}/trend-me/take-back")
    seen = ada.page(PATH).form(f"{PATH}/trend-me/agree").values
    request.getfixturevalue("later_week")

    ada.post(f"{PATH}/trend-me/agree", data=seen)

    assert "It has changed in the meantime" in ada.page(PATH).text
    assert "trend-me" not in there(ada)


@pytest.mark.parametrize(("typed", "stays"), KEPT.items())
def test_odd_words_come_back_as_they_went_in(app, world, ada, typed, stays):
    assert ada.submit(PATH, to=f"{PATH}/wants", press="agree", words=typed).status_code == 303

    assert kept(app, select(Wants).where(Wants.person_id == world.people["ada"]))[0].words == stays
    assert ada.page(PATH).form(f"{PATH}/wants").values["words"].strip() == stays


def test_nothing_cannot_be_agreed_to(ada, app, world):
    answer = ada.submit(PATH, to=f"{PATH}/wants", press="agree", words=" ")

    assert (answer.status_code, "nothing in it yet" in answer.text) == (422, True)


def test_a_window_with_an_earlier_draft_writes_nothing_over(ada, moment):
    old = ada.page(PATH).form(f"{PATH}/wants").values
    moment.shift(timedelta(minutes=1))
    ada.submit(PATH, to=f"{PATH}/wants", words="Later words")

    answer = ada.post(f"{PATH}/wants", data=old | {"words": "Words of an old window"})

    assert (answer.status_code, "Words of an old window" in answer.text) == (422, True)
    assert "Later words" in ada.page(PATH).source


def test_a_script_saves_a_draft_and_learns_which_one_it_was(ada):
    form = ada.page(PATH).form(f"{PATH}/wants").values

    answer = ada.post(f"{PATH}/wants", data=form | {"words": "While writing"}, headers={"Tend-Part": "draft"})

    assert (answer.status_code, bool(answer.headers["Tend-Saved"])) == (204, True)
    assert "While writing" in ada.page(PATH).source


@pytest.mark.parametrize("name", ["no-such-section", "trend-4", "tried-me", "paper2"])
@pytest.mark.parametrize("act", ["agree", "take-back"])
def test_what_is_no_section_is_not_there(ada, name, act):
    assert ada.send(f"{PATH}/{name}/{act}").status_code == 404


def test_what_the_partner_has_not_shown_cannot_be_agreed_to(app, world, ada):
    seal = kept(app, select(Wants).where(Wants.person_id == world.people["ben"]))[0].seal

    assert ada.send(f"{PATH}/wants-partner/agree", seen=seal).status_code == 404


def test_two_who_agree_and_change_at_the_same_instant(concurrent):
    """Whoever comes second knows what the first has done; nothing is agreed to unseen."""
    with concurrent.app.app_context():
        db.session.execute(delete(AgreementRow).where(AgreementRow.section.startswith("wants")))
        db.session.commit()
        agreed("wants-me", by="ada")
        db.session.commit()
        ada = person("ada").id
        seals = {section.key: seal for section, seal in contents_for(person("ben"), NOW).seals.items()}
        db.session.rollback()

    def change():
        wanted("Other words", by="ada")
        db.session.commit()

    def agree():
        agreed("wants-partner", by="ben")
        db.session.commit()

    concurrent.at_once(change, agree)

    with concurrent.app.app_context():
        rows = db.session.scalars(select(AgreementRow).where(AgreementRow.section == f"wants-{ada}")).all()
        assert {row.seal for row in rows} <= {seals[f"wants-{ada}"]}
        assert paper_for(person("ben"), NOW).contents.wants == {}
        db.session.rollback()
