"""The forms of habits and covers."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from flask_babel import gettext
from wtforms import BooleanField, IntegerField, SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.catalogue.strategies import STRATEGIES, strategy_of, suggestion_called
from tracker.domain.amounts import UNIT_LENGTH
from tracker.domain.days import DAYS_A_WEEK
from tracker.domain.habits import CUE_LENGTH, MODE_NAMES, NAME_LENGTH, TOUCH, HabitPlan, Mode
from tracker.domain.schedules import (
    DAILY,
    LONGEST_BLOCK,
    MOST_TIMES_A_MONTH,
    OnWeekdays,
    Per,
    Schedule,
    TimesAMonth,
    TimesAWeek,
    TimesInDays,
)
from tracker.domain.stamps import Parts
from tracker.domain.strategies import Suggestion
from tracker.domain.texts import Sentence, _
from tracker.web.choices import RadioChoiceField, choice
from tracker.web.fields import StrategyField
from tracker.web.forms import AmountField, DayField, LineField, OnceForm, given
from tracker.web.overwriting import OverwritingForm

NUMBERS = frozenset(str(each.number) for each in STRATEGIES)


class HabitForm(OverwritingForm, OnceForm):
    """What a habit is. ``schedule`` says how often; a changed one counts from the day ``since``."""

    beside: ClassVar = {"archived": _("The archive")}

    name = LineField(_("What will you do?"), most=NAME_LENGTH, needed=_("Please say what the habit is."))
    strategy = StrategyField()
    mode = RadioChoiceField(
        _("Who does it?"),
        choices=[choice(mode.value, name) for mode, name in MODE_NAMES.items()],
        default=Mode.EACH,
        odd=_("Please choose who does it."),
    )
    private = BooleanField(_("Not for my partner"))
    often = RadioChoiceField(
        _("How often?"),
        choices=[
            choice(Per.WEEKDAYS.value, _("On these days")),
            choice(Per.WEEK.value, _("A number of times a week, on days that suit")),
            choice(Per.MONTH.value, _("A number of times a month")),
            choice(Per.DAYS.value, _("A number of times in every so many days")),
        ],
        default=Per.WEEKDAYS.value,
    )
    weekdays = SelectMultipleField(
        _("On these days"),
        choices=[choice(day, str(day)) for day in range(7)],
        coerce=int,
        default=list(range(7)),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )
    times = IntegerField(_("Times a week"), default=3)
    times_a_month = IntegerField(_("Times a month"), default=2)
    times_in_days = IntegerField(_("Times"), default=1)
    days = IntegerField(_("In every so many days"), default=10)
    goal = AmountField(_("How much at a time?"))
    unit = LineField(_("Unit"), most=UNIT_LENGTH)
    summed = BooleanField(_("In total, over the week, the month or the days"))
    by_note = BooleanField(_("A note on the wall ticks it"))
    since = DayField(_("From which day on?"))
    cue = LineField(_("When, or after what?"), most=CUE_LENGTH)
    starts_on = DayField(_("Starts on"))

    def validate_weekdays(self, field: SelectMultipleField) -> None:
        if self.asked_per() is Per.WEEKDAYS and not set(field.data or ()) & set(range(7)):
            raise ValidationError(_("Please choose at least one day."))

    def validate_times(self, field: IntegerField) -> None:
        self.whole_number(field, Per.WEEK, DAYS_A_WEEK, _("Please give a number from one to seven."))

    def validate_times_a_month(self, field: IntegerField) -> None:
        self.whole_number(field, Per.MONTH, MOST_TIMES_A_MONTH, _("Please give a number from one to 28."))

    def validate_days(self, field: IntegerField) -> None:
        self.whole_number(field, Per.DAYS, LONGEST_BLOCK, _("Please give a number of days up to 365."))

    def validate_times_in_days(self, field: IntegerField) -> None:
        days = self.days.data or 0
        most = days if days in range(1, LONGEST_BLOCK + 1) else LONGEST_BLOCK
        self.whole_number(field, Per.DAYS, most, _("Please give a number that fits into the days."))

    def validate_summed(self, field: BooleanField) -> None:
        if field.data and self.asked_per() is Per.WEEKDAYS:
            raise ValidationError(
                _("For a total, please choose a week, a month or a number of days under “How often?”.")
            )
        if field.data and not self.goal.data:
            raise ValidationError(_("Please say how much it is in total."))

    def validate_by_note(self, field: BooleanField) -> None:
        if field.data and self.strategy.data == TOUCH:
            raise ValidationError(_("A habit of being close is ticked by hand, never by a note."))

    def whole_number(self, field: IntegerField, per: Per, most: int, sentence: str) -> None:
        """Look at a number only where it is the one that counts; what else is typed beside it is nobody's mistake."""
        field.errors = []
        if self.asked_per() is not per or (self.summed.data and field is not self.days):
            field.process_errors = []
        elif field.data not in range(1, most + 1):
            field.process_errors = []
            raise ValidationError(sentence)

    def asked_per(self) -> Per:
        """What the schedule counts by; what is none of ours counts by weekdays."""
        return Per(self.often.data) if self.often.data in list(Per) else Per.WEEKDAYS

    def shown(self, parts: Parts) -> Mapping[str, object]:
        """How often it is asks with several fields."""
        how_often = asks(parts["schedule"]) if "schedule" in parts else {}
        return {**{name: value for name, value in parts.items() if name != "schedule"}, **how_often}

    def part(self, name: str) -> object:
        """A unit without an amount is none."""
        match name:
            case "schedule":
                return self.schedule()
            case "unit":
                return self.unit.data if self.goal.data else ""
            case _:
                return super().part(name)

    def tells(self, name: str, value: object) -> object:
        """Whether it is in the archive is told in a sentence."""
        if name == "archived":
            return Sentence(_("It is in the archive.") if value else _("It is not in the archive."))
        return super().tells(name, value)

    def plan(self, today: date) -> HabitPlan:
        """The habit as it was meant; it starts today unless another day was given."""
        return HabitPlan(
            strategy=self.strategy.data,
            name=self.name.data,
            mode=Mode(self.mode.data),
            schedule=self.schedule(),
            starts_on=self.starts_on.data or today,
            cue=self.cue.data,
            private=self.private.data,
            goal=self.goal.data,
            unit=self.unit.data if self.goal.data else "",
            summed=self.summed.data,
            by_note=self.by_note.data,
        )

    def schedule(self) -> Schedule:
        """How often, for the domain. An amount in all is asked for once, whatever else is typed there."""
        if self.summed.data:
            return self.schedule_of_sum()
        match self.asked_per():
            case Per.WEEK:
                return TimesAWeek(given(self.times.data))
            case Per.MONTH:
                return TimesAMonth(given(self.times_a_month.data))
            case Per.DAYS:
                return TimesInDays(given(self.times_in_days.data), given(self.days.data))
            case Per.WEEKDAYS:
                return OnWeekdays(frozenset(self.weekdays.data or ()) & DAILY.weekdays)

    def schedule_of_sum(self) -> Schedule:
        """The period over which an amount is summed."""
        match self.asked_per():
            case Per.WEEK:
                return TimesAWeek(1)
            case Per.MONTH:
                return TimesAMonth(1)
            case _:
                return TimesInDays(1, given(self.days.data))


