"""Fields to choose with. What they hold is a word or a number, also where nothing was sent."""

from typing import Any

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its stubs are older than it
from wtforms.widgets import ListWidget, RadioInput


def choice(value: object, label: str, *, group: str | None = None) -> Any:
    """Something to choose. ``group`` is what it stands under, with its neighbours of the same."""
    return SelectChoice(value=value, label=label, optgroup=group)


class ChoiceField(SelectField):
    """One of some words, from a list. ``odd`` says that what was sent is none of them; without it, the form looks."""

    data: str
    choices: list[Any]

    def __init__(self, label: str, *, odd: str = "", **kwargs: Any) -> None:
        super().__init__(label, validate_choice=bool(odd), **kwargs)
        self.invalid_choice_message = odd

    def process_data(self, value: object) -> None:
        self.data = "" if value is None else str(value)


class RadioChoiceField(ChoiceField):
    """One of some words, each beside a button."""

    widget = ListWidget(prefix_label=False)
    option_widget = RadioInput()


class NumberChoiceField(SelectField):
    """One of some numbers, from a list. What is no number is -1, which is none of them."""

    data: int
    choices: list[Any]

    def __init__(self, label: str, *, odd: str = "", **kwargs: Any) -> None:
        super().__init__(label, validate_choice=bool(odd), **{"coerce": whole_number, **kwargs})
        self.invalid_choice_message = odd

    def process_data(self, value: object) -> None:
        self.data = self.coerce(value)


def whole_number(text: object) -> int:
    """A number as it stands in a choice; what is none is -1, which is no choice."""
    return int(text) if isinstance(text, str | int) and str(text).isascii() and str(text).isdigit() else -1
