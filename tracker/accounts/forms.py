"""The forms of accounts."""

from wtforms import BooleanField

from tracker.domain.texts import _
from tracker.web.fields import AddressField, NewPasswordField, OwnPasswordField
from tracker.web.forms import Form


class LogInForm(Form):
    email = AddressField(_("E-mail address"))
    password = OwnPasswordField(_("Password"))
    stay = BooleanField(_("Stay logged in on this device"), default=True)


class ForgottenForm(Form):
    email = AddressField(_("E-mail address"))


class ResetForm(Form):
    password = NewPasswordField(_("New password"))
