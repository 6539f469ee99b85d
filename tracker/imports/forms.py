"""The forms with which somebody brings in what they have kept elsewhere."""

from collections.abc import Sequence

from flask_wtf.file import FileField
from wtforms import BooleanField, Field

from tracker.domain.habits import TOUCH
from tracker.domain.texts import _
from tracker.domain.words import one_line
from tracker.imports.choices import Choices
from tracker.web.fields import StrategyField
from tracker.web.forms import CarriedField, Form, Needed


class UploadForm(Form):
    file = FileField(_("The file"), validators=[Needed(_("Please choose a file."))])

    @property
    def name(self) -> str:
        """What the file is called."""
        return one_line(self.file.data.filename or "")


class BringBackForm(Form):
    """Bringing an export back asks for nothing but the wish to. ``mark`` is that of the file that was seen."""

    mark = CarriedField()


class ChoicesForm(Form):
    """What is to come in: for each habit whether it is, and its strategy. ``mark`` is that of the file that was seen."""

    mark = CarriedField()
    count: int

    @property
    def pairs(self) -> list[tuple[Field, Field]]:
        """For each habit the box to take it, and the choice of its strategy."""
        return [(self[f"take_{place}"], self[f"strategy_{place}"]) for place in range(self.count)]

    def choices(self) -> Choices:
        """What was chosen."""
        return Choices(
            {place: strategy.data for place, (take, strategy) in enumerate(self.pairs) if take.data}
        )


def choices_form(mark: str, strategies: Sequence[int]) -> ChoicesForm:
    """The form for a file with habits for which these strategies are suggested; it begins with taking them all."""
    form = type("ChosenForm", (ChoicesForm,), {"count": len(strategies)})
    for place, suggested in enumerate(strategies):
        setattr(form, f"take_{place}", BooleanField(_("Import it"), default=True))
        setattr(form, f"strategy_{place}", StrategyField(default=suggested, but=[TOUCH]))
    return form(data={"mark": mark})  # type: ignore[no-any-return]
