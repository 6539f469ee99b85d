"""Limits on how often the same thing may be tried, exact across workers and restarts.

Of what can be guessed, wrong tries alone count. Each is counted before it is looked at, or many at the same instant would
all be, and taken back when it proves right. So nobody can hold anybody up for longer than such a window lasts.
"""

import hmac
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app, g, request
from sqlalchemy import delete, select, update

from tracker.domain.days import ONE_DAY
from tracker.domain.networks import network_of
from tracker.domain.refusals import Refused
from tracker.extensions import READING, READS, db
from tracker.models import Limit
from tracker.one_database import insert_on
from tracker.web.clock import now
from tracker.web.errors import TooMany


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted, in which window of time, and up to how many."""

    key: str
    window: int
    most: int


def limit(what: str, *about: str, most: int, within: timedelta) -> None:
    """Count one more try of something; raises `TooMany` past the limit.

    A try counts even if what follows goes wrong, so this commits, before anything else is done.
    """
    tried = count(in_window(what, *about, most=most, within=within))
    commit()
    if not tried:
        raise TooMany


@contextmanager
def wrong_tries(*ways: Sequence[Count], else_raise: type[TooMany] = TooMany) -> Iterator[Callable[[], None]]:
    """Count a try of what can be guessed, unless it was right: then call what this hands over, and commit.

    It counts in all the counts of the first way that has room in each; where none has, that is raised. What was refused
    has not been looked at, and does not count. What was begun before is committed.
    """
    begin_to_write()
    tried = next((way for way in ways if way and count_all(way)), None)
    commit()
    if tried is None:
        raise else_raise

    def right() -> None:
        begin_to_write()
        take_back(tried)

    try:
        yield right
    except Refused:
        db.session.rollback()
        right()
        commit()
        raise


def in_window(what: str, *about: str, most: int, within: timedelta) -> Count:
    """The count of something in the window that runs now."""
    seconds = int(within.total_seconds())
    return Count(key(what, *about), int(now().timestamp()) // seconds * seconds, most)


def count_all(counts: Sequence[Count]) -> bool:
    """Count one more in each, or in none where one has no room; whether it did."""
    for number, each in enumerate(counts):
        if not count(each):
            take_back(counts[:number])
            return False
    return True


def count(one: Count) -> bool:
    """Count one more; whether there was room."""
    insert = insert_on(db.engine.dialect.name)
    counted = (
        insert(Limit)
        .values(key=one.key, window=one.window, try_count=1)
        .on_conflict_do_update(
            index_elements=[Limit.key, Limit.window],
            set_={"try_count": Limit.try_count + 1},
            where=Limit.try_count < one.most,
        )
        .returning(Limit.try_count)
    )
    return db.session.scalar(counted) is not None


def take_back(counts: Sequence[Count]) -> None:
    """Count one less in each."""
    for each in counts:
        which = (Limit.key == each.key, Limit.window == each.window, Limit.try_count > 0)
        db.session.execute(
            update(Limit)
            .where(*which)
            .values(try_count=Limit.try_count - 1)
            .execution_options(synchronize_session=False)
        )


def forget_tries(what: str, *about: str) -> None:
    """Let everything that was counted of something be gone."""
    db.session.execute(delete(Limit).where(Limit.key == key(what, *about)))


def spaced_out(what: str, *about: str, apart: timedelta, most: int, within: timedelta) -> bool:
    """Whether something may happen once more, so long after the last time, and so often in a while. It counts as happening:
    whoever hears no undoes it.

    Of several who ask at the same instant one after the other is heard.
    """
    name, at = key(what, *about), int(now().timestamp())
    count(in_window("turn", name, most=1, within=ONE_DAY))  # holds that row, whether or not it changes it
    since = int((now() - within).timestamp())
    happened = select(Limit.window).where(Limit.key == name, Limit.window > since)
    times = list(db.session.scalars(happened))
    first = count(Count(name, at, 1))
    return first and len(times) < most and max(times, default=0) <= at - int(apart.total_seconds())


def begin_to_write() -> None:
    """Be able to count also where a page is only read; what was begun there before ends."""
    if request.method in READING:
        commit()
        db.session.connection(execution_options={READS: False})


def commit() -> None:
    db.session.commit()
    g.saved = False  # nothing of anybody's


def key(what: str, *about: str) -> str:
    """A name for what is counted that does not tell whom it is about."""
    secret = current_app.config["SECRET_KEY"].encode()
    return f"{what}:{hmac.digest(secret, chr(0).join(about).encode(), 'sha256').hex()[:40]}"


def network() -> str:
    """The network the request comes from."""
    return network_of(request.remote_addr or "")
