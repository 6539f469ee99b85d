"""What people do with the space they share: invite, join, shape it, leave."""

from datetime import datetime

from tracker.accounts.tokens import hashed
from tracker.habits.settling import settle_space
from tracker.hands import signed
from tracker.holding import hold_space
from tracker.models import Person
from tracker.reminders.actions import look_anew
from tracker.spaces.inviting import (
    InvitationKey,
    coded_invitation,
    invitation_for,
    invite,
    linked_invitation,
    revoke,
)
from tracker.spaces.joining import ask_to_join, decline, let_in, welcome, withdraw
from tracker.spaces.leaving import erase, leave, put_farewell_away
from tracker.spaces.proposing import agree, put_away, shape, take_back

__all__ = [
    "InvitationKey",
    "agree",
    "ask_to_join",
    "coded_invitation",
    "decline",
    "erase",
    "hashed",
    "invitation_for",
    "invite",
    "leave",
    "let_in",
    "linked_invitation",
    "live_by",
    "name_space",
    "put_away",
    "put_farewell_away",
    "revoke",
    "shape",
    "take_back",
    "welcome",
    "withdraw",
]


def live_by(person: Person, *, zone: str, day_ends_at: int, now: datetime) -> None:
    """Set the zone and the hour a day ends. What is ticked stays where it is; open days may change."""
    hold_space(person)
    if person.zone != zone:
        look_anew(person, now)
    if (person.zone, person.day_ends_at) != (zone, day_ends_at):
        person.zone, person.day_ends_at = zone, day_ends_at
        settle_space(person, now)


def name_space(name: str, *, by: Person) -> None:
    """Call the space one is alone in by a name; for two that is theirs to do in the settings."""
    hold_space(by)
    if by.partner is None:
        with signed(by.space, by=by):
            by.space.name = name
