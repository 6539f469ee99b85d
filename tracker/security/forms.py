"""The forms for what opens one's Tend."""

from tracker.domain.texts import _
from tracker.web.fields import OwnPasswordField
from tracker.web.forms import CarriedField, Form


class ProofForm(Form):
    password = OwnPasswordField(_("Your password"))


class EndKeyForm(Form):
    key = CarriedField()
