"""Days that were count as both files say, and no file says alone what is of two."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.exports.bringing import bring_back
from tests.exports.halves import again, back, both, changed
from tests.exports.halves_there import one_of_adas, plan_of, seen_by_ben
from tests.exports.lives import fresh, fresh_couple, zip_of
from tests.whole import some
from tests.world import EACH, NOW, TODAY, TOGETHER
from tracker.archives.plain import Id
from tracker.archives.things import Who
from tracker.dates import actions as dates
from tracker.dates.things import OUTINGS
from tracker.domain.habits import Mode
from tracker.domain.outings import OutingState
from tracker.domain.refusals import Refused
from tracker.domain.schedules import Per, TimesAMonth
from tracker.exports import archive
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits import things
from tracker.habits.queries import habit_of
from tracker.habits.things import HABITS
from tracker.models import Outing, Picture, TidingRow
from tracker.pauses.things import PAUSES, Pause

pytestmark = pytest.mark.on_either(
    "each brings two files in by the same statements as the one beside it", one_in=10
)


def once_a_month(habit):
    return replace(habit, asks=(things.Asked(habit.asks[0].since, Per.MONTH, times=1),))


def earlier(habit):
    first = habit.asks[0].since - timedelta(days=100)
    return replace(habit, starts_on=first, asks=(replace(habit.asks[0], since=first), *habit.asks[1:]))


def put_away(habit):
    return replace(habit, archived_on=TODAY - timedelta(days=12))


def in_other_units(habit):
    return replace(habit, unit="lies")


@pytest.mark.parametrize("forge", [once_a_month, earlier, put_away, in_other_units])
@pytest.mark.parametrize("name", ["ada", "ben"])
@pytest.mark.parametrize("called", [EACH, TOGETHER])
@pytest.mark.crossed("what a file says, of which habit, who brings it, and the database")
def test_no_file_says_alone_how_a_line_of_the_other_s_counted(halves, forge, name, called):
    other = {"ada": "ben", "ben": "ada"}[name]
    was = next(each for each in halves[other][HABITS] if each.name == called)

    def forged(habit):
        return forge(habit) if habit.name == called else habit

    both(halves, **{name: changed(halves[name], HABITS, forged)})

    found = next(each for each in again(other)[HABITS] if each.name == called)
    assert (found.asks, found.starts_on, found.archived_on, found.unit) == (
        *(was.asks, was.starts_on, was.archived_on, was.unit),
    )
    assert not found.shared, "each goes on with their own"


def test_what_was_changed_between_two_exports_counts_as_the_later_one_says(halves):
    file = halves["ben"]
    later = file.exported_on + timedelta(days=10)
    monthly = things.Asked(later - timedelta(days=3), Per.MONTH, times=2)

    def asked_less(habit):
        return replace(habit, asks=(*habit.asks, monthly)) if habit.name == EACH else habit

    fresh_couple()
    at = NOW + timedelta(days=10)
    for name, found in (
        ("ada", halves["ada"]),
        ("ben", replace(changed(file, HABITS, asked_less), exported_on=later)),
    ):
        brought_at(found, name, at)

    found = next(each for each in archive_of(fresh("Ada"), at)[HABITS] if each.name == EACH)
    assert found.shared
    assert found.asks[-1] == monthly


def brought_at(file, name, at):
    bring_back(file, by=fresh(name.capitalize()), now=at)
    db.session.commit()


def test_what_its_owner_changed_while_a_half_waits_counts_for_both_from_today_on(halves):
    fresh_couple()
    back("ada", halves)
    own = one_of_adas(halves, mode=Mode.EACH)
    was = next(each for each in halves["ben"][HABITS] if each.id == own.id)
    habit = habit_of(fresh("Ada"), int(own.id))
    long_ago = TODAY - timedelta(days=20)
    plan = replace(plan_of(habit), schedule=TimesAMonth(1))
    habits.change(habit, plan, by=fresh("Ada"), now=NOW, since=long_ago)
    db.session.commit()

    back("ben", halves)

    found = next(each for each in again("ben")[HABITS] if each.id == own.id)
    assert found.asks == (
        *was.asks,
        things.Asked(TODAY, Per.MONTH, times=1, goal=plan.goal, summed=plan.summed),
    )
    told = select(TidingRow.kind).where(TidingRow.person_id == fresh("Ben").id)
    assert "terms" in db.session.scalars(told).all()


@pytest.mark.parametrize(
    "name", some(["ada", "ben"], "test_a_pause_of_a_habit_that_one_file_tells_of_alone_holds_for_that_one")
)
def test_a_pause_of_a_habit_that_one_file_tells_of_alone_holds_for_that_one(halves, name):
    other = {"ada": "ben", "ben": "ada"}[name]
    was = next(each for each in halves[other][HABITS] if each.name == EACH).tracks[0]
    key = next(each.key for each in halves[name][HABITS] if each.name == EACH)
    forged = Pause(
        Who.TOGETHER, TODAY - timedelta(days=60), TODAY - timedelta(days=1), key, Id("4100000000000000000")
    )
    file = halves[name].with_things({PAUSES: (forged, *halves[name][PAUSES])})

    both(halves, **{name: file})

    found = next(each for each in again(other)[HABITS] if each.name == EACH)
    assert found.shared
    assert (found.tracks[0].streak, found.tracks[0].strength) == (was.streak, was.strength)


def test_nobody_makes_a_tick_of_both_by_their_own_file_that_the_other_made(halves):
    def all_mine(habit):
        if habit.name != TOGETHER:
            return habit
        [track] = habit.tracks
        days = {tick.day for tick in track.ticks}
        day = next(day for day in days_from(track.starts_on) if day not in days)
        ticks = {tick.day: replace(tick, by=Who.ME) for tick in track.ticks} | {day: things.Tick(day)}
        return replace(habit, tracks=(replace(track, ticks=tuple(ticks.values())),))

    bens = {tick.day for tick in together(halves["ben"]).ticks if tick.by is Who.ME}
    adas = {tick.day for tick in together(halves["ben"]).ticks if tick.by is Who.PARTNER}
    assert bens

    both(halves, ada=changed(halves["ada"], HABITS, all_mine))

    by = {tick.day: tick.by for tick in together(again("ben")).ticks}
    assert {by[day] for day in bens} == {None}, "both say it was themselves"
    assert {by[day] for day in adas} == {Who.PARTNER}
    assert {by[day] for day in by.keys() - bens - adas} == {Who.PARTNER}, "what one alone tells of is theirs"


def days_from(day):
    return (day + timedelta(days=n) for n in range(30))


def together(file):
    return next(each for each in file[HABITS] if each.name == TOGETHER).tracks[0]


@pytest.mark.parametrize("mode", [Mode.EACH, Mode.TOGETHER])
def test_no_file_says_later_how_often_two_were_close(halves, mode):
    def touching(habit):
        return replace(habit, strategy="touch") if habit.mode is mode and habit.shared else habit

    def oftener(habit):
        if habit.strategy != "touch" or not habit.shared:
            return habit
        days = (
            things.Tick(habit.starts_on + timedelta(days=n)) for n in range((TODAY - habit.starts_on).days)
        )
        tracks = (
            replace(each, ticks=tuple({tick.day: tick for tick in (*days, *each.ticks)}.values()))
            for each in habit.tracks
        )
        return replace(habit, tracks=tuple(tracks))

    files = {name: changed(halves[name], HABITS, touching) for name in ("ada", "ben")}
    shared = {each.id for each in files["ada"][HABITS] if each.strategy == "touch" and each.shared}

    both(files, ada=changed(files["ada"], HABITS, oftener))

    assert shared
    assert [each for each in again("ben")[HABITS] if each.shared and each.id in shared] == []


def test_one_s_own_line_of_touch_is_no_longer_by_one_s_own_file_alone(halves):
    own = one_of_adas(halves)

    def touching(habit):
        return replace(habit, strategy="touch") if habit.id == own.id else habit

    def oftener(habit):
        if habit.id != own.id:
            return habit
        ticks = tuple(things.Tick(habit.starts_on + timedelta(days=n)) for n in range(40))
        return replace(habit, tracks=tuple(replace(each, ticks=ticks) for each in habit.tracks))

    files = {name: changed(halves[name], HABITS, touching) for name in ("ada", "ben")}
    both(files, ada=changed(files["ada"], HABITS, oftener))

    assert own.id not in seen_by_ben(HABITS)


def test_nobody_writes_about_the_other_s_days_by_their_own_file(halves):
    written = things.Remark(TODAY, Who.ME, "never said", written_at=NOW)
    for_oneself = things.Remark(
        TODAY - timedelta(days=1), Who.ME, "for Ben alone", private=True, written_at=NOW
    )

    def about_hers(habit):
        tracks = (
            replace(each, remarks=(*each.remarks, written, for_oneself))
            if each.whose is Who.PARTNER
            else each
            for each in habit.tracks
        )
        return replace(habit, tracks=tuple(tracks)) if habit.name == EACH else habit

    both(halves, ben=changed(halves["ben"], HABITS, about_hers))

    assert "never said" not in archive.written(again("ada")).decode()
    kept = archive.written(again("ben")).decode()
    assert "for Ben alone" in kept
    assert all(body in archive.written(again("ada")).decode() for body in shared_remarks(halves["ada"]))


def shared_remarks(file):
    lines = (track for each in file[HABITS] if each.name == EACH for track in each.tracks)
    found = [each.body for track in lines for each in track.remarks if each.by is Who.PARTNER]
    assert found
    return found


def test_a_copy_of_a_date_that_was_changed_stays_with_whoever_changed_it(halves):
    back("ada", halves)
    been = next(
        each for each in halves["ada"][OUTINGS] if each.by is Who.PARTNER and each.state is OutingState.DONE
    )
    ada = fresh("Ada")
    copy = db.session.scalars(
        select(Outing).where(Outing.author_id == ada.id, Outing.title == been.title)
    ).one()
    dates.finish(copy, "Written by Ada alone", by=ada, now=NOW)
    db.session.commit()

    fresh_couple()
    back("ben", halves)

    assert "Written by Ada alone" in archive.written(again("ada")).decode()
    assert "Written by Ada alone" not in archive.written(again("ben")).decode()
    assert been.id in {each.id for each in again("ada")[OUTINGS]}


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("habits 1, name", lambda values: values["habits"][0].update(name="\u200b")),
        ("left_on", lambda values: values["habits"][0].update(mode="each", left_on="2026-03-01")),
        ("left_on", lambda values: values["habits"][0].update(left_on="2026-03-01")),
        ("by_note", lambda values: values["habits"][0].update(strategy="touch", by_note=True)),
        ("me, name", lambda values: values["me"].update(name="\u2060 ")),
        ("goal", lambda values: values["habits"][0]["asks"][0].update(goal=2_000_000_000)),
        (
            "amount",
            lambda values: values["habits"][0]["tracks"][0].update(
                ticks=[{"day": "2026-03-01", "amount": 2_000_000_000}]
            ),
        ),
    ],
)
def test_what_no_form_takes_no_file_brings(lived, part, change):
    values = json.loads(archive.written(lived["ada"]))
    change(values)

    with pytest.raises(Refused) as refused:
        archive.read_again(zip_of(values))

    assert part in refused.value.values["place"]


def test_what_nobody_can_see_is_left_out_of_words(lived):
    values = json.loads(archive.written(lived["cleo"]))
    values["habits"][0]["name"] = "Tea\x1b[2J\x9b with\x08 milk"

    found = archive.archive_in({key: each for key, each in values.items() if key not in ("schema", "note")})

    assert found[HABITS][0].name == "Tea[2J with milk"


def test_a_letter_with_another_picture_takes_no_letter_s_place(halves):
    fresh_couple()
    back("ada", halves)
    ada_id = fresh("Ada").id
    letter = next(each for each in halves["ada"][archive.NOTES] if each.picture and each.to is Who.PARTNER)
    db.session.execute(update(Picture).where(Picture.note_id == int(letter.id)).values(description="Another"))
    db.session.commit()

    back("ben", halves)

    kept = next(each for each in again("ben")[archive.NOTES] if each.body == letter.body)
    assert kept.picture.description == letter.picture.description
    assert ada_id


def test_days_are_not_lost_where_a_habit_was_shared_before_the_other_half_came(halves):
    fresh_couple()
    back("ada", halves)
    own = one_of_adas(halves, mode=Mode.EACH)
    ada = fresh("Ada")
    habits.share([habit_of(ada, int(own.id))], by=ada, now=NOW)
    db.session.commit()

    back("ben", halves)

    was = next(each for each in halves["ben"][HABITS] if each.id == own.id)
    found = next(each for each in again("ben")[HABITS] if each.id == own.id)
    assert days_of(found) == days_of(was)


def days_of(habit):
    return {each.whose: {tick.day for tick in each.ticks} for each in habit.tracks}
