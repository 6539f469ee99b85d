"""What a person and a space are called, and the colours a person can take."""

from datetime import timedelta

from tracker.domain.texts import _

NAME_LENGTH = 30  # of a person, which others say yes to
LONGEST_NAME = 60  # of a person in an export from before that
SPACE_NAME_LENGTH = 80
SHORTEST_PASSWORD = 9  # of shorter ones none takes a hundred million guesses
LONGEST_PASSWORD = 128
LOG_INS = 50
MAILS_A_DAY = 6  # of each of two kinds, to an address
MAILS_WAITING = 2 * MAILS_A_DAY
LINK_TOLD_FOR = timedelta(days=90)
CODE_LETTERS = 8  # of a code that confirms an address
CODE_GROUP = 4
CODE_LASTS = timedelta(hours=1)
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
