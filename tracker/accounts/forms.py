"""The forms of accounts."""

from collections.abc import Sequence

from wtforms import BooleanField

from tracker.domain.people import NAME_LENGTH
from tracker.domain.texts import _
from tracker.domain.zones import known_zone
from tracker.web.fields import AddressField, NewPasswordField, OwnPasswordField
from tracker.web.forms import CarriedField, Form, LineField


class RegisterForm(Form):
    name = LineField(_("Your name"), most=NAME_LENGTH, needed=_("What may we call you?"))
    email = AddressField(_("E-mail address"))
    password = NewPasswordField(_("Password"))
    zone = CarriedField()

    @property
    def hints(self) -> Sequence[str]:
        """What they have just said of themselves."""
        return self.name.data, self.email.data

    @property
    def known_zone(self) -> str:
        """The zone the browser guessed, or UTC."""
        return known_zone(self.zone.data)


class LogInForm(Form):
    email = AddressField(_("E-mail address"))
    password = OwnPasswordField(_("Password"))
    stay = BooleanField(_("Stay logged in on this device"), default=True)


class ForgottenForm(Form):
    email = AddressField(_("E-mail address"))


class ResetForm(Form):
    password = NewPasswordField(_("New password"))
