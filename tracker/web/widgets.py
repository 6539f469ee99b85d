"""How fields of forms are drawn: as the library does it, and as it puts it, but glued together like any text.

It asks of each attribute how markup goes into markup, for which a check-in takes 5 % longer.
"""

from typing import Any

from markupsafe import Markup
from wtforms.widgets import HiddenInput, TextArea, TextInput
from wtforms.widgets.core import clean_key  # type: ignore[attr-defined]  # its stubs are older than it

from tracker.web.compiling import written


def attributes(**given: Any) -> str:
    """The attributes of a control in order, escaped. What is true stands alone, what is false nowhere."""
    named = sorted(given.items())
    return " ".join(attribute(clean_key(name), value) for name, value in named if value is not False)


def attribute(name: str, value: Any) -> str:
    return name if value is True else f'{name}="{written(value)}"'


class LineInput(TextInput):
    """One line to write on."""

    html_params = staticmethod(attributes)


class CarriedInput(HiddenInput):
    """What a form carries along, unseen."""

    html_params = staticmethod(attributes)


class ProseInput(TextArea):
    """Several lines to write on."""

    def __call__(self, field: Any, **given: Any) -> Markup:
        """The control, with what is written in it; a first line break is the page's, and not of it."""
        flags = {
            name: getattr(field.flags, name) for name in dir(field.flags) if name in self.validation_attrs
        }
        asked = attributes(**{"id": field.id, "name": field.name, **flags, **given})
        return Markup(f"<textarea {asked}>\r\n{written(field._value())}</textarea>")  # noqa: S704, SLF001
