"""How often somebody new may be tried to be, whether they begin alone or come by an invitation."""

from datetime import timedelta

from flask import current_app

from tracker.accounts.queries import openness_here
from tracker.domain.registration import Openness
from tracker.domain.texts import _
from tracker.web.limits import limit, network

AN_HOUR = timedelta(hours=1)

IN_USE = _(
    "This address has an account here already. If it is yours, log in with it; otherwise give another one."
)


def who_can_begin() -> Openness:
    """Who can make an account here now."""
    return openness_here(current_app.config["TEND"].registration)


def count_newcomer() -> None:
    """Count one more who asks for an account; raises `TooMany` past thirty an hour from one network."""
    limit("register", network(), most=30, within=AN_HOUR)


def count_address_in_use() -> None:
    """Count one more who was told that an address has an account; raises `TooMany` past ten an hour from one network."""
    limit("address in use", network(), most=10, within=AN_HOUR)
