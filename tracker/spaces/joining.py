"""Joining a space.

Somebody who accepts an invitation waits for the inviter's yes. With it they bring along what
they have set up meanwhile: notes for the partner are delivered, all else stays private until
shared. Each table says for itself what comes along (`belongings.py` of its capability). A space
of two begins gentle, whatever its inviter had: strict needs both.

The yes is to a name and three words that both screens show, drawn for each asking; whoever says
it can hold back what they had written for whoever joins.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from tracker.belonging import BELONGINGS
from tracker.domain.days import today
from tracker.domain.people import FIRST_COLOUR, SECOND_COLOUR
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits.settling import settle_space
from tracker.holding import afresh, hold_homes, hold_space
from tracker.models import Hand, Invitation, Person, Space
from tracker.models.spaces import ways_in
from tracker.policies import Welcome, forget
from tracker.spaces import queries
from tracker.spaces.asking import SeenAsking, drawn_words, seen_of
from tracker.spaces.moving import end

SEATS = (1, 2)
NOT_ASKING = _("They are not asking to join any more.")


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
        .values(guest_id=by.id, asked_at=now, words=drawn_words())
    )
    if not taken.rowcount:  # type: ignore[attr-defined]
        raise Refused(_("This invitation has been used or has ended. Ask for a new one."))


def withdraw(*, by: Person, now: datetime) -> None:
    """Take back what one has asked by accepting an invitation. Where a yes has come first, there is nothing to take back."""
    hold_space(by)
    db.session.execute(
        update(Invitation)
        .where(
            Invitation.guest_id == by.id, Invitation.welcomed_at.is_(None), Invitation.declined_at.is_(None)
        )
        .values(declined_at=now)
    )


def decline(invitation: Invitation, *, by: Person, now: datetime) -> None:
    """Say that the one who asked is not one's partner. The invitation has ended with that."""
    hold_space(by)
    if queries.own_invitation(by, invitation.id).waiting:
        invitation.declined_at = now


def let_in(
    invitation_id: int, seen: SeenAsking | None, *, by: Person, now: datetime, delivered: Collection[int]
) -> Person:
    """Say yes to a name and three words; of one's own notes for whoever joins, those ``delivered`` arrive. Returns the guest.

    Raises `Refused` where somebody else asks by now, or other words are shown. Where both had invited each other the first
    yes has decided, and the second changes nothing.
    """
    if seen is None:
        queries.own_invitation(by, invitation_id)
        raise Refused(_("Please compare the name and the words before you say yes."))
    hold_homes(by.id, seen.guest_id)
    by = afresh(by)
    if by.partner is not None and by.partner.id == seen.guest_id:
        return by.partner
    invitation = queries.own_invitation(by, invitation_id)
    guest = queries.person_locked(invitation.guest_id or 0)
    if guest is None or not invitation.waiting:
        raise Refused(NOT_ASKING)
    if seen_of(queries.Asking(invitation, guest)) != seen:
        raise Refused(
            _("Something has changed since you opened the page. Compare the name and the words once more.")
        )
    return welcome(invitation, by=by, now=now, delivered=delivered)


def welcome(
    invitation: Invitation, *, by: Person, now: datetime, delivered: Collection[int] | None = None
) -> Person:
    """Let whoever asked become a member, with all that they have set up. Returns them."""
    hold_homes(by.id, invitation.guest_id or 0)
    db.session.refresh(by, ["space_id"])
    invitation = queries.own_invitation(by, invitation.id)
    guest = queries.person_locked(invitation.guest_id or 0)
    if guest is not None and guest.space_id == by.space_id and invitation.welcomed_at:
        return guest
    if guest is None or not invitation.waiting:
        raise Refused(NOT_ASKING)
    if queries.has_two(by.space_id):
        raise Refused(_("Your space has two members already."))
    if queries.has_two(guest.space_id):
        raise Refused(_("They share a space with somebody else by now."))
    invitation.welcomed_at = now
    db.session.flush()
    for each in (by, guest):
        withdraw(by=each, now=now)
    take_in(guest, host=by, now=now, delivered=delivered)
    return guest


def keep_own_ways(*people: Person) -> None:
    """Let the private habits of each count on as they have, whatever the two agree to. Of the numbers of touch nobody has
    said yet that they want them with this partner.
    """
    for each in people:
        each.touch_numbers = False
        there = select(Space).where(Space.id == each.space_id)
        each.own_ways = ways_in(db.session.scalars(there).one())


def take_in(guest: Person, *, host: Person, now: datetime, delivered: Collection[int] | None) -> None:
    old_space_id = guest.space_id
    keep_own_ways(host, guest)
    guest.space_id = host.space_id
    guest.seat = next(seat for seat in SEATS if seat != host.seat)
    guest.joined_on = today(guest.rhythm, now)
    if guest.colour == host.colour:
        guest.colour = SECOND_COLOUR if host.colour == FIRST_COLOUR else FIRST_COLOUR
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refused(_("Your space has two members already.")) from error
    welcome = Welcome(host.id, guest.id, old_space_id, host.space_id, now, delivered)
    for each in BELONGINGS:
        each.joining.act(each.table, welcome)
    end(old_space_id, along_with=[each.name for each in BELONGINGS if each.joining.loses])
    anew = {"farewell": "", "farewell_told": True, "parted_at": None, "strict": False}
    db.session.execute(update(Space).where(Space.id == host.space_id).values(anew))
    forget(Hand, Hand.space_id == host.space_id, Hand.part == "farewell")
    db.session.expire_all()
    settle_space(afresh(host), now)
