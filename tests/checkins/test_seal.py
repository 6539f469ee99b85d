"""Before a check-in opens, nobody but its author learns a word or a number of it, from any page, in any way."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, select, text, update

from tests.databases import kept
from tests.house.doors import as_said, doors, everything
from tests.looking import Looking, let, unlike
from tests.whole import RUN
from tests.world import (
    ADA_SEALED,
    ADAS_PRIVATE,
    ADAS_WANTS,
    NOW,
    SEALED_WEEK,
    SUMMARY,
    UNSHARED,
    person,
)
from tracker.checkins import actions
from tracker.checkins.queries import week_page
from tracker.checkins.sheets import answers_in, shut_in
from tracker.domain.acknowledgements import without
from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.summaries import seal_of
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.models import CheckIn, Habit, Reflection, Wants

pytestmark = pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)

OTHERWISE = Answers(
    appreciated=("another " * 40,) * 5,
    went_well="otherwise " * 400,
    closeness=1,
    ratings=tuple((number, 1 + number % 5) for number in range(1, 11)),
    talk_about="otherwise",
    private_line="otherwise, and for me alone",
)


def stays_a_draft():
    actions.reopen(SEALED_WEEK, by=person("ada"), now=NOW)


def is_sealed():
    pass


def is_kept():
    actions.make_private(SEALED_WEEK, by=person("ada"), now=NOW)


def is_handed_over():
    actions.hand_over(SEALED_WEEK, by=person("ada"), now=NOW)


BEFORE_IT_OPENS = [stays_a_draft, is_sealed, is_kept]
OUTSIDERS = ["dan", "cleo", ""]
# The partner in all states; who has less to do with it in one each, and all states are among them.
STATES = [
    (reader, act)
    for number, reader in enumerate(["ben", *OUTSIDERS])
    for act in (BEFORE_IT_OPENS if RUN.whole or reader == "ben" else [BEFORE_IT_OPENS[number - 1]])
]


@pytest.fixture
def pages(app, world):
    """Every address that somebody could open, but the one that writes to see whether that goes, at most so often."""
    with app.app_context():
        found = [door for door in doors(app) if door.method == "GET" and door.path != "/readyz"]
        db.session.rollback()
    return found


def answer_otherwise(app, world):
    """Let Ada have answered something else altogether, longer and with other numbers; nothing else is changed."""
    with app.app_context():
        row = db.session.scalars(select(CheckIn).where(of_ada(world))).one()
        saved_at = row.saved_at
        actions.write(row, OTHERWISE, saved_at)
        db.session.commit()


def of_ada(world):
    return (CheckIn.author_id == world.people["ada"]) & (CheckIn.week == SEALED_WEEK)


@pytest.mark.parametrize(("reader", "act"), STATES)
def test_no_page_of_anybody_elses_depends_on_what_is_in_it(app, world, pages, visit, act, reader):
    let(app, act)
    looking = Looking(app, pages, visit(reader))
    before = looking.at_all()

    answer_otherwise(app, world)

    assert unlike(before, looking.at_all()) == []


@pytest.mark.parametrize("reader", OUTSIDERS)
def test_once_it_has_opened_it_is_still_nothing_to_anybody_else(app, world, pages, visit, reader):
    let(app, is_handed_over)
    pages = [door for door in pages if not door.opens_to_all]  # both have agreed to show Ada's numbers there
    looking = Looking(app, pages, visit(reader))
    before = looking.at_all()

    answer_otherwise(app, world)

    assert unlike(before, looking.at_all()) == []


def test_of_an_opened_one_the_private_line_stays_its_authors_and_the_crawl_notices_the_rest(
    app, world, pages, ben
):
    let(app, is_handed_over)
    ben.get(f"/check-in/{SEALED_WEEK}")  # and is told no more that it has opened
    looking = Looking(app, pages, ben)
    before = looking.at_all()

    with app.app_context():
        db.session.execute(update(CheckIn).where(of_ada(world)).values(private_line="something else"))
        db.session.commit()
    assert unlike(before, looking.at_all()) == []

    answer_otherwise(app, world)
    assert f"GET /check-in/{SEALED_WEEK}" in unlike(before, looking.at_all())


@pytest.mark.parametrize(("reader", "act"), [each for each in STATES if each[0]])
def test_its_words_are_not_even_read_for_anybody_else(app, world, pages, visit, act, reader):
    let(app, act)
    spoil(app, world)

    answers = answered(app, pages, visit(reader))

    assert {name: status for name, status in answers.items() if status not in (200, 303, 404)} == {}


def test_what_is_spoilt_breaks_the_page_of_whoever_reads_it(app, world, pages, ada):
    spoil(app, world)

    assert answered(app, pages, ada)[f"GET /check-in/{SEALED_WEEK}"] == 500


def answered(app, pages, visitor):
    """How each page answers; one that reads nothing of what is otherwise answers as it did."""
    return {name: seen[0] for name, seen in Looking(app, pages, visitor).at_all().items()}


def spoil(app, world):
    """Put something into Ada's row that nobody can read without an error."""
    with app.app_context():
        db.session.execute(
            text(
                "UPDATE check_ins SET appreciated = '{', ratings = '{' WHERE author_id = :ada AND week = :week"
            ),
            {"ada": world.people["ada"], "week": str(SEALED_WEEK)},
        )
        db.session.commit()


