"""The forms of a reflection and of a look from outside."""

from wtforms import ValidationError

from tracker.catalogue.prompts import TOPIC_NAMES
from tracker.domain.prompts import Topic
from tracker.domain.reflections import (
    ANSWER_LENGTH,
    BODY_LENGTH,
    LOOK_QUESTIONS,
    TITLE_LENGTH,
    ReflectionEntry,
    ReflectionKind,
    entry,
    look,
)
from tracker.domain.stamps import Parts
from tracker.domain.texts import _
from tracker.web.choices import ChoiceField, choice
from tracker.web.forms import LineField, OnceForm, ProseField, SeveralField
from tracker.web.overwriting import OverwritingForm

NO_WORDS = _("A few words are enough, but there are none yet.")


class WrittenForm(OverwritingForm, OnceForm):
    """What both have."""

    own = True


class ReflectionForm(WrittenForm):
    """A reflection, with a topic to find it again by."""

    title = LineField(_("A title, if you like"), most=TITLE_LENGTH)
    body = ProseField(_("What is on your mind?"), most=BODY_LENGTH)
    topic = ChoiceField(
        _("Topic"),
        choices=[choice(topic, name) for topic, name in TOPIC_NAMES.items()],
        default=Topic.FREE,
        odd=_("Please choose one of the topics."),
    )

    def validate_body(self, field: ProseField) -> None:
        if not (field.data or self.title.data):
            raise ValidationError(NO_WORDS)

    def entry(self, prompt: str) -> ReflectionEntry:
        """What was written, to the question with this slug or to none."""
        return entry(Topic(self.topic.data), self.body.data, title=self.title.data, prompt=prompt)


class LookForm(WrittenForm):
    """A look from outside."""

    body = ProseField(_("The disagreement"), most=BODY_LENGTH)
    answers = SeveralField(
        ProseField(most=ANSWER_LENGTH, label=""),
        min_entries=len(LOOK_QUESTIONS),
        max_entries=len(LOOK_QUESTIONS),
        label=_("Your answers"),
    )

    def validate_body(self, field: ProseField) -> None:
        if not (field.data or any(self.answers.data)):
            raise ValidationError(NO_WORDS)

    def entry(self, _prompt: str = "") -> ReflectionEntry:
        """What was written."""
        return look(self.body.data, tuple(self.answers.data))


def as_written(entry: ReflectionEntry) -> Parts:
    """What a reflection says, as a form shows it."""
    if entry.kind is ReflectionKind.LOOK:
        return {
            "body": entry.body,
            "answers": [*entry.answers, *[""] * (len(LOOK_QUESTIONS) - len(entry.answers))],
        }
    return {"title": entry.title, "body": entry.body, "topic": entry.topic}
