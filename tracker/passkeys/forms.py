"""The forms of passkeys."""

from wtforms import BooleanField

from tracker.domain.passkeys import ANSWER_LENGTH, PASSKEY_NAME_LENGTH
from tracker.domain.texts import _
from tracker.web.forms import AtMost, CarriedField, Form, LineField
from tracker.web.overwriting import OverwritingForm


class PasskeyForm(Form):
    """What a browser says of a passkey. It is for us alone to read."""

    passkey = CarriedField(validators=[AtMost(ANSWER_LENGTH)])


class PasskeyLogInForm(PasskeyForm):
    stay = BooleanField()


class NewPasskeyForm(PasskeyForm):
    name = LineField(_("What to call it"), most=PASSKEY_NAME_LENGTH)


class PasskeyNameForm(OverwritingForm):
    name = LineField(
        _("What to call it"), most=PASSKEY_NAME_LENGTH, needed=_("Please give it a name to tell it by.")
    )
