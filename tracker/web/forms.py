"""What all forms share: fields that keep what was typed fit to store, and errors in words."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, time
from typing import Any, ClassVar, TypeVar

from flask_wtf import FlaskForm
from flask_wtf.csrf import _FlaskFormCSRF
from wtforms import (
    DateField,
    Field,
    FieldList,
    HiddenField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from tracker.domain.amounts import amount_in, plain
from tracker.domain.refusals import Refused
from tracker.domain.texts import Sentence, _
from tracker.domain.words import cleaned, one_line
from tracker.web.once import new_mark, taken_before
from tracker.web.session import start_over
from tracker.web.tokens import form_token
from tracker.web.widgets import CarriedInput, LineInput, ProseInput
from tracker.web.writing import amount

CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}")

T = TypeVar("T")


class SignedOnce(_FlaskFormCSRF):
    """Gives a form the token that all forms of this browser carry. Signed anew for each, check-in and wall take 3 % longer."""

    def generate_csrf_token(self, csrf_token_field: Field) -> str:
        return form_token()


class Form(FlaskForm):
    """A form of ours. ``refusal`` is why what it asked for could not be done, if so, and ``differences`` what stands there by
    now, of one for what is there (`OverwritingForm`).

    ``hints`` is what others know of whoever fills it in, and would guess a password from.
    """

    class Meta(FlaskForm.Meta):
        csrf_class = SignedOnce

    refusal: Sentence | None = None
    differences: Sequence[object] = ()

    def __init__(self, *args: Any, hints: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given_hints = hints

    @property
    def hints(self) -> Sequence[str]:
        return self.given_hints

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Show a `Refused` above the form, with all that was typed still in it."""
        try:
            yield
        except Refused as no:
            start_over()
            self.refusal = Sentence(no.sentence, no.values)

    @property
    def status(self) -> int:
        """The status to answer with: 422 for a form that has to be looked at again."""
        return 422 if self.errors or self.refusal else 200


class CarriedField(HiddenField):
    """What a form carries along for us; nothing where it was sent without."""

    widget = CarriedInput()
    data: str

    def process_data(self, value: str | None) -> None:
        self.data = value or ""


class OnceForm(Form):
    """A form that makes something new, and makes it once, however often it is sent."""

    once = CarriedField(default=new_mark)

    def sent_again(self) -> bool:
        """Whether this very form was taken before; what it asked for is there then."""
        return taken_before(self.once.data)


class Wrong(ValidationError):
    """What is wrong with what a field holds, in a sentence that says values."""

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__()
        self.args = (Sentence(sentence, values),)


class Needed:
    """Something must be given; says so in words of its own."""

    field_flags: ClassVar = {"required": True}

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def __call__(self, form: FlaskForm, field: Field) -> None:
        if not field.data:
            field.errors = []
            raise StopValidation(self.sentence)


class AtMost:
    """No longer than so many characters; says how many there are.

    The browser is not told: it would cut what is pasted without a word.
    """

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: FlaskForm, field: Field) -> None:
        length = len(field.data or "")
        if length > self.most:
            raise Wrong(
                _("This has %(length)s characters, and there is room for %(most)s."),
                length=length,
                most=self.most,
            )


class LineField(StringField):
    """One line of text, cleaned."""

    widget = LineInput()
    data: str

    def __init__(self, label: str, *, most: int, needed: str = "", **kwargs: Any) -> None:
        super().__init__(label, filters=[clean_with(one_line)], validators=checks(most, needed), **kwargs)


class ProseField(TextAreaField):
    """Several lines of text, cleaned."""

    widget = ProseInput()
    data: str

    def __init__(self, label: str, *, most: int, needed: str = "", **kwargs: Any) -> None:
        super().__init__(label, filters=[clean_with(cleaned)], validators=checks(most, needed), **kwargs)


class SeveralField(FieldList):  # type: ignore[type-arg]
    """The same field several times. Names that no page of ours gives them are passed over."""

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        named = re.compile(re.escape(prefix) + r"-([0-9]{1,3})\Z")
        return (int(found[1]) for found in map(named.match, formdata) if found)


class DayField(DateField):
    """A date, with an error in words for one that does not exist, and where it is ``needed`` for none."""

    def __init__(self, label: str, *, needed: bool = False, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.needed = needed

    def pre_validate(self, form: object) -> None:
        if self.needed and self.data is None and not self.errors:
            raise ValidationError(_("Please choose a day."))

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            self.data = date.fromisoformat(valuelist[0]) if valuelist and valuelist[0] else None
        except ValueError as error:
            self.data = None
            raise ValueError(_("This is not a date.")) from error


class ClockField(TimeField):
    """A time on the wall clock, to the minute, with an error in words for one that does not exist."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            return
        try:
            if not CLOCK.fullmatch(typed):
                raise ValueError(typed)
            self.data = time.fromisoformat(typed.zfill(len("00:00")))
        except ValueError as error:
            raise ValueError(_("This is not a time. Please write it like 19:30.")) from error


class AmountField(Field):
    """An amount, in thousandths; 0 where nothing was typed. What was typed stays in it, right or not."""

    widget = TextInput()
    data: int

    def process_data(self, value: int | None) -> None:
        self.data = value or 0

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = 0
        try:
            self.data = amount_typed(valuelist[0] if valuelist else "")
        except Refused as refused:
            raise ValueError(refused.sentence) from refused

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else plain(self.data)

    def in_words(self, value: int) -> str:
        """The amount as it is read."""
        return amount(value) if value else ""


def amount_typed(typed: str) -> int:
    """The amount that somebody sent, in thousandths; 0 for nothing. Raises `Refused` for what is no amount."""
    try:
        return amount_in(typed.strip())
    except ValueError as error:
        raise Refused(_("Please give a number up to a million, such as 20 or 2.5.")) from error


def given(value: T | None) -> T:
    """What a field holds once its form has found that it holds something."""
    if value is None:
        raise TypeError("A field was read that its form had not looked at.")
    return value


def checks(most: int, needed: str) -> list[Any]:
    return [*([Needed(needed)] if needed else []), AtMost(most)]


def clean_with(clean: Callable[[str], str]) -> Callable[[str | None], str]:
    return lambda text: clean(text or "")
