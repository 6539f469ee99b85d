"""The form of a note for later."""

from tracker.domain.jar import JAR_LENGTH
from tracker.domain.texts import _
from tracker.web.forms import OnceForm, ProseField
from tracker.web.overwriting import OverwritingForm


class JarForm(OverwritingForm, OnceForm):
    """A note for a hard day."""

    own = True

    body = ProseField(
        _("For a hard day"),
        most=JAR_LENGTH,
        needed=_("A few words are enough, but there are none yet."),
    )
