"""The forms for what opens one's Tend."""

from wtforms import BooleanField

from tracker.domain.texts import _
from tracker.web.forms import CarriedField, Form
from tracker.web.overwriting import OverwritingForm


class LockForm(OverwritingForm):
    """Whether one's Tend locks."""

    own = True

    locks = BooleanField(_("Lock after five minutes"))


class EndKeyForm(Form):
    key = CarriedField()
