"""What is asked of somebody who comes by an invitation: the code, where they have no link, and an account of their own."""

from tracker.domain.texts import _
from tracker.web.fields import NewcomerForm, ZoneField
from tracker.web.forms import Form, LineField

CODE_TYPED = 300  # room for a whole link


class CodeField(LineField):
    """The code of an invitation, or its whole link. It opens a space, so no error page shows it again."""

    shown_again = False


class CodeForm(Form):
    code = CodeField(_("Code"), most=CODE_TYPED, needed=_("Please type the code from the invitation."))


class GuestForm(NewcomerForm):
    """The one screen of somebody who joins and is new here. What is no zone is UTC."""

    zone = ZoneField(_("Your time zone"), odd="")
