from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.bad_input import A_MEGABYTE, KEPT
from tests.databases import kept
from tests.house.doors import doors
from tests.house.test_doors import text_of
from tests.looking import may_be_there
from tests.visitors import Page
from tests.whole import RUN
from tests.world import ADA_SEALED, BENS_DRAFT, NOW, OPENED_WEEK, SEALED_WEEK, hidden_from
from tracker.domain.checkins import Answers
from tracker.extensions import db
from tracker.models import CheckIn

PATH = f"/check-in/{SEALED_WEEK}"


def written_by(app, world, name, week=SEALED_WEEK):
    found = kept(app, select(CheckIn).where(CheckIn.author_id == world.people[name], CheckIn.week == week))
    return found[0] if found else None


def words_of(answers):
    """The texts of some answers, apart from the line that stays private."""
    return {
        *answers.appreciated,
        answers.went_well,
        answers.talk_about,
        answers.feel_loved,
        answers.small_thing,
    }


def fill(visitor, typed, path=PATH):
    """Send the form of a page with nothing in it but what is typed."""
    shown = visitor.page(path).form(path).values
    return visitor.post(path, data={name: shown[name] for name in ("csrf_token", "seen")} | typed)


def test_a_draft_comes_back_as_it_was_written(ben):
    values = ben.page("/check-in").form(PATH).values

    assert [values["appreciated-0"], values["appreciated-1"], values["appreciated-4"]] == [
        *BENS_DRAFT.appreciated,
        "",
    ]
    assert (values["went_well"], values["private_line"]) == (BENS_DRAFT.went_well, BENS_DRAFT.private_line)
    assert (values["ratings-0"], values["ratings-8"], values.get("ratings-1")) == ("4", "5", None)


def test_a_draft_is_saved_and_said_to_be_ones_own(app, world, ben):
    answer = ben.submit(PATH, went_well="A walk", closeness="3")

    found = written_by(app, world, "ben")
    assert (answer.status_code, answer.location) == (303, PATH)
    assert (found.state, found.went_well, found.closeness, found.ratings) == (
        "draft",
        "A walk",
        3,
        {"1": 4, "9": 5},
    )
    assert "Your partner cannot see it" in ben.page(PATH).text


def test_sealing_opens_both_side_by_side(app, world, ada, ben):
    assert words_of(ADA_SEALED) & set(ben.page(PATH).text.split()) == set()

    answer = ben.submit(PATH, press="seal", closeness="3")

    assert (answer.status_code, answer.location) == (303, PATH)
    for visitor, other in ((ada, BENS_DRAFT), (ben, ADA_SEALED)):
        page = visitor.page(PATH)
        assert words_of(other) <= set(page.text.replace(",", " ").split())
        assert other.private_line not in page.source


def test_sealing_without_closeness_keeps_the_draft_and_says_what_is_needed(app, world, ben):
    answer = ben.submit(PATH, press="seal", went_well="A long letter")

    page = Page.of(answer)
    assert answer.status_code == 422
    assert "how close you feel" in page.text
    assert page.form(PATH).values["went_well"] == "A long letter"
    assert written_by(app, world, "ben").went_well == "A long letter"


def test_a_late_seal_keeps_the_words_and_says_so(app, world, ben, moment):
    form = ben.page(PATH).form(PATH).values
    moment.shift(timedelta(days=5))

    answer = ben.post(PATH, data=form | {"closeness": "3", "went_well": "Late words", "seal": "1"})

    assert answer.status_code == 422
    assert "Late words" in answer.text
    assert (written_by(app, world, "ben").state, written_by(app, world, "ben").went_well) == (
        "draft",
        "Late words",
    )
    assert "Late words" in ben.page(PATH).source


def test_a_check_in_begun_before_midnight_is_kept_for_the_week_it_shows(app, world, ben, moment):
    moment.move_to(NOW.replace(day=15, hour=23))  # Sunday evening, the last day for the week before
    form = ben.page(PATH).form(PATH).values
    moment.shift(timedelta(hours=3, minutes=30))

    answer = ben.post(PATH, data=form | {"closeness": "3", "seal": "1"})

    assert (answer.status_code, written_by(app, world, "ben").state) == (303, "opened")


def test_the_buttons_reopen_keep_and_hand_over(app, world, ada, ben):
    for act, state in (("reopen", "draft"), ("keep", "kept"), ("reopen", "draft")):
        answer = ada.send(f"{PATH}/{act}", came_from=PATH)
        assert (answer.status_code, written_by(app, world, "ada").state) == (303, state)
    assert ada.submit(PATH, press="seal").status_code == 303
    assert ada.submit(PATH, to=f"{PATH}/hand-over").status_code == 303

    assert written_by(app, world, "ada").state == "opened"
    assert words_of(ADA_SEALED) <= set(ben.page(PATH).text.split())


