"""The forms of codes."""

from tracker.domain.texts import _
from tracker.web.fields import ProvingCodeField
from tracker.web.forms import CarriedField, Form


class AppCodeForm(Form):
    """The code that comes after the password."""

    code = ProvingCodeField(_("Code from the app"), needed=_("Please type the code from the app."))


class RecoveryForm(Form):
    code = ProvingCodeField(_("Recovery code"), needed=_("Please type one of your recovery codes."))


class LostForm(Form):
    """To say that an app is gone asks for nothing but the wish to."""


class FirstCodeForm(AppCodeForm):
    """The first code, which shows that the app has the secret."""

    waiting = CarriedField()
