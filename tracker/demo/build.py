"""Builds half a year of Ada and Ben. The same day always gives the same half year."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import insert, select

from tracker.accounts.queries import person_called
from tracker.demo import dates, help
from tracker.demo.habits import ADA, BEN, HABITS, Grown
from tracker.demo.notes import JAR, NOTES, OPENED, REMARKS
from tracker.demo.picture import two_mugs
from tracker.demo.reflections import REFLECTIONS
from tracker.demo.weeks import ADA_AND_BEN, BEN_NOW, HEARD, Said
from tracker.domain.checkins import State, week_to_check_in
from tracker.domain.days import DAYS_A_WEEK, ONE_DAY, SUNDAY, Rhythm, today, weekly
from tracker.domain.habits import Mode
from tracker.domain.milestones import Kind
from tracker.domain.pauses import Pause as PausedDays
from tracker.domain.schedules import OnWeekdays
from tracker.domain.strategies import STRATEGIES
from tracker.domain.terms import Terms
from tracker.domain.words import folded
from tracker.extensions import db
from tracker.habits.actions import keep_terms
from tracker.habits.settling import settle_space
from tracker.models import (
    Acknowledgement,
    CheckIn,
    Habit,
    JarNote,
    Milestone,
    Note,
    Opening,
    Outing,
    Pause,
    Person,
    Picture,
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
WEEK_COUNT = len(ADA_AND_BEN)

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
    db.session.commit()
    help.agree(ada, ben, now)
    db.session.commit()


def live(people: dict[str, Person], begin: date, day: date, now: datetime) -> None:
    """All that the two have done and written, from the day on which they began to a day."""
    db.session.add_all(pauses(people, begin))
    habits = plant(people, begin)
    db.session.flush()
    db.session.execute(insert(Tick), list(ticks(habits, people, begin, day, now)))
    db.session.execute(insert(CheckIn), list(check_ins(people, begin, now)))
    db.session.execute(insert(Acknowledgement), list(acknowledgements(people, begin, now)))
    db.session.execute(insert(Note), list(notes(people, habits, now)))
    db.session.add_all(pictures(people))
    db.session.add_all(jar(people, now, day))
    db.session.execute(insert(Outing), list(dates.outings(people, day, now)))
    db.session.add_all(dates.ideas(people, now))
    db.session.add_all(dates.remembered(people, day, now))
    made = list(help.appointments(people, day, now))
    db.session.add_all(made)
    db.session.flush()
    db.session.add_all(help.to_bring(made))
    db.session.execute(insert(Remark), list(remarks(habits, people, day, now)))
    db.session.execute(insert(Reflection), list(reflections(people, day, now)))
    db.session.add_all(milestones(people, begin))


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
        keep_terms(habit, [Terms(starts_on, grown.schedule, grown.goal)])
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
                    yield ticked(its_track, each, evening(each))
            if habit.archived_on is None and who in grown.today:
                yield ticked(its_track, day, now)


def ticked(track: Track, day: date, at: datetime) -> dict[str, object]:
    return {"track_id": track.id, "day": day, "space_id": track.space_id, "ticked_at": at}


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


def check_ins(people: dict[str, Person], begin: date, now: datetime) -> Iterator[dict[str, object]]:
    """The weeks that both have sealed and read, and the one that Ben has sealed and Ada has not."""
    ada, ben = people[ADA], people[BEN]
    before = (NOTHING_BEFORE, NOTHING_BEFORE)
    for number, (from_ada, from_ben) in enumerate(ADA_AND_BEN):
        week = begin + timedelta(weeks=number)
        at = evening(week + timedelta(days=6))
        opened = {"state": State.OPENED, "opened_at": at + timedelta(minutes=25)}
        after_ada, after_ben = before
        yield answered(from_ada, after_ada, ada, week, at, **opened, opened_to_id=ben.id)
        yield answered(
            from_ben, after_ben, ben, week, at + timedelta(minutes=25), **opened, opened_to_id=ada.id
        )
        before = (from_ada, from_ben)
    week = begin + timedelta(weeks=WEEK_COUNT)
    at = min(now, evening(week + timedelta(days=6)))
    yield answered(BEN_NOW, before[1], ben, week, at, state=State.SEALED, opened_at=None, opened_to_id=None)


NOTHING_BEFORE = Said(1, ())


def answered(
    said: Said, before: Said, by: Person, week: date, at: datetime, **reading: object
) -> dict[str, object]:
    """A row of what somebody said, who had said something the week before."""
    return {
        "space_id": by.space_id,
        "author_id": by.id,
        "week": week,
        "appreciated": list(said.appreciated),
        "went_well": said.went_well,
        "closeness": said.closeness,
        "ratings": ratings(said.closeness, f"{by.name} {(week - by.joined_on).days // DAYS_A_WEEK}"),
        "talk_about": said.talk_about,
        "feel_loved": said.feel_loved,
        "small_thing": said.small_thing,
        "private_line": said.private_line,
        "small_thing_went": 2 + said.closeness % 2 if before.small_thing else None,
        "saved_at": at,
        **reading,
    }


def acknowledgements(people: dict[str, Person], begin: date, now: datetime) -> Iterator[dict[str, object]]:
    """What each said to the other's answers."""
    rows = db.session.execute(select(CheckIn.author_id, CheckIn.week, CheckIn.id))
    ids = {(author_id, week): check_in_id for author_id, week, check_in_id in rows}
    for hears in HEARD:
        week = begin + timedelta(weeks=WEEK_COUNT - 1 - hears.weeks_ago)
        yield {
            "check_in_id": ids[people[BEN if hears.by == ADA else ADA].id, week],
            "question": hears.question.value,
            "space_id": people[ADA].space_id,
            "author_id": people[hears.by].id,
            "line": hears.line,
            "heard_at": min(now, evening(week + timedelta(days=7))),
        }