def test_what_is_asked_can_be_kept_before_it_was_ever_sealed(app, world, ada, ben):
    before = ada.page(PATH).text

    answer = ben.submit(PATH, press="keep", closeness="3", went_well="Not for Ada")

    assert (answer.status_code, answer.location) == (303, PATH)
    row = written_by(app, world, "ben")
    assert (row.state, row.went_well) == ("kept", "Not for Ada")
    page = ben.page(PATH)
    assert "Kept. This check-in is not shared." in page.text
    assert f"{PATH}/reopen" in page.actions
    assert ada.page(PATH).text == before


def test_keeping_without_closeness_keeps_the_words_as_a_draft_and_says_what_is_needed(app, world, ben):
    answer = ben.submit(PATH, press="keep", went_well="A long letter")

    assert answer.status_code == 422
    assert "One thing is needed to keep it" in Page.of(answer).text
    row = written_by(app, world, "ben")
    assert (row.state, row.went_well) == ("draft", "A long letter")


def test_a_second_tap_on_keep_says_what_the_first_did(app, world, ben):
    form = ben.page(PATH).form(PATH).values | {"closeness": "3", "keep": "1"}

    answers = [ben.post(PATH, data=form) for _tap in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert written_by(app, world, "ben").state == "kept"


def test_keeping_is_undone_by_sealing_again(app, world, ada):
    ada.send(f"{PATH}/keep", came_from=PATH)

    shown = ada.page(PATH)
    assert f"{PATH}/seal-again" in shown.actions
    ada.send(f"{PATH}/seal-again", came_from=PATH)

    assert written_by(app, world, "ada").state == "sealed"
    assert "It opens for both of you" in ada.page(PATH).text


def test_a_second_tap_on_seal_says_what_the_first_did(app, world, ben):
    form = ben.page(PATH).form(PATH).values | {"closeness": "3", "seal": "1"}

    answers = [ben.post(PATH, data=form) for _tap in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert "You have both answered." in ben.page(PATH).text


def test_an_opened_one_has_no_form_and_refuses_kindly(app, world, ada):
    path = f"/check-in/{OPENED_WEEK}"
    page = ada.page(path)
    before = written_by(app, world, "ada", OPENED_WEEK).went_well

    changes = {path, *(f"{path}/{act}" for act in ("reopen", "keep", "hand-over"))}
    assert changes & set(page.actions) == set()
    assert ada.send(path, went_well="Changed", closeness="1").status_code == 422
    for act in ("reopen", "keep", "hand-over"):
        assert ada.send(f"{path}/{act}").status_code == 303
    assert written_by(app, world, "ada", OPENED_WEEK).state == "opened"
    assert written_by(app, world, "ada", OPENED_WEEK).went_well == before


def test_nothing_typed_into_one_that_is_sealed_is_lost(ada):
    answer = ada.send(PATH, went_well="Typed in an old tab", closeness="2")

    assert answer.status_code == 422
    assert "Typed in an old tab" in answer.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"went_well": "x" * 5001},
        {"private_line": "x" * 5001},
        {"appreciated-0": "x" * 501},
        {"small_thing": "x" * 501},
        {"closeness": "8"},
        {"closeness": "9" * 30},
        {"closeness": "9" * 5000},
        {"ratings-0": "6"},
        {"ratings-0": "9" * 5000},
        {"ratings-9": "9" * 30},
    ],
    ids=lambda wrong: str(wrong)[:30],
)
def test_what_cannot_be_kept_is_said_in_words_and_nothing_typed_is_lost(app, world, ben, wrong):
    answer = fill(ben, {"talk_about": "Still here", "closeness": "3"} | wrong)

    assert (answer.status_code, "Still here" in answer.text) == (422, True)
    assert written_by(app, world, "ben").talk_about == BENS_DRAFT.talk_about


@pytest.mark.parametrize(
    "odd",
    [
        {"closeness": "three"},
        {"closeness": "-1"},
        {"closeness": "²"},
        {"ratings-0": "many"},
        {"ratings-²": "1"},
        {"ratings-" + "9" * 5000: "1"},
        {"appreciated-²": "x"},
        {"appreciated-99": "x"},
        {"appreciated--1": "x"},
        {"week": "1900-01-01"},
        {"state": "opened", "author_id": "1", "space_id": "1"},
        {f"appreciated-{n}": "x" for n in range(50)},
    ],
    ids=lambda odd: str(odd)[:30],
)
def test_fields_nobody_offered_do_no_harm(app, world, ben, odd):
    answer = fill(ben, {"went_well": "Kept"} | odd)

    found = written_by(app, world, "ben")
    assert (answer.status_code, found.went_well, found.state) == (303, "Kept", "draft")
    assert len(found.appreciated) <= 5


def test_any_text_is_kept_as_it_was_written(app, world, ben):
    for typed, text in KEPT.items():
        fill(ben, {"went_well": f"{typed}\r\nsecond line", "appreciated-0": typed, "private_line": typed})
        found = written_by(app, world, "ben")
        values = ben.page(PATH).form(PATH).values
        assert (found.went_well.split("\n")[-1], found.appreciated, found.private_line) == (
            "second line",
            [text],
            text,
        )
        assert (values["appreciated-0"], values["private_line"]) == (text, text)


