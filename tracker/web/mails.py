"""Mails that pages have sent: to an address whoever has it, after the same work, and not more than it should get."""

from datetime import datetime, timedelta

from flask import current_app
from flask_babel import get_locale
from sqlalchemy import func, select

from tracker.domain.days import ONE_DAY
from tracker.domain.people import MAILS_A_DAY, MAILS_WAITING
from tracker.extensions import db
from tracker.models import Mail
from tracker.web.clock import now
from tracker.web.limits import spaced_out

APART = timedelta(minutes=15)


def sends_mail() -> bool:
    """Whether a mail server is set."""
    return current_app.config["TEND"].sends_mail  # type: ignore[no-any-return]


def send_mail(kind: str, address: str) -> None:
    """Have a mail sent, unless the address was sent one of this kind lately. Whoever asks is told the same, after the same work."""
    if not sends_mail():
        return
    with db.session.begin_nested() as attempt:
        due = spaced_out("mail", kind, address, apart=APART, most=MAILS_A_DAY, within=ONE_DAY)
        write_mail(kind, address, locale=str(get_locale()), now=now())
        db.session.flush()
        if not due:
            attempt.rollback()


def write_mail(kind: str, address: str, *, locale: str, now: datetime) -> None:
    """Leave a mail for the sender, who alone looks up whether the address has an account. A few may wait for one address."""
    theirs = (Mail.address == address, Mail.key == "")  # nobody is kept from a new password by reminders
    waiting = db.session.scalars(select(func.count()).select_from(Mail).where(*theirs)).one()
    if waiting >= MAILS_WAITING:
        return
    db.session.add(Mail(kind=kind, address=address, locale=locale, created_at=now, leased_until=now))
