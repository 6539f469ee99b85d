"""The forms of confirming an address."""

from wtforms import BooleanField

from tracker.domain.texts import _
from tracker.web.fields import AddressField
from tracker.web.forms import Form, LineField

CODE_TYPED = 100


class AddressCodeField(LineField):
    """The code that was sent to an address. It shows whose that is, so no error page shows it again."""

    shown_again = False


class ConfirmForm(Form):
    code = AddressCodeField(
        _("Code from the mail"), most=CODE_TYPED, needed=_("Please type the code from the mail.")
    )


class ChangeAddressForm(Form):
    email = AddressField(_("New e-mail address"))
    spares_former = BooleanField(_("Do not write to my old address"))


class HoldForm(Form):
    """Holding back asks for nothing but the wish to."""


class AnotherAddressForm(Form):
    email = AddressField(_("Another e-mail address"))
