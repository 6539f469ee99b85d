"""The form of first steps."""

from collections.abc import Callable, Sequence
from datetime import date

from tracker.catalogue.strategies import strategy_of, suggestion_called
from tracker.domain.habits import HabitPlan
from tracker.domain.people import SPACE_NAME_LENGTH
from tracker.domain.strategies import Suggestion
from tracker.domain.texts import _
from tracker.web.fields import ZoneField
from tracker.web.forms import LineField
from tracker.web.overwriting import OverwritingForm


class WelcomeForm(OverwritingForm):
    """What the first steps ask for; the name is for the space of somebody alone."""

    own = True

    name = LineField(_("What shall your space be called?"), most=SPACE_NAME_LENGTH)
    zone = ZoneField(_("Your time zone"))


def plan_of(suggestion: Suggestion, starts_on: date, say: Callable[[str], str]) -> HabitPlan:
    """A ready-made habit as somebody plants it, in their language."""
    return HabitPlan(
        strategy=strategy_of(suggestion).number,
        name=say(suggestion.name),
        mode=suggestion.mode,
        schedule=suggestion.schedule,
        starts_on=starts_on,
        cue=say(suggestion.cue) if suggestion.cue else "",
    )


def chosen(slugs: Sequence[str]) -> list[Suggestion]:
    """The ready-made habits with these slugs; what is none of them is left out."""
    return [found for found in (suggestion_called(slug) for slug in dict.fromkeys(slugs)) if found]
