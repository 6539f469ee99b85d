"""Inviting somebody: a link and a code that open the door once, for a week, and can be taken back."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from tracker.accounts.room import drop_older
from tracker.accounts.tokens import hashed, new_token
from tracker.domain.invitations import CODE_LENGTH, INVITATIONS, LASTS_FOR, LETTERS, plain_code
from tracker.domain.links import readings
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.models import Invitation, Person
from tracker.spaces import queries


@dataclass(frozen=True, slots=True)
class InvitationKey:
    """What opens an invitation, shown once and never kept: the end of a link, and a code."""

    token: str
    code: str


def invite(*, by: Person, now: datetime, secret: str) -> InvitationKey:
    """Make an invitation to the space, in place of any open one; returns what opens it."""
    if by.partner is not None:
        raise Refused(_("Your space has two members already."))
    revoke_all(by.space_id, now)
    key = InvitationKey(new_token(), "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH)))
    db.session.add(
        Invitation(
            space_id=by.space_id,
            inviter_id=by.id,
            link_hash=hashed(key.token, secret),
            code_hash=hashed(key.code, secret),
            created_at=now,
            expires_at=now + LASTS_FOR,
        )
    )
    db.session.flush()
    drop_older(Invitation, Invitation.space_id == by.space_id, by=Invitation.created_at, most=INVITATIONS)
    return key


def invitation_for(opener: str, secret: str) -> Invitation | None:
    """The invitation that a link or a code opens."""
    return linked_invitation(opener, secret) or coded_invitation(opener, secret)


def linked_invitation(end: str, secret: str) -> Invitation | None:
    """The invitation that the end of a link opens, whatever a mail program did to it. Nobody can guess one."""
    return queries.invitation_by_link([hashed(each, secret) for each in readings(end)])


def coded_invitation(code: str, secret: str) -> Invitation | None:
    """The invitation that a code opens, however it was typed. It is short: whoever asks should be counted."""
    return queries.invitation_by_code(hashed(plain_code(code), secret))


def revoke(invitation: Invitation, *, now: datetime) -> None:
    """End an invitation, so that nobody can use it any more."""
    invitation.revoked_at = invitation.revoked_at or now


def revoke_all(space_id: int, now: datetime) -> None:
    """End all invitations to a space that have not led to a member."""
    db.session.execute(
        update(Invitation)
        .where(
            Invitation.space_id == space_id,
            Invitation.revoked_at.is_(None),
            Invitation.welcomed_at.is_(None),
            Invitation.declined_at.is_(None),
        )
        .values(revoked_at=now)
    )
