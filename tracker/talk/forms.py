"""The form that begins a talk."""

from collections.abc import Collection

from wtforms import RadioField, ValidationError
from wtforms.fields.choices import SelectChoice

from tracker.domain.talk import MINUTES, TOPIC_LENGTH, USUAL_MINUTES, Phones, Plan, Side
from tracker.domain.texts import _
from tracker.web.forms import Form, LineField, OnceForm

WORDS = "words"
ONE_EACH = SelectChoice(value=str(Phones.TWO), label=_("One each"))
ONE_FOR_BOTH = SelectChoice(value=str(Phones.ONE), label=_("One that we pass over"))


def among_its_choices(form: Form, field: RadioField) -> None:
    if field.data not in [choice.value for choice in field.choices]:
        raise ValidationError(_("Please choose one of these."))


class TalkForm(OnceForm):
    """What to talk about, on how many phones, how long a turn is, and who begins."""

    about = RadioField(
        _("What is it about?"), default=WORDS, validate_choice=False, validators=[among_its_choices]
    )
    words = LineField(_("In a few words, if you like"), most=TOPIC_LENGTH)
    phones = RadioField(
        _("On how many phones?"),
        choices=[ONE_EACH, ONE_FOR_BOTH],
        default=ONE_EACH.value,
        validate_choice=False,
        validators=[among_its_choices],
    )
    minutes = RadioField(
        _("How many minutes is a turn?"),
        choices=[SelectChoice(value=str(each), label=str(each)) for each in MINUTES],
        default=str(USUAL_MINUTES),
        validate_choice=False,
        validators=[among_its_choices],
    )
    first = RadioField(
        _("Who speaks first?"),
        choices=[
            SelectChoice(value=Side.HOST.value, label=_("I do")),
            SelectChoice(value=Side.OTHER.value, label=_("My partner")),
        ],
        default=Side.HOST.value,
        validate_choice=False,
        validators=[among_its_choices],
    )

    def offer(self, topics: Collection[str], *, alone: bool) -> None:
        """Offer these topics beside words of one's own; somebody alone passes one phone over."""
        self.about.choices = [SelectChoice(value=each, label=each) for each in (*topics, WORDS)]
        if self.about.data not in (*topics, WORDS) and not self.is_submitted():
            self.about.data = WORDS
        if alone:
            self.phones.choices = [ONE_FOR_BOTH]
            self.phones.data = ONE_FOR_BOTH.value

    def plan(self) -> Plan:
        """The talk as it is meant."""
        own_words = self.about.data == WORDS
        return Plan(
            Phones(int(self.phones.data)),
            int(self.minutes.data),
            Side(self.first.data),
            about="" if own_words else self.about.data,
            words=self.words.data if own_words else "",
        )
