"""What a person and a space are called, and the colours a person can take."""

from datetime import timedelta

from tracker.domain.texts import _

NAME_LENGTH = 60
SPACE_NAME_LENGTH = 80
SHORTEST_PASSWORD = 9  # of shorter ones none takes a hundred million guesses
LONGEST_PASSWORD = 128
LOG_INS = 50
MAILS_A_DAY = 6  # of each of two kinds, to an address
MAILS_WAITING = 2 * MAILS_A_DAY
LINK_TOLD_FOR = timedelta(days=90)

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
