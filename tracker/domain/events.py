"""What happens to an account: who came in and who was refused, what opens it and what ended."""

from datetime import timedelta
from enum import StrEnum

from tracker.domain.texts import _

KEPT_FOR = timedelta(days=90)
MOST = 200  # for one account; the oldest go


class AccountEvent(StrEnum):
    """Something that happened to an account."""

    LOGGED_IN = "logged in"
    REFUSED = "refused"
    LOGGED_OUT = "logged out"
    PROVED = "proved"
    NEW_KEY = "new key"
    ENDED = "ended"
    NEW_PASSWORD = "new password"  # noqa: S105 - a name, not a password
    RESET = "reset"
    LINK_MADE = "link made"
    NEW_ADDRESS = "new address"
    RESETS_HELD = "resets held"
    CLOSED = "closed"
    OPENED = "opened"


SAID = {
    AccountEvent.LOGGED_IN: _("Logged in"),
    AccountEvent.REFUSED: _("A password was wrong"),
    AccountEvent.LOGGED_OUT: _("Logged out"),
    AccountEvent.PROVED: _("The password was given, for something that asks for it"),
    AccountEvent.NEW_KEY: _("A new key was made: a link, an invitation or a calendar"),
    AccountEvent.ENDED: _("Keys were ended"),
    AccountEvent.NEW_PASSWORD: _("A new password was chosen"),
    AccountEvent.RESET: _("A new password was chosen, by a link"),
    AccountEvent.LINK_MADE: _("Whoever runs this Tend made a link to choose a new password"),
    AccountEvent.NEW_ADDRESS: _("Another e-mail address was set"),
    AccountEvent.RESETS_HELD: _("New passwords by mail were held back for a week, from the former address"),
    AccountEvent.CLOSED: _("Whoever runs this Tend closed the account"),
    AccountEvent.OPENED: _("Whoever runs this Tend opened the account again"),
}
