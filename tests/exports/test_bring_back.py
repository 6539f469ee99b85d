"""What was taken along comes back as it was."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.exports.bringing import bring_back, is_back, without_ids
from tests.exports.lives import fresh, fresh_couple, taken, zipped
from tests.whole import some
from tests.world import (
    ADAS_WANTS,
    BENS_BEGUN,
    NOW,
    TODAY,
    person,
)
from tracker.archives.things import Turn
from tracker.domain.drafts import DraftKind
from tracker.domain.refusals import Refused
from tracker.exports import archive
from tracker.exports.alone import own
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.habits.settling import rebuild, settle_space
from tracker.habits.things import HABITS
from tracker.milestones.things import MILESTONES, Milestone
from tracker.models import Habit
from tracker.reflections.things import REFLECTIONS
from tracker.spaces.own_ways import choose_own_ways
from tracker.summaries.queries import summary_page
from tracker.wall import drafts

pytestmark = pytest.mark.on_either(
    "each brings a file in by the same statements as the one beside it", one_in=10
)


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
