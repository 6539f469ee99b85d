"""Sends what waits in the outbox: mails, and notices to devices.

A sender claims a mail for some minutes, so that of several senders one has it and a mail whose
sender died is taken up again. Only then is looked up whether its address has an account, and
only then is the link in it made. In the rare case that a mail goes out twice, both carry the
same Message-ID. What it says is for `mails/letters.py`.
"""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from functools import partial
from hashlib import sha256
from itertools import takewhile
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import delete, select, update

from config import Settings
from tracker.accounts.actions import ALREADY_HERE, CHANGED, CODE, LOST, RESET
from tracker.accounts.changing import forget_former
from tracker.domain.reminders import LATE_AFTER
from tracker.extensions import db, read_only
from tracker.lines import Line, warn_of
from tracker.mails.causes import mail_cause_of
from tracker.mails.letters import Letter, letter_for
from tracker.mails.names import as_mails_name
from tracker.mails.notices import as_notice
from tracker.models import Mail
from tracker.models.mails import MAIL, PUSH
from tracker.pushing.actions import forget
from tracker.pushing.delivering import Gone, NotNow

TEND = "Tend"
LEASE = timedelta(minutes=5)
MOST_TRIES = 8
FIRST_PAUSE = timedelta(seconds=30)
A_DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
WORTH_SENDING = {RESET: HOUR, LOST: HOUR, ALREADY_HERE: A_DAY, CODE: A_DAY, CHANGED: A_DAY}
AT_ONCE = 50  # then the clock is looked at again

SECONDS_FOR_A_SERVER = 15


def send_all(settings: Settings, now: datetime) -> int:
    """Send what is due; returns how many mails went out. Needs an application context."""
    sent_count = 0
    while (mail := claimed(now)) is not None:
        sent_count += send(mail, settings, now)
    return sent_count


def send_some(settings: Settings, now: datetime) -> int:
    """Send what is due, as far as the time that it is now holds for it; returns how many mails went out."""
    if not is_any_due(now):
        return 0
    mails = (claimed(now) for _ in range(AT_ONCE))
    return sum(send(mail, settings, now) for mail in takewhile(bool, mails) if mail)


def is_any_due(now: datetime) -> bool:
    """Whether anything is due. To look keeps nobody from writing, and is all that is done most of the time."""
    read_only()
    found = db.session.scalar(select(Mail.id).where(Mail.leased_until <= now).limit(1))
    db.session.rollback()
    return found is not None


def claimed(now: datetime) -> Mail | None:
    """The mail that is due longest, now this sender's for the time of the lease; nothing if none is."""
    due = (
        select(Mail.id)
        .where(Mail.leased_until <= now)
        .order_by(Mail.leased_until, Mail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    claim = (
        update(Mail)
        .where(Mail.id == due.scalar_subquery())
        .values(leased_until=now + LEASE, try_count=Mail.try_count + 1)
        .returning(Mail)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    mail = db.session.scalar(claim)
    db.session.commit()
    return mail


def send(mail: Mail, settings: Settings, now: datetime) -> bool:
    """Send a claimed mail, or put it off, or give it up; returns whether it went out."""
    hand_over = None if outlived(mail, now) else WAYS[mail.way](mail, settings, now)
    db.session.commit()  # nothing is held while a mail server takes its time
    if hand_over is None:
        remove(mail)
        return False
    try:
        hand_over()
    except (smtplib.SMTPException, OSError, NotNow) as error:
        put_off(mail, error, now)
        return False
    except Gone:
        forget(int(mail.address))
    remove(mail)
    return True


def as_mail(mail: Mail, settings: Settings, now: datetime) -> Callable[[], None] | None:
    """What hands a mail to the mail server; nothing where it has nothing to say, or there is no server any more."""
    letter = letter_for(mail, settings, now) if settings.sends_mail else None
    return None if letter is None else partial(deliver, message(mail, letter, settings, now), settings)


WAYS = {MAIL: as_mail, PUSH: as_notice}


def outlived(mail: Mail, now: datetime) -> bool:
    """Whether a mail has waited so long that it would only surprise."""
    return now - mail.created_at > WORTH_SENDING.get(mail.kind, LATE_AFTER) or mail.try_count > MOST_TRIES


def remove(mail: Mail) -> None:
    if mail.kind == CHANGED:
        forget_former(mail.address)
    db.session.execute(delete(Mail).where(Mail.id == mail.id))
    db.session.commit()


def put_off(mail: Mail, error: Exception, now: datetime) -> None:
    """Leave a mail for later, twice as late each time. What the server said may hold the address: it stays out of the log."""
    pause = max(FIRST_PAUSE * 2 ** (mail.try_count - 1), getattr(error, "after", timedelta()))
    db.session.execute(update(Mail).where(Mail.id == mail.id).values(leased_until=now + pause))
    db.session.commit()
    cause = mail_cause_of(error).words
    what = "mail" if mail.way == MAIL else "notice"
    warn_of(Line(f"a {what} has to wait for {pause.total_seconds():.0f} s: {cause}"))


def message(mail: Mail, letter: Letter, settings: Settings, now: datetime) -> EmailMessage:
    """The mail as it goes out."""
    written = EmailMessage()
    written["Subject"] = letter.subject
    written["From"] = sender_of(settings)
    written["To"] = mail.address.lower()
    written["Date"] = format_datetime(now)
    written["Message-ID"] = f"<{message_number(mail)}@{host_of(settings)}>"
    written["Auto-Submitted"] = "auto-generated"
    if letter.off:
        written["List-Unsubscribe"] = f"<{letter.off}>"
        written["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    written.set_content(letter.body)
    return written


def sender_of(settings: Settings) -> str:
    """The address that mails come from; with a name where this Tend has been given one."""
    return (
        settings.mail_from if settings.called == TEND else formataddr((settings.called, settings.mail_from))
    )


def message_number(mail: Mail) -> str:
    """The same for a mail whenever it is sent, and for no other; ids alone may come again."""
    return sha256(f"{mail.id} {mail.created_at.isoformat()}".encode()).hexdigest()[:32]


def deliver(message: EmailMessage, settings: Settings) -> None:
    """Hand a mail to the mail server; raises what ``smtplib`` and sockets raise."""
    with server(settings) as smtp:
        if settings.smtp_user:
            smtp.login(settings.smtp_user, settings.smtp_password)
        smtp.send_message(message)


@contextmanager
def server(settings: Settings) -> Iterator[smtplib.SMTP]:
    """The mail server, reached the way the settings say; a certificate nobody vouches for is refused."""
    trust = ssl.create_default_context(cafile=settings.smtp_ca_file or None)
    where: dict[str, Any] = {
        "host": settings.smtp_host,
        "port": settings.smtp_port,
        "local_hostname": host_of(settings),
        "timeout": SECONDS_FOR_A_SERVER,
    }
    if settings.smtp_security == "tls":
        with smtplib.SMTP_SSL(**where, context=trust) as smtp:
            yield smtp
        return
    with smtplib.SMTP(**where) as smtp:
        if settings.smtp_security == "starttls":
            smtp.starttls(context=trust)
        yield smtp


def host_of(settings: Settings) -> str:
    """The host of the public address, the way mail servers name it."""
    return as_mails_name(urlsplit(settings.public_url).hostname or "localhost")
