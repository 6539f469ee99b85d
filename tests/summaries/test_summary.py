"""The summary for a therapist: what both agree to appears, what either takes back is gone, and a link ends."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from tests.bad_input import KEPT
from tests.beside import not_beside
from tests.databases import acting, kept
from tests.house.doors import everything
from tests.visitors import Page
from tests.world import (
    ADAS_PRIVATE,
    ADAS_WANTS,
    BENS_OWN,
    BENS_WANTS,
    CLEOS,
    CLEOS_WANTS,
    EACH,
    NOW,
    OPENED_WEEK,
    SUMMARY,
    TODAY,
    TOGETHER,
    UNSHARED,
    agreed,
    couple,
    involve,
    person,
    planted,
    ticked,
    wanted,
)
from tracker.domain.habits import Mode
from tracker.domain.summaries import LINK_LASTS, MOST_TRIED, WANTS_LENGTH
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.habits.settling import settle_space
from tracker.habits.things import HABITS
from tracker.models import AgreementRow, CheckIn, Habit, Printing, SummaryLink, Wants
from tracker.spaces import actions as spaces
from tracker.summaries import actions as agreeing
from tracker.summaries.contents import Contents
from tracker.summaries.queries import contents_for, hashed, paper_for, summary_page
from tracker.summaries.tried import Tried

pytestmark = pytest.mark.on_either("each reads the same list for somebody else, or after the same parting")

PATH = "/help/summary"
PAPER = "/help/summary/paper"
SHOWN = f"/help/shown/{SUMMARY}"


OF_A_SUMMARY = (AgreementRow, SummaryLink, Printing)


def there(visitor):
    """The sections that are in the summary, as a member calls them."""
    source = visitor.page(PATH).source
    parts = re.split(r'<section class="sheet stack" id="([\w-]+)">', source)[1:]
    return [name for name, part in zip(parts[::2], parts[1::2], strict=True) if "agree__there" in part]


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


# On paper


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


# The link


def new_link(visitor):
    visitor.submit(PATH, to=f"{PATH}/link")
    found = re.search(r'value="https?://[^"/]+(/help/shown/[\w-]+)"', visitor.page(PATH).source)
    return found[1] if found else ""


def test_a_link_is_shown_once_and_kept_as_a_hash(app, ada, guest):
    path = new_link(ada)

    assert ADAS_WANTS in guest.page(path).text
    assert path not in ada.page(PATH).source
    (row,) = kept(app, select(SummaryLink).where(not_beside(SummaryLink)))
    token = path.rpartition("/")[2]
    assert row.token_hash == hashed(token) and token not in str(everything_in(app))


def everything_in(app):
    with app.app_context():
        found = everything()
        db.session.rollback()
    return found


def test_a_new_link_ends_the_old_one(ada, ben, guest):
    path = new_link(ada)
    assert guest.get(SHOWN).status_code == 404

    other = new_link(ben)

    assert (guest.get(path).status_code, guest.get(other).status_code) == (404, 200)


def test_both_see_that_it_is_there_and_until_when_and_either_ends_it(visit, guest):
    for reader in ("ada", "ben"):
        text = visit(reader).page(PATH).text
        assert "There is a link since Mar 10, 2026. It ends on Mar 24, 2026" in text

    visit("ben").submit(PATH, to=f"{PATH}/link/end")

    assert guest.get(SHOWN).status_code == 404
    assert "There is a link" not in visit("ada").page(PATH).text


def test_it_ends_by_itself_after_two_weeks(ada, guest, moment):
    moment.shift(LINK_LASTS - timedelta(days=1, seconds=1))
    assert guest.get(SHOWN).status_code == 200

    moment.shift(timedelta(seconds=1))

    assert guest.get(SHOWN).status_code == 404
    assert "There is a link" not in ada.page(PATH).text


@pytest.mark.parametrize(
    "token", ["x", "x" * 5000, "é", "%00", "%F0%9F%92%A9", "..", SUMMARY + "x", SUMMARY[:-1]]
)
def test_a_dead_an_odd_and_an_ended_link_answer_alike(ada, guest, token):
    odd = guest.get(f"/help/shown/{token}")
    ada.send(f"{PATH}/link/end")
    ended = guest.get(SHOWN)

    assert (odd.status_code, ended.status_code) == (404, 404)
    assert token == ".." or odd.data == ended.data
    assert {key: value for key, value in odd.headers if key != "Content-Length"} == {
        key: value for key, value in ended.headers if key != "Content-Length"
    }


@pytest.mark.parametrize("harm", ["{}.", "{})", "{}%20", "{}%E2%80%9D", "%3C{}%3E", "{}=%0A"])
def test_what_a_mail_program_adds_to_a_link_does_not_matter(ada, guest, harm):
    path, token = new_link(ada).rsplit("/", 1)

    assert re.fullmatch("[A-Za-z0-9]{32}", token)
    assert guest.get(f"{path}/{harm.format(token)}").status_code == 200


def test_a_link_that_was_cut_short_says_so_whether_or_not_it_ever_led_anywhere(ada, guest):
    cut = [guest.get(path) for path in (new_link(ada)[:-1], f"/help/shown/{'x' * 20}")]

    assert [(answer.status_code, "end of it was cut off" in answer.text) for answer in cut] == [
        (404, True)
    ] * 2
    assert cut[0].data == cut[1].data


def test_behind_the_link_is_nothing_of_tend_and_no_trace_of_looking(app, guest, visit):
    before = everything_in(app)

    answer = guest.get(SHOWN)

    page = Page.of(answer)
    assert (page.links, page.forms) == ([], [])
    assert [tag for tag, _ in page.tags if tag == "nav"] == []
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    assert "Set-Cookie" not in answer.headers and 'content="noindex"' in answer.text
    assert everything_in(app) == before


def test_it_is_read_with_and_not_written_to(guest):
    assert guest.send(SHOWN).status_code in (404, 405)


# Alone, coming and going


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
