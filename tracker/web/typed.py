"""What somebody had typed into a form that could not be taken, so that an error page can show it.

Which fields those are follows from the forms themselves: the ones for words, one line or several. What is chosen, ticked
or carried along unseen was typed by nobody. What opens a door and who somebody is (`shown_again`) stays out of sight.
"""

from collections.abc import Iterator
from functools import cache

from flask import request
from flask_wtf import FlaskForm
from werkzeug.exceptions import RequestEntityTooLarge
from wtforms import FieldList
from wtforms.fields.core import UnboundField
from wtforms.widgets import TextArea, TextInput

from tracker.web.hosts import came_from_here
from tracker.web.widgets import LineInput, ProseInput

# These alone: what has a keyboard or a wheel of its own is a kind of `TextInput` too.
FOR_WORDS = (TextInput, TextArea, LineInput, ProseInput)
MOST_TYPED = 50


def carries_a_stamp() -> bool:
    """Whether a form was sent that was made from something there, by whoever could see it then."""
    try:
        return any(name.partition("-")[0] == "seen" for name in request.form)
    except RequestEntityTooLarge:
        return False


def typed_words() -> list[str]:
    """The texts in the form that was sent, of its fields for words.

    Empty if it cannot be read, and if no page of ours sent it: what others say must not stand in ours. No form of ours has more
    fields for words than there is room for here.
    """
    if not came_from_here():
        return []
    try:
        sent = list(request.form.items(multi=True))
    except RequestEntityTooLarge:
        return []
    for_words = names_for_words()
    words = [text.strip() for name, text in sent if name.partition("-")[0] in for_words]
    return [each for each in words if each][:MOST_TYPED]


@cache  # 8 ms of each page that shows what was typed, on a busy machine
def names_for_words() -> frozenset[str]:
    """What the fields for words are called in all forms of ours; no other field of any is called the same."""
    return frozenset(
        name for form in forms_from(FlaskForm) for name, field in fields_of(form) if is_for_words(field)
    )


def forms_from(form: type[FlaskForm]) -> Iterator[type[FlaskForm]]:
    """A form, and all that were made from it."""
    yield form
    for each in form.__subclasses__():
        yield from forms_from(each)


def fields_of(form: type[FlaskForm]) -> Iterator[tuple[str, UnboundField]]:  # type: ignore[type-arg]
    """The fields of a form by name, as its class says them; of several of a kind, one."""
    for name in dir(form):
        field = getattr(form, name)
        if isinstance(field, UnboundField):
            yield name, field.args[0] if issubclass(field.field_class, FieldList) else field


def is_for_words(field: UnboundField) -> bool:  # type: ignore[type-arg]
    """Whether words are typed into a field, to be seen again."""
    kind = field.field_class
    return type(kind.widget) in FOR_WORDS and getattr(kind, "shown_again", True)
