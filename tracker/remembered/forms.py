"""The form of a day to remember."""

from wtforms import ValidationError

from tracker.domain.remembered import EARLIEST_YEAR, LATEST_YEAR, NAME_LENGTH, Yearly, is_yearly
from tracker.domain.texts import _
from tracker.web.choices import NumberChoiceField, choice, whole_number
from tracker.web.fields import MonthField
from tracker.web.forms import LineField, OnceForm
from tracker.web.overwriting import OverwritingForm


class RememberedForm(OverwritingForm, OnceForm):
    """A day to remember each year; the year in which it was first may stay open."""

    name = LineField(_("What is it?"), most=NAME_LENGTH, needed=_("Please say what it is."))
    day = NumberChoiceField(_("Day"), choices=[choice(day, str(day)) for day in range(1, 32)], default=1)
    month = MonthField(_("Month"), default=1)
    year = LineField(_("Since which year?"), most=len("2014"))

    def validate_day(self, field: NumberChoiceField) -> None:
        if self.month.data in range(1, 13) and not is_yearly(self.month.data, field.data):
            raise ValidationError(_("This month has no such day."))

    def validate_year(self, field: LineField) -> None:
        if not field.data:
            return
        year = whole_number(field.data)
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise ValidationError(_("Please give a year such as 2014, or leave it open."))
        if is_yearly(self.month.data, self.day.data) and not is_yearly(self.month.data, self.day.data, year):
            raise ValidationError(_("That year had no 29th of February."))

    def yearly(self) -> Yearly:
        """The day as it stands in the form."""
        return Yearly(self.month.data, self.day.data, whole_number(self.year.data) if self.year.data else 0)
