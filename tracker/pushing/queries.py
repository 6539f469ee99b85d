"""Finding the devices that take notices."""

from datetime import datetime

from sqlalchemy import select

from tracker.accounts.tokens import digest
from tracker.extensions import db
from tracker.models import Device, Person, PushSubscription


def subscriptions_of(person: Person, now: datetime) -> list[PushSubscription]:
    """Where somebody takes notices: on devices on which they are logged in."""
    theirs = (
        select(PushSubscription)
        .join(Device, Device.id == PushSubscription.device_id)
        .where(PushSubscription.person_id == person.id, Device.expires_at > now)
        .order_by(PushSubscription.made_on, PushSubscription.endpoint_hash)
    )
    return list(db.session.scalars(theirs))


def subscription_here(person: Person) -> PushSubscription | None:
    """Where somebody takes notices on the device from which they ask, if they do."""
    here = Device.token_hash == digest(person.token)
    return db.session.scalar(
        select(PushSubscription).join(Device, Device.id == PushSubscription.device_id).where(here)
    )
