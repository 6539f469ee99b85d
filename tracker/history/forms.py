"""The form of a remark."""

from wtforms import BooleanField

from tracker.domain.remarks import REMARK_LENGTH
from tracker.domain.texts import _
from tracker.web.forms import ProseField
from tracker.web.overwriting import OverwritingForm


class RemarkForm(OverwritingForm):
    """What one writes about a day, and whether it stays with oneself."""

    own = True

    body = ProseField(
        _("A remark about this day"),
        most=REMARK_LENGTH,
        needed=_("A few words are enough, but there are none yet."),
    )
    private = BooleanField(_("Not for my partner"))
