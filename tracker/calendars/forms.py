"""The form of a calendar."""

from wtforms import BooleanField

from tracker.domain.texts import _
from tracker.web.forms import Form


class CalendarForm(Form):
    """How much a calendar says."""

    neutral = BooleanField(_("Neutral titles"), default=True)
