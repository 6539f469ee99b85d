"""Finding a space's invitations and who comes in by them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, case, func, or_, select

from tracker.domain.proposals import ASKING, Way, lapsed_before
from tracker.domain.refusals import Missing
from tracker.extensions import db
from tracker.models import Invitation, Person, Proposal


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody who has asked to join and waits for a yes."""

    invitation: Invitation
    guest: Person


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody whose yes one waits for, and the words that both see meanwhile."""

    invitation: Invitation
    inviter: Person


@dataclass(frozen=True, slots=True)
class Doorstep:
    """Who waits to be let in: somebody for this person's yes, or this person for somebody's."""

    asking: Asking | None = None
    awaited: Awaited | None = None


UNANSWERED = (
    select(Invitation, Person)
    .join(
        Person,
        Person.id
        == case(
            (Invitation.guest_id == bindparam("person_id"), Invitation.inviter_id), else_=Invitation.guest_id
        ),
    )
    .where(
        or_(
            Invitation.guest_id == bindparam("person_id"),
            (Invitation.inviter_id == bindparam("person_id"))
            & (Invitation.space_id == bindparam("space_id")),
        ),
        Invitation.welcomed_at.is_(None),
        Invitation.declined_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
    .order_by(Invitation.created_at, Invitation.id)
)


def invitation_by_link(hashes: Collection[str]) -> Invitation | None:
    """The invitation whose link has one of these hashes."""
    return db.session.scalar(select(Invitation).where(Invitation.link_hash.in_(hashes)).limit(1))


def invitation_by_code(code_hash: str) -> Invitation | None:
    """The invitation whose code has this hash."""
    return db.session.scalar(select(Invitation).where(Invitation.code_hash == code_hash).limit(1))


def inviter_of(invitation: Invitation) -> Person:
    """Who made the invitation."""
    return db.session.scalars(select(Person).where(Person.id == invitation.inviter_id)).one()


def own_invitation(person: Person, invitation_id: int) -> Invitation:
    """An invitation this person has made, or `Missing`."""
    invitation = db.session.scalar(
        select(Invitation)
        .where(
            Invitation.id == invitation_id,
            Invitation.inviter_id == person.id,
            Invitation.space_id == person.space_id,
        )
        .execution_options(populate_existing=True)
    )
    if invitation is None:
        raise Missing("invitation")
    return invitation


def open_invitation(person: Person, now: datetime) -> Invitation | None:
    """The invitation of this person's space that can still be used, the latest one."""
    return db.session.scalar(
        select(Invitation)
        .where(
            Invitation.space_id == person.space_id,
            Invitation.guest_id.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > now,
        )
        .order_by(Invitation.created_at.desc(), Invitation.id.desc())
        .limit(1)
    )


def doorstep(person: Person) -> Doorstep:
    """Whoever waits for this person's yes, and whose yes this person waits for."""
    asking: Asking | None = None
    awaited: Awaited | None = None
    for invitation, other in db.session.execute(
        UNANSWERED, {"person_id": person.id, "space_id": person.space_id}
    ):
        if invitation.guest_id == person.id:
            awaited = awaited or Awaited(invitation, other)
        else:
            asking = asking or Asking(invitation, other)
    return Doorstep(asking, awaited)


def asking(person: Person) -> Asking | None:
    """Whoever waits for this person's yes, the first one first."""
    return doorstep(person).asking


def awaited_by(person: Person) -> Awaited | None:
    """The one whose yes this person waits for, with the words that both see."""
    return doorstep(person).awaited


def has_two(space_id: int) -> bool:
    """Whether a space has two members already: there is no room in it for anybody else."""
    there = select(func.count()).select_from(Person).where(Person.space_id == space_id)
    return db.session.scalars(there).one() > 1


def person_locked(person_id: int) -> Person | None:
    """A person as they are now, held until this transaction ends."""
    return db.session.scalar(
        select(Person)
        .where(Person.id == person_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def open_proposal(person: Person, now: datetime) -> Proposal | None:
    """What waits for a yes in this person's space, whoever of the two has proposed it: one at most."""
    asking = (
        (Proposal.space_id == person.space_id)
        & Proposal.what.in_(ASKING)
        & Proposal.ended_at.is_(None)
        & (Proposal.made_at > lapsed_before(now))
    )
    return db.session.scalar(select(Proposal).where(asking).limit(1))


def is_open(proposal: Proposal, now: datetime) -> bool:
    """Whether it still waits for a yes."""
    return proposal.ended_at is None and proposal.made_at > lapsed_before(now)


def proposed_lately(way: Way, value: int, by: Person) -> bool:
    """Whether this person has proposed the same before, as far as that is still known."""
    same = (Proposal.space_id == by.space_id) & (Proposal.proposer_id == by.id)
    same &= (Proposal.what == way) & (Proposal.value == value)
    return db.session.scalar(select(Proposal.id).where(same).limit(1)) is not None


def own_proposal(person: Person, proposal_id: int) -> Proposal:
    """What this person has proposed, or `Missing`."""
    return proposal_in(person, proposal_id, Proposal.proposer_id == person.id)


def partners_proposal(person: Person, proposal_id: int) -> Proposal:
    """What the partner has proposed or told, or `Missing`."""
    return proposal_in(person, proposal_id, Proposal.proposer_id != person.id)


def proposal_in(person: Person, proposal_id: int, whose: ColumnElement[bool]) -> Proposal:
    """A proposal of a person's space that is somebody's, or `Missing`."""
    there = (Proposal.id == proposal_id) & (Proposal.space_id == person.space_id)
    proposal = db.session.scalar(select(Proposal).where(there, whose))
    if proposal is None:
        raise Missing("proposal")
    return proposal
