"""All that opens somebody's Tend without a password: looked at, and ended one by one or all at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, null, select

from tracker.accounts.tokens import digest
from tracker.belonging import BELONGINGS
from tracker.domain.days import today
from tracker.entering import Key
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.models import Device, Person
from tracker.policies import Rows

LONG_ENOUGH = 24  # of a digest, to name one key among those of a person


@dataclass(frozen=True, slots=True)
class KeyThere:
    """A key as its holder sees it: by what it is told from others, and its days; whether they ask by it themselves.

    Its name tells nothing of what opens.
    """

    name: str
    about: tuple[str, ...]
    since: date
    last: date | None
    until: date | None
    here: bool


@dataclass(frozen=True, slots=True)
class KeysThere:
    """The keys of one kind, the newest first."""

    names: str
    keys: tuple[KeyThere, ...]


def kinds_of_keys() -> list[str]:
    """What kinds of keys there can be, whether somebody has any or not."""
    return [key.names for _table, key in BELONGINGS.keyring()]


def keys_of(person: Person, now: datetime) -> list[KeysThere]:
    """Whatever opens a person's Tend now, by kind; of a kind of which there is none nothing is said."""
    found = [
        KeysThere(key.names, tuple(keys_in(table, key, person, now))) for table, key in BELONGINGS.keyring()
    ]
    return [each for each in found if each.keys]


def other_keys(found: Sequence[KeysThere]) -> list[KeysThere]:
    """All of some keys but that by which whoever holds them asks."""
    others = [replace(each, keys=tuple(key for key in each.keys if not key.here)) for each in found]
    return [each for each in others if each.keys]


def keys_in(table: Rows, key: Key, person: Person, now: datetime) -> Iterator[KeyThere]:
    for opened_by, since, until, last, *about in rows_of(table, key, person, now):
        yield KeyThere(
            name=name_of(opened_by),
            about=tuple(about),
            since=since if type(since) is date else today(person.rhythm, since),
            last=last,
            until=today(person.rhythm, until) if until else None,
            here=opened_by == digest(person.token),
        )


def rows_of(table: Rows, key: Key, person: Person, now: datetime) -> list[Any]:
    until = null() if key.until is None else key.until
    last = null() if key.last is None else key.last
    columns = (key.opened_by[0], key.since, until, last, *key.about)
    found = select(*columns).where(key.opening(person, now)).order_by(key.since.desc(), key.opened_by[0])
    return list(db.session.execute(found))


def name_of(opened_by: str) -> str:
    """What a page calls a key, by what is stored of it."""
    return digest(opened_by)[:LONG_ENOUGH]


def end_key(name: str, *, by: Person, now: datetime) -> None:
    """End one of somebody's own keys. One that is not there has ended."""
    hold_space(by)
    for table, key in BELONGINGS.keyring():
        stored = db.session.scalars(select(key.opened_by[0]).where(key.opening(by, now)))
        for each in stored.all():
            if name_of(each) == name:
                key.end(table, key.opened_by[0] == each, now)


def end_log_ins(person: Person, now: datetime) -> int:
    """End the log-ins of a person on all devices; returns how many there were."""
    hold_space(person)
    there = (Device.person_id == person.id) & (Device.expires_at > now)
    return db.session.execute(delete(Device).where(there)).rowcount  # type: ignore[attr-defined, no-any-return]


def end_keys(person: Person, now: datetime, *, but: str = "") -> None:
    """End whatever opens a person's Tend, but the key of which this is the secret."""
    hold_space(person)
    for table, key in BELONGINGS.keyring():
        key.end(table, key.opening(person, now) & (key.opened_by[0] != digest(but)), now)
