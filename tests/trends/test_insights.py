from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from tests.databases import statements
from tests.world import CLEOS, NOW, SEALED_WEEK, person, planted
from tracker.checkins import actions
from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.days import week_days
from tracker.domain.habits import Mode, there_all_week
from tracker.domain.insights import CANNOT_TELL, FIRST_LOOK, SOMETHING_FOUND, TOO_EARLY
from tracker.domain.pauses import PausedDays
from tracker.extensions import db
from tracker.habits.circumstances import circumstances_of
from tracker.models import CheckIn, Habit, Tick, Track
from tracker.pauses import actions as pauses
from tracker.trends.insights import done_in, insights_for, ticks_of

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each reads weeks by the same statements as the one beside it"),
]

A_WEEK = timedelta(weeks=1)
TEA = "tea in the morning"
RUN = "a run before work"


def lived(name, count, *, partner="", opened=False):
    """So many weeks up to the sealed one, the closer ones with more tea in them, and a run on no pattern."""
    first = SEALED_WEEK - (count - 1) * A_WEEK
    for habit in (TEA, RUN):
        planted(habit, by=name, mode=Mode.ONE, private=not opened)
    db.session.execute(update(Habit).where(Habit.name.in_((TEA, RUN))).values(starts_on=first))
    tracks = dict(db.session.execute(select(Habit.name, Track.id).join(Track)).all())
    ids = {who: person(who).id for who in (name, partner) if who}
    space_id = person(name).space_id
    db.session.execute(delete(CheckIn).where(CheckIn.author_id.in_(ids.values()), CheckIn.week >= first))
    for n in range(count):
        week, close = first + n * A_WEEK, (n * 7 // 3 + (n % 5 == 0)) % 2
        for who, author_id in ids.items():
            row = CheckIn(space_id=space_id, author_id=author_id, week=week)
            actions.write(row, Answers(closeness=5 + close), NOW)
            row.state = CheckInState.OPENED if partner else CheckInState.KEPT
            row.opened_to_id = next((each for other, each in ids.items() if other != who), None)
            db.session.add(row)
        for habit, times in ((TEA, 5 if close else 1), (RUN, n * n % 4)):
            for day in week_days(week)[:times]:
                db.session.add(Tick(track_id=tracks[habit], day=day, space_id=space_id, ticked_at=NOW))
    db.session.commit()


def names_of(insights):
    return [sentence.values["habit"] for _habit_id, sentence in insights.findings]


def test_none_of_touch_is_named(inside):
    lived("cleo", 48)
    assert names_of(insights_for(person("cleo"))) == [TEA]

    db.session.execute(update(Habit).where(Habit.name == TEA).values(strategy=8))

    assert names_of(insights_for(person("cleo"))) == []


def test_with_few_weeks_it_is_too_early(inside):
    found = insights_for(person("ada"))

    assert (found.sentence.text, found.sentence.values["weeks"], found.findings) == (TOO_EARLY, 2, ())


def test_before_the_first_look_no_more_is_read_than_how_many_weeks_there_are(inside, app):
    lived("cleo", FIRST_LOOK - 1)
    cleo = person("cleo")

    with statements(app) as sent:
        found = insights_for(cleo)

    assert (found.sentence.values["weeks"], found.findings, len(sent)) == (FIRST_LOOK - 1, (), 1)


@pytest.mark.everybodys("there are none at all")
def test_with_none_at_all_too(inside):
    db.session.execute(delete(CheckIn))

    assert insights_for(person("cleo")).sentence.values["weeks"] == 0


def test_usually_one_cannot_tell(inside):
    lived("cleo", 12)

    found = insights_for(person("cleo"))

    assert (found.sentence.text, found.findings) == (CANNOT_TELL, ())


@pytest.mark.parametrize(("name", "partner"), [("cleo", ""), ("ada", "ben")])
def test_what_plainly_went_together_is_found(inside, name, partner):
    lived(name, 48, partner=partner, opened=bool(partner))

    found = insights_for(person(name))

    assert (found.sentence.text, found.sentence.values, names_of(found)) == (
        SOMETHING_FOUND,
        {"weeks": 48},
        [TEA],
    )


def test_both_are_told_the_same_of_what_both_do(inside):
    lived("ada", 48, partner="ben", opened=True)
    db.session.execute(update(Habit).where(Habit.name == TEA).values(mode=Mode.TOGETHER))

    assert names_of(insights_for(person("ben"))) == [TEA]
    assert insights_for(person("ada")) == insights_for(person("ben"))


def test_of_what_one_does_alone_that_one_alone_is_told(inside):
    lived("ada", 48, partner="ben", opened=True)

    assert names_of(insights_for(person("ada"))) == [TEA]
    assert insights_for(person("ben")).findings == ()


def test_of_a_private_habit_the_partner_is_told_nothing(inside):
    lived("ada", 48, partner="ben", opened=True)
    db.session.execute(update(Habit).where(Habit.name == TEA).values(shared=False))
    db.session.commit()

    assert names_of(insights_for(person("ada"))) == [TEA]
    assert insights_for(person("ben")).findings == ()


def test_what_is_sealed_or_kept_by_the_partner_counts_for_nothing(inside):
    lived("ada", 48, partner="ben", opened=True)
    before = insights_for(person("ben"))
    for state in ("sealed", "kept"):
        row = db.session.scalars(
            select(CheckIn).where(CheckIn.author_id == person("ada").id, CheckIn.week == SEALED_WEEK)
        ).one()
        row.state, row.opened_to_id, row.closeness = state, None, 1
        db.session.flush()

        assert insights_for(person("ben")).sentence == before.sentence
        assert insights_for(person("ben")).findings == before.findings


def test_weeks_of_a_habit_are_counted_as_one_would_by_hand(inside):
    lived("cleo", 30)
    weeks = [SEALED_WEEK - n * A_WEEK for n in reversed(range(30))]
    cleo = person("cleo")
    pauses.pause(PausedDays(date(2026, 1, 7), date(2026, 1, 9)), both=False, by=cleo, now=NOW)
    cleo = person("cleo")
    run = db.session.scalars(select(Habit).where(Habit.name == RUN)).one()
    run.archived_on = date(2026, 2, 24)
    db.session.flush()

    known = circumstances_of(cleo, after=weeks[0]).pauses
    found = ticks_of(done_in(cleo, weeks), weeks, known)

    assert found == {week: by_hand(week, [pause.days for pause in known]) for week in weeks}
    assert run.id in found[date(2026, 2, 16)] and run.id not in found[date(2026, 2, 23)]
    assert found[date(2026, 1, 5)] == {}


def by_hand(week, pauses):
    """Of each habit of Cleo's that is there all week, on how many of its days it was ticked."""
    counts = {}
    for habit in db.session.scalars(select(Habit).where(Habit.name.in_((TEA, RUN, CLEOS)))):
        days = set(
            db.session.scalars(
                select(Tick.day).join(Track, Track.id == Tick.track_id).where(Track.habit_id == habit.id)
            )
        )
        if there_all_week(week, starts_on=habit.starts_on, archived_on=habit.archived_on, pauses=pauses):
            counts[habit.id] = len(days & set(week_days(week)))
    return counts


@pytest.mark.parametrize(
    ("starts_on", "archived_on", "pauses", "there"),
    [
        (date(2026, 3, 2), None, [], True),
        (date(2026, 3, 3), None, [], False),
        (date(2026, 1, 1), date(2026, 3, 9), [], True),
        (date(2026, 1, 1), date(2026, 3, 8), [], False),
        (date(2026, 1, 1), None, [PausedDays(date(2026, 3, 8), date(2026, 3, 20))], False),
        (date(2026, 1, 1), None, [PausedDays(date(2026, 3, 9), date(2026, 3, 20))], True),
    ],
)
def test_a_habit_is_there_all_week_or_not_at_all(starts_on, archived_on, pauses, there):
    week = date(2026, 3, 2)

    assert there_all_week(week, starts_on=starts_on, archived_on=archived_on, pauses=pauses) is there


def test_the_page_says_it_in_words_and_leads_to_the_habit(app, world, cleo):
    with app.app_context():
        lived("cleo", 48)
        habit_id = db.session.scalars(select(Habit.id).where(Habit.name == TEA)).one()

    page = cleo.page("/trends")

    assert f"“{TEA}”" in page.text
    assert f"/habits/{habit_id}" in page.links
    assert "What went together need not be the reason" in page.text
