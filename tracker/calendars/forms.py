"""The form of a calendar."""

from wtforms import BooleanField

from tracker.domain.texts import _
from tracker.web.overwriting import OverwritingForm


class CalendarForm(OverwritingForm):
    """How much a calendar says."""

    own = True

    neutral = BooleanField(_("Neutral titles"), default=True)
