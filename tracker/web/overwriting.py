"""Forms that say anew what stands somewhere already, and never write over what whoever sends them has not seen.

Each carries a stamp of what it was made from. If something else stands there by the time it is sent, by the
partner's hand or from another window, nothing is written: the form is shown once more with what was typed, and
above it, part by part, what stands there now. It has seen that then, and sent again it is taken.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, ClassVar, cast

from flask import request
from wtforms import Field, SelectField

from tracker.domain.refusals import Refused
from tracker.domain.stamps import Parts, mark, stamp, unlike
from tracker.domain.texts import Sentence, _
from tracker.holding import hold_anew
from tracker.web.forms import CarriedField, Form, amount_typed
from tracker.web.language import said
from tracker.web.session import me
from tracker.web.writing import amount, clock, full_day

NOTHING_THERE: Parts = {}


class SeenField(CarriedField):
    """The stamp of what a form was made from. One that is sent without it was made from nothing we know."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist else ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that says something else by now than when the form was opened, as the page tells it.

    Where it was ``touched`` the form keeps what was typed; otherwise it shows what stands there.
    """

    label: str
    stands: object
    typed: object
    touched: bool


class OverwritingForm(Form):
    """A form for what is there, which it is ``over``.

    ``beside`` names the parts that are in no field; ``own`` tells of what only the one who fills it in can change.
    """

    beside: ClassVar[Mapping[str, str]] = {}
    own = False

    seen = SeenField()
    differences: Sequence[Difference] = ()

    def __init__(self, *, over: Parts | None = None, **kwargs: Any) -> None:
        """Without anything to be over, it is a form for something new."""
        if over is not None:
            kwargs["data"] = {**kwargs.get("data", {}), **self.shown(over), "seen": stamp(over)}
        super().__init__(**kwargs)

    def shown(self, parts: Parts) -> Mapping[str, object]:
        """What the fields show for some parts: each what it says, unless the form knows better."""
        return parts

    def part(self, name: str) -> object:
        """What the form says of a part."""
        return self[name].data

    def tells(self, name: str, value: object) -> object:
        """What a part says, as one would say it."""
        return words_of(self[name], value) if name in self else value

    def refuse_unseen(self, there: Callable[[], Parts]) -> None:
        """Hold the space until this transaction ends, and raise `Refused` if this would write over anything unseen.

        ``there`` says what stands there once nobody else can change it, which is nothing where nothing does.
        """
        hold_anew(me())
        stands = there()
        self.differences = tuple(self.differing(stands))
        if self.differences:
            self.seen.data = stamp(stands)
            self.refuse()

    def made_from_else(self, there: Parts) -> bool:
        """Whether the form was made from anything but what is there, so that other complaints can wait until that is told."""
        return self.seen.data != stamp(there)

    def refuse(self) -> None:
        partner = me().partner
        if self.own or partner is None:
            raise Refused(CHANGED_BY_ONESELF)
        raise Refused(CHANGED_BY_EITHER, name=partner.name)

    def differing(self, stands: Parts) -> Iterator[Difference]:
        """The parts that were changed meanwhile, to something else than the form says."""
        changed = unlike(self.seen.data, stands)
        typed = {name: stands[name] if name in self.beside else self.part(name) for name in stands}
        touched = unlike(self.seen.data, typed) - self.beside.keys()
        for name in (each for each in stands if each in changed):
            if name in self.beside:
                yield Difference(self.beside[name], told(self.tells(name, stands[name])), "", touched=False)
            elif mark(typed[name]) != mark(stands[name]):
                yield self.difference(name, stands[name], typed[name], touched=name in touched)

    def difference(self, name: str, stands: object, typed: object, *, touched: bool) -> Difference:
        if not touched:
            self.show(name, stands)
        says_now, said_here = (told(self.tells(name, value)) for value in (stands, typed))
        return Difference(self.label_of(name), says_now, said_here, touched=touched)

    def show(self, name: str, value: object) -> None:
        """Let the fields of a part show something else than was sent."""
        for field, shown in self.shown({name: value}).items():
            self[field].raw_data = None
            self[field].process(None, shown)

    def label_of(self, name: str) -> str:
        """What a part is called: as its first field is."""
        return str(self[next(iter(self.shown({name: self.part(name)})))].label.text)


CHANGED_BY_ONESELF = _(
    "You have changed this in another window in the meantime. What you wrote here is still below, not "
    "saved yet: have a look at both, and save what should stand."
)
CHANGED_BY_EITHER = _(
    "%(name)s has changed this while you were writing, or you have in another window. What you wrote is still "
    "below, not saved yet: have a look at both, and save what should stand."
)


def amount_over(there: int, *, row: str = "") -> int:
    """The amount that was typed, unless another stands there by now than when the page was opened: then `Refused`.

    ``there`` is looked up while the space is held. ``row`` ends the names of what was sent for one of many rows.
    """
    typed = amount_typed(request.form.get(f"amount{row}", ""))
    if there and typed != there and unlike(request.form.get(f"seen{row}", ""), {"amount": there}):
        raise Refused(ANOTHER_AMOUNT, there=amount(there), typed=amount(typed))
    return typed


ANOTHER_AMOUNT = _(
    "It now says %(there)s, which was written after you opened this page. You typed %(typed)s: if that is "
    "what should stand, type it once more."
)


YES, NO = Sentence(_("yes")), Sentence(_("no"))


def words_of(field: Field, value: object) -> object:
    """What a field says for a value, as its page would say it."""
    if hasattr(field, "in_words"):
        return field.in_words(value)
    if isinstance(field, SelectField):
        named = {str(each.value): str(each.label) for each in cast(list[Any], field.choices)}
        return said(named.get(str(value), ""))
    return value


def told(value: object) -> object:
    """Words as they stand on a page in its reader's language; a schedule is left for the template."""
    match value:
        case Sentence():
            return said(value)
        case bool():
            return said(YES if value else NO)
        case date():
            return full_day(value)
        case time():
            return clock(value)
        case list() | tuple():
            return "\n".join(str(told(each)) for each in value)
        case _:
            return value
