"""What becomes of accounts, and of what stands around them."""

from datetime import datetime

from sqlalchemy import ColumnElement

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared, Nobodys
from tracker.domain.days import ONE_DAY
from tracker.domain.events import KEPT_FOR as EVENTS_KEPT_FOR
from tracker.domain.events import MOST as MOST_EVENTS
from tracker.domain.people import CODE_LASTS, CODES_AT_ONCE, LOG_INS, MAILS_WAITING
from tracker.domain.quotas import Bound
from tracker.domain.texts import _
from tracker.entering import Key
from tracker.models import (
    AccountEventRow,
    AddressCode,
    Admission,
    Beginning,
    Device,
    Limit,
    Mail,
    Person,
    Registration,
    Withdrawal,
)
from tracker.models.withdrawals import KEPT_FOR
from tracker.passing import Passing, after, at
from tracker.policies import ENDS_WITH_TRUST, WITH_ITS_PERSON, Erasing
from tracker.sight import BY_ITS_PERSON

LONGEST_WINDOW = 2 * ONE_DAY  # in which anything is counted, with the day in which it began


def window_past(now: datetime) -> ColumnElement[bool]:
    return Limit.window < int((now - LONGEST_WINDOW).timestamp())


def event_past(now: datetime) -> ColumnElement[bool]:
    nobodys = AccountEventRow.person_id.is_(None) & (AccountEventRow.at < now - ONE_DAY)
    return (AccountEventRow.at < now - EVENTS_KEPT_FOR) | nobodys


def told(now: datetime) -> ColumnElement[bool]:
    return Withdrawal.listed & (Withdrawal.at < now - KEPT_FOR)


BELONGINGS: tuple[Declared, ...] = (
    Nobodys(
        Person,
        "the one whose all else is, who comes and goes by themselves",
        Bound(1, "An account is one person."),
    ),
    Belonging(
        Device,
        seen=BY_ITS_PERSON,
        joining=WITH_ITS_PERSON,
        leaving=ENDS_WITH_TRUST,
        erasing=Erasing(goes=("person_id",)),
        passing=at(Device.expires_at),
        archive=NotTaken("a log-in is of one device"),
        room=Bound(LOG_INS, "The oldest log-in ends when one more comes."),
        key=Key(
            names=_("Log-ins"),
            opened_by=(Device.token_hash,),
            held_by=Device.person_id,
            since=Device.created_at,
            until=Device.expires_at,
            last=Device.used_on,
            about=(Device.browser, Device.system),
        ),
    ),
    Belonging(
        AccountEventRow,
        seen=BY_ITS_PERSON,
        joining=WITH_ITS_PERSON,
        leaving=WITH_ITS_PERSON,
        erasing=Erasing(goes=("person_id",)),
        passing=Passing(f"{EVENTS_KEPT_FOR.days} days after at, and of nobody a day after", event_past),
        archive=NotTaken("it is of this Tend, and past after some months"),
        room=Bound(MOST_EVENTS, "The oldest goes when one more comes; wrong passwords of a day are one."),
    ),
    Nobodys(
        Mail,
        "it is to an address, whoever has it",
        Bound(MAILS_WAITING, "So many wait for one address, until they are sent or too old."),
        passing=after(Mail.created_at, ONE_DAY),
    ),
    Nobodys(
        Registration,
        "who sent it has no account yet, and it may name anybody’s address",
        Bound(720, "Thirty an hour come from one network, and each waits for a day."),
        passing=after(Registration.begun_at, ONE_DAY),
    ),
    Nobodys(
        AddressCode,
        "it is of an address, whoever has it",
        Bound(CODES_AT_ONCE, "The oldest to an address goes when one more is sent."),
        passing=Passing("an hour after sent_at", lambda now: AddressCode.sent_at < now - CODE_LASTS),
    ),
    Nobodys(
        Admission,
        "whoever runs Tend makes it, for somebody who has no account yet",
        Bound(1, "One for each that whoever runs Tend makes by hand, until it is used or a week old."),
        passing=at(Admission.expires_at),
    ),
    Nobodys(
        Limit,
        "it counts tries, and is over within days",
        Bound(432_000, "A form leaves a mark for a day, and a log-in sends 1,500 in five minutes."),
        passing=Passing("two days after its window", window_past),
    ),
    Nobodys(
        Withdrawal,
        "the list of what was taken back, by numbers alone",
        Bound(48_000, "One for each thing that is taken back, for two months."),
        passing=Passing(f"{KEPT_FOR.days} days after at, once the list beside the backups has it", told),
    ),
    Nobodys(Beginning, "it is of this Tend", Bound(1, "One for each time that a backup was put back.")),
)
