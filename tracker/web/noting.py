"""What happens to an account is noted for its owner, with the browser in which it did."""

from flask import request

from tracker.accounts.events import note_event, note_refusal
from tracker.domain.browsers import browser_of, system_of
from tracker.domain.events import AccountEvent
from tracker.models import Person
from tracker.web.clock import now


def browser_here() -> dict[str, str]:
    """What the browser of whoever asks and its system are called; nothing more is kept of them."""
    said = request.user_agent.string
    return {"browser": browser_of(said), "system": system_of(said)}


def note(kind: AccountEvent, person: Person) -> None:
    """Note for somebody what happened to their account, in this browser."""
    note_event(kind, person.id, now=now(), **browser_here())


def note_wrong_password(account_id: int) -> None:
    """Note for somebody that their password was wrong, in this browser; 0 for an address that no account has."""
    note_refusal(AccountEvent.REFUSED, account_id or None, now=now(), **browser_here())


def note_wrong_code(person: Person) -> None:
    """Note for somebody that a code was wrong, in this browser, of whoever had typed their password."""
    note_refusal(AccountEvent.CODE_REFUSED, person.id, now=now(), **browser_here())
