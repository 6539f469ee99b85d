"""What was taken along comes back as it was."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.exports.bringing import bring_back
from tests.exports.lives import fresh, fresh_couple, live_on, zipped
from tests.house.doors import everything
from tests.world import (
    ADAS_WANTS,
    DAN_LEFT,
    DANS_PRIVATE,
    EACH,
    NOW,
    ONCE_EACH,
    ONCE_TOGETHER,
    OPENED_WEEK,
    SEALED_WEEK,
    TODAY,
    person,
)
from tracker.archives.things import Turn
from tracker.checkins import actions as checkins
from tracker.checkins.things import CHECK_INS
from tracker.dates import actions as dates
from tracker.domain.checkins import Answers
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.outings import OutingPlan
from tracker.domain.prompts import Topic
from tracker.domain.reflections import entry
from tracker.domain.refusals import Refused
from tracker.domain.remembered import Yearly
from tracker.domain.schedules import DAILY
from tracker.exports import archive
from tracker.exports.alone import own
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.settling import rebuild
from tracker.habits.things import HABITS
from tracker.ideas import actions as ideas
from tracker.milestones.things import MILESTONES
from tracker.models import CheckIn, Habit, Telling
from tracker.reflections import actions as reflections
from tracker.reflections.things import REFLECTIONS
from tracker.remembered import actions as remembered
from tracker.spaces import actions as spaces
from tracker.summaries import actions as agreeing
from tracker.summaries.queries import summary_page
from tracker.summaries.things import WANTS
from tracker.wall import actions as wall
from tracker.wall.things import NOTES


@pytest.fixture
def lived(inside, keeper):
    keeper.live(live_on)


def taken(name):
    """What somebody's export holds once it has been a file."""
    return archive.read(zipped(archive_of(person(name), NOW)))


@pytest.mark.parametrize("name", ["ada", "ben"])
def test_in_a_fresh_space_of_two_all_of_it_is_as_it_was(lived, name):
    first = taken(name)
    fresh_couple()

    bring_back(first, by=fresh(name.capitalize()), now=NOW)
    db.session.commit()

    again = archive_of(fresh(name.capitalize()), NOW)
    assert again == first
    assert archive.written(again) == archive.written(first)


@pytest.mark.everybodys("all that is folded is folded again")
def test_weeks_that_have_turned_come_back_as_they_lay(lived):
    space = person("ada").space
    space.weeks = space.weeks.changed(2, 1, today=TODAY - timedelta(days=40)).changed(5, 5, today=TODAY)
    rebuild(NOW)
    db.session.commit()
    weeks, first = space.weeks, taken("ada")
    assert len(weeks.ways) == 3
    fresh_couple()

    bring_back(first, by=fresh("Ada"), now=NOW)
    db.session.commit()

    assert fresh("Ada").space.weeks == weeks
    assert archive.written(archive_of(fresh("Ada"), NOW)) == archive.written(first)


@pytest.mark.parametrize(
    "turns",
    [
        (Turn(0, 6),),
        (Turn(0, 6), Turn(2, 1)),
        (Turn(0, 6, TODAY), Turn(2, 1, TODAY)),
        (Turn(0, 6), Turn(2, 9, TODAY)),
        (Turn(0, 6), Turn(2, 1, TODAY), Turn(0, 6, TODAY - timedelta(days=7))),
        (Turn(0, 6), Turn(0, 6, TODAY - timedelta(days=TODAY.weekday() + 1))),
    ],
)
def test_weeks_that_could_not_have_turned_so_are_refused(lived, turns):
    first = archive_of(person("ada"), NOW)
    odd = replace(first, space=replace(first.space, first_weekday=2, check_in_weekday=1, turns=turns))

    with pytest.raises(Refused) as no:
        archive.read(zipped(odd))

    assert no.value.values["place"] == "space, turns"


@pytest.mark.parametrize("name", ["ada", "ben", "cleo", "dan"])
def test_alone_one_s_own_is_as_it_was(lived, name):
    first = taken(name)

    bring_back(first, by=fresh(name.capitalize()), now=NOW)
    db.session.commit()

    again = archive_of(fresh(name.capitalize()), NOW)
    assert again == own(first)
    assert archive.written(again) == archive.written(own(first))


@pytest.mark.parametrize("name", ["cleo", "dan"])
def test_of_somebody_who_is_alone_everything_is_their_own(lived, name):
    first = taken(name)

    assert own(first) is first


def test_the_streaks_and_strengths_are_those_of_before_not_read_from_the_file(lived):
    first = taken("ada")
    boasting = tuple(
        replace(
            habit,
            tracks=tuple(
                replace(each, strength=1.0, streak=replace(each.streak, length=999)) for each in habit.tracks
            ),
        )
        for habit in first[HABITS]
    )
    fresh_couple()

    bring_back(first.with_things({HABITS: boasting}), by=fresh("Ada"), now=NOW)

    again = archive_of(fresh("Ada"), NOW)
    assert again == first
    assert {track.strength for habit in again[HABITS] for track in habit.tracks} != {0.0}
    assert max(track.streak.length for habit in again[HABITS] for track in habit.tracks) == 21


