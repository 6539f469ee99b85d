"""Whose a thing is in an export, as the person it is for would say."""

from tracker.archives.things import Who
from tracker.models import Person


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
