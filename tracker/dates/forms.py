"""The forms of a date."""

from collections.abc import Mapping

from wtforms import HiddenField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from tracker.domain.outings import (
    LENGTH_NAMES,
    LINE_LENGTH,
    NOTE_LENGTH,
    OPEN_END,
    PARTS,
    PLACE_LENGTH,
    TITLE_LENGTH,
    Plan,
    Preparer,
)
from tracker.domain.stamps import changed_since
from tracker.domain.texts import _
from tracker.web.forms import ClockField, DayField, Form, LineField, OnceForm, ProseField, whole_number


class OutingForm(OnceForm):
    """A date as it is meant to be. ``seen`` tells which plan it was opened with."""

    seen = HiddenField()

    title = LineField(_("What will you do?"), most=TITLE_LENGTH, needed=_("Please say what it is."))
    day = DayField(_("Day"))
    starts_at = ClockField(_("Time"))
    minutes = SelectField(
        _("How long?"),
        choices=[SelectChoice(value=value, label=name) for value, name in LENGTH_NAMES.items()],
        coerce=whole_number,
        default=OPEN_END,
        validate_choice=False,
    )
    place = LineField(_("Where?"), most=PLACE_LENGTH)
    prepared_by = SelectField(_("Who prepares it?"), default=Preparer.NOBODY, validate_choice=False)
    note = ProseField(_("To remember"), most=NOTE_LENGTH)

    def offer(self, *, partners_name: str) -> None:
        """Offer the people who can prepare it; the partner by name where there is one."""
        both = [
            SelectChoice(value=Preparer.PARTNER, label=partners_name),
            SelectChoice(value=Preparer.BOTH, label=_("Both of us")),
        ]
        self.prepared_by.choices = [
            SelectChoice(value=Preparer.NOBODY, label=_("Not said yet")),
            SelectChoice(value=Preparer.ME, label=_("Me")),
            *(both if partners_name else []),
        ]

    def validate_day(self, field: DayField) -> None:
        if field.data is None and not field.errors:
            raise ValidationError(_("Please choose a day."))

    def validate_minutes(self, field: SelectField) -> None:
        if field.data not in LENGTH_NAMES:
            raise ValidationError(_("Please choose how long from the list."))

    def validate_prepared_by(self, field: SelectField) -> None:
        if field.data not in [each.value for each in field.choices]:
            raise ValidationError(_("Please choose who from the list."))

    def plan(self) -> Plan:
        """The date as it stands in the form."""
        return Plan(
            title=self.title.data,
            day=self.day.data,
            starts_at=self.starts_at.data,
            minutes=self.minutes.data,
            place=self.place.data,
            prepared_by=Preparer(self.prepared_by.data),
            note=self.note.data,
        )

    def unlike(self, there: Plan) -> frozenset[str]:
        """Which parts were changed by somebody else since the form was opened, to something else than it says."""
        typed = self.plan()
        changed = changed_since(self.seen.data or "", there)
        return frozenset(part for part in changed if getattr(typed, part) != getattr(there, part))


class DoneForm(Form):
    """That a date has been; a line is not needed."""

    line = LineField(_("A line about it"), most=LINE_LENGTH)


def as_planned(plan: Plan) -> Mapping[str, object]:
    """What the form shows for a date that is there."""
    return {part: getattr(plan, part) for part in PARTS}
