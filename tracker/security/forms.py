"""The forms for what opens one's Tend."""

from tracker.web.forms import CarriedField, Form


class EndKeyForm(Form):
    key = CarriedField()