def ratings(closeness: int, seed: str) -> dict[str, int]:
    """Steps around how close they felt, one or two of the statements skipped."""
    chance = random.Random(seed)  # noqa: S311
    steps = {
        str(each.number): max(1, min(5, round(closeness * 0.75 + chance.uniform(-0.9, 0.9))))
        for each in STRATEGIES
    }
    for skipped in chance.sample(sorted(steps), chance.choice((0, 0, 1, 2))):
        del steps[skipped]
    return steps


def notes(
    people: dict[str, Person], habits: dict[str, tuple[Habit, list[tuple[str, Track]]]], now: datetime
) -> Iterator[dict[str, object]]:
    """The notes on the wall, the oldest first."""
    for wrote in NOTES:
        author = people[wrote.author]
        habit = habits[wrote.habit][0] if wrote.habit else None
        yield {
            "space_id": author.space_id,
            "author_id": author.id,
            "recipient_id": people[BEN if wrote.author == ADA else ADA].id,
            "waiting": False,
            "body": wrote.body,
            "strategy": wrote.strategy or (habit.strategy if habit else None),
            "habit_id": habit.id if habit else None,
            "written_at": now - timedelta(days=wrote.days_ago, minutes=7 * (wrote.days_ago % 9) + 5),
            "reaction": wrote.reaction or None,
            "answer": wrote.answer,
            "pinned_at": now if wrote.pinned else None,
            "searched": folded(f"{wrote.body} {wrote.answer} {wrote.seen}"),
        }


def pictures(people: dict[str, Person]) -> Iterator[Picture]:
    """The pictures that go with notes."""
    drawn = two_mugs()
    for wrote in (each for each in NOTES if each.seen):
        yield Picture(
            note_id=db.session.scalars(select(Note.id).where(Note.body == wrote.body)).one(),
            space_id=people[ADA].space_id,
            width=drawn.width,
            height=drawn.height,
            digest=drawn.digest,
            description=wrote.seen,
            content=drawn.content,
        )


def jar(people: dict[str, Person], now: datetime, day: date) -> Iterator[JarNote | Opening]:
    """What waits in the jar for either, and one that Ada has opened."""
    space_id = people[ADA].space_id
    for author, reader, body in JAR:
        yield JarNote(
            space_id=space_id,
            author_id=people[author].id,
            recipient_id=people[reader].id,
            waiting=False,
            body=body,
            written_at=now - timedelta(days=40),
        )
    yield Opening(
        space_id=space_id,
        reader_id=people[ADA].id,
        author_id=people[BEN].id,
        opened_on=day - timedelta(days=12),
        body=OPENED,
    )


def remarks(
    habits: dict[str, tuple[Habit, list[tuple[str, Track]]]],
    people: dict[str, Person],
    day: date,
    now: datetime,
) -> Iterator[dict[str, object]]:
    """What they wrote about single days."""
    for wrote in REMARKS:
        _habit, tracks = habits[wrote.habit]
        track = next(track for who, track in tracks if who == wrote.author or track.owner_id is None)
        yield {
            "track_id": track.id,
            "day": day - timedelta(days=wrote.days_ago),
            "author_id": people[wrote.author].id,
            "space_id": track.space_id,
            "body": wrote.body,
            "private": wrote.private,
            "written_at": now - timedelta(days=wrote.days_ago),
        }


def reflections(people: dict[str, Person], day: date, now: datetime) -> Iterator[dict[str, object]]:
    """What each wrote for themselves, the oldest first, and shared with the other or did not."""
    for wrote in REFLECTIONS:
        author, at = people[wrote.author], now - timedelta(days=wrote.days_ago)
        reader = people[BEN if wrote.author == ADA else ADA] if wrote.shared else None
        yield {
            "space_id": author.space_id,
            "author_id": author.id,
            "kind": wrote.entry.kind,
            "topic": wrote.entry.topic,
            "prompt": wrote.entry.prompt,
            "title": wrote.entry.title,
            "body": wrote.entry.body,
            "answers": list(wrote.entry.answers),
            "folded": wrote.entry.folded,
            "written_on": day - timedelta(days=wrote.days_ago),
            "created_at": at,
            "saved_at": at,
            "shared_at": at if reader else None,
            "shared_with_id": reader.id if reader else None,
        }


def milestones(people: dict[str, Person], begin: date) -> Iterator[Milestone | Telling]:
    """What both have read of already; their hundred days they have not."""
    space_id = people[ADA].space_id
    for kind, number, after in ((Kind.FIRST_WEEK, 7, 10), (Kind.DAYS, 50, 58), (Kind.RETURN, 1, 64)):
        reached_on = begin + timedelta(days=after)
        yield Milestone(space_id=space_id, kind=kind, number=number, reached_on=reached_on)
        for person in people.values():
            yield Telling(person_id=person.id, kind=kind, number=number, space_id=space_id)


def evening(day: date) -> datetime:
    return datetime.combine(day, time(20, 10), UTC)
