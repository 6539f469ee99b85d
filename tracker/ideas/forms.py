"""The form of an idea."""

from tracker.domain.ideas import IDEA_LENGTH
from tracker.domain.texts import _
from tracker.web.forms import LineField, OnceForm


class IdeaForm(OnceForm):
    """An idea for the jar."""

    title = LineField(
        _("An idea of your own"),
        most=IDEA_LENGTH,
        needed=_("A few words are enough, but there are none yet."),
    )