@pytest.mark.parametrize("act", [stays_a_draft, is_kept, is_handed_over])
def test_no_mail_is_sent_of_it(app, act):
    with app.app_context():
        before = everything()["mails"]
        db.session.rollback()

    let(app, act)

    with app.app_context():
        assert everything()["mails"] == before
        db.session.rollback()


@pytest.mark.parametrize("press", ["", "reopen", "keep", "hand-over", "seal-again"])
def test_no_button_of_bens_tells_him_more(app, world, ben, press):
    path = f"/check-in/{SEALED_WEEK}" + (f"/{press}" if press else "")

    answer = ben.send(path, went_well="What Ben writes")
    after = ben.get(answer.location or path)

    told = [word for word in words_of(ADA_SEALED) if word in answer.text + after.text]
    assert told == []


def words_of(answers):
    return [
        *answers.appreciated,
        answers.went_well,
        answers.talk_about,
        answers.feel_loved,
        answers.small_thing,
        answers.private_line,
    ]


def test_what_bens_seal_opens_is_all_but_the_private_line(app, world, ben):
    answer = ben.submit(f"/check-in/{SEALED_WEEK}", press="seal", closeness="3")
    shown = ben.get(answer.location).text

    told = {word for word in words_of(ADA_SEALED) if word in shown}
    assert told == {*words_of(replace(ADA_SEALED, private_line="")), ""} - {""}


def test_every_state_was_looked_at(app):
    with app.app_context():
        found = set()
        for act in (*BEFORE_IT_OPENS, is_handed_over):
            act()
            db.session.flush()
            found.add(
                db.session.scalar(
                    select(CheckIn.state).where(
                        CheckIn.author_id == person("ada").id, CheckIn.week == SEALED_WEEK
                    )
                )
            )
            db.session.rollback()

    assert found == {each.value for each in CheckInState}


def test_nothing_that_is_sealed_private_or_a_draft_reaches_the_summary_or_its_link(app, world, visit):
    """Nor does what Ada keeps for herself: neither page is any different for it."""
    pages = [("ben", "/help/summary"), ("ben", "/help/summary/paper"), ("", f"/help/shown/{SUMMARY}")]
    before = summarised(visit, pages)

    with app.app_context():
        ada = world.people["ada"]
        db.session.execute(update(Habit).where(Habit.name.in_((ADAS_PRIVATE, UNSHARED))).values(name="Other"))
        db.session.execute(update(Reflection).where(Reflection.author_id == ada).values(body="Other"))
        db.session.execute(update(Wants).where(Wants.words == ADAS_WANTS).values(saved_at=NOW))
        db.session.execute(
            delete(CheckIn).where(CheckIn.author_id == ada, CheckIn.state == CheckInState.KEPT)
        )
        db.session.commit()
    answer_otherwise(app, world)
    assert summarised(visit, pages) == before

    let(app, is_kept)
    assert summarised(visit, pages) == before


def summarised(visit, pages):
    return {path: as_said(visit(reader).get(path)) for reader, path in pages}


