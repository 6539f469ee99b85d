"""Finding the talk of a person's space, what it could be about, and what can be ticked when it is over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, exists, or_, select

from tracker.checkins.sheets import seen
from tracker.domain.checkins import CheckInState
from tracker.domain.days import today
from tracker.domain.habits import Mode, may_tick
from tracker.domain.sight import Role
from tracker.domain.talk import (
    STRATEGIES_PRACTISED,
    Act,
    Phase,
    Phones,
    Side,
    Talk,
    left_at,
    may,
)
from tracker.domain.talk_scenes import Scene, offers_tick, scene, sees_topic, turns_of
from tracker.domain.terms import terms_on
from tracker.extensions import db
from tracker.habits.tracks import SeenTrack, ticks_since_settled, tracks_of
from tracker.models import CheckIn, Person, TalkRow
from tracker.models.types import Instant
from tracker.sight import ASKER, KNOWS_OF_CHECK_IN, through

OWN, PARTNERS = "own", "partner"

OF_SPACE = (
    select(TalkRow).where(TalkRow.space_id == bindparam("space_id")).execution_options(populate_existing=True)
)
# Whether the other has begun a talk and waits, as a part of other statements.
IS_AWAITED = (
    exists()
    .where(
        TalkRow.space_id == ASKER.space_id,
        TalkRow.phase == Phase.WAITING,
        TalkRow.host_id != ASKER.id,
        TalkRow.since > bindparam("forgotten", type_=Instant),
    )
    .label("awaited")
)
# Through the seal: what has opened between the two who are here now, not what one of them once opened to another.
OPENED_LAST = (
    select(CheckIn)
    .where(
        KNOWS_OF_CHECK_IN,
        CheckIn.state == CheckInState.OPENED,
        or_(CheckIn.author_id == bindparam("partner_id"), CheckIn.opened_to_id == bindparam("partner_id")),
    )
    .order_by(CheckIn.week.desc())
    .limit(2)
)


class Tickable(NamedTuple):
    """A habit that can be ticked today, by somebody or by both."""

    habit_id: int
    name: str
    track_id: int
    together: bool
    done: bool


@dataclass(frozen=True, slots=True)
class TalkPage:
    """What one person has before them of the talk in their space; ``version`` is 0 where there was none.

    ``topics`` are what a new one can be about, and ``habits`` what can be ticked on ``day`` once one has ended.
    """

    scene: Scene
    tag: str
    version: int = 0
    acts: frozenset[Act] = frozenset()
    topic: str = ""
    one_phone: bool = False
    minutes: int = 0
    own_floor: bool = False
    own_rest: bool = False
    ticking: bool = False
    left: int = 0
    whole: int = 0
    own_turn_count: int = 0
    others_turn_count: int = 0
    topics: Mapping[str, str] = field(default_factory=dict)
    habits: tuple[Tickable, ...] = ()
    day: date = date.min


def row_of(person: Person) -> TalkRow | None:
    """The row of a person's space, as it is now. What a person may see of it is in their page."""
    return db.session.scalar(OF_SPACE, {"space_id": person.space_id})


def side_of(person: Person, row: TalkRow) -> Side:
    """Which of the two somebody is in a talk."""
    return Side.HOST if row.host_id == person.id else Side.OTHER


def tag_of(person: Person, now: datetime) -> str:
    """What tells a page of this person's from an older one; the seconds left are no part of it."""
    row = row_of(person)
    if row is None:
        return tag(person, 0, Scene.START)
    return tag(person, row.version, scene(row.talk, side_of(person, row), now))


def tag(person: Person, version: int, shown: Scene) -> str:
    """What tells a page from the one before: it changes with the talk, the reader and the scene."""
    return f"{version}.{person.id}.{shown}"


def talk_page(person: Person, now: datetime) -> TalkPage:
    """What a person has before them."""
    row = row_of(person)
    if row is None:
        return TalkPage(Scene.START, tag(person, 0, Scene.START), topics=topics(person))
    talk, side = row.talk, side_of(person, row)
    shown, day = scene(talk, side, now), today(person.rhythm, now)
    return TalkPage(
        scene=shown,
        tag=tag(person, row.version, shown),
        version=row.version,
        acts=frozenset(act for act in Act if may(talk, act, side)),
        topic=row.topic if sees_topic(shown) else "",
        one_phone=talk.phones is Phones.ONE,
        minutes=talk.minutes,
        own_floor=talk.floor is side,
        own_rest=talk.resting is side,
        ticking=talk.ticking,
        left=left_at(talk, now),
        whole=talk.whole,
        own_turn_count=turns_of(talk, side),
        others_turn_count=turns_of(talk, side.across),
        topics=topics(person) if shown is Scene.START else {},
        habits=habits_to_tick(talk, person, day) if shown is Scene.ENDED else (),
        day=day,
    )


def topics(person: Person) -> dict[str, str]:
    """What each of the two would like to talk about, as both could read it in the check-in that opened last."""
    if person.partner is None:
        return {}
    rows = db.session.scalars(OPENED_LAST, through(person)).all()
    found = {
        OWN if row.author_id == person.id else PARTNERS: seen(row, Role.PARTNER).answers.talk_about
        for row in rows
        if row.week == rows[0].week
    }
    return {whose: found[whose] for whose in (OWN, PARTNERS) if found.get(whose)}


def habits_to_tick(talk: Talk, person: Person, day: date) -> tuple[Tickable, ...]:
    """The habits that a talk has to do with, as far as they are this person's to tick."""
    amounts = {
        tick.track_id: tick.amount for tick in ticks_since_settled(person, day, day) if tick.day == day
    }
    return tuple(
        Tickable(
            track.habit_id,
            track.habit.name,
            track.id,
            together=track.owner_id is None,
            done=track.id in amounts and terms_on(track.habit.terms, day).reached(amounts[track.id]),
        )
        for track in tracks_of(person, since=day)
        if is_offered(track, talk, person, day)
    )


def is_offered(track: SeenTrack, talk: Talk, person: Person, day: date) -> bool:
    """Whether a track can be ticked by this person at the end of a talk."""
    habit = track.habit
    return (
        habit.strategy in STRATEGIES_PRACTISED
        and track.owner_id in (None, person.id)
        and habit.archived_on is None
        and may_tick(day, starts_on=track.starts_on, today=day)
        and offers_tick(talk, mode=Mode(habit.mode), shared=habit.shared, alone=person.partner is None)
    )
