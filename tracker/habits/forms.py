"""The forms of habits and pauses."""

from datetime import date

from wtforms import BooleanField, IntegerField, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.domain.habits import CUE_LENGTH, MODE_NAMES, NAME_LENGTH, Mode, Plan
from tracker.domain.pauses import Pause
from tracker.domain.schedules import DAILY, OnWeekdays, Schedule, TimesAWeek
from tracker.domain.strategies import STRATEGIES, Suggestion, strategy_of
from tracker.domain.texts import _
from tracker.web.forms import DayField, LineField, OnceForm

ON_WEEKDAYS = "weekdays"
BY_WEEK = "week"


class HabitForm(OnceForm):
    """What a habit is. ``schedule`` says how often: on weekdays, or a number of times a week."""

    name = LineField(_("What will you do?"), most=NAME_LENGTH, needed=_("Please say what the habit is."))
    strategy = SelectField(
        _("It belongs to"),
        choices=[SelectChoice(value=each.number, label=each.name) for each in STRATEGIES],
        coerce=int,
        validate_choice=False,
    )
    mode = RadioField(
        _("Who does it?"),
        choices=[SelectChoice(value=mode.value, label=name) for mode, name in MODE_NAMES.items()],
        default=Mode.EACH,
        validate_choice=False,
    )
    private = BooleanField(_("Only I can see it"))
    often = RadioField(
        _("How often?"),
        choices=[
            SelectChoice(value=ON_WEEKDAYS, label=_("On these days")),
            SelectChoice(value=BY_WEEK, label=_("A number of times a week, on days that suit")),
        ],
        default=ON_WEEKDAYS,
        validate_choice=False,
    )
    weekdays = SelectMultipleField(
        _("On these days"),
        choices=[SelectChoice(value=day, label=str(day)) for day in range(7)],
        coerce=int,
        default=list(range(7)),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )
    times = IntegerField(_("Times a week"), default=3)
    cue = LineField(_("When, or after what?"), most=CUE_LENGTH)
    starts_on = DayField(_("Starts on"))

    def validate_strategy(self, field: SelectField) -> None:
        if field.data not in range(1, len(STRATEGIES) + 1):
            raise ValidationError(_("Please choose one of the ten strategies."))

    def validate_mode(self, field: RadioField) -> None:
        if field.data not in list(Mode):
            raise ValidationError(_("Please choose who does it."))

    def validate_weekdays(self, field: SelectMultipleField) -> None:
        if self.often.data != BY_WEEK and not set(field.data or ()) & set(range(7)):
            raise ValidationError(_("Please choose at least one day."))

    def validate_times(self, field: IntegerField) -> None:
        if self.often.data == BY_WEEK and field.data not in range(1, 8):
            field.errors = []
            raise ValidationError(_("Please give a number from one to seven."))
        if self.often.data != BY_WEEK:
            field.errors = []
            field.process_errors = []

    def plan(self, today: date) -> Plan:
        """The habit as it was meant; it starts today unless another day was given."""
        return Plan(
            strategy=self.strategy.data,
            name=self.name.data,
            mode=Mode(self.mode.data),
            schedule=self.schedule(),
            starts_on=self.starts_on.data or today,
            cue=self.cue.data,
            private=self.private.data,
        )

    def schedule(self) -> Schedule:
        """How often, for the domain."""
        if self.often.data == BY_WEEK:
            return TimesAWeek(self.times.data)
        return OnWeekdays(frozenset(self.weekdays.data) & DAILY.weekdays)


def asks(schedule: Schedule) -> dict[str, object]:
    """What the form shows for a schedule."""
    match schedule:
        case TimesAWeek(times):
            return {"often": BY_WEEK, "times": times}
        case OnWeekdays(weekdays):
            return {"often": ON_WEEKDAYS, "weekdays": sorted(weekdays)}


def as_suggested(suggestion: Suggestion) -> dict[str, object]:
    """What the form shows for a ready-made habit; its words come in the reader's language from the view."""
    return {
        "strategy": strategy_of(suggestion).number,
        "mode": suggestion.mode.value,
        **asks(suggestion.schedule),
    }


class PauseForm(OnceForm):
    starts_on = DayField(_("From"))
    ends_on = DayField(_("To and with"))
    both = BooleanField(_("For both of us"))

    def validate_starts_on(self, field: DayField) -> None:
        needed_day(field)

    def validate_ends_on(self, field: DayField) -> None:
        needed_day(field)

    def days(self) -> Pause:
        """The days of the pause."""
        return Pause(self.starts_on.data, self.ends_on.data)


def needed_day(field: DayField) -> None:
    if field.data is None and not field.errors:
        raise ValidationError(_("Please choose a day."))