def test_a_draft_of_what_ben_wants_changes_nothing_for_anybody_else(app, world, pages, visit):
    readers = ("ada", *(OUTSIDERS if RUN.whole else ["dan"]))  # the others have never lived here
    looking = {reader: Looking(app, pages, visit(reader)) for reader in readers}
    before = {reader: looking[reader].at_all() for reader in readers}

    with app.app_context():
        bens = Wants.person_id == world.people["ben"]
        db.session.execute(
            update(Wants).where(bens).values(words="Other words", seal=seal_of(["Other words"]))
        )
        db.session.commit()

    for reader in readers:
        assert (reader, unlike(before[reader], looking[reader].at_all())) == (reader, [])


CIRCLES = Answers(closeness=5)


def wishes_for_as_much(app, world):
    """Ada's words open only where Ben writes too."""
    with app.app_context():
        db.session.execute(update(CheckIn).where(of_ada(world)).values(mutual=True))
        db.session.commit()


def seals_too(answers):
    actions.seal(SEALED_WEEK, answers, by=person("ben"), now=NOW)


@pytest.mark.parametrize(
    "bens", [CIRCLES, replace(CIRCLES, talk_about="The summer"), replace(CIRCLES, ratings=((3, 4),))]
)
def test_what_stays_shut_looks_as_if_nothing_had_been_written(app, world, pages, visit, bens):
    wishes_for_as_much(app, world)
    let(app, lambda: seals_too(bens))
    visit("ben").get(f"/check-in/{SEALED_WEEK}")  # where it opens, once
    looking = Looking(app, pages, visit("ben"))
    before, taken = looking.at_all(), exported("ben", app)
    with app.app_context():
        row = db.session.scalars(select(CheckIn).where(of_ada(world))).one()
        assert row.shut
        left = without(answers_in(row), shut_in(row))
        actions.write(row, replace(left, private_line="", mutual=False), row.saved_at)
        row.shut = []
        db.session.commit()

    assert unlike(before, looking.at_all()) == []
    assert exported("ben", app) == taken
    assert ADA_SEALED.went_well not in repr(before) + repr(taken)


def exported(name, app):
    with app.app_context():
        archive = archive_of(person(name), NOW)
        db.session.rollback()
    return repr(archive)


def test_an_empty_form_reads_only_circles(app, world, ada, ben):
    wishes_for_as_much(app, world)
    let(app, lambda: seals_too(CIRCLES))

    with app.app_context():
        assert week_page(person("ben"), SEALED_WEEK, NOW).partners.answers == Answers(
            closeness=ADA_SEALED.closeness
        )
        assert week_page(person("ada"), SEALED_WEEK, NOW).partners.answers == CIRCLES
        assert week_page(person("ada"), SEALED_WEEK, NOW).own.answers == replace(ADA_SEALED, mutual=True)
        db.session.rollback()
    page = f"/check-in/{SEALED_WEEK}"
    assert "This stayed shut." in ada.page(page).text and "This stayed shut." not in ben.page(page).text
    for question in ("went-well", "statements"):
        assert ben.send(f"{page}/heard/{question}", line="").status_code == 404
    assert ben.send(f"{page}/heard/closeness", line="").status_code == 303


def test_what_one_hands_over_opens_whole(app, world):
    wishes_for_as_much(app, world)
    let(app, is_handed_over)

    with app.app_context():
        read = week_page(person("ben"), SEALED_WEEK, NOW).partners.answers
        db.session.rollback()

    assert read == replace(ADA_SEALED, private_line="")


def test_a_small_thing_that_stayed_shut_becomes_a_habit_of_ones_own(app, world):
    let(app, lambda: actions.reopen(SEALED_WEEK, by=person("ada"), now=NOW))
    mine = Answers(closeness=3, small_thing="Tea in bed", mutual=True)
    let(app, lambda: actions.seal(SEALED_WEEK, mine, by=person("ada"), now=NOW))
    let(app, lambda: seals_too(CIRCLES))
    let(app, lambda: actions.plant_small_thing(SEALED_WEEK, by=person("ada"), now=NOW))

    assert kept(app, select(Habit.shared).where(Habit.name == "Tea in bed")) == [False]


def test_the_wish_is_made_where_one_seals_and_waits_with_the_draft(app, world, ben):
    page = f"/check-in/{SEALED_WEEK}"

    ben.submit(page, closeness="5", mutual="y")
    assert "mutual" in ben.page(page).form(page).values
    ben.submit(page, press="seal", closeness="5", mutual="y")

    bens = (CheckIn.author_id == world.people["ben"]) & (CheckIn.week == SEALED_WEEK)
    assert kept(app, select(CheckIn.mutual).where(bens)) == [True]
