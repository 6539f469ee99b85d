"""The form of a note."""

from collections.abc import Sequence

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from tracker.domain.notes import ANSWER_LENGTH, NOTE_LENGTH
from tracker.domain.strategies import STRATEGIES
from tracker.domain.texts import _
from tracker.web.forms import Form, LineField, OnceForm, ProseField

STRATEGY = "strategy"
HABIT = "habit"


class NoteForm(OnceForm):
    """A note, and what it is about if it is about one thing: a strategy or a habit."""

    body = ProseField(
        _("What do you appreciate?"),
        most=NOTE_LENGTH,
        needed=_("A few words are enough; but there are none yet."),
    )
    about = SelectField(_("About"), default="", validate_choice=False)

    def offer(self, habits: Sequence[tuple[int, str]]) -> None:
        """Offer these habits, as ids and names, and the ten strategies."""
        self.about.choices = [
            SelectChoice(value="", label=_("Nothing in particular")),
            *(
                SelectChoice(value=f"{HABIT}-{habit_id}", label=name, optgroup=_("A habit"))
                for habit_id, name in habits
            ),
            *(
                SelectChoice(value=f"{STRATEGY}-{each.number}", label=each.name, optgroup=_("A strategy"))
                for each in STRATEGIES
            ),
        ]

    @property
    def strategy(self) -> int:
        """The number of the strategy it is about, or 0."""
        return self.number_of(STRATEGY, most=len(STRATEGIES))

    @property
    def habit_id(self) -> int:
        """The id of the habit it is about, or 0."""
        return self.number_of(HABIT, most=2**63 - 1)

    def number_of(self, kind: str, *, most: int) -> int:
        found, _dash, number = (self.about.data or "").partition("-")
        if found != kind or not number.isascii() or not number.isdigit() or len(number) > len(str(most)):
            return 0
        return int(number) if int(number) <= most else 0


class AnswerForm(Form):
    """A short answer to a note; an empty one takes it back."""

    answer = LineField(_("Your answer"), most=ANSWER_LENGTH)
