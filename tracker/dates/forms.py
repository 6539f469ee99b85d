"""The forms of a date."""

from wtforms import SelectField, ValidationError
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
    State,
)
from tracker.domain.stamps import Parts
from tracker.domain.texts import Sentence, _
from tracker.web.forms import ClockField, DayField, LineField, OnceForm, ProseField, whole_number
from tracker.web.overwriting import OverwritingForm


class OutingForm(OverwritingForm, OnceForm):
    """A date as it is meant to be."""

    beside = {"state": _("The date")}

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

    def tells(self, name: str, value: object) -> object:
        """What has become of it is told in a sentence, and the partner is called by name."""
        match name, value:
            case "state", _state:
                return Sentence(STATE_NAMES[State(value)])
            case "prepared_by", Preparer.PARTNER:
                return next((each.label for each in self.prepared_by.choices if each.value == value), "")
            case _:
                return super().tells(name, value)


STATE_NAMES = {
    State.PLANNED: _("It is planned."),
    State.DONE: _("It has been."),
    State.OFF: _("It is called off."),
}


class DoneForm(OverwritingForm):
    """That a date has been; a line is not needed."""

    line = LineField(_("A line about it"), most=LINE_LENGTH)


def as_planned(plan: Plan, state: str) -> Parts:
    """What a date says, and what has become of it."""
    return {**{part: getattr(plan, part) for part in PARTS}, "state": State(state)}
