"""What the guide says of a strategy as somebody lives it, and the ways from it to its tool and back."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from tests.beside import not_beside
from tests.world import (
    ADA_SEALED,
    ADAS_PRIVATE,
    BENS_OWN,
    CLEOS,
    EACH,
    NOW,
    OPENED_WEEK,
    SEALED_WEEK,
    TODAY,
    TOGETHER,
    appointment,
    outing,
    person,
    planted,
    reflected,
    ticked,
)
from tracker.catalogue.strategies import QUESTIONS, STRATEGIES, strategy_called
from tracker.checkins import actions as checkins
from tracker.checkins import hearing
from tracker.dates import actions as dates
from tracker.domain.acknowledgements import CheckInQuestion
from tracker.domain.habits import Mode
from tracker.domain.milestones import Milestone, MilestoneKind
from tracker.extensions import db
from tracker.guide import queries
from tracker.guide.queries import LATELY, CameOfTool
from tracker.guide.tools import TOOLS
from tracker.models import Acknowledgement, Appointment, MilestoneRow, Note, Outing, Reflection, Telling, Tick
from tracker.wall import actions as wall

pytestmark = pytest.mark.on_either("each reads the same list for somebody else, or after the same parting")

DAY = timedelta(days=1)
LONG_AGO = NOW - LATELY * DAY


def lived(name, slug):
    return queries.lived(person(name), strategy_called(slug), NOW)


def came(name, slug):
    return lived(name, slug).came


def habits(name):
    """The names of all habits in all beds, as somebody sees them."""
    return {habit.name for each in STRATEGIES for habit in lived(name, each.slug).bed.habits}


def test_each_sees_the_habits_that_are_there_for_them(inside):
    assert {EACH, TOGETHER, ADAS_PRIVATE, BENS_OWN} <= habits("ada")
    assert {EACH, TOGETHER, BENS_OWN} <= habits("ben")
    assert ADAS_PRIVATE not in habits("ben")
    assert habits("cleo") == {CLEOS}


def test_small_things_are_counted_over_four_weeks(inside):
    planted("read", by="ada", since=TODAY - 60 * DAY, strategy=6, private=True)
    ticked("read", TODAY - 40 * DAY, 41, by="ada")

    assert lived("ada", "selfcare").bed.tick_count == LATELY
    assert lived("ben", "selfcare").bed.tick_count == 0


def test_a_together_tick_counts_once_and_for_both(inside):
    planted("sing", by="ben", mode=Mode.TOGETHER, since=TODAY - 3 * DAY, strategy=6)
    ticked("sing", TODAY - 2 * DAY, 3, by="ada")

    assert [lived(name, "selfcare").bed.tick_count for name in ("ada", "ben")] == [3, 3]


@pytest.mark.everybodys("there are no others")
def test_reflections_count_for_their_author_and_once_shared_for_the_partner(inside):
    db.session.query(Reflection).filter(not_beside(Reflection)).delete()
    reflected("mine", by="ada", now=NOW)
    reflected("ours", by="ada", now=NOW, shared=True)
    reflected("long ago", by="ada", now=LONG_AGO)

    assert came("ada", "understand") == CameOfTool(own=2)
    assert came("ben", "understand") == CameOfTool(partners=1)
    assert came("cleo", "understand") == CameOfTool()


@pytest.mark.everybodys("there are no others")
def test_dates_that_have_been_and_the_next_one(inside):
    db.session.query(Outing).filter(not_beside(Outing)).delete()
    for days in (LATELY, 3, 1):
        dates.finish(outing("tea", TODAY - days * DAY, by="ada"), "", by=person("ada"), now=NOW)
    outing("walk", TODAY + 9 * DAY, by="ben")
    outing("film", TODAY + 4 * DAY, by="ada")

    assert came("ada", "time") == came("ben", "time") == CameOfTool(both=2, on=TODAY + 4 * DAY)
    assert came("cleo", "time") == CameOfTool()


@pytest.mark.everybodys("there are no others")
def test_the_next_appointment_is_told_to_whom_it_is_for(inside):
    db.session.query(Appointment).filter(not_beside(Appointment)).delete()
    for days, for_both in ((-1, True), (5, True), (3, False)):
        appointment("somebody", TODAY + days * DAY, by="ada", for_both=for_both)

    assert came("ada", "help") == CameOfTool(on=TODAY + 3 * DAY)
    assert came("ben", "help") == CameOfTool(on=TODAY + 5 * DAY)
    assert came("cleo", "help") == CameOfTool()


@pytest.mark.everybodys("there are no others")
@pytest.mark.parametrize("slug", ["time", "help"])
def test_what_is_still_to_come_is_not_told_as_of_the_last_weeks(app, visit, slug):
    with app.app_context():
        outing("tea", TODAY + 9 * DAY, by="cleo")
        appointment("somebody", TODAY + 9 * DAY, by="cleo")
        db.session.execute(delete(Outing).where(Outing.day <= TODAY))
        db.session.execute(delete(Tick))
        db.session.commit()

    text = visit("cleo").page(f"/guide/{slug}").text

    assert "The next " in text
    assert "In the last four weeks" not in text


def test_guests_find_the_places_to_turn_to_as_well(guest):
    links = guest.page("/guide/help").links

    assert "/help" in links
    assert "/help/appointments" not in links


def test_what_was_heard_counts_from_either_side(inside):
    db.session.query(Acknowledgement).filter(not_beside(Acknowledgement)).delete()
    for question in (CheckInQuestion.TALK_ABOUT, CheckInQuestion.WENT_WELL):
        hearing.hear(OPENED_WEEK, question, "", by=person("ada"), now=NOW)
    hearing.hear(OPENED_WEEK, CheckInQuestion.FEEL_LOVED, "", by=person("ada"), now=LONG_AGO)
    hearing.hear(OPENED_WEEK, CheckInQuestion.SMALL_THING, "", by=person("ben"), now=NOW)
    db.session.flush()

    assert came("ada", "empathy") == CameOfTool(own=2, partners=1)
    assert came("ben", "empathy") == CameOfTool(own=1, partners=2)
    assert came("dan", "empathy") == CameOfTool()


def test_notes_count_by_who_wrote_them(inside):
    db.session.query(Note).filter(not_beside(Note)).delete()
    for name, count in (("ada", 2), ("ben", 1), ("cleo", 4)):
        for _ in range(count):
            wall.write("thanks", by=person(name), now=NOW)
    wall.write("long ago", by=person("ada"), now=LONG_AGO)
    wall.remove(wall.write("deleted", by=person("ada"), now=NOW), now=NOW)

    assert came("ada", "gratitude") == CameOfTool(own=2, partners=1)
    assert came("ben", "gratitude") == CameOfTool(own=1, partners=2)
    assert came("cleo", "gratitude") == CameOfTool(own=4)


def test_a_check_in_counts_once_both_can_read_it(inside):
    assert came("ada", "open") == came("ben", "open") == CameOfTool(both=1, on=OPENED_WEEK)

    checkins.seal(SEALED_WEEK, ADA_SEALED, by=person("ben"), now=NOW)

    assert came("ada", "open") == came("ben", "open") == CameOfTool(both=2, on=SEALED_WEEK)


def test_the_latest_milestone_is_told_with_its_day(inside):
    db.session.query(MilestoneRow).filter(not_beside(MilestoneRow)).delete()
    db.session.query(Telling).filter(not_beside(Telling)).delete()
    for kind, number, day in (
        (MilestoneKind.FIRST_WEEK, 7, TODAY - 9 * DAY),
        (MilestoneKind.DAYS, 50, TODAY),
    ):
        same = {"space_id": person("ada").space_id, "kind": kind, "number": number}
        db.session.add_all(
            [MilestoneRow(**same, reached_on=day), Telling(**same, person_id=person("ada").id)]
        )

    assert came("ada", "patience") == CameOfTool(
        both=2, on=TODAY, milestone=Milestone(MilestoneKind.DAYS, 50)
    )


@pytest.mark.parametrize("each", STRATEGIES, ids=lambda each: each.slug)
@pytest.mark.parametrize("name", ["ada", "ben", "cleo", "dan"])
@pytest.mark.crossed("a tool, and who opens it")
def test_every_tool_of_a_strategy_opens_from_its_page(visit, each, name):
    visitor = visit(name)
    page = visitor.page(f"/guide/{each.slug}")

    assert all(tool.name in page.text for tool in TOOLS[each.slug])
    for path in {link.partition("#")[0] for link in page.links} - {""}:
        assert (path, visitor.get(path).status_code) in ((path, 200), (path, 303))


def who_sees(path):
    """Somebody who finds a page as it usually is: Ada is in the middle of a talk."""
    return "cleo" if path == "/talk" else "ada"


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("/reflections", "understand"),
        ("/talk", "communicate"),
        ("/dates", "time"),
        (f"/check-in/{OPENED_WEEK}", "empathy"),
        ("/help", "help"),
        ("/pauses", "patience"),
        ("/garden", "patience"),
        ("/wall", "gratitude"),
        ("/check-in", "open"),
        ("/trends", "open"),
        ("/habits", "touch"),
        ("/habits", "selfcare"),
    ],
)
def test_from_every_tool_a_way_leads_back_to_what_it_is_for(app, visit, path, slug):
    with app.app_context():
        planted("hug", by="ada", strategy=8)
        planted("read", by="ada", strategy=6)
        db.session.commit()

    assert f"/guide/{slug}" in visit(who_sees(path)).page(path).links


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("/guide/patience", "how-long"),
        ("/garden", "how-long"),
        ("/trends", "how-long"),
        ("/guide/empathy", "not-opening-up"),
        ("/talk", "not-opening-up"),
        ("/check-in", "not-opening-up"),
        ("/guide/help", "something-deeper"),
        ("/help", "something-deeper"),
        ("/reflections", "something-deeper"),
        ("/trends", "something-deeper"),
    ],
)
def test_a_question_is_answered_where_it_comes_up(visit, path, slug):
    question = next(each for each in QUESTIONS if each.slug == slug)
    text = visit(who_sees(path)).page(path).text

    assert [part for part in (question.question, *question.answer) if part not in text] == []


def test_where_a_streak_rests_it_is_said_how_long_things_take(app, visit):
    question = next(each for each in QUESTIONS if each.slug == "how-long")
    since = TODAY - 20 * DAY
    with app.app_context():
        kept, resting = (planted(name, by="ada", since=since).id for name in ("kept", "resting"))
        ticked("kept", since, 21, by="ada")
        ticked("resting", since, 4, by="ada")
        db.session.commit()

    assert question.question in visit("ada").page(f"/habits/{resting}").text
    assert question.question not in visit("ada").page(f"/habits/{kept}").text


def test_whoever_is_alone_reads_what_to_do_where_they_invite(visit):
    question = next(each for each in QUESTIONS if each.slug == "not-opening-up")

    assert question.question in visit("cleo").page("/invite").text
    assert question.question not in visit("ada").page("/invite").text


def test_a_habit_for_oneself_begins_as_ones_own_and_private(visit):
    page = visit("ada").page("/habits/new?strategy=6&mode=one&private=1")

    begun = page.form("/habits/new").values
    assert (begun["strategy"], begun["mode"], begun["private"]) == ("6", "one", "y")
    ideas = [
        attributes["class"] for tag, attributes in page.tags if "group " in (attributes.get("class") or "")
    ]
    assert (ideas[0], len(ideas)) == ("group strategy--selfcare", 10)


@pytest.mark.parametrize("query", ["strategy=11", "mode=three", "strategy=x&mode=&private=", "like=roses"])
def test_what_no_habit_can_begin_with_is_passed_over(visit, query):
    assert visit("ada").get(f"/habits/new?{query}").status_code == 200
