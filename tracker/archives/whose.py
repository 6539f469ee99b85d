"""Whose a thing is in an export, as the person it is for would say."""

from datetime import datetime
from typing import Protocol

from tracker.archives.things import Who
from tracker.models import Person


class Authored(Protocol):
    """A row that somebody made."""

    author_id: int
    made_at: datetime


def whose(owner_id: int | None, person: Person) -> Who:
    """Whose a thing is for a person; nobody's is both's."""
    if owner_id is None:
        return Who.TOGETHER
    return Who.ME if owner_id == person.id else Who.PARTNER


def member(person_id: int | None, person: Person) -> Who:
    """Who somebody is for a person, where nobody known is somebody who has left."""
    if person_id == person.id:
        return Who.ME
    if person.partner is not None and person_id == person.partner.id:
        return Who.PARTNER
    return Who.FORMER


def own_instant(row: Authored, person: Person) -> datetime | None:
    """When somebody made a thing of their own; of the partner's that is not told."""
    return row.made_at if row.author_id == person.id else None
