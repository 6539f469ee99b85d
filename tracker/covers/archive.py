"""Takes covers along in an export, and brings them back."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from tracker.archives.checks import check_each, must, unlike
from tracker.archives.plain import Id
from tracker.archives.taken import Bringing, Gathering, Taken, each_alone
from tracker.archives.things import Archive, Field, Who
from tracker.archives.whose import whose
from tracker.covers import things
from tracker.domain.covers import LINE_LENGTH
from tracker.extensions import db
from tracker.models import Cover

MOST_COVERS = 10_000  # more than anybody comes to


def gather_covers(gathering: Gathering) -> Mapping[Field[Any], object]:
    """The covers the two have given each other; that one's own was declined is not told."""
    person = gathering.person
    rows = db.session.scalars(select(Cover).where(Cover.space_id == person.space_id))
    covers = [
        things.Cover(
            day=row.day,
            covered=whose(row.covered_id, person),
            line=row.line,
            given_at=row.given_at,
            declined=row.declined and row.covered_id == person.id,
            id=Id(row.id),
            came_on=row.came_on,
        )
        for row in rows
    ]
    return {things.COVERS: tuple(sorted(covers, key=lambda each: (each.day, each.covered)))}


def check_covers(archive: Archive) -> None:
    """One a day for each at most, and each as it can have been."""
    must(len(archive[things.COVERS]) <= MOST_COVERS)
    must(unlike((each.day, each.covered) for each in archive[things.COVERS]))
    check_each(archive[things.COVERS], check_cover)


def check_cover(cover: things.Cover) -> None:
    must(cover.covered in (Who.ME, Who.PARTNER), "covered")
    must(cover.covered is Who.ME or not cover.declined, "declined")
    must(len(cover.line) <= LINE_LENGTH, "line")


def bring_covers(coming: Bringing, habits: Mapping[str, int]) -> None:
    """None: each stood for a day of two."""


COVERS = Taken(
    things.COVERS,
    check_covers,
    each_alone(things.COVERS),
    gather=gather_covers,
    bring=bring_covers,
    used=lambda person: (Cover.space_id == person.space_id) & (Cover.giver_id == person.id),
    whose=lambda archive: (Who.PARTNER for _cover in archive[things.COVERS]),
    days=lambda archive: (each.day for each in archive[things.COVERS]),
)
