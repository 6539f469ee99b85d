"""The forms for what opens one's Tend."""

from tracker.domain.texts import _
from tracker.web.fields import OwnPasswordField, ProvingCodeField
from tracker.web.forms import CarriedField, Form


class ProofForm(Form):
    password = OwnPasswordField(_("Your password"))


class ProofWithCodeForm(ProofForm):
    """Likewise of whoever is asked for a code after it."""

    code = ProvingCodeField(
        _("Code from the app, or a recovery code"), needed=_("Please type the code from the app, too.")
    )


class EndKeyForm(Form):
    key = CarriedField()
