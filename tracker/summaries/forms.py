"""The forms of what somebody wants from help, and of agreeing to a section."""

from tracker.domain.summaries import WANTS_LENGTH, WANTS_LINES, fits_on_paper
from tracker.domain.texts import _
from tracker.web.forms import CarriedField, Form, ProseField, Wrong
from tracker.web.overwriting import OverwritingForm


class WantsForm(OverwritingForm):
    """What somebody wants from help."""

    own = True

    words = ProseField(_("What I want from help"), most=WANTS_LENGTH)

    def validate_words(self, field: ProseField) -> None:
        if not fits_on_paper(field.data) and not field.errors:
            raise Wrong(
                _("On paper there is room for %(most)s lines. Please join some of them into one."),
                most=WANTS_LINES,
            )


class AgreeForm(Form):
    """That somebody agrees to a section. ``seen`` tells how it read."""

    seen = CarriedField()
