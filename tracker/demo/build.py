"""Builds half a year of Ada and Ben. The same day always gives the same half year."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import insert

from tracker.accounts.queries import person_called
from tracker.demo import dates, help, written
from tracker.demo.habits import ADA, BEN, HABITS, Grown
from tracker.demo.written import WEEK_COUNT, evening
from tracker.domain.checkins import week_to_check_in
from tracker.domain.days import DAYS_A_WEEK, ONE_DAY, SUNDAY, Rhythm, today, weekly
from tracker.domain.habits import Mode
from tracker.domain.milestones import MilestoneKind
from tracker.domain.pauses import PausedDays
from tracker.domain.schedules import OnWeekdays
from tracker.domain.terms import WHOLE, Terms
from tracker.extensions import db
from tracker.habits.asking import store_terms
from tracker.habits.settling import settle_space
from tracker.milestones.actions import keep_those_told
from tracker.models import (
    Acknowledgement,
    CheckIn,
    Habit,
    Note,
    Outing,
    Pause,
    Person,
    Reflection,
    Remark,
    Space,
    Telling,
    Tick,
    Track,
)

ADDRESSES = {ADA: "ada@example.org", BEN: "ben@example.org"}
PASSWORD = "ten small things"  # noqa: S105
ZONE = "Europe/London"
MONDAY, SATURDAY = 0, 5

LAKE = (10, 3, 7)  # the week they went, on which of its days, for how many days
FEVER = (16, 1, 6)
RELEASE_WEEKS = range(5, 8)
QUIET_DAYS = {(5, 3), (6, 2), (6, 3), (7, 1)}  # weeks and weekdays on which nobody ticked anything
SMOOTH_DAYS = 21  # so long nothing has gone wrong that matters


def build(password_hash: str, now: datetime) -> None:
    """Put Ada, Ben and all they have lived until ``now`` into an empty database, and commit."""
    day = today(Rhythm(ZONE), now)
    begin = week_to_check_in(day, weekly(MONDAY, SUNDAY)) - timedelta(weeks=WEEK_COUNT)
    people = move_in(begin, password_hash)
    live(people, begin, day, now)
    db.session.commit()
    ada, ben = person_called(ADDRESSES[ADA]), person_called(ADDRESSES[BEN])
    assert ada is not None
    assert ben is not None
    settle_space(ada, now)
    keep_those_told(ada, now)
    db.session.commit()
    help.agree(ada, ben, now)
    db.session.commit()


def live(people: dict[str, Person], begin: date, day: date, now: datetime) -> None:
    """All that the two have done and written, from the day on which they began to a day."""
    db.session.add_all(pauses(people, begin))
    habits = plant(people, begin)
    db.session.flush()
    db.session.execute(insert(Tick), list(ticks(habits, people, begin, day, now)))
    db.session.execute(insert(CheckIn), list(written.check_ins(people, begin, now)))
    db.session.execute(insert(Acknowledgement), list(written.acknowledgements(people, begin, now)))
    db.session.execute(insert(Note), list(written.notes(people, habits, now)))
    db.session.add_all(written.pictures(people))
    db.session.add_all(written.jar(people, now, day))
    db.session.execute(insert(Outing), list(dates.outings(people, day, now)))
    db.session.add_all(dates.ideas(people, now))
    db.session.add_all(dates.remembered(people, day, now))
    made = list(help.appointments(people, day, now))
    db.session.add_all(made)
    db.session.flush()
    db.session.add_all(help.to_bring(made))
    db.session.execute(insert(Remark), list(written.remarks(habits, people, day, now)))
    db.session.execute(insert(Reflection), list(written.reflections(people, day, now)))
    db.session.add_all(tellings(people))


def move_in(begin: date, password_hash: str) -> dict[str, Person]:
    """Ada starts a space, and Ben joins two days later."""
    space = Space(
        name="Ada & Ben",
        first_weekday=MONDAY,
        check_in_weekday=SUNDAY,
        founded_on=begin,
        settled_through=begin - ONE_DAY,
    )
    db.session.add(space)
    db.session.flush()
    people = {
        ADA: member(ADA, space, 1, begin, colour="plum", password_hash=password_hash),
        BEN: member(BEN, space, 2, begin + timedelta(days=2), colour="sea", password_hash=password_hash),
    }
    db.session.add_all(people.values())
    db.session.flush()
    return people


def member(key: str, space: Space, seat: int, joined_on: date, *, colour: str, password_hash: str) -> Person:
    return Person(
        email=ADDRESSES[key],
        password_hash=password_hash,
        name=key.title(),
        colour=colour,
        zone=ZONE,
        day_ends_at=3,
        space_id=space.id,
        seat=seat,
        joined_on=joined_on,
        registered_at=evening(joined_on),
        confirmed_at=evening(joined_on),
    )


def pauses(people: dict[str, Person], begin: date) -> Iterator[Pause]:
    """Four days at the lake with the way there and back, and a week in which Ada had a fever."""
    space_id = people[ADA].space_id
    for days, person_id in ((span(LAKE, begin), None), (span(FEVER, begin), people[ADA].id)):
        yield Pause(space_id=space_id, person_id=person_id, starts_on=days.starts_on, ends_on=days.ends_on)


def span(when: tuple[int, int, int], begin: date) -> PausedDays:
    week, weekday, day_count = when
    starts_on = begin + timedelta(weeks=week, days=weekday)
    return PausedDays(starts_on, starts_on + timedelta(days=day_count - 1))


def plant(people: dict[str, Person], begin: date) -> dict[str, tuple[Habit, list[tuple[str, Track]]]]:
    """The habits by their key, each with its tracks and who ticks them."""
    planted = {}
    for position, grown in enumerate(HABITS):
        owner, starts_on = people[grown.owner], begin + timedelta(weeks=grown.from_week)
        habit = Habit(
            space_id=owner.space_id,
            owner_id=owner.id,
            strategy=grown.strategy,
            name=grown.name,
            cue=grown.cue,
            unit=grown.unit,
            mode=grown.mode,
            shared=not grown.private,
            starts_on=starts_on,
            archived_on=begin + timedelta(weeks=grown.to_week) if grown.to_week >= 0 else None,
            position=position,
            created_at=evening(starts_on),
        )
        db.session.add(habit)
        db.session.flush()
        store_terms(habit, [Terms(starts_on, grown.schedule, grown.goal, grown.summed)])
        planted[grown.key] = habit, [(who, track(habit, who, people)) for who in tickers(grown)]
    return planted


def tickers(grown: Grown) -> tuple[str, ...]:
    """Whose tracks a habit has; the shared one goes by the name of whoever had the idea."""
    return (ADA, BEN) if grown.mode is Mode.EACH else (grown.owner,)


def track(habit: Habit, who: str, people: dict[str, Person]) -> Track:
    starts_on = habit.starts_on if habit.together else max(habit.starts_on, people[who].joined_on)
    made = Track(
        space_id=habit.space_id,
        habit_id=habit.id,
        owner_id=None if habit.together else people[who].id,
        starts_on=starts_on,
        settled_through=starts_on - ONE_DAY,
    )
    db.session.add(made)
    return made


def ticks(
    habits: dict[str, tuple[Habit, list[tuple[str, Track]]]],
    people: dict[str, Person],
    begin: date,
    day: date,
    now: datetime,
) -> Iterator[dict[str, object]]:
    """All that was ticked, a little of it today."""
    for grown in HABITS:
        habit, tracks = habits[grown.key]
        for who, its_track in tracks:
            chance = random.Random(f"{grown.key} {who}")  # noqa: S311
            until = min(day, habit.archived_on or day)
            for each in days_between(its_track.starts_on, until):
                if chance.random() < likelihood(grown, who, each, begin, day):
                    yield ticked(its_track, each, evening(each), people) | {"amount": part_of(grown, chance)}
            if habit.archived_on is None and who in grown.today:
                yield ticked(its_track, day, now, people) | {"amount": part_of(grown, chance)}


def part_of(grown: Grown, chance: random.Random) -> int:
    """What one day brings to a sum, a quarter to five twelfths of it; the whole where each day is for itself."""
    return chance.randrange(3, 6) * grown.goal // 12 if grown.summed else WHOLE


def ticked(track: Track, day: date, at: datetime, people: dict[str, Person]) -> dict[str, object]:
    by = None if track.owner_id else people[(ADA, BEN)[day.toordinal() % 3 % 2]].id
    return {"track_id": track.id, "day": day, "space_id": track.space_id, "ticked_at": at, "ticker_id": by}


def days_between(first: date, until: date) -> Iterator[date]:
    """The days from the first on, without the last."""
    return (first + timedelta(days=n) for n in range((until - first).days))


def likelihood(grown: Grown, who: str, day: date, begin: date, now_on: date) -> float:
    """How likely it was that somebody did it on a day: more from month to month, less in hard weeks."""
    if isinstance(grown.schedule, OnWeekdays) and day.weekday() not in grown.schedule.weekdays:
        return 0.0
    if day > now_on - timedelta(days=SMOOTH_DAYS) and grown.key == "thank_you":
        return 1.0
    if paused_for(grown, who, day, begin):
        return 0.3
    week, weekday = divmod((day - begin).days, DAYS_A_WEEK)
    if (week, weekday) in QUIET_DAYS or week in grown.lull:
        return 0.0
    share = (day - begin) / (now_on - begin)
    likely = grown.at_first + (grown.by_now - grown.at_first) * share
    if weekday >= SATURDAY:
        likely += grown.weekend
    if week in RELEASE_WEEKS and (who == BEN or grown.mode is Mode.TOGETHER):
        likely -= 0.25
    return likely


def paused_for(grown: Grown, who: str, day: date, begin: date) -> bool:
    lake, fever = span(LAKE, begin), span(FEVER, begin)
    ill = fever.starts_on <= day <= fever.ends_on and (who == ADA or grown.mode is Mode.TOGETHER)
    return ill or lake.starts_on <= day <= lake.ends_on


def tellings(people: dict[str, Person]) -> Iterator[Telling]:
    """What both have read of already; their hundred days they have not."""
    for kind, number in ((MilestoneKind.FIRST_WEEK, 7), (MilestoneKind.DAYS, 50), (MilestoneKind.RETURN, 1)):
        for person in people.values():
            yield Telling(person_id=person.id, kind=kind, number=number, space_id=person.space_id)
