"""What becomes of accounts, and of what stands around them."""

from datetime import datetime

from sqlalchemy import ColumnElement

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared, Nobodys
from tracker.domain.days import ONE_DAY
from tracker.models import Beginning, Device, Limit, Mail, Person, Withdrawal
from tracker.models.withdrawals import KEPT_FOR
from tracker.passing import Passing, after, at
from tracker.policies import WITH_ITS_PERSON, Erasing
from tracker.sight import BY_ITS_PERSON

LONGEST_WINDOW = 2 * ONE_DAY  # in which anything is counted, with the day in which it began


def window_past(now: datetime) -> ColumnElement[bool]:
    return Limit.window < int((now - LONGEST_WINDOW).timestamp())


def told(now: datetime) -> ColumnElement[bool]:
    return Withdrawal.listed & (Withdrawal.at < now - KEPT_FOR)


BELONGINGS: tuple[Declared, ...] = (
    Nobodys(Person, "the one whose all else is, who comes and goes by themselves"),
    Belonging(
        Device,
        seen=BY_ITS_PERSON,
        joining=WITH_ITS_PERSON,
        leaving=WITH_ITS_PERSON,
        erasing=Erasing(goes=("person_id",)),
        passing=at(Device.expires_at),
        archive=NotTaken("a log-in is of one device"),
    ),
    Nobodys(Mail, "it is to an address, whoever has it", passing=after(Mail.created_at, ONE_DAY)),
    Nobodys(
        Limit,
        "it counts tries, and is over within days",
        passing=Passing("two days after its window", window_past),
    ),
    Nobodys(
        Withdrawal,
        "the list of what was taken back, by numbers alone",
        passing=Passing(f"{KEPT_FOR.days} days after at, once the list beside the backups has it", told),
    ),
    Nobodys(Beginning, "it is of this Tend"),
)