def asks(schedule: Schedule) -> dict[str, object]:
    """What the form shows for a schedule."""
    match schedule:
        case OnWeekdays(weekdays):
            return {"often": Per.WEEKDAYS.value, "weekdays": sorted(weekdays)}
        case TimesAWeek(times):
            return {"often": Per.WEEK.value, "times": times}
        case TimesAMonth(times):
            return {"often": Per.MONTH.value, "times_a_month": times}
        case TimesInDays(times, days):
            return {"often": Per.DAYS.value, "times_in_days": times, "days": days}


def suggested(asked: Mapping[str, str]) -> dict[str, object]:
    """What a new habit's form begins with: a ready-made habit, or a strategy with who does it and who sees it."""
    suggestion = suggestion_called(asked.get("like", ""))
    if suggestion is not None:
        words = {"name": gettext(suggestion.name), "cue": gettext(suggestion.cue) if suggestion.cue else ""}
        return as_suggested(suggestion) | words
    begun: dict[str, object] = {"private": "private" in asked}
    if asked.get("strategy") in NUMBERS:
        begun["strategy"] = int(asked["strategy"])
    if asked.get("mode") in list(Mode):
        begun["mode"] = asked["mode"]
    return begun


def as_suggested(suggestion: Suggestion) -> dict[str, object]:
    """What the form shows for a ready-made habit; its words come in the reader's language from the view."""
    return {
        "strategy": strategy_of(suggestion).number,
        "mode": suggestion.mode.value,
        **asks(suggestion.schedule),
    }
