"""Fields that several capabilities ask with, and what they ask of somebody new."""

from collections.abc import Collection, Sequence
from importlib import import_module
from typing import Any

from wtforms import Field, PasswordField, ValidationError

from tracker.accounts.passwords import settled
from tracker.catalogue.strategies import STRATEGIES
from tracker.domain.people import LONGEST_PASSWORD, NAME_LENGTH, SHORTEST_PASSWORD
from tracker.domain.texts import _
from tracker.domain.zones import known_zone, zones
from tracker.web.choices import ChoiceField, NumberChoiceField, choice
from tracker.web.forms import CarriedField, Form, LineField, Needed
from tracker.web.session import passwords
from tracker.web.writing import month, weekday

ADDRESS_LENGTH = 254
CODE_TYPED = 100


class AddressField(LineField):
    """An e-mail address, those of a home network included. It says who somebody is, so no error page shows it again."""

    shown_again = False

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, most=ADDRESS_LENGTH, needed=_("Please give an e-mail address."), **kwargs)

    def pre_validate(self, form: object) -> None:
        if not self.data:
            return
        address = import_module("tracker.web.addressing").address_in(self.data)
        if address is None:
            raise ValidationError(_("This does not look like an e-mail address."))
        self.data = address


class OwnPasswordField(PasswordField):
    """The password somebody has, asked for so that nobody else at their device can do what follows."""

    data: str

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, validators=[Needed(_("Please give your password."))], **kwargs)


class ProvingCodeField(LineField):
    """A code that opens something. No error page shows it again."""

    shown_again = False

    def __init__(self, label: str, *, needed: str, **kwargs: Any) -> None:
        super().__init__(label, most=CODE_TYPED, needed=needed, **kwargs)


class NewPasswordField(PasswordField):
    """A password to set, of 9 to 128 characters, any of them, that others would not guess soon."""

    data: str

    def __init__(self, label: str, **kwargs: Any) -> None:
        needed = Needed(_("Please choose a password."))
        super().__init__(label, validators=[needed, long_enough, hard_to_guess], **kwargs)


class ZoneField(ChoiceField):
    """The place whose clock someone lives by."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(
            label,
            choices=[choice(zone, zone.replace("_", " ")) for zone in zones()],
            **{"odd": _("Please choose a time zone from the list."), **kwargs},
        )


class StrategyField(NumberChoiceField):
    """One of the ten strategies, by its number, ``but`` some; 0 while none is chosen."""

    def __init__(self, *, but: Collection[int] = (), **kwargs: Any) -> None:
        super().__init__(
            _("It belongs to"),
            choices=[choice(each.number, each.name) for each in STRATEGIES if each.number not in but],
            odd=_("Please choose one of the ten strategies."),
            **{"default": 0, **kwargs},
        )


class WeekdayField(NumberChoiceField):
    """A day of the week; the page writes its name in the reader's language."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(
            label,
            choices=[choice(day, str(day)) for day in range(7)],
            odd=_("Please choose a day of the week."),
            **kwargs,
        )

    def in_words(self, value: int) -> str:
        """The name of the day."""
        return weekday(value)


class MonthField(NumberChoiceField):
    """A month; the page writes its name in the reader's language."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(
            label,
            choices=[choice(month, str(month)) for month in range(1, 13)],
            odd=_("Please choose a month."),
            **kwargs,
        )

    def in_words(self, value: int) -> str:
        """The name of the month."""
        return month(value)


class NewcomerForm(Form):
    """What somebody new says of themselves to get an account; their zone is a guess of their browser's."""

    name = LineField(_("Your name"), most=NAME_LENGTH, needed=_("What may we call you?"))
    email = AddressField(_("E-mail address"))
    password = NewPasswordField(_("Password"))
    zone: Field = CarriedField()

    @property
    def hints(self) -> Sequence[str]:
        """What they have just said of themselves."""
        return self.name.data, self.email.data

    @property
    def known_zone(self) -> str:
        """The zone the browser guessed, or UTC."""
        return known_zone(self.zone.data)


def long_enough(form: Form, field: PasswordField) -> None:
    length = len(settled(field.data or ""))
    if length < SHORTEST_PASSWORD:
        raise ValidationError(_("Please use at least 9 characters; several words together are fine."))
    if length > LONGEST_PASSWORD:
        raise ValidationError(_("Please use at most 128 characters."))


def hard_to_guess(form: Form, field: PasswordField) -> None:
    if not field.errors and passwords().easy(field.data or "", form.hints):
        raise ValidationError(
            _(
                "This one is too easy to guess. Use a few words that do not belong together, and leave "
                "out your name and address."
            )
        )
