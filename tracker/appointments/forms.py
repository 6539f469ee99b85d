"""The forms of an appointment and of what to take along."""

from wtforms import BooleanField

from tracker.domain.appointments import (
    ITEM_LENGTH,
    NOTE_LENGTH,
    PLACE_LENGTH,
    REACH_LENGTH,
    WHO_LENGTH,
    Meeting,
)
from tracker.domain.texts import _
from tracker.web.forms import ClockField, DayField, LineField, OnceForm, ProseField, given
from tracker.web.overwriting import OverwritingForm


class AppointmentForm(OverwritingForm, OnceForm):
    """An appointment as it is meant to be."""

    who = LineField(
        _("With whom?"), most=WHO_LENGTH, needed=_("Please say with whom it is, in a word or two.")
    )
    day = DayField(_("Day"), needed=True)
    starts_at = ClockField(_("Time"))
    place = LineField(_("Where?"), most=PLACE_LENGTH)
    reach = LineField(_("How to reach them"), most=REACH_LENGTH)
    note = ProseField(_("To remember"), most=NOTE_LENGTH)
    for_both = BooleanField(_("For both of us"))

    def meeting(self) -> Meeting:
        """The appointment as it stands in the form."""
        return Meeting(
            who=self.who.data,
            day=given(self.day.data),
            starts_at=self.starts_at.data,
            place=self.place.data,
            reach=self.reach.data,
            note=self.note.data,
        )


class BringForm(OnceForm):
    """Something to take along."""

    name = LineField(
        _("Something else"), most=ITEM_LENGTH, needed=_("A word is enough, but there is none yet.")
    )
