"""The world from its first day to this one, and the ids of what there is."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, select, update

from tests.beside import live_beside
from tests.makings import makings
from tests.world.ben import ben_arrives, the_time_with_ben, the_two_agree
from tests.world.cleo import cleo_alone
from tests.world.dan import the_time_with_dan
from tests.world.doing import person
from tests.world.people import NOW, PEOPLE, Named, token_of
from tests.world.words import ADAS_FEED, BENS_WAITING, CLEOS_WAITING
from tracker.calendars.queries import hashed
from tracker.domain.people import month_of
from tracker.extensions import db
from tracker.models import (
    Appointment,
    Cover,
    Device,
    Feed,
    Habit,
    Invitation,
    Outing,
    OwnIdea,
    Person,
    Reflection,
    RememberedDay,
    TidingRow,
    ToBring,
    Track,
)
from tracker.spaces.inviting import InvitationKey
from tracker.sweeping import sweep_rows


@dataclass(frozen=True)
class World:
    """The ids of what there is, by name. A track goes by habit and owner, or by habit alone where both share it."""

    people: Named[int]
    spaces: Named[int]
    habits: dict[str, int]
    tracks: dict[str, int]
    notes: dict[str, int]
    reflections: dict[str, int]
    pauses: dict[str, int]
    jar_notes: dict[str, int]
    outings: dict[str, int]
    ideas: dict[str, int]
    remembered: dict[str, int]
    appointments: dict[str, int]
    to_bring: dict[str, int]
    cover: int
    cleos_invitation: int
    cleos_key: InvitationKey


def build() -> World:
    """Let it all happen, in the database of the application at hand."""
    notes = the_time_with_dan() | {BENS_WAITING: ben_arrives()}
    shared = the_time_with_ben()
    cleos = cleo_alone()
    notes |= shared["notes"] | {CLEOS_WAITING: cleos["note"]}
    for name in PEOPLE:
        db.session.add(device_of(name))
    ada_id, secret = person("ada").id, hashed(ADAS_FEED)
    db.session.add(Feed(person_id=ada_id, token_hash=secret, neutral=False, made_at=NOW))
    the_two_agree()
    something_of_every_kind()
    to_ben = update(Invitation).where(Invitation.guest_id == person("ben").id)
    db.session.execute(to_ben.values(welcomed_at=NOW))  # so that one is there that has had its answer
    db.session.commit()
    sweep_rows(NOW)  # as the clock has by then
    world = World(
        **there_by_now(),
        notes=notes,
        pauses=shared["pauses"],
        jar_notes=shared["jar_notes"],
        cleos_invitation=cleos["invitation"],
        cleos_key=cleos["key"],
    )
    world.spaces["beside"] = live_beside(person("ada").space_id)
    all_but_theirs = TidingRow.space_id >= 0  # which all but Eve and Finn have seen
    db.session.execute(delete(TidingRow).where(all_but_theirs))
    db.session.execute(update(Person).values(used_in=month_of(NOW)))  # all are here
    db.session.commit()
    return world


def there_by_now() -> dict[str, Any]:
    """The ids of what goes by its own words."""
    habits = select(Habit).order_by(Habit.owner_id.desc(), Habit.position.desc())
    outings = select(Outing.title, Outing.id).order_by(Outing.author_id.desc())
    return {
        "people": Named((name, person(name).id) for name in PEOPLE),
        "spaces": Named((name, person(name).space_id) for name in ("ada", "cleo", "dan")),
        "habits": {habit.name: habit.id for habit in db.session.scalars(habits)},
        "tracks": tracks_by_name(),
        "reflections": {row.body: row.id for row in db.session.scalars(select(Reflection))},
        "outings": dict(db.session.execute(outings).all()),
        "ideas": dict(db.session.execute(select(OwnIdea.title, OwnIdea.id)).all()),
        "remembered": dict(db.session.execute(select(RememberedDay.name, RememberedDay.id)).all()),
        "appointments": dict(db.session.execute(select(Appointment.who, Appointment.id)).all()),
        "to_bring": dict(db.session.execute(select(ToBring.name, ToBring.id)).all()),
        "cover": db.session.scalars(select(Cover.id)).one(),
    }


def something_of_every_kind() -> None:
    """Of what nobody has made so far, Ada makes one."""
    for table, make in makings().items():
        if db.session.scalars(select(table).limit(1)).first() is None:
            make(0, "ada")


def tracks_by_name() -> dict[str, int]:
    names = {person(name).id: f" of {name}" for name in PEOPLE}
    rows = db.session.execute(
        select(Track.id, Track.owner_id, Habit.name)
        .join(Habit)
        .order_by(Habit.owner_id.desc(), Habit.position.desc())
    )
    return {name + names.get(owner_id or 0, ""): track_id for track_id, owner_id, name in rows}


def device_of(name: str) -> Device:
    return Device(
        person_id=person(name).id,
        token_hash=sha256(token_of(name).encode()).hexdigest(),
        created_at=NOW - timedelta(days=1),
        expires_at=NOW + timedelta(days=364),
        used_on=NOW.date(),
        proved_at=NOW,
    )
