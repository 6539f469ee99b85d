"""Joining a space.

Somebody who accepts an invitation waits for the inviter's yes. With it they bring along what
they have set up meanwhile: notes for the partner are delivered, all else stays private until
shared.
"""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from tracker.accounts.queries import afresh
from tracker.domain.days import today
from tracker.domain.people import FIRST_COLOUR, SECOND_COLOUR
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits.settling import settle_space
from tracker.models import (
    AgreementRow,
    Appointment,
    Habit,
    Invitation,
    JarNote,
    Note,
    Outing,
    OwnIdea,
    Pause,
    Person,
    Printing,
    RememberedDay,
    Space,
    SummaryLink,
)
from tracker.spaces import queries
from tracker.spaces.inviting import revoke_all
from tracker.spaces.moving import end, for_everybody, move_all

SEATS = (1, 2)
OF_A_SUMMARY = (AgreementRow, SummaryLink, Printing)
SHARED_ONE_BY_ONE = (Habit, Outing, OwnIdea, RememberedDay, Appointment)

# What does not come along with whoever joins, and why; all else in their space does.
ENDS_WITH_A_SPACE = {
    "agreements": "what one alone has agreed to binds nobody who comes",
    "invitations": "they lead into a space that is no more",
    "milestones": "they are what one alone came to, and the days of two begin anew",
    "printings": "they tell what one alone has shown",
    "summary_links": "they show what one alone has agreed to",
    "talks": "a talk is led by those who are in a space",
    "tellings": "they tell that a milestone of this space was read of",
}


def ask_to_join(invitation: Invitation, *, by: Person, now: datetime) -> None:
    """Accept an invitation: the inviter is asked whether it is you. Asking twice is asking once."""
    if invitation.guest_id == by.id and invitation.waiting:
        return
    if invitation.inviter_id == by.id:
        raise Refused(_("This is your own invitation. Send it to your partner."))
    if by.partner is not None:
        raise Refused(_("You share a space with somebody already. Leave it first, in the settings."))
    taken = db.session.execute(
        update(Invitation)
        .where(
            Invitation.id == invitation.id,
            Invitation.guest_id.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > now,
        )
        .values(guest_id=by.id, asked_at=now)
    )
    if not taken.rowcount:  # type: ignore[attr-defined]
        raise Refused(_("This invitation has been used or has ended. Ask for a new one."))


def withdraw(*, by: Person, now: datetime) -> None:
    """Take back what one has asked by accepting an invitation."""
    db.session.execute(
        update(Invitation)
        .where(
            Invitation.guest_id == by.id, Invitation.welcomed_at.is_(None), Invitation.declined_at.is_(None)
        )
        .values(declined_at=now)
    )


def decline(invitation: Invitation, *, by: Person, now: datetime) -> None:
    """Say that the one who asked is not one's partner."""
    if invitation.waiting:
        invitation.declined_at = now


def welcome(invitation: Invitation, *, by: Person, now: datetime) -> Person:
    """Say yes: the one who asked becomes a member, with all that they have set up. Returns them."""
    queries.hold_homes(by.id, invitation.guest_id or 0)
    db.session.refresh(by, ["space_id"])
    invitation = queries.own_invitation(by, invitation.id)
    guest = queries.person_locked(invitation.guest_id or 0)
    if guest is not None and guest.space_id == by.space_id and invitation.welcomed_at:
        return guest
    if guest is None or not invitation.waiting:
        raise Refused(_("They are not asking to join any more."))
    if len(queries.members(by.space_id)) > 1:
        raise Refused(_("Your space has two members already."))
    if len(queries.members(guest.space_id)) > 1:
        raise Refused(_("They share a space with somebody else by now."))
    invitation.welcomed_at = now
    db.session.flush()
    for each in (by, guest):
        withdraw(by=each, now=now)
    take_in(guest, host=by, now=now)
    return guest


def take_in(guest: Person, *, host: Person, now: datetime) -> None:
    old_space_id = guest.space_id
    revoke_all(host.space_id, now)
    revoke_all(old_space_id, now)
    for each in (host, guest):
        claim_pauses(each)
    guest.space_id = host.space_id
    guest.seat = next(seat for seat in SEATS if seat != host.seat)
    guest.joined_on = today(guest.rhythm, now)
    if guest.colour == host.colour:
        guest.colour = SECOND_COLOUR if host.colour == FIRST_COLOUR else FIRST_COLOUR
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refused(_("Your space has two members already.")) from error
    move_all(old_space_id, host.space_id, but=ENDS_WITH_A_SPACE)
    forget_agreements(old_space_id, host.space_id)
    for table in SHARED_ONE_BY_ONE:
        db.session.execute(update(table).where(table.space_id == host.space_id).values(shared=False))
    deliver(host, guest)
    deliver(guest, host)
    end(old_space_id, along_with=ENDS_WITH_A_SPACE)
    db.session.execute(update(Space).where(Space.id == host.space_id).values(farewell=""))
    db.session.expire_all()
    settle_space(afresh(host), now)


def forget_agreements(*space_ids: int) -> None:
    """What one alone has agreed to binds nobody who comes, and no link shows what two have not agreed to."""
    for table in OF_A_SUMMARY:
        db.session.execute(delete(table).where(table.space_id.in_(space_ids)))


def claim_pauses(person: Person) -> None:
    """What was paused for everybody in a space of one was paused for that one, not for who joins."""
    db.session.execute(
        update(Pause).where(Pause.space_id == person.space_id, *for_everybody()).values(person_id=person.id)
    )


def deliver(author: Person, recipient: Person) -> None:
    for table in (Note, JarNote):
        db.session.execute(
            update(table)
            .where(table.space_id == author.space_id, table.author_id == author.id, table.waiting)
            .values(waiting=False, recipient_id=recipient.id)
        )
