"""The form of a pause."""

import re
from collections.abc import Sequence

from tracker.domain.pauses import PausedDays
from tracker.domain.texts import _
from tracker.keys import LARGEST
from tracker.web.choices import ChoiceField, choice
from tracker.web.forms import DayField, OnceForm, given

ME, BOTH, HABIT = "me", "both", "habit"
ID = re.compile(r"[0-9]{1,19}")


class PauseForm(OnceForm):
    """Days on which nothing is asked, and of whom or what."""

    starts_on = DayField(_("First day"), needed=True)
    ends_on = DayField(_("Last day"), needed=True)
    whom = ChoiceField(_("For"), default=ME)

    def offer(self, habits: Sequence[tuple[int, str]], *, partner: bool) -> None:
        """Offer oneself, both where there is a partner, and these habits, as ids and names."""
        self.whom.choices = [
            choice(ME, _("Me, everything")),
            *([choice(BOTH, _("Both of us, everything"))] if partner else []),
            *(choice(f"{HABIT}-{habit_id}", name, group=_("One habit")) for habit_id, name in habits),
        ]

    @property
    def habit_id(self) -> int:
        """The id of the habit it is for, or 0."""
        return number_in(self.whom.data, HABIT)

    @property
    def both(self) -> bool:
        """Whether it is for both."""
        return self.whom.data == BOTH

    def days(self) -> PausedDays:
        """The days of the pause."""
        return PausedDays(given(self.starts_on.data), given(self.ends_on.data))


def number_in(choice: str, kind: str) -> int:
    """The id in a choice such as ``habit-7``, or 0 for what is none."""
    found, _dash, number = choice.partition("-")
    return int(number) if found == kind and ID.fullmatch(number) and int(number) <= LARGEST else 0
