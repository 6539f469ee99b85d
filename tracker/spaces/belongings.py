"""What becomes of spaces, and of the invitations to them."""

from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, func, or_, update

from tracker.appointments.belongings import BELONGINGS as OF_APPOINTMENTS
from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared, Nobodys
from tracker.counted import Counted
from tracker.dates.belongings import BELONGINGS as OF_DATES
from tracker.domain.days import ONE_DAY
from tracker.domain.invitations import INVITATIONS
from tracker.domain.proposals import WAITS_FOR
from tracker.domain.quotas import MEMBERS, Bound
from tracker.domain.texts import _
from tracker.entering import Key
from tracker.extensions import db
from tracker.habits.belongings import BELONGINGS as OF_HABITS
from tracker.hands import AT_NOTHING, POINTS, TEXTS, let_go_of_words
from tracker.models import Hand, Invitation, Person, Proposal, Space
from tracker.models.types import Instant
from tracker.parting import Parting
from tracker.passing import Passing, after
from tracker.policies import Erasing, Policy, Rows, Welcome, come_along, ends, ends_for_both, follows, forget
from tracker.remembered.belongings import BELONGINGS as OF_DAYS
from tracker.sight import BY_BOTH, Seen
from tracker.spaces.inviting import revoke_all

WRITTEN_BY_TWO = (*OF_HABITS, *OF_DAYS, *OF_DATES, *OF_APPOINTMENTS)


def texts_in(table: Rows) -> int:
    """How many texts a member can have in rows of a table that hold words of two: of a space, in the one there is."""
    [room] = [each.room for each in WRITTEN_BY_TWO if each.table is table] or [Bound(1, "")]
    return len(TEXTS[table]) * (room.quota.most if isinstance(room, Counted) else room.rows)


HANDS = MEMBERS * sum(map(texts_in, TEXTS))


def revoke_both(_invitations: Rows, welcome: Welcome) -> None:
    """Neither space asks anybody in any more."""
    for space_id in (welcome.home_id, welcome.old_id):
        revoke_all(space_id, welcome.now)


def revoke(_invitations: Rows, parting: Parting) -> None:
    revoke_all(parting.old_id, parting.now)


def forget_asking(person: Person, now: datetime) -> None:
    """Take back what somebody has asked of others: their invitations stay theirs, open where nobody has answered.

    One that has had its answer has done its work, and ends.
    """
    forget(Invitation, Invitation.space_id == person.space_id)
    answered = Invitation.welcomed_at.is_not(None) | Invitation.declined_at.is_not(None)
    asked = update(Invitation).where(Invitation.guest_id == person.id)
    ended_at = func.coalesce(Invitation.revoked_at, bindparam("now", now, Instant))
    db.session.execute(asked.where(answered).values(revoked_at=ended_at))
    db.session.execute(asked.values(guest_id=None, asked_at=None))


def come_along_with_what_they_wrote(hands: Rows, welcome: Welcome) -> None:
    """What the guest's space was called is not what the host's is."""
    forget(Hand, Hand.space_id == welcome.old_id, AT_NOTHING)
    come_along(hands, welcome)


def follow_what_they_wrote(hands: Rows, parting: Parting) -> None:
    for column in POINTS.values():
        follows(column).act(hands, parting)


def over(now: datetime) -> ColumnElement[bool]:
    """Those that were used, refused, taken back or never used. Who waits for an answer waits on."""
    then = now - ONE_DAY
    return or_(
        Invitation.welcomed_at < then,
        Invitation.declined_at < then,
        Invitation.revoked_at < then,
        Invitation.guest_id.is_(None) & (Invitation.expires_at < then),
    )


BELONGINGS: tuple[Declared, ...] = (
    Nobodys(
        Space,
        "what two share: it goes with the last who is in it",
        Bound(
            2, "Each person has one, which goes with the last of its members; in one more an export arrives."
        ),
    ),
    Belonging(
        Invitation,
        seen=Seen("by the inviter, and by whoever has asked"),
        joining=Policy(
            "ends with the guest’s space; the host’s are revoked",
            revoke_both,
            loses="they lead into a space that is no more",
        ),
        leaving=Policy("stays, revoked", revoke),
        erasing=Erasing(
            goes=("guest_id", "inviter_id"),
            words="but an invitation of somebody else’s stays without guest_id",
            act=forget_asking,
        ),
        passing=Passing("a day after it has ended or had its answer", over),
        archive=NotTaken("it leads into this space"),
        room=Bound(INVITATIONS, "The oldest go when one more is made."),
        elsewhere=(("guest_id", "whoever is invited has a space of their own until they are welcome"),),
        key=Key(
            names=_("Invitation"),
            opened_by=(Invitation.link_hash, Invitation.code_hash),
            held_by=Invitation.inviter_id,
            since=Invitation.created_at,
            until=Invitation.expires_at,
            unless=(Invitation.guest_id, Invitation.revoked_at),
            ended_at=Invitation.revoked_at,
        ),
    ),
    Belonging(
        Proposal,
        seen=BY_BOTH,
        joining=ends_for_both("alone, everything counts at once"),
        leaving=ends("they are between two"),
        erasing=Erasing(goes=("proposer_id",)),
        passing=after(Proposal.made_at, WAITS_FOR),
        archive=NotTaken("it waits for the other’s yes, who is not there"),
        room=Bound(12, "Each kind and weekday once in 30 days, and what was told last."),
    ),
    Belonging(
        Hand,
        seen=Seen("by nobody: it is asked when an account ends"),
        joining=Policy(
            "moves along; of the guest’s space itself, it ends with that",
            come_along_with_what_they_wrote,
            loses="what it was called is over with it",
        ),
        leaving=Policy("follows what it is in", follow_what_they_wrote),
        erasing=Erasing(
            goes=("person_id",),
            words="but what they wrote where it is another’s goes, and ours takes its place",
            act=let_go_of_words,
        ),
        archive=NotTaken("whose words they are, as far as an account of this Tend is behind them"),
        room=Bound(HANDS, "One or two for each text that two may write."),
        elsewhere=(("person_id", "what they wrote stays when they have left"),),
    ),
)
