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
    NOTICES_ON = "notices on"
    ENDED = "ended"
    NEW_PASSWORD = "new password"  # noqa: S105 - a name, not a password
    RESET = "reset"
    LINK_MADE = "link made"
    NEW_ADDRESS = "new address"
    RESETS_HELD = "resets held"
    CLOSED = "closed"
    OPENED = "opened"
    PASSKEY_MADE = "passkey made"
    PASSKEY_REMOVED = "passkey removed"
    PASSKEY_COPIED = "passkey copied"
    PROVED_BY_PASSKEY = "proved by passkey"
    CODES_ON = "codes on"
    CODES_OFF = "codes off"
    CODE_REFUSED = "code refused"
    RECOVERED = "recovered"
    RECOVERY_MADE = "recovery made"
    CODES_LOST = "codes lost"
    CODES_KEPT = "codes kept"
    CODES_TAKEN_OFF = "codes taken off"


SAID = {
    AccountEvent.LOGGED_IN: _("Logged in"),
    AccountEvent.REFUSED: _("A password was wrong"),
    AccountEvent.LOGGED_OUT: _("Logged out"),
    AccountEvent.PROVED: _("The password was given, for something that asks for it"),
    AccountEvent.NEW_KEY: _("A new key was made: a link, an invitation or a calendar"),
    AccountEvent.NOTICES_ON: _("Notices were switched on, in this browser"),
    AccountEvent.ENDED: _("Keys were ended"),
    AccountEvent.NEW_PASSWORD: _("A new password was chosen"),
    AccountEvent.RESET: _("A new password was chosen, by a link"),
    AccountEvent.LINK_MADE: _("Whoever runs this Tend made a link to choose a new password"),
    AccountEvent.NEW_ADDRESS: _("Another e-mail address was set"),
    AccountEvent.RESETS_HELD: _("New passwords by mail were held back for a week, from the former address"),
    AccountEvent.CLOSED: _("Whoever runs this Tend closed the account"),
    AccountEvent.OPENED: _("Whoever runs this Tend opened the account again"),
    AccountEvent.PASSKEY_MADE: _("A passkey was made"),
    AccountEvent.PASSKEY_REMOVED: _("A passkey was removed"),
    AccountEvent.PASSKEY_COPIED: _(
        "A passkey was refused, as it may have been copied. It opens nothing any more: remove it"
    ),
    AccountEvent.PROVED_BY_PASSKEY: _("A passkey was used, for something that asks for a proof"),
    AccountEvent.CODES_ON: _("Codes as a second step were switched on"),
    AccountEvent.CODES_OFF: _("Codes as a second step were switched off"),
    AccountEvent.CODE_REFUSED: _("A code was wrong, after the right password"),
    AccountEvent.RECOVERED: _("A recovery code was used"),
    AccountEvent.RECOVERY_MADE: _("New recovery codes were made"),
    AccountEvent.CODES_LOST: _(
        "Somebody said that the app for codes is gone: in seven days no code is asked for any more"
    ),
    AccountEvent.CODES_KEPT: _("It was stopped that no code is asked for any more"),
    AccountEvent.CODES_TAKEN_OFF: _(
        "No code is asked for any more, seven days after somebody said that the app is gone"
    ),
}