def test_the_couple_s_days_are_settled_as_they_were(lived):
    first = taken("ada")
    was = person("ada").space
    before = (was.founded_on, was.settled_through, was.state, was.days)
    fresh_couple()

    bring_back(first, by=fresh("Ada"), now=NOW)

    space = fresh("Ada").space
    assert (space.founded_on, space.settled_through, space.state, space.days) == before


def test_a_milestone_heard_of_elsewhere_comes_back_all_the_same(lived):
    first = taken("ada")
    fresh_couple()
    for each in ("Ada", "Ben"):
        telling = {"kind": "first_week", "number": 7, "space_id": person("ada").space_id}
        db.session.add(Telling(person_id=fresh(each).id, **telling))
    db.session.commit()

    bring_back(first, by=fresh("Ada"), now=NOW)

    assert archive_of(fresh("Ada"), NOW)[MILESTONES] == first[MILESTONES] != ()


def test_what_the_partner_gets_back_is_only_what_both_saw(lived):
    fresh_couple()
    bring_back(taken("ada"), by=fresh("Ada"), now=NOW)

    bens = archive_of(fresh("Ben"), NOW)

    first = taken("ben")
    assert {each.name for each in bens[HABITS]} == {each.name for each in first[HABITS]}
    assert [each.body for each in bens[NOTES]] == [each.body for each in first[NOTES]]
    assert {each.by for each in bens[CHECK_INS]} == {"me", "partner"}
    assert all(each.answers.private_line == "" for each in bens[CHECK_INS])


def test_what_was_shared_is_shared_again_and_nothing_else(lived):
    first, bens_before = taken("ada"), taken("ben")
    fresh_couple()

    bring_back(first, by=fresh("Ada"), now=NOW)

    def seen(archive, by):
        return [each.entry for each in archive[REFLECTIONS] if each.by == by]

    bens = archive_of(fresh("Ben"), NOW)
    assert seen(bens, "partner") == seen(bens_before, "partner") != []
    assert seen(bens, "me") == seen(first, "partner") != []


def test_habits_tell_where_they_come_from(lived):
    bring_back(taken("cleo"), by=fresh("Cleo"), now=NOW)

    space_id = fresh("Cleo").space_id
    assert list(db.session.scalars(select(Habit.origin).where(Habit.space_id == space_id))) == ["tend:h1"]


@pytest.mark.parametrize(
    "use",
    [
        lambda by: habits.plant(HabitPlan(1, "x", Mode.ONE, DAILY, NOW.date()), by=by, now=NOW),
        lambda by: wall.write("x", by=by, now=NOW),
        lambda by: checkins.save(SEALED_WEEK - timedelta(days=1), Answers(), by=by, now=NOW),
        lambda by: reflections.write(entry(Topic.FREE, "x"), by=by, now=NOW),
        lambda by: dates.plan(OutingPlan("Tea", TODAY), by=by, now=NOW),
        lambda by: ideas.put_in("Tea", by=by, now=NOW),
        lambda by: remembered.remember("We met", Yearly(2, 29), by=by, now=NOW),
    ],
    ids=["habit", "note", "check-in", "reflection", "date", "idea", "day to remember"],
)
def test_a_space_with_something_in_it_is_left_alone(lived, use):
    first = taken("ada")
    use(fresh("Ada"))
    db.session.commit()
    before = everything()

    with pytest.raises(Refused):
        bring_back(first, by=fresh("Ada"), now=NOW)

    db.session.rollback()
    assert everything() == before


def test_bringing_back_twice_is_refused(lived):
    bring_back(taken("cleo"), by=fresh("Cleo"), now=NOW)

    with pytest.raises(Refused):
        bring_back(taken("cleo"), by=fresh("Cleo"), now=NOW)


def test_whether_there_is_room_tells_nothing_of_what_the_partner_hides(lived):
    first = taken("ada")
    fresh_couple()
    secret = HabitPlan(6, "Bens secret", Mode.ONE, DAILY, NOW.date(), private=True)
    habits.plant(secret, by=fresh("Ben"), now=NOW)
    draft = Answers(went_well="only Bens")
    fresh("Ben").space.first_weekday = 0
    checkins.save(SEALED_WEEK, draft, by=fresh("Ben"), now=NOW)
    reflections.write(entry(Topic.FREE, "only Bens too"), by=fresh("Ben"), now=NOW)
    db.session.commit()

    bring_back(first, by=fresh("Ada"), now=NOW)

    assert archive_of(fresh("Ada"), NOW) == first
    bens = archive_of(fresh("Ben"), NOW)
    assert "Bens secret" in {each.name for each in bens[HABITS]}
    assert draft.went_well in {each.answers.went_well for each in bens[CHECK_INS]}


