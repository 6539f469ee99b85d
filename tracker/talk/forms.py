"""The form that begins a talk."""

from collections.abc import Collection

from tracker.domain.talk import MINUTES, TOPIC_LENGTH, USUAL_MINUTES, Phones, Side, TalkPlan
from tracker.domain.texts import _
from tracker.web.choices import RadioChoiceField, choice
from tracker.web.forms import LineField, OnceForm

WORDS = "words"
ONE_EACH = choice(str(Phones.TWO), _("One each"))
ONE_FOR_BOTH = choice(str(Phones.ONE), _("One that we pass back and forth"))
NONE_OF_THESE = _("Please choose one of these.")


class TalkForm(OnceForm):
    """What to talk about, on how many phones, how long a turn is, and who begins."""

    about = RadioChoiceField(_("What is it about?"), default=WORDS, odd=NONE_OF_THESE)
    words = LineField(_("In a few words, if you like"), most=TOPIC_LENGTH)
    phones = RadioChoiceField(
        _("On how many phones?"),
        choices=[ONE_EACH, ONE_FOR_BOTH],
        default=ONE_EACH.value,
        odd=NONE_OF_THESE,
    )
    minutes = RadioChoiceField(
        _("How many minutes is a turn?"),
        choices=[choice(str(each), str(each)) for each in MINUTES],
        default=str(USUAL_MINUTES),
        odd=NONE_OF_THESE,
    )
    first = RadioChoiceField(
        _("Who speaks first?"),
        choices=[
            choice(Side.HOST.value, _("I do")),
            choice(Side.OTHER.value, _("My partner")),
        ],
        default=Side.HOST.value,
        odd=NONE_OF_THESE,
    )

    def offer(self, topics: Collection[str], *, alone: bool) -> None:
        """Offer these topics beside words of one's own; somebody alone passes one phone over."""
        self.about.choices = [choice(each, each) for each in (*topics, WORDS)]
        if self.about.data not in (*topics, WORDS) and not self.is_submitted():
            self.about.data = WORDS
        if alone:
            self.phones.choices = [ONE_FOR_BOTH]
            self.phones.data = ONE_FOR_BOTH.value

    def plan(self) -> TalkPlan:
        """The talk as it is meant."""
        own_words = self.about.data == WORDS
        return TalkPlan(
            Phones(int(self.phones.data)),
            int(self.minutes.data),
            Side(self.first.data),
            about="" if own_words else self.about.data,
            words=self.words.data if own_words else "",
        )
