"""What a person and a space are called, and the colours a person can take."""

from datetime import UTC, date, datetime, timedelta

from tracker.domain.texts import _

NAME_LENGTH = 30  # of a person, which others say yes to
LONGEST_NAME = 60  # of a person in an export from before that
SPACE_NAME_LENGTH = 80
SHORTEST_PASSWORD = 9  # of shorter ones none takes a hundred million guesses
LONGEST_PASSWORD = 128
LOG_INS = 50
MAILS_A_DAY = 6  # of each of three kinds, to an address
MAILS_WAITING = 3 * MAILS_A_DAY
NOTICE = timedelta(days=30)  # between the closing of an account and its end
LONG_GONE = timedelta(days=365)
LINK_TOLD_FOR = timedelta(days=90)
CODE_LETTERS = 8  # of a code that confirms an address
CODE_GROUP = 4
CODE_LASTS = timedelta(hours=1)
ADDRESS_WAITS = timedelta(days=1)  # for its code
RESETS_HELD_FOR = timedelta(days=7)
CODES_AT_ONCE = 8  # to an address; each mail has one, sent again another
UNCONFIRMED_LOOKED_AT = 50  # accounts with one address that nobody has confirmed

COLOURS = {
    "moss": _("Moss"),
    "clay": _("Clay"),
    "plum": _("Plum"),
    "sea": _("Sea"),
    "honey": _("Honey"),
    "slate": _("Slate"),
}
FIRST_COLOUR = "moss"
SECOND_COLOUR = "clay"


def month_of(instant: datetime) -> date:
    """The first day of the month in UTC: all that is kept of when somebody was here."""
    return instant.astimezone(UTC).date().replace(day=1)


def long_gone(used_in: date | None, now: datetime) -> bool:
    """Whether somebody was last here in a month that ended a year ago or more."""
    return used_in is not None and month_of(now - LONG_GONE) > used_in


def shut(disabled_at: datetime | None, now: datetime) -> bool:
    """Whether the notice of an account that was closed is over."""
    return disabled_at is not None and disabled_at + NOTICE <= now