def test_what_the_partner_has_written_meanwhile_for_a_week_stays(lived):
    first = taken("ada")
    fresh_couple()
    week = max(each.week for each in first[CHECK_INS] if each.by == "partner")
    row = CheckIn(
        space_id=fresh("Ben").space_id,
        author_id=fresh("Ben").id,
        week=week,
        state="draft",
        appreciated=[],
        went_well="Bens own",
        closeness=None,
        ratings={},
        talk_about="",
        feel_loved="",
        small_thing="",
        private_line="",
        saved_at=NOW,
    )
    db.session.add(row)
    db.session.commit()

    bring_back(first, by=fresh("Ada"), now=NOW)

    kept = db.session.scalars(select(CheckIn.went_well).where(CheckIn.author_id == fresh("Ben").id))
    assert list(kept) == ["Bens own"]


def test_what_stayed_shut_is_shut_when_it_comes_back(lived):
    adas = (CheckIn.author_id == person("ada").id) & (CheckIn.week == OPENED_WEEK)
    db.session.execute(update(CheckIn).where(adas).values(mutual=True, shut=["feel-loved"]))
    first = taken("ada")
    fresh_couple()

    bring_back(first, by=fresh("Ada"), now=NOW)

    came = (CheckIn.author_id == fresh("Ada").id) & (CheckIn.week == OPENED_WEEK)
    assert db.session.execute(select(CheckIn.mutual, CheckIn.shut).where(came)).all() == [
        (True, ["feel-loved"])
    ]


def test_days_that_have_not_come_are_refused(lived):
    first = taken("ada")

    with pytest.raises(Refused):
        bring_back(first, by=fresh("Ada"), now=NOW - timedelta(days=3))


def test_nobody_who_joins_later_finds_what_was_for_the_partner_of_before(lived):
    bring_back(taken("ada"), by=fresh("Ada"), now=NOW)
    db.session.commit()
    fresh_couple()

    bens = archive_of(fresh("Ben"), NOW)

    assert (bens[HABITS], bens[CHECK_INS], bens[NOTES], bens[REFLECTIONS]) == ((), (), (), ())


def test_one_can_leave_with_what_was_brought_back(lived):
    fresh_couple()
    bring_back(taken("ada"), by=fresh("Ada"), now=NOW)
    db.session.commit()

    spaces.leave(by=fresh("Ada"), now=NOW)
    db.session.commit()

    assert EACH in {each.name for each in archive_of(fresh("Ada"), NOW)[HABITS]}
    assert EACH in {each.name for each in archive_of(fresh("Ben"), NOW)[HABITS]}


def test_both_can_have_brought_things_back_and_still_part(lived):
    for name in ("ada", "ben"):
        bring_back(taken(name), by=fresh(name.capitalize()), now=NOW)
        db.session.commit()
    fresh_couple()
    for name in ("Ada", "Ben"):
        habits.share(habits.queries.unshared_habits(fresh(name)), by=fresh(name), now=NOW)
        db.session.commit()

    spaces.leave(by=fresh("Ada"), now=NOW)
    db.session.commit()

    assert fresh("Ada").space_id != fresh("Ben").space_id


def test_a_leaver_takes_along_what_is_theirs_alone(lived):
    dans = taken("dan")

    assert dans.partner is None
    assert dans.exported_on > DAN_LEFT
    together = {habit.name: {track.whose for track in habit.tracks} for habit in dans[HABITS]}
    assert together == {ONCE_EACH: {"me"}, DANS_PRIVATE: {"me"}, ONCE_TOGETHER: {"together"}}
    assert dans[NOTES] == ()
    assert {each.by for each in dans[CHECK_INS]} == {"me"}


def test_what_somebody_wants_from_help_comes_back_and_nobody_has_agreed_to_it(inside):
    first = taken("ada")
    fresh_couple()

    bring_back(first, by=fresh("Ada"), now=NOW)

    page = summary_page(fresh("Ada"), NOW)
    assert page.contents.wants == {fresh("Ada").id: ADAS_WANTS}
    assert [standing.there or standing.mine for standing in page.standings] == [False] * 5


def test_what_somebody_wants_is_not_written_over_what_they_want_now(inside):
    first = taken("ada")
    agreeing.want("", by=fresh("Ada"), now=NOW)
    bring_back(first, by=fresh("Ada"), now=NOW)
    assert archive_of(fresh("Ada"), NOW)[WANTS] == ADAS_WANTS

    agreeing.want("Something else", by=fresh("Cleo"), now=NOW)
    with pytest.raises(Refused):
        bring_back(first, by=fresh("Cleo"), now=NOW)
