"""What people do with the space they share: invite, join, shape it, leave."""

from datetime import datetime

from tracker.domain.days import today
from tracker.extensions import db
from tracker.habits.settling import settle_space
from tracker.holding import afresh, hold_space
from tracker.models import Person
from tracker.spaces.inviting import (
    Key,
    coded_invitation,
    hashed,
    invitation_for,
    invite,
    linked_invitation,
    revoke,
)
from tracker.spaces.joining import ask_to_join, decline, welcome, withdraw
from tracker.spaces.leaving import erase, leave, put_farewell_away

__all__ = [
    "Key",
    "ask_to_join",
    "coded_invitation",
    "decline",
    "erase",
    "hashed",
    "invitation_for",
    "invite",
    "leave",
    "linked_invitation",
    "live_by",
    "put_farewell_away",
    "revoke",
    "shape",
    "welcome",
    "withdraw",
]


def live_by(person: Person, *, zone: str, day_ends_at: int, now: datetime) -> None:
    """Set the zone and the hour a day ends. What is ticked stays where it is; open days may change."""
    hold_space(person)
    if (person.zone, person.day_ends_at) != (zone, day_ends_at):
        person.zone, person.day_ends_at = zone, day_ends_at
        settle_space(person, now)


def shape(
    person: Person, *, name: str, first_weekday: int, check_in_weekday: int, strict: bool, now: datetime
) -> None:
    """Set the space's name and ways: weeks lie otherwise once the one that is under way for either has ended."""
    hold_space(person)
    space = person.space
    space.name = name
    latest = max(today(each.rhythm, now) for each in (person, person.partner) if each)
    space.weeks = space.weeks.changed(first_weekday, check_in_weekday, today=latest)
    if space.strict != strict:
        space.strict = strict
        db.session.flush()
        settle_space(afresh(person), now)
