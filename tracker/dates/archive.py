"""Takes dates along, and brings them back."""

from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any

from sqlalchemy import select

from tracker.archives.checks import A_TIME, ZONE_LENGTH, check_each, must
from tracker.archives.plain import Id
from tracker.archives.rows import add, ids_for
from tracker.archives.taken import Bringing, Gathering, Row, Taken, each_half
from tracker.archives.things import Archive, Field, Who
from tracker.archives.whose import own_instant, whose
from tracker.dates import things
from tracker.dates.queries import preparer_of
from tracker.domain.outings import (
    LENGTH_NAMES,
    LINE_LENGTH,
    NOTE_LENGTH,
    PLACE_LENGTH,
    REPEAT_NAMES,
    TITLE_LENGTH,
    OutingState,
    Preparer,
)
from tracker.domain.zones import known_zone
from tracker.extensions import db
from tracker.models import Outing
from tracker.planned import seen_by as date_seen_by

PREPARERS = {
    Preparer.NOBODY: Who.NOBODY,
    Preparer.ME: Who.ME,
    Preparer.PARTNER: Who.PARTNER,
    Preparer.BOTH: Who.TOGETHER,
}


def gather(gathering: Gathering) -> Mapping[Field[Any], object]:
    """The dates, in the order in which they were planned."""
    person = gathering.person
    rows = db.session.scalars(
        select(Outing).where(date_seen_by(person, Outing)).order_by(Outing.made_at, Outing.id)
    )
    outings = tuple(
        things.Outing(
            by=whose(row.author_id, person),
            title=row.title,
            day=row.day,
            zone=row.zone,
            state=OutingState(row.state),
            starts_at=row.starts_at.isoformat("minutes") if row.starts_at else "",
            minutes=row.minutes,
            place=row.place,
            prepared_by=PREPARERS[preparer_of(row, person)],
            note=row.note,
            repeat_weeks=row.repeat_weeks,
            line=row.line,
            shared=row.shared,
            id=Id(row.id),
            came_on=row.came_on,
            made_at=own_instant(row, person),
        )
        for row in rows
    )
    return {things.OUTINGS: outings}


def check_outing(outing: things.Outing) -> None:
    must(outing.by is Who.ME or (outing.by is Who.PARTNER and outing.shared), "by")
    must(0 < len(outing.title) <= TITLE_LENGTH, "title")
    must(len(outing.place) <= PLACE_LENGTH, "place")
    must(len(outing.note) <= NOTE_LENGTH, "note")
    must(len(outing.line) <= LINE_LENGTH, "line")
    must(outing.minutes in LENGTH_NAMES, "minutes")
    must(outing.repeat_weeks in REPEAT_NAMES, "repeat_weeks")
    must(len(outing.zone) <= ZONE_LENGTH, "zone")
    must(not outing.starts_at or A_TIME.fullmatch(outing.starts_at) is not None, "starts_at")
    must(outing.prepared_by in (Who.NOBODY, Who.ME, Who.PARTNER, Who.TOGETHER), "prepared_by")


def bring(coming: Bringing, habits: Mapping[str, int]) -> None:
    there = coming.archive[things.OUTINGS]
    ids = ids_for(Outing, [each.id for each in there])
    add(
        Outing,
        (
            {"id": outing_id, "made_at": made_at, **row(coming, each)}
            for outing_id, each, made_at in zip(ids, there, coming.made(there), strict=True)
        ),
        by_id=coming.by_id,
    )


def row(coming: Bringing, outing: things.Outing) -> dict[str, object]:
    return {
        "came_on": coming.on,
        "space_id": coming.space_id,
        "author_id": coming.people[outing.by],
        "shared": outing.shared,
        "title": outing.title,
        "day": outing.day,
        "starts_at": time.fromisoformat(outing.starts_at) if outing.starts_at else None,
        "zone": known_zone(outing.zone),
        "minutes": outing.minutes,
        "place": outing.place,
        "both_prepare": outing.prepared_by is Who.TOGETHER,
        "preparer_id": coming.people.get(outing.prepared_by),
        "note": outing.note,
        "repeat_weeks": outing.repeat_weeks,
        "state": outing.state.value,
        "line": outing.line,
        "version": 0,
        "changed_at": coming.now,
    }


def outing_rows(archive: Archive) -> Iterator[Row]:
    """The minutes of one with an open end are nothing."""
    yield (
        *(
            "day",
            "time",
            "zone",
            "minutes",
            "date",
            "where",
            "state",
            "prepared by",
            "to remember",
            "again in weeks",
        ),
        *("a line about it", "planned by", "shared", "brought back from a file on"),
    )
    for each in archive[things.OUTINGS]:
        yield (
            *(each.day, each.starts_at, each.zone, each.minutes or "", each.title, each.place, each.state),
            *(
                each.prepared_by,
                each.note,
                each.repeat_weeks or "",
                each.line,
                each.by,
                each.shared,
                each.came_on,
            ),
        )


TAKEN = Taken(
    things.OUTINGS,
    lambda archive: check_each(archive[things.OUTINGS], check_outing),
    things.outings_alone,
    half=each_half(things.OUTINGS),
    gather=gather,
    bring=bring,
    used=lambda person: date_seen_by(person, Outing) & (Outing.author_id == person.id),
    weighed=lambda archive: ((Outing, each.by, 0) for each in archive[things.OUTINGS]),
    whose=lambda archive: (who for each in archive[things.OUTINGS] for who in (each.by, each.prepared_by)),
    days=lambda archive: (each.day for each in archive[things.OUTINGS] if each.state is OutingState.DONE),
    tables={"dates.csv": outing_rows},
)
