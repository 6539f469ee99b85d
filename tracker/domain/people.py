"""What a person and a space are called, and the colours a person can take."""

from datetime import timedelta

from tracker.domain.texts import _

NAME_LENGTH = 60
SPACE_NAME_LENGTH = 80
SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 128
LOG_INS = 50
MAILS_WAITING = 5
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
