"""What mails say, looked up and written only when one is sent: who has an address, and the link in it, which is never kept."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from flask import current_app, render_template
from flask_babel import force_locale, format_date

from config import Settings
from tracker.accounts.actions import ALREADY_HERE, CHANGED, CODE, LOST, RESET
from tracker.accounts.addresses import draw_code, is_awaited
from tracker.accounts.changing import resets_are_held, who_had
from tracker.accounts.links import BY_HAND, BY_MAIL, hold_token, reset_token
from tracker.accounts.queries import person_called
from tracker.domain.days import today
from tracker.domain.invitations import readable_code
from tracker.domain.people import CODE_GROUP
from tracker.domain.reminders import ReminderKind
from tracker.factors.links import lost_token
from tracker.factors.queries import code_app_of
from tracker.models import Mail, Person
from tracker.reminders.links import off_token
from tracker.reminders.saying import reminding

HELD = "held"
PLACES = {ReminderKind.LETTER: "us.show"}  # where it leads, but to Today: an address is content, too


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail in words: the first line of its template is the subject. ``off`` is where its reader can say that they want none
    of these any more, of what they get because they wanted it.
    """

    subject: str
    body: str
    off: str = ""


def letter_for(mail: Mail, settings: Settings, now: datetime) -> Letter | None:
    """What a mail says; nothing where there is nobody it is for. A code is for whoever has no account yet."""
    if mail.key:
        return reminder_letter(mail, settings, now)
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


def reminder_letter(mail: Mail, settings: Settings, now: datetime) -> Letter | None:
    """A mail that reminds its reader of what they wanted; nothing where it is done by now, or their address another."""
    found = reminding(mail.key, now)
    if found is None or found.person.confirmed_at is None or found.person.email != mail.address:
        return None
    off = address_of(
        settings, "reminders.turn_off", token=off_token(found.person, found.about, settings.secret_key)
    )
    there = address_of(settings, PLACES.get(found.about, "today.show_now"))
    words = letter(mail.kind, mail.locale, found=found, there=there, off=off)
    return replace(words, subject=found.ways.wording or words.subject, off=off)


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
