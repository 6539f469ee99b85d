"""The form of a cover."""

from tracker.domain.covers import LINE_LENGTH
from tracker.domain.texts import _
from tracker.web.forms import Form, LineField


class CoverForm(Form):
    """A kind line for a day that one covers; there may be none."""

    line = LineField(_("A kind line"), most=LINE_LENGTH)
