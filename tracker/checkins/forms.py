"""The form of a week."""

from collections.abc import Mapping

from wtforms import BooleanField, RadioField, ValidationError

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
from tracker.web.choices import choice
from tracker.web.forms import LineField, ProseField, SeveralField
from tracker.web.overwriting import OverwritingForm


def step(text: object) -> int:
    """A step as a number; what is no number is no answer."""
    return int(text) if isinstance(text, str | int) and str(text).isascii() and str(text).isdigit() else 0


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
    closeness = RadioField(
        _("How close do I feel to you?"),
        choices=[choice(value, name) for value, name in zip(CLOSENESS, CLOSENESS_NAMES, strict=True)],
        coerce=step,
        default=0,
        validate_choice=False,
    )
    ratings = SeveralField(
        RadioField(
            choices=[
                choice(0, _("Skip")),
                *(choice(value, name) for value, name in zip(STEPS, STEP_NAMES, strict=True)),
            ],
            coerce=step,
            default=0,
            validate_choice=False,
        ),
        min_entries=len(STATEMENTS),
        max_entries=len(STATEMENTS),
        label=_("Ten short statements"),
    )
    talk_about = ProseField(_("One thing I would like to talk about, gently"), most=ANSWER_LENGTH)
    feel_loved = ProseField(_("One thing that would help me feel loved"), most=ANSWER_LENGTH)
    small_thing_went = RadioField(
        _("How did last week’s small thing go?"),
        choices=[
            choice(0, _("Skip")),
            *(choice(value, name) for value, name in zip(WENT, WENT_NAMES, strict=True)),
        ],
        coerce=step,
        default=0,
        validate_choice=False,
    )
    small_thing = LineField(_("One small thing for the coming week"), most=LINE_LENGTH)
    private_line = ProseField(_("For myself"), most=ANSWER_LENGTH)
    mutual = BooleanField(_("Open my words only where you wrote too"))

    def validate_closeness(self, field: RadioField) -> None:
        if field.data and field.data not in CLOSENESS:
            raise ValidationError(_("Please choose one of the seven pictures."))

    def validate_ratings(self, field: SeveralField) -> None:
        if any(each.data and each.data not in STEPS for each in field):
            raise ValidationError(_("Please choose one of the five steps."))

    def validate_small_thing_went(self, field: RadioField) -> None:
        if field.data and field.data not in WENT:
            raise ValidationError(_("Please choose one of the answers."))

    def answers(self) -> Answers:
        """The answers as they stand."""
        return Answers(
            appreciated=tuple(line for line in self.appreciated.data if line),
            went_well=self.went_well.data,
            closeness=self.closeness.data or 0,
            ratings=tuple((number, each) for number, each in enumerate(self.ratings.data, start=1) if each),
            talk_about=self.talk_about.data,
            feel_loved=self.feel_loved.data,
            small_thing=self.small_thing.data,
            private_line=self.private_line.data,
            small_thing_went=self.small_thing_went.data or 0,
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
