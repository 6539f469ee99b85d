"""What Ada and Ben have written in their half year, as rows: check-ins, notes, jars, remarks, reflections."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from tracker.catalogue.strategies import STRATEGIES
from tracker.demo.habits import ADA, BEN
from tracker.demo.notes import JAR, NOTES, OPENED, REMARKS
from tracker.demo.picture import two_mugs
from tracker.demo.reflections import REFLECTIONS
from tracker.demo.weeks import ADA_AND_BEN, BEN_NOW, HEARD, WeekSaid
from tracker.domain.checkins import CheckInState
from tracker.domain.days import DAYS_A_WEEK
from tracker.domain.words import folded
from tracker.extensions import db
from tracker.models import (
    CheckIn,
    Habit,
    JarNote,
    Note,
    Opening,
    Person,
    Picture,
    Track,
)

WEEK_COUNT = len(ADA_AND_BEN)


def check_ins(people: dict[str, Person], begin: date, now: datetime) -> Iterator[dict[str, object]]:
    """The weeks that both have sealed and read, and the one that Ben has sealed and Ada has not."""
    ada, ben = people[ADA], people[BEN]
    before = (NOTHING_BEFORE, NOTHING_BEFORE)
    for number, (from_ada, from_ben) in enumerate(ADA_AND_BEN):
        week = begin + timedelta(weeks=number)
        at = evening(week + timedelta(days=6))
        opened = {"state": CheckInState.OPENED, "opened_at": at + timedelta(minutes=25)}
        after_ada, after_ben = before
        yield answered(from_ada, after_ada, ada, week, at, **opened, opened_to_id=ben.id)
        yield answered(
            from_ben, after_ben, ben, week, at + timedelta(minutes=25), **opened, opened_to_id=ada.id
        )
        before = (from_ada, from_ben)
    week = begin + timedelta(weeks=WEEK_COUNT)
    at = min(now, evening(week + timedelta(days=6)))
    yield answered(
        BEN_NOW, before[1], ben, week, at, state=CheckInState.SEALED, opened_at=None, opened_to_id=None
    )


NOTHING_BEFORE = WeekSaid(1, ())


def answered(
    said: WeekSaid, before: WeekSaid, by: Person, week: date, at: datetime, **reading: object
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


def evening(day: date) -> datetime:
    return datetime.combine(day, time(20, 10), UTC)