def test_a_megabyte_is_turned_away_in_words(app, world, ben):
    answer = ben.send(PATH, went_well=A_MEGABYTE)

    assert (answer.status_code, bool(Page.of(answer).text)) == (413, True)
    assert written_by(app, world, "ben").went_well == BENS_DRAFT.went_well


def test_all_fields_filled_to_the_brim_with_the_widest_letters_fit(app, world, ben):
    wide = "👩‍👩‍👧‍👦"
    full = dict.fromkeys(("went_well", "talk_about", "feel_loved", "private_line"), (wide * 1000)[:5000])
    full |= {f"appreciated-{n}": (wide * 100)[:500] for n in range(5)}

    assert fill(ben, full).status_code == 303
    assert written_by(app, world, "ben").went_well.startswith(wide)


def test_a_form_from_an_old_tab_shows_what_was_typed(app, world, ben):
    answer = ben.post(PATH, data={"csrf_token": "stale", "went_well": "Many words", "closeness": "3"})

    assert answer.status_code == 400
    assert "Many words" in answer.text
    assert written_by(app, world, "ben").went_well == BENS_DRAFT.went_well


def test_a_form_sent_after_being_logged_out_shows_what_was_typed(app, world, ben):
    form = ben.page(PATH).form(PATH).values
    ben.session = {"csrf_token": ben.session["csrf_token"]}

    answer = ben.post(PATH, data=form | {"went_well": "Many words"})

    assert answer.status_code == 401
    assert "Many words" in answer.text
    assert written_by(app, world, "ben").went_well == BENS_DRAFT.went_well


def test_a_form_opened_by_one_and_sent_by_the_other_is_turned_away(app, world, ada, ben):
    form = ben.page(PATH).form(PATH).values

    answer = ada.post(PATH, data=form | {"went_well": "Ben’s words"})

    assert answer.status_code == 400
    assert written_by(app, world, "ada").went_well == ADA_SEALED.went_well


@pytest.mark.parametrize("week", ["2026-02-30", "2026-3-2", "9999-12-31", "0001-01-01", "now"])
def test_a_week_that_does_not_exist_is_not_there(ada, week):
    assert ada.get(f"/check-in/{week}").status_code == 404
    assert ada.send(f"/check-in/{week}", closeness="1").status_code in (404, 405)


@pytest.mark.parametrize("week", ["2026-03-09", "2026-03-16", "2026-03-03", "2999-12-30"])
def test_a_week_that_has_not_come_makes_no_check_in_and_loses_no_words(app, world, ada, week):
    answer = ada.send(f"/check-in/{week}", went_well="Too early", closeness="1")

    assert answer.status_code in (404, 422)
    assert "Too early" in answer.text
    assert written_by(app, world, "ada", date.fromisoformat(week)) is None


def test_what_was_written_in_one_window_is_not_lost_to_another(app, world, ben):
    older = ben.page(PATH).form(PATH).values
    fill(ben, {"went_well": "Newer words"})

    answer = ben.post(PATH, data=older | {"went_well": "Older words"})

    assert (answer.status_code, "Older words" in answer.text) == (422, True)
    assert written_by(app, world, "ben").went_well == "Newer words"


SECRET_WORDS = words_of(ADA_SEALED) | {ADA_SEALED.private_line}


def knocked_at(door, reader):
    """Whether every run looks for all that is hidden from a reader in what is behind a door, and so for this, where it
    knocks at all of them: tests/house/test_doors.py."""
    return not door.opens_to_all and (reader == "ben" or not door.things)


@pytest.mark.parametrize("reader", ["ben", "dan", "cleo", ""])
def test_nothing_that_is_sealed_is_in_any_answer_to_anybody_else(app, world, visit, reader):
    assert hidden_from(reader) >= SECRET_WORDS
    with app.app_context():
        found = [door for door in doors(app) if door.method == "GET"]
    visitor = visit(reader)
    answers = {str(door): door.knock(visitor) for door in found if RUN.whole or not knocked_at(door, reader)}
    parts = may_be_there(app, found, reader)
    inner = {str(door): visitor.get(door.path, headers={"Tend-Part": "main"}) for door in parts}

    told = [
        name
        for each in (answers, inner)
        for name, answer in each.items()
        for said in [text_of(answer) + str(answer.headers)]
        if any(word in said for word in SECRET_WORDS)
    ]
    assert told == []


def test_the_only_sign_of_a_sealed_one_is_that_it_is_sealed(app, world, ben):
    before = [ben.page(path).source for path in ("/check-in", "/today", PATH)]
    with app.app_context():
        sealed = db.session.scalar(
            select(CheckIn).where(CheckIn.author_id == world.people["ada"], CheckIn.week == SEALED_WEEK)
        )
        empty = Answers(closeness=1)
        sealed.appreciated, sealed.ratings, sealed.closeness = [], {}, empty.closeness
        sealed.went_well = sealed.talk_about = sealed.feel_loved = sealed.small_thing = (
            sealed.private_line
        ) = ""
        sealed.saved_at = NOW
        db.session.commit()

    assert [ben.page(path).source for path in ("/check-in", "/today", PATH)] == before
