"""Takes pauses along in an export, and brings them back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from tracker.archives.checks import check_each, must
from tracker.archives.plain import Id
from tracker.archives.rows import add, ids_for
from tracker.archives.taken import Bringing, Gathering, Taken
from tracker.archives.things import Archive, Field, Who
from tracker.archives.whose import whose
from tracker.extensions import db
from tracker.habits.things import keys_of
from tracker.models import Pause
from tracker.pauses import things

MOST_PAUSED = timedelta(days=10_000)  # more than anybody comes to, for everybody or for one habit


def gather_pauses(gathering: Gathering) -> Mapping[Field[Any], object]:
    """The pauses, but for those of habits that are not there for the person."""
    person, keys = gathering.person, gathering.keys
    pauses = [
        things.Pause(
            whose=whose(each.person_id, person),
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            habit=keys[each.habit_id] if each.habit_id else "",
            id=Id(each.id),
            came_on=each.came_on,
        )
        for each in db.session.scalars(select(Pause).where(Pause.space_id == person.space_id))
        if each.habit_id is None or each.habit_id in keys
    ]
    return {things.PAUSES: tuple(sorted(pauses, key=things.in_order))}


def check_pauses(archive: Archive) -> None:
    """No longer in all than anybody comes to, and each as it can have been."""
    must(all(each <= MOST_PAUSED for each in paused(archive[things.PAUSES])))
    check_each(archive[things.PAUSES], partial(check_pause, keys=keys_of(archive)))


def paused(pauses: Iterable[things.Pause]) -> Collection[timedelta]:
    """How long each habit was paused in all, and everybody's together."""
    lengths: defaultdict[str, timedelta] = defaultdict(timedelta)
    for each in pauses:
        lengths[each.habit] += each.ends_on - each.starts_on
    return lengths.values()


def check_pause(pause: things.Pause, keys: list[str]) -> None:
    must(pause.starts_on <= pause.ends_on, "ends_on")
    must(pause.whose in (Who.ME, Who.PARTNER, Who.TOGETHER), "whose")
    must(not pause.habit or pause.habit in keys, "habit")


def bring_pauses(coming: Bringing, habits: Mapping[str, int]) -> None:
    """One's own; what is of no habit alone is never the other's, nor both's."""
    there = coming.archive[things.PAUSES]
    add(
        Pause,
        (
            {
                "id": pause_id,
                "came_on": coming.on,
                "space_id": coming.space_id,
                "person_id": coming.people.get(each.whose) if each.habit else coming.by_id,
                "habit_id": habits.get(each.habit),
                "starts_on": each.starts_on,
                "ends_on": each.ends_on,
            }
            for pause_id, each in zip(ids_for(Pause, [each.id for each in there]), there, strict=True)
        ),
        by_id=coming.by_id,
    )


PAUSES = Taken(
    things.PAUSES,
    check_pauses,
    things.pauses_alone,
    half=things.pauses_half,
    gather=gather_pauses,
    bring=bring_pauses,
    weighed=lambda archive: ((Pause, Who.ME, 0) for _pause in archive[things.PAUSES]),
    whose=lambda archive: (each.whose for each in archive[things.PAUSES]),
)
