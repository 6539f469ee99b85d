"""The forms of a date."""

from typing import ClassVar

from tracker.domain.outings import (
    LENGTH_NAMES,
    LINE_LENGTH,
    NOTE_LENGTH,
    ONCE,
    OPEN_END,
    PARTS,
    PLACE_LENGTH,
    REPEAT_NAMES,
    TITLE_LENGTH,
    OutingPlan,
    OutingState,
    Preparer,
)
from tracker.domain.stamps import Parts
from tracker.domain.texts import Sentence, _
from tracker.web.choices import ChoiceField, NumberChoiceField, choice
from tracker.web.forms import ClockField, DayField, LineField, OnceForm, ProseField, given
from tracker.web.overwriting import OverwritingForm


class OutingForm(OverwritingForm, OnceForm):
    """A date as it is meant to be."""

    beside: ClassVar = {"state": _("The date")}

    title = LineField(_("What will you do?"), most=TITLE_LENGTH, needed=_("Please say what it is."))
    day = DayField(_("Day"), needed=True)
    starts_at = ClockField(_("Time"))
    minutes = NumberChoiceField(
        _("How long?"),
        choices=[choice(value, name) for value, name in LENGTH_NAMES.items()],
        default=OPEN_END,
        odd=_("Please choose how long from the list."),
    )
    repeat_weeks = NumberChoiceField(
        _("Again?"),
        choices=[choice(value, name) for value, name in REPEAT_NAMES.items()],
        default=ONCE,
        odd=_("Please choose how often from the list."),
    )
    place = LineField(_("Where?"), most=PLACE_LENGTH)
    prepared_by = ChoiceField(
        _("Who prepares it?"), default=Preparer.NOBODY, odd=_("Please choose who from the list.")
    )
    note = ProseField(_("To remember"), most=NOTE_LENGTH)

    def offer(self, *, partners_name: str) -> None:
        """Offer the people who can prepare it; the partner by name where there is one."""
        both = [
            choice(Preparer.PARTNER, partners_name),
            choice(Preparer.BOTH, _("Both of us")),
        ]
        self.prepared_by.choices = [
            choice(Preparer.NOBODY, _("Not said yet")),
            choice(Preparer.ME, _("Me")),
            *(both if partners_name else []),
        ]

    def plan(self) -> OutingPlan:
        """The date as it stands in the form."""
        return OutingPlan(
            title=self.title.data,
            day=given(self.day.data),
            starts_at=self.starts_at.data,
            minutes=self.minutes.data,
            place=self.place.data,
            prepared_by=Preparer(self.prepared_by.data),
            note=self.note.data,
            repeat_weeks=self.repeat_weeks.data,
        )

    def tells(self, name: str, value: object) -> object:
        """What has become of it is told in a sentence, and the partner is called by name."""
        match name, value:
            case "state", _state:
                return Sentence(STATE_NAMES[OutingState(str(value))])
            case "prepared_by", Preparer.PARTNER:
                return next((each.label for each in self.prepared_by.choices if each.value == value), "")
            case _:
                return super().tells(name, value)


STATE_NAMES = {
    OutingState.PLANNED: _("It is planned."),
    OutingState.DONE: _("It has happened."),
    OutingState.OFF: _("It is called off."),
}


class DoneForm(OverwritingForm):
    """That a date has been; a line is not needed."""

    line = LineField(_("A line about it"), most=LINE_LENGTH)


def as_planned(plan: OutingPlan, state: str) -> Parts:
    """What a date says, and what has become of it."""
    return {**{part: getattr(plan, part) for part in PARTS}, "state": OutingState(state)}
