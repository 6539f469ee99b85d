"""The form of a note."""

from collections.abc import Sequence
from typing import Any, ClassVar

from flask_wtf.file import FileField
from wtforms import BooleanField, ValidationError

from tracker.catalogue.strategies import STRATEGIES
from tracker.domain.notes import ANSWER_LENGTH, HABIT, NOTE_LENGTH, STRATEGY, about_what
from tracker.domain.pictures import DESCRIPTION_LENGTH, MOST_BYTES, Drawn, Enclosed
from tracker.domain.refusals import Refused
from tracker.domain.texts import Sentence, _
from tracker.wall.pictures import drawn
from tracker.wall.sharing import shared_words
from tracker.web.choices import ChoiceField, choice
from tracker.web.forms import Form, LineField, OnceForm, ProseField
from tracker.web.overwriting import OverwritingForm

KINDS = "image/jpeg,image/png,image/webp,image/heic,image/heif"


class PictureField(FileField):
    """A picture, drawn as Tend keeps it. Whatever cannot be is said at the field, and has to be chosen again."""

    drawn: Drawn | None = None

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, render_kw={"accept": KINDS}, **kwargs)

    def pre_validate(self, form: object) -> None:
        if not self.data:
            return
        try:
            self.drawn = drawn(self.data.read(MOST_BYTES + 1))
        except Refused as no:
            raise ValidationError(no.sentence) from no


class NoteForm(OverwritingForm, OnceForm):
    """A note, its picture, and what it is about if it is about one thing: a strategy or a habit. It ``goes_on`` with what was
    shared with Tend.
    """

    beside: ClassVar = {"enclosed": _("The picture")}
    own = True
    illustrated = False
    goes_on = False

    body = ProseField(
        _("What do you appreciate?"),
        most=NOTE_LENGTH,
        needed=_("A few words are enough, but there are none yet."),
    )
    picture = PictureField(_("A picture"))
    description = LineField(_("What does it show?"), most=DESCRIPTION_LENGTH)
    without_picture = BooleanField(_("Remove the picture"))
    about = ChoiceField(_("About"), default="")

    def validate_description(self, field: LineField) -> None:
        """Words about a picture need one, so that neither is forgotten."""
        if field.data and not self.picture.data and not self.illustrated:
            raise ValidationError(
                _("There is no picture with these words yet. Please choose it, or leave this empty.")
            )

    def going_on_with(self, words: str) -> "NoteForm":
        """The form with words after those that are there."""
        self.body.data = "\n\n".join(filter(None, (self.body.data, words)))
        self.goes_on = True
        return self

    @property
    def enclosed(self) -> Enclosed | None:
        """The picture that was chosen, with what is to be seen on it."""
        return Enclosed(self.picture.drawn, self.description.data) if self.picture.drawn else None

    @property
    def said_of_picture(self) -> str | None:
        """What is to be seen on the picture that is there; nothing at all where it is taken away."""
        return None if self.without_picture.data else self.description.data

    @property
    def picture_is_to_be_chosen_again(self) -> bool:
        """Whether a picture was sent with a form that is shown once more: a browser never fills that in."""
        return bool(self.picture.data and not self.picture.errors)

    def offer(self, habits: Sequence[tuple[int, str]]) -> None:
        """Offer these habits, as ids and names, and the ten strategies."""
        self.about.choices = [
            choice("", _("Nothing in particular")),
            *(choice(f"{HABIT}-{habit_id}", name, group=_("A habit")) for habit_id, name in habits),
            *(choice(f"{STRATEGY}-{each.number}", each.name, group=_("A strategy")) for each in STRATEGIES),
        ]

    def tells(self, name: str, value: object) -> object:
        """Whether there is another picture is told in a sentence, and a habit is called as it was named."""
        if name == "enclosed":
            return Sentence(_("There is another picture.") if value else _("There is no picture."))
        if name == "about" and str(value).startswith(HABIT):
            return next((each.label for each in self.about.choices if each.value == value), "")
        return super().tells(name, value)

    @property
    def strategy(self) -> int:
        """The number of the strategy it is about, or 0."""
        return about_what(self.about.data)[0]

    @property
    def habit_id(self) -> int:
        """The id of the habit it is about, or 0."""
        return about_what(self.about.data)[1]


class AnswerForm(OverwritingForm):
    """A short answer to a note; an empty one takes it back."""

    own = True

    answer = LineField(_("Your answer"), most=ANSWER_LENGTH)


class SharedForm(Form):
    """What a system hands over when somebody shares something with Tend: a title, a text, an address, or some of these."""

    shared_title = ProseField(_("Title"), most=NOTE_LENGTH)
    shared_text = ProseField(_("Text"), most=NOTE_LENGTH)
    shared_address = ProseField(_("Address"), most=NOTE_LENGTH)

    @property
    def words(self) -> str:
        """All of it as one text; what another part says already is not said twice."""
        return shared_words(self.shared_title.data, self.shared_text.data, self.shared_address.data)
