"""The form of a week."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import BooleanField, Field, ValidationError

from tracker.domain.checkins import (
    ANSWER_LENGTH,
    CLOSENESS,
    CLOSENESS_NAMES,
    LINE_LENGTH,
    MOST_APPRECIATED,
    STATEMENTS,
    STEP_NAMES,
    STEPS,
    WENT,
    WENT_NAMES,
    Answers,
)
from tracker.domain.stamps import Parts
from tracker.domain.texts import Sentence, _
from tracker.web.forms import LineField, ProseField, SeveralField
from tracker.web.overwriting import OverwritingForm


def step(text: object) -> int:
    """A step as a number; what is no number is no answer, and more digits than any step has make it none of ours."""
    return int(str(text)[:3]) if str(text).isascii() and str(text).isdigit() else 0


class StepField(Field):
    """One of some steps, by number from 1 on; 0 where none was taken. The page draws it: a library of forms, which makes a
    whole field of each button, takes a third of the page's time for them.
    """

    data: int

    def __init__(self, label: str, *, names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.names = names

    def process_data(self, value: int | None) -> None:
        self.data = value or 0

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = step(valuelist[0]) if valuelist else 0

    def in_words(self, value: int) -> object:
        """What a step is called."""
        return Sentence(self.names[value - 1]) if value else ""


class StepsField(Field):
    """A step for each of some statements, each sent under the field's name and a place; 0 where none was taken."""

    data: list[int]

    def __init__(self, label: str, *, most: int, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.most = most

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Take what was sent; where nothing was, what is there."""
        super().process(None, *args, **kwargs)
        if formdata:
            self.data = [step(formdata.get(f"{self.name}-{place}", "")) for place in range(self.most)]

    def process_data(self, value: list[int] | None) -> None:
        self.data = value or [0] * self.most


class CheckInForm(OverwritingForm):
    """All questions of a week; every one can be left open in a draft."""

    own = True

    appreciated = SeveralField(
        LineField(_("Something I appreciated"), most=LINE_LENGTH),
        label=_("What I appreciated this week"),
        min_entries=MOST_APPRECIATED,
        max_entries=MOST_APPRECIATED,
    )
    went_well = ProseField(_("What went well"), most=ANSWER_LENGTH)
    closeness = StepField(_("How close do I feel to you?"), names=CLOSENESS_NAMES)
    ratings = StepsField(_("Ten short statements"), most=len(STATEMENTS))
    talk_about = ProseField(_("One thing I would like to talk about, gently"), most=ANSWER_LENGTH)
    feel_loved = ProseField(_("One thing that would help me feel loved"), most=ANSWER_LENGTH)
    small_thing_went = StepField(_("How did last week’s small thing go?"), names=WENT_NAMES)
    small_thing = LineField(_("One small thing for the coming week"), most=LINE_LENGTH)
    private_line = ProseField(_("For myself"), most=ANSWER_LENGTH)
    mutual = BooleanField(_("Open my words only where you wrote too"))

    def validate_closeness(self, field: StepField) -> None:
        if field.data and field.data not in CLOSENESS:
            raise ValidationError(_("Please choose one of the seven pictures."))

    def validate_ratings(self, field: StepsField) -> None:
        if any(each and each not in STEPS for each in field.data):
            raise ValidationError(_("Please choose one of the five steps."))

    def validate_small_thing_went(self, field: StepField) -> None:
        if field.data and field.data not in WENT:
            raise ValidationError(_("Please choose one of the answers."))

    def answers(self) -> Answers:
        """The answers as they stand."""
        return Answers(
            appreciated=tuple(line for line in self.appreciated.data if line),
            went_well=self.went_well.data,
            closeness=self.closeness.data,
            ratings=tuple((number, each) for number, each in enumerate(self.ratings.data, start=1) if each),
            talk_about=self.talk_about.data,
            feel_loved=self.feel_loved.data,
            small_thing=self.small_thing.data,
            private_line=self.private_line.data,
            small_thing_went=self.small_thing_went.data,
            mutual=self.mutual.data,
        )

    def shown(self, parts: Parts) -> Mapping[str, object]:
        """Each of the fields there is for what can be several."""
        shown = as_answered(Answers(**parts))
        return {name: shown[name] for name in parts}

    def part(self, name: str) -> object:
        """An answer as it stands."""
        return getattr(self.answers(), name)

    def tells(self, name: str, value: object) -> object:
        """The statements are told each with its step."""
        if name == "ratings" and isinstance(value, tuple):
            return [
                Sentence(
                    _("%(statement)s – %(step)s"), {"statement": Sentence(STATEMENTS[n - 1]), "step": step}
                )
                for n, step in ((n, Sentence(STEP_NAMES[STEPS.index(step)])) for n, step in value)
            ]
        return super().tells(name, value)


class HearForm(OverwritingForm):
    """What one says to an answer; a line is not needed."""

    own = True

    line = LineField(_("A line of your own"), most=LINE_LENGTH)


def as_answered(answers: Answers) -> dict[str, object]:
    """What the form shows for answers that are there."""
    given = dict(answers.ratings)
    return {
        "appreciated": [*answers.appreciated, *[""] * (MOST_APPRECIATED - len(answers.appreciated))],
        "went_well": answers.went_well,
        "closeness": answers.closeness,
        "ratings": [given.get(number, 0) for number in range(1, len(STATEMENTS) + 1)],
        "talk_about": answers.talk_about,
        "feel_loved": answers.feel_loved,
        "small_thing": answers.small_thing,
        "private_line": answers.private_line,
        "small_thing_went": answers.small_thing_went,
        "mutual": answers.mutual,
    }
