"""Takes days to remember along, and brings them back."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from tracker.archives.checks import check_each, must
from tracker.archives.plain import Id
from tracker.archives.rows import add, ids_for
from tracker.archives.taken import Bringing, Gathering, Row, Taken, each_half
from tracker.archives.things import Archive, Field, Who
from tracker.archives.whose import own_instant, whose
from tracker.domain.remembered import NAME_LENGTH, is_yearly
from tracker.extensions import db
from tracker.models import RememberedDay
from tracker.planned import seen_by as date_seen_by
from tracker.remembered import things


def gather(gathering: Gathering) -> Mapping[Field[Any], object]:
    """The days to remember, in the order in which they were written down."""
    person = gathering.person
    there = date_seen_by(person, RememberedDay)
    rows = db.session.scalars(
        select(RememberedDay).where(there).order_by(RememberedDay.made_at, RememberedDay.id)
    )
    remembered = tuple(
        things.RememberedDay(
            *(whose(row.author_id, person), row.name, row.month, row.day, row.year, row.shared),
            *(Id(row.id), row.came_on, own_instant(row, person)),
        )
        for row in rows
    )
    return {things.REMEMBERED: remembered}


def check_remembered(day: things.RememberedDay) -> None:
    must(day.by is Who.ME or (day.by is Who.PARTNER and day.shared), "by")
    must(0 < len(day.name) <= NAME_LENGTH, "name")
    must(is_yearly(day.month, day.day, day.year), "day")


def bring(coming: Bringing, habits: Mapping[str, int]) -> None:
    there = coming.archive[things.REMEMBERED]
    add(
        RememberedDay,
        (
            {
                "id": day_id,
                "came_on": coming.on,
                "space_id": coming.space_id,
                "author_id": coming.people[each.by],
                "shared": each.shared,
                "name": each.name,
                "month": each.month,
                "day": each.day,
                "year": each.year,
                "made_at": made_at,
            }
            for day_id, each, made_at in zip(
                ids_for(RememberedDay, [each.id for each in there]), there, coming.made(there), strict=True
            )
        ),
        by_id=coming.by_id,
    )


def remembered_rows(archive: Archive) -> Iterator[Row]:
    yield "what", "month", "day", "first year", "from", "shared", "brought back from a file on"
    for each in archive[things.REMEMBERED]:
        yield each.name, each.month, each.day, each.year or "", each.by, each.shared, each.came_on


TAKEN = Taken(
    things.REMEMBERED,
    lambda archive: check_each(archive[things.REMEMBERED], check_remembered),
    things.days_alone,
    half=each_half(things.REMEMBERED),
    gather=gather,
    bring=bring,
    used=lambda person: date_seen_by(person, RememberedDay) & (RememberedDay.author_id == person.id),
    weighed=lambda archive: ((RememberedDay, each.by, 0) for each in archive[things.REMEMBERED]),
    whose=lambda archive: (each.by for each in archive[things.REMEMBERED]),
    tables={"days-to-remember.csv": remembered_rows},
)
