"""Milestones, told once to each."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.beside import not_beside
from tests.databases import acting, kept, rows
from tests.world import CLEOS, NOW, SECRET, TODAY, on, person, planted, ticked
from tracker.domain.days import week_of
from tracker.domain.habits import Mode
from tracker.domain.milestones import Milestone, MilestoneKind
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.milestones.actions import keep_those_told, put_away
from tracker.models import Habit, MilestoneRow, Telling
from tracker.spaces import actions as spaces
from tracker.spaces.queries import asking
from tracker.today.known import couple_streak, known_on
from tracker.today.news import milestone_to_tell
from tracker.today.queries import today_page
from tracker.us.queries import us_page

pytestmark = pytest.mark.on_either("each folds and reads streaks by the same statements as the one beside it")

WEEK_DONE = date(2026, 2, 22)


def test_the_first_week_is_told_once_to_each(app, ada, ben):
    for visitor in (ada, ben):
        assert "Your first week together: seven days" in visitor.page("/today").text
        visitor.submit("/today", to="/milestones")
        assert "Your first week" not in visitor.page("/today").text

    assert rows(
        app,
        select(MilestoneRow.kind, MilestoneRow.number, MilestoneRow.reached_on).where(
            not_beside(MilestoneRow)
        ),
    ) == [("first_week", 7, WEEK_DONE)]
    assert len(kept(app, select(Telling.person_id).where(not_beside(Telling)))) == 2


def test_alone_it_is_said_to_one(app, cleo):
    with acting(app):
        since = TODAY - timedelta(days=30)
        planted("walk", by="cleo", since=since)
        ticked("walk", since, 8, by="cleo")
    with app.app_context():
        known = known_on(None, person("cleo"), NOW)
        found = milestone_to_tell(known, couple_streak(known))
        db.session.rollback()

    text = cleo.page("/today").text
    assert found == Milestone(MilestoneKind.FIRST_WEEK, 7)
    assert "Your first week: seven days" in text
    assert "week together" not in text
    assert CLEOS in cleo.page("/habits").text


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"kind": "days"},
        {"kind": "days", "number": "many"},
        {"kind": "days", "number": "-5"},
        {"kind": "days", "number": str(10**20)},
        {"kind": "roses", "number": "5"},
        {"kind": "days", "number": "50"},
        {"kind": "days", "number": "365"},
        {"kind": "return", "number": "1"},
    ],
)
def test_what_nobody_has_come_to_is_passed_over(app, ada, words):
    assert ada.send("/milestones", **words).status_code == 303
    assert kept(app, select(Telling).where(not_beside(Telling))) == []
    assert kept(app, select(MilestoneRow.kind).where(not_beside(MilestoneRow))) == []


def test_its_day_is_the_one_it_was_done_on_whenever_it_is_read_of(app, world):
    two_weeks_on = NOW + timedelta(days=14)
    with acting(app):
        put_away("first_week", 7, by=person("ada"), now=two_weeks_on)

    assert kept(app, select(MilestoneRow.reached_on).where(not_beside(MilestoneRow))) == [WEEK_DONE]


@pytest.mark.parametrize("first", ["ada", "ben"])
def test_whether_the_other_has_read_of_it_is_nobodys_to_see(app, ada, ben, first):
    reader, other = (ada, ben) if first == "ada" else (ben, ada)
    before = {path: other.page(path).text for path in ("/us", "/garden", "/today")}

    reader.submit("/today", to="/milestones")

    assert {path: other.page(path).text for path in before} == before
    assert "Your first week together" in reader.page("/us").text


def test_what_two_have_come_to_is_kept_of_what_they_say_they_were_told_of_and_nothing_else(app, world):
    with acting(app):
        ada = person("ada")
        for kind, number in (("first_week", 7), ("days", 365)):
            db.session.add(Telling(person_id=ada.id, kind=kind, number=number, space_id=ada.space_id))
        db.session.flush()
        keep_those_told(ada, NOW)

    assert rows(app, select(MilestoneRow.kind, MilestoneRow.reached_on).where(not_beside(MilestoneRow))) == [
        ("first_week", WEEK_DONE)
    ]
    with app.app_context():
        known = known_on(None, person("ada"), NOW)
        assert list(known.circumstances.told) == [Milestone(MilestoneKind.FIRST_WEEK, 7)]
        db.session.rollback()


def test_putting_one_away_twice_is_putting_it_away_once(app, ada):
    for _time in range(2):
        assert ada.send("/milestones", kind="first_week", number="7").status_code == 303

    assert len(kept(app, select(Telling.person_id).where(not_beside(Telling)))) == 1


DAY = timedelta(days=1)


def come_together(host, guest):
    """Let one come to the other on this day."""
    key = spaces.invite(by=person(host), now=NOW, secret=SECRET)
    spaces.ask_to_join(spaces.invitation_for(key.token, SECRET), by=person(guest), now=NOW)
    spaces.welcome(asking(person(host)).invitation, by=person(host), now=NOW)


def tend(day_count, *names):
    """Let some do one small thing on each of so many days from this one on."""
    for n in range(day_count):
        for name in names:
            ticked("walk", TODAY + n * DAY, 1, by=name)


def waiting(name, now):
    """The milestone that waits for somebody, if any."""
    known = known_on(None, person(name), now)
    return milestone_to_tell(known, couple_streak(known))


@pytest.fixture
def joined(inside):
    """Dan has come to Cleo, who had tended eight days alone and has read of her first week."""
    since = TODAY - 20 * DAY
    planted("walk", by="cleo", mode=Mode.EACH, since=since)
    ticked("walk", since, 8, by="cleo")
    put_away("first_week", 7, by=person("cleo"), now=NOW)
    come_together("cleo", "dan")
    habits.share(habits_called("walk"), by=person("cleo"), now=NOW)


def habits_called(name):
    return list(db.session.scalars(select(Habit).where(Habit.name == name)))


@pytest.mark.parametrize("first", ["cleo", "dan"])
def test_what_one_has_come_to_alone_two_come_to_anew_and_each_is_told(joined, first):
    other = "dan" if first == "cleo" else "cleo"
    tend(7, "cleo", "dan")
    evening = on(TODAY + 6 * DAY)
    week = Milestone(MilestoneKind.FIRST_WEEK, 7)
    assert [waiting(name, evening) for name in (first, other)] == [week, week]

    put_away("first_week", 7, by=person(first), now=evening)

    assert [waiting(name, evening) for name in (first, other)] == [None, week]
    space_id = person("cleo").space_id
    reached_on = select(MilestoneRow.reached_on).where(MilestoneRow.space_id == space_id)
    assert db.session.scalars(reached_on).all() == [TODAY + 6 * DAY]


def test_what_one_has_come_to_alone_stays_theirs_in_words_for_one(joined):
    since = week_of(TODAY - 14 * DAY, person("cleo").space.weeks)

    told = {name: us_page(person(name), NOW, before=since + 14 * DAY).weeks for name in ("cleo", "dan")}

    said = {name: [each.text for week in weeks for each in week.milestones] for name, weeks in told.items()}
    assert said == {"cleo": ["Your first week: seven days that you tended. It is planted now."], "dan": []}


def test_somebody_who_has_never_ticked_reads_of_no_days_that_both_tended(joined):
    tend(9, "cleo")

    for name in ("cleo", "dan"):
        head = today_page(person(name), None, on(TODAY + 8 * DAY)).head
        assert (head.streak.kept, head.shown.kept) == (0, 0)
        assert waiting(name, on(TODAY + 8 * DAY)) is None
