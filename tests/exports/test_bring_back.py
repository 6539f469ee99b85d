"""What was taken along comes back as it was."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.exports.bringing import bring_back, is_back, without_ids
from tests.exports.lives import empty, fresh, fresh_couple, taken, zipped
from tests.house.doors import everything
from tests.whole import some
from tests.world import (
    ADAS_WANTS,
    BENS_BEGUN,
    DAN_LEFT,
    DANS_PRIVATE,
    EACH,
    NOW,
    ONCE_EACH,
    ONCE_TOGETHER,
    SEALED_WEEK,
    TODAY,
    person,
)
from tracker.appointments.things import APPOINTMENTS, Appointment
from tracker.archives.things import Turn, Who
from tracker.checkins import actions as checkins
from tracker.checkins.things import CHECK_INS
from tracker.dates import actions as dates
from tracker.dates.things import OUTINGS, Outing
from tracker.domain.checkins import Answers
from tracker.domain.drafts import DraftKind
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.outings import OutingPlan, OutingState
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
from tracker.habits.settling import rebuild, settle_space
from tracker.habits.things import HABITS
from tracker.ideas import actions as ideas
from tracker.ideas.things import IDEAS, Idea
from tracker.milestones.things import MILESTONES, Milestone
from tracker.models import Acknowledgement, CheckIn, Habit
from tracker.reflections import actions as reflections
from tracker.reflections.things import REFLECTIONS
from tracker.remembered import actions as remembered
from tracker.remembered.things import REMEMBERED, RememberedDay
from tracker.spaces import actions as spaces
from tracker.spaces.own_ways import choose_own_ways
from tracker.summaries import actions as agreeing
from tracker.summaries.queries import summary_page
from tracker.summaries.things import WANTS
from tracker.wall import actions as wall
from tracker.wall import drafts
from tracker.wall.things import NOTES

pytestmark = pytest.mark.on_either(
    "each brings a file in by the same statements as the one beside it", one_in=10
)

PLANNED_FIELDS = (OUTINGS, REMEMBERED, IDEAS, APPOINTMENTS)


@pytest.mark.parametrize(
    "name", some(["ada", "ben"], "test_in_a_fresh_space_of_two_one_s_own_half_is_as_it_was")
)
def test_in_a_fresh_space_of_two_one_s_own_half_is_as_it_was(lived, name):
    first = lived[name]
    fresh_couple()

    bring_back(first, by=fresh(name.capitalize()), now=NOW)
    db.session.commit()

    again = archive_of(fresh(name.capitalize()), NOW)
    assert is_back(again, of=first)
    assert [each.terms for each in again[HABITS]] != []


@pytest.mark.parametrize(
    "name",
    some(
        ["ada", "ben"],
        "test_private_habits_count_on_as_their_owner_chose_and_touch_waits_for_a_wish_with_this_partner",
    ),
)
def test_private_habits_count_on_as_their_owner_chose_and_touch_waits_for_a_wish_with_this_partner(
    lived, name
):
    choose_own_ways(person(name), first_weekday=3, strict=True, now=NOW)
    person(name).touch_numbers = True
    db.session.commit()
    first = taken(name)
    fresh_couple()
    others = fresh("Ben" if name == "ada" else "Ada")
    before = (others.own_ways, others.touch_numbers)

    bring_back(first, by=fresh(name.capitalize()), now=NOW)
    db.session.commit()

    back = fresh(name.capitalize())
    assert back.strict_for(shared=False) and not back.space.strict
    assert back.weeks_for(shared=False).ways[-1].first_weekday == 3
    assert archive_of(back, NOW).me.own_ways == first.me.own_ways
    assert not archive_of(back, NOW).me.touch_numbers
    others = fresh("Ben" if name == "ada" else "Ada")
    assert (others.own_ways, others.touch_numbers) == before


def test_one_alone_goes_on_as_they_chose_for_themselves(lived):
    choose_own_ways(person("ada"), first_weekday=0, strict=True, now=NOW)

    alone = own(taken("ada"))

    assert (alone.space.strict, alone.me.own_ways, alone.me.touch_numbers) == (True, None, False)


@pytest.mark.everybodys("all that is folded is folded again")
def test_weeks_that_have_turned_come_back_as_they_lay(lived):
    space = person("ada").space
    space.weeks = space.weeks.changed(2, 1, today=TODAY - timedelta(days=40)).changed(5, 5, today=TODAY)
    rebuild(NOW)
    db.session.commit()
    weeks, first = space.weeks, taken("ada")
    assert len(weeks.ways) == 3

    bring_back(first, by=fresh("Ada"), now=NOW)
    db.session.commit()

    assert fresh("Ada").space.weeks == weeks
    assert without_ids(archive_of(fresh("Ada"), NOW)) == without_ids(own(first))


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
    first = lived[name]

    bring_back(first, by=fresh(name.capitalize()), now=NOW)
    db.session.commit()

    again = archive_of(fresh(name.capitalize()), NOW)
    assert without_ids(again) == without_ids(own(first))
    assert archive.written(without_ids(again)) == archive.written(without_ids(own(first)))


def test_a_name_from_before_names_were_short_comes_back_cut(lived):
    first = lived["cleo"]
    longer = replace(first, me=replace(first.me, name="C" * 60))

    bring_back(archive.read(zipped(longer)), by=fresh("Cleo"), now=NOW)

    assert fresh("Cleo").name == "C" * 29 + "…"


@pytest.mark.parametrize("name", ["cleo", "dan"])
def test_of_somebody_who_is_alone_everything_is_their_own(lived, name):
    first = lived[name]

    assert own(first) is first


def test_the_streaks_and_strengths_are_those_of_before_not_read_from_the_file(lived):
    first = lived["ada"]
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
    assert is_back(again, of=first)
    assert {track.strength for habit in again[HABITS] for track in habit.tracks} != {0.0}
    assert max(track.streak.length for habit in again[HABITS] for track in habit.tracks) == 21


def test_the_days_of_one_who_is_alone_are_settled_as_they_were(lived):
    settle_space(person("cleo"), NOW)
    first, was = taken("cleo"), person("cleo").space
    before = (was.founded_on, was.settled_through, was.state, was.days)

    bring_back(first, by=fresh("Cleo"), now=NOW)

    space = fresh("Cleo").space
    assert (space.founded_on, space.settled_through, space.state, space.days) == before


def test_what_was_shared_is_shared_with_nobody_who_is_there_now(lived):
    first = lived["ada"]
    fresh_couple()

    bring_back(first, by=fresh("Ada"), now=NOW)

    assert any(each.shared_at for each in first[REFLECTIONS])
    assert not any(each.shared_at for each in archive_of(fresh("Ada"), NOW)[REFLECTIONS])
    assert archive_of(fresh("Ben"), NOW)[REFLECTIONS] == ()


def test_a_file_states_no_milestone(lived):
    first = lived["cleo"]
    forged = (*first[MILESTONES], Milestone("days", 36_500, TODAY), Milestone("return", 3, TODAY))

    bring_back(first.with_things({MILESTONES: forged}), by=fresh("Cleo"), now=NOW)

    assert archive_of(fresh("Cleo"), NOW)[MILESTONES] == first[MILESTONES]


def test_habits_tell_where_they_come_from(lived):
    bring_back(lived["cleo"], by=fresh("Cleo"), now=NOW)

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
    first = lived["ada"]
    use(fresh("Ada"))
    db.session.commit()
    before = everything()

    with pytest.raises(Refused):
        bring_back(first, by=fresh("Ada"), now=NOW)

    db.session.rollback()
    assert everything() == before


def test_bringing_back_twice_is_refused(lived):
    bring_back(lived["cleo"], by=fresh("Cleo"), now=NOW)

    with pytest.raises(Refused):
        bring_back(lived["cleo"], by=fresh("Cleo"), now=NOW)


def test_whether_there_is_room_tells_nothing_of_what_the_partner_hides(lived):
    first = lived["ada"]
    fresh_couple()
    secret = HabitPlan(6, "Bens secret", Mode.ONE, DAILY, NOW.date(), private=True)
    habits.plant(secret, by=fresh("Ben"), now=NOW)
    draft = Answers(went_well="only Bens")
    fresh("Ben").space.first_weekday = 0
    checkins.save(SEALED_WEEK, draft, by=fresh("Ben"), now=NOW)
    reflections.write(entry(Topic.FREE, "only Bens too"), by=fresh("Ben"), now=NOW)
    db.session.commit()

    bring_back(first, by=fresh("Ada"), now=NOW)

    assert is_back(archive_of(fresh("Ada"), NOW), of=first)
    bens = archive_of(fresh("Ben"), NOW)
    assert "Bens secret" in {each.name for each in bens[HABITS]}
    assert draft.went_well in {each.answers.went_well for each in bens[CHECK_INS]}


def test_what_the_partner_has_written_meanwhile_for_a_week_stays(lived):
    first = lived["ada"]
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


def test_days_that_have_not_come_are_refused(lived):
    first = lived["ada"]

    with pytest.raises(Refused):
        bring_back(first, by=fresh("Ada"), now=NOW - timedelta(days=3))


def test_nobody_who_joins_later_finds_what_was_for_the_partner_of_before(lived):
    bring_back(lived["ada"], by=fresh("Ada"), now=NOW)
    db.session.commit()
    fresh_couple()

    bens = archive_of(fresh("Ben"), NOW)

    assert (bens[HABITS], bens[CHECK_INS], bens[NOTES], bens[REFLECTIONS]) == ((), (), (), ())


def test_one_can_leave_with_what_was_brought_back(lived):
    fresh_couple()
    bring_back(lived["ada"], by=fresh("Ada"), now=NOW)
    db.session.commit()

    spaces.leave(by=fresh("Ada"), now=NOW)
    db.session.commit()

    assert EACH in {each.name for each in archive_of(fresh("Ada"), NOW)[HABITS]}
    assert archive_of(fresh("Ben"), NOW)[HABITS] == ()


def test_both_can_have_brought_things_back_and_still_part(lived):
    for name in ("ada", "ben"):
        bring_back(lived[name], by=fresh(name.capitalize()), now=NOW)
        db.session.commit()
    fresh_couple()
    for name in ("Ada", "Ben"):
        habits.share(habits.queries.unshared_habits(fresh(name)), by=fresh(name), now=NOW)
        db.session.commit()

    spaces.leave(by=fresh("Ada"), now=NOW)
    db.session.commit()

    assert fresh("Ada").space_id != fresh("Ben").space_id


def test_a_leaver_takes_along_what_is_theirs_alone(lived):
    dans = lived["dan"]

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


def test_what_somebody_had_begun_to_write_comes_back_for_them_alone(inside):
    first = taken("ben")
    fresh_couple()

    bring_back(first, by=fresh("Ben"), now=NOW)

    # Whom it was for can be told only once the other's file is here, too.
    assert [each.body for each in drafts.laid_aside(fresh("Ben"), DraftKind.JAR_NOTE)] == [BENS_BEGUN]
    assert drafts.begun_by(fresh("Ben"), DraftKind.JAR_NOTE) == ""
    assert list(drafts.laid_aside(fresh("Ada"), DraftKind.JAR_NOTE)) == []


def test_what_somebody_wants_is_not_written_over_what_they_want_now(inside):
    first = taken("ada")
    agreeing.want("", by=fresh("Ada"), now=NOW)
    bring_back(first, by=fresh("Ada"), now=NOW)
    assert archive_of(fresh("Ada"), NOW)[WANTS].words == ADAS_WANTS

    agreeing.want("Something else", by=fresh("Cleo"), now=NOW)
    with pytest.raises(Refused):
        bring_back(first, by=fresh("Cleo"), now=NOW)


@pytest.mark.parametrize(
    "name", some(["ada", "ben"], "test_alone_one_keeps_of_the_other_s_plans_what_one_keeps_where_two_part")
)
def test_alone_one_keeps_of_the_other_s_plans_what_one_keeps_where_two_part(lived, name):
    first = taken(name)
    theirs = {field: [each for each in first[field] if each.by is Who.PARTNER] for field in PLANNED_FIELDS}
    past, to_come, today = TODAY - timedelta(days=40), TODAY + timedelta(days=40), TODAY
    odd = first.with_things(
        {
            OUTINGS: (
                *(each for each in first[OUTINGS] if each.by is Who.ME),
                Outing(Who.PARTNER, "was", past, "Europe/Berlin", shared=True, prepared_by=Who.TOGETHER),
                Outing(Who.PARTNER, "off", past, "Europe/Berlin", OutingState.OFF, shared=True),
                Outing(Who.PARTNER, "tonight", today, "Europe/Berlin", shared=True),
                Outing(Who.PARTNER, "to come", to_come, "Europe/Berlin", shared=True, prepared_by=Who.ME),
                Outing(Who.ME, "of both", to_come, "Europe/Berlin", shared=True, prepared_by=Who.TOGETHER),
            ),
            REMEMBERED: (
                RememberedDay(Who.PARTNER, "began", 3, 1, 2020, shared=True),
                RememberedDay(Who.PARTNER, "begins", 12, 1, TODAY.year, shared=True),
            ),
            IDEAS: (Idea(Who.PARTNER, "an idea", shared=True), Idea(Who.ME, "mine", shared=True)),
            APPOINTMENTS: (
                *(each for each in first[APPOINTMENTS] if each.by is Who.ME),
                Appointment(Who.PARTNER, "a lawyer", to_come, "Europe/Berlin", shared=True),
            ),
        }
    )

    bring_back(archive.read(zipped(odd)), by=fresh(name.capitalize()), now=NOW)
    db.session.commit()

    again = archive_of(fresh(name.capitalize()), NOW)
    titles = {each.title for each in again[OUTINGS]}
    assert {"was", "of both"} <= titles and not titles & {"off", "tonight", "to come"}
    assert {each.prepared_by for each in again[OUTINGS]} <= {Who.ME, Who.NOBODY}
    assert [each.name for each in again[REMEMBERED]] == ["began"]
    assert [each.title for each in again[IDEAS]] == ["mine"]
    assert {each.who for each in again[APPOINTMENTS]} == {
        each.who for each in first[APPOINTMENTS] if each.by is Who.ME
    }
    assert any(theirs.values())


def test_that_somebody_who_has_left_heard_goes_and_their_lines_stay(lived):
    first = taken("ada")
    heard = {each.line for one in first[CHECK_INS] if one.by is Who.ME for each in one.heard}
    assert "" in heard and heard != {""}
    mine = tuple(each for each in first[CHECK_INS] if each.by is Who.ME)
    of_before = tuple(
        replace(
            each,
            opened_to=Who.FORMER if each.opened_to is Who.PARTNER else each.opened_to,
            heard=tuple(replace(one, by=Who.FORMER) for one in each.heard),
        )
        for each in mine
    )
    nobodys = replace(own(first), partner=None).with_things(
        {CHECK_INS: tuple(replace(each, habit="") for each in of_before)}
    )

    for file in (first, archive.read(zipped(nobodys))):
        bring_back(file, by=fresh("Ada"), now=NOW)
        db.session.commit()
        lines = [each.line for one in archive_of(fresh("Ada"), NOW)[CHECK_INS] for each in one.heard]
        assert lines and all(lines)
        rows = select(Acknowledgement.line).join(CheckIn).where(CheckIn.author_id == fresh("Ada").id)
        assert "" not in db.session.scalars(rows).all()
        empty(fresh("Ada"))
        db.session.commit()


def test_an_export_tells_of_nobody_who_has_left_that_they_heard(lived):
    adas = select(Acknowledgement).join(CheckIn).where(CheckIn.author_id == person("ada").id)
    for row in db.session.scalars(adas):
        row.author_id = None
    db.session.commit()

    heard = [each for one in taken("ada")[CHECK_INS] if one.by is Who.ME for each in one.heard]

    assert heard and all(each.line for each in heard)
