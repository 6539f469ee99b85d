"""Switching notices on and off for a device, as its browser says where it takes them."""

from datetime import datetime
from hashlib import sha256
from importlib import import_module
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.exc import IntegrityError

from tracker.accounts.tokens import digest
from tracker.domain.days import today
from tracker.domain.pushing import PushedBrowser, endpoint_at
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.models import Device, Person, PushSubscription

NOT_TAKEN = _(
    "The browser did not say where it takes notices in a way that Tend can use. Nothing was changed."
)
AT_ONCE = _("Notices were just switched on in this browser from elsewhere. Please look at this page again.")


def sealing() -> Any:
    """What seals notices; loaded when it is first needed."""
    return import_module("tracker.pushing.sealing")


def switch_on(browser: PushedBrowser, *, by: Person, now: datetime) -> None:
    """Let somebody take notices on the device from which they ask; raises `Refused` where its browser says no endpoint of use.

    Whoever took them there before, on whichever log-in of this browser, takes none any more.
    """
    refuse_odd(browser)
    device = db.session.scalars(select(Device).where(Device.token_hash == digest(by.token))).one()
    known_as = sha256(browser.endpoint.encode()).hexdigest()
    before = or_(PushSubscription.endpoint_hash == known_as, PushSubscription.device_id == device.id)
    db.session.execute(delete(PushSubscription).where(before).execution_options(synchronize_session=False))
    db.session.add(
        PushSubscription(
            person_id=by.id,
            device_id=device.id,
            endpoint=browser.endpoint,
            endpoint_hash=known_as,
            p256dh=browser.p256dh,
            auth=browser.auth,
            browser=device.browser,
            system=device.system,
            made_on=today(by.rhythm, now),
        )
    )
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refused(AT_ONCE) from error


def refuse_odd(browser: PushedBrowser) -> None:
    """Raise `Refused` for an endpoint that is none out in the world, or what nothing can be sealed with."""
    if endpoint_at(browser.endpoint) is None:
        raise Refused(NOT_TAKEN)
    try:
        sealing().read_keys(browser.p256dh, browser.auth)
    except sealing().NoKeys as error:
        raise Refused(NOT_TAKEN) from error


def switch_off(*, by: Person) -> None:
    """Let somebody take no notices any more on the device from which they ask. Twice is once."""
    here = select(Device.id).where(Device.token_hash == digest(by.token)).scalar_subquery()
    db.session.execute(delete(PushSubscription).where(PushSubscription.device_id == here))


def forget(subscription_id: int) -> None:
    """Let a subscription be gone, as its push service says that it is."""
    db.session.execute(delete(PushSubscription).where(PushSubscription.id == subscription_id))
