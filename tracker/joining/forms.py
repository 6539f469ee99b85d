"""The form in which the code of an invitation is typed."""

from tracker.domain.texts import _
from tracker.web.forms import Form, LineField

CODE_TYPED = 300  # room for a whole link


class CodeField(LineField):
    """The code of an invitation, or its whole link. It opens a space, so no error page shows it again."""

    shown_again = False


class CodeForm(Form):
    code = CodeField(_("Code"), most=CODE_TYPED, needed=_("Please type the code from the invitation."))
