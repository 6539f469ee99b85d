"""Sends the mails that wait in the outbox.

A sender claims a mail for some minutes, so that of several senders one has it and a mail whose
sender died is taken up again. Only then is looked up whether its address has an account, and
only then is the link in it made. In the rare case that a mail goes out twice, both carry the
same Message-ID.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, render_template
from flask_babel import force_locale, format_date
from sqlalchemy import delete, select, update

from config import Settings
from tracker.accounts.actions import ALREADY_HERE, CHANGED, CODE, LOST, RESET
from tracker.accounts.addresses import draw_code, is_awaited
from tracker.accounts.changing import forget_former, resets_are_held, who_had
from tracker.accounts.links import BY_HAND, BY_MAIL, hold_token, reset_token
from tracker.accounts.queries import person_called
from tracker.domain.days import today
from tracker.domain.invitations import readable_code
from tracker.domain.people import CODE_GROUP
from tracker.extensions import db
from tracker.factors.links import lost_token
from tracker.factors.queries import code_app_of
from tracker.lines import Line, warn_of
from tracker.mails.causes import mail_cause_of
from tracker.mails.names import as_mails_name
from tracker.models import Mail, Person

TEND = "Tend"
LEASE = timedelta(minutes=5)
MOST_TRIES = 8
FIRST_PAUSE = timedelta(seconds=30)
A_DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
WORTH_SENDING = {RESET: HOUR, LOST: HOUR, ALREADY_HERE: A_DAY, CODE: A_DAY, CHANGED: A_DAY}
HELD = "held"

SECONDS_FOR_A_SERVER = 15


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail in words: the first line of its template is the subject."""

    subject: str
    body: str


def send_all(settings: Settings, now: datetime) -> int:
    """Send what is due; returns how many mails went out. Needs an application context."""
    sent_count = 0
    while (mail := claimed(now)) is not None:
        sent_count += send(mail, settings, now)
    return sent_count


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
    letter = None if outlived(mail, now) else letter_for(mail, settings, now)
    db.session.commit()  # nothing is held while a mail server takes its time
    if letter is None:
        remove(mail)
        return False
    try:
        deliver(message(mail, letter, settings, now), settings)
    except (smtplib.SMTPException, OSError) as error:
        put_off(mail, error, now)
        return False
    remove(mail)
    return True


def outlived(mail: Mail, now: datetime) -> bool:
    """Whether a mail has waited so long that it would only surprise."""
    return now - mail.created_at > WORTH_SENDING[mail.kind] or mail.try_count > MOST_TRIES


def remove(mail: Mail) -> None:
    if mail.kind == CHANGED:
        forget_former(mail.address)
    db.session.execute(delete(Mail).where(Mail.id == mail.id))
    db.session.commit()


def put_off(mail: Mail, error: Exception, now: datetime) -> None:
    """Leave a mail for later, twice as late each time. What the server said may hold the address: it stays out of the log."""
    pause = FIRST_PAUSE * 2 ** (mail.try_count - 1)
    db.session.execute(update(Mail).where(Mail.id == mail.id).values(leased_until=now + pause))
    db.session.commit()
    cause = mail_cause_of(error).words
    warn_of(Line(f"a mail has to wait for {pause.total_seconds():.0f} s: {cause}"))


def message(mail: Mail, letter: Letter, settings: Settings, now: datetime) -> EmailMessage:
    """The mail as it goes out."""
    written = EmailMessage()
    written["Subject"] = letter.subject
    written["From"] = sender_of(settings)
    written["To"] = mail.address.lower()
    written["Date"] = format_datetime(now)
    written["Message-ID"] = f"<{message_number(mail)}@{host_of(settings)}>"
    written["Auto-Submitted"] = "auto-generated"
    written.set_content(letter.body)
    return written


def sender_of(settings: Settings) -> str:
    """The address that mails come from; with a name where this Tend has been given one."""
    return (
        settings.mail_from if settings.called == TEND else formataddr((settings.called, settings.mail_from))
    )


def letter_for(mail: Mail, settings: Settings, now: datetime) -> Letter | None:
    """What a mail says; nothing where there is nobody it is for. A code is for whoever has no account yet."""
    if mail.kind == CHANGED:
        return to_former(mail, settings)
    person = person_called(mail.address)
    if person is not None:
        if mail.kind == LOST:
            return lost_letter(person, mail, settings)
        return to_somebody(person, mail, settings, now)
    if mail.kind == CODE and is_awaited(mail.address, now):
        code = draw_code(mail.address, secret=settings.secret_key, now=now)
        readable = readable_code(code, CODE_GROUP)
        return letter(CODE, mail.locale, code=readable, host=urlsplit(settings.public_url).netloc)
    return None


def to_former(mail: Mail, settings: Settings) -> Letter | None:
    """A mail to the address that somebody had, which does not say which they have now."""
    person = who_had(mail.address)
    if person is None:
        return None
    hold = address_of(settings, "confirming.hold", token=hold_token(person, settings.secret_key))
    return letter(CHANGED, mail.locale, host=urlsplit(settings.public_url).netloc, hold=hold)


def to_somebody(person: Person, mail: Mail, settings: Settings, now: datetime) -> Letter:
    """A mail to somebody who has an account, which is the answer to whoever wants to make one with their address."""
    if mail.kind == RESET and resets_are_held(person, now):
        return letter(HELD, mail.locale, name=person.name, until=day_of(person, mail.locale))
    links = {
        "login": address_of(settings, "accounts.log_in"),
        "forgotten": address_of(settings, "accounts.forget"),
    }
    if mail.kind == RESET:
        links["reset"] = reset_link(person, settings, way=BY_MAIL)
    kind = RESET if mail.kind == RESET else ALREADY_HERE
    return letter(kind, mail.locale, name=person.name, links=links)


def day_of(person: Person, locale: str) -> str:
    """The day until which new passwords by mail are held back, by their owner's clock and in words."""
    until = person.resets_held_until or person.registered_at
    with force_locale(locale):
        words: str = format_date(today(person.rhythm, until))
    return words


def lost_letter(person: Person, mail: Mail, settings: Settings) -> Letter | None:
    """A mail to somebody whose app for codes is said to be gone; nothing where none is asked for, or it is to stay."""
    app = code_app_of(person)
    if app is None or app.stays:
        return None
    link = address_of(settings, "factors.lose", token=lost_token(person, app, settings.secret_key))
    return letter(LOST, mail.locale, name=person.name, links={"gone": link})


def letter(kind: str, locale: str, **shown: object) -> Letter:
    with force_locale(locale):
        text = render_template(f"mails/{kind}.txt", **shown)
    subject, _newline, body = text.strip().partition("\n")
    return Letter(subject, body.strip() + "\n")


def reset_link(person: Person, settings: Settings, *, way: str = BY_HAND) -> str:
    """A link with which somebody can choose a new password, good for an hour; one by hand also while those by mail are held."""
    return address_of(settings, "accounts.reset", token=reset_token(person, settings.secret_key, way=way))


def address_of(settings: Settings, endpoint: str, **values: str) -> str:
    """A page's address as people reach it, also where nobody has asked for a page."""
    public = urlsplit(settings.public_url)
    known = current_app.url_map.bind(public.netloc, url_scheme=public.scheme)
    return known.build(endpoint, values, force_external=True)


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
