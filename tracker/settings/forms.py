"""The forms of settings."""

from typing import Any

from wtforms import BooleanField

from tracker.domain.days import LATEST_DAY_END
from tracker.domain.people import COLOURS, NAME_LENGTH, SPACE_NAME_LENGTH
from tracker.domain.texts import _
from tracker.web.choices import NumberChoiceField, RadioChoiceField, choice
from tracker.web.fields import NewPasswordField, OwnPasswordField, ProvingCodeField, WeekdayField, ZoneField
from tracker.web.forms import Form, LineField
from tracker.web.overwriting import OverwritingForm

GENTLE = "gentle"
STRICT = "strict"

CODE = _("Code from the app, or a recovery code")
NO_CODE = _("Please type the code from the app, too.")


class StreaksField(RadioChoiceField):
    """Gentle or strict."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            _("Streaks"),
            choices=[
                choice(GENTLE, _("Gentle: graces carry a streak over a quiet day")),
                choice(STRICT, _("Strict: every day asked for counts")),
            ],
            odd=_("Please choose gentle or strict."),
            **kwargs,
        )


class PersonForm(OverwritingForm):
    """How somebody is named and drawn, and whose clock they live by."""

    name = LineField(_("Your name"), most=NAME_LENGTH, needed=_("What may we call you?"))
    colour = RadioChoiceField(
        _("Your colour"),
        choices=[choice(slug, name) for slug, name in COLOURS.items()],
        odd=_("Please choose one of the colours."),
    )
    zone = ZoneField(_("Your time zone"))
    day_ends_at = NumberChoiceField(
        _("Your day ends at"),
        choices=[choice(at, f"{at:02}:00") for at in range(LATEST_DAY_END + 1)],
        odd=_("Please choose one of the hours."),
    )
    tells_tidings = BooleanField(_("Tell me on Today what arrived for me"))
    takes_nudges = BooleanField(_("Let “thinking of you” reach me"))


class SpaceForm(OverwritingForm):
    """What a space is called, and how it counts."""

    name = LineField(_("What is your space called?"), most=SPACE_NAME_LENGTH)
    first_weekday = WeekdayField(_("The week begins on"))
    check_in_weekday = WeekdayField(_("The check-in opens on"))
    streaks = StreaksField()
    touch_numbers = BooleanField(_("Show me the numbers of touch"))


class OwnWaysForm(OverwritingForm):
    """How one's private habits count."""

    own = True

    first_weekday = WeekdayField(_("Their week begins on"))
    streaks = StreaksField()


class LeaveForm(Form):
    """Leaving asks for nothing but the wish to."""


class ChangePasswordForm(Form):
    old_password = OwnPasswordField(_("Current password"))
    code = ProvingCodeField(CODE, needed=NO_CODE)
    password = NewPasswordField(_("New password"))


class DeleteAccountForm(Form):
    password = OwnPasswordField(_("Your password"))
    code = ProvingCodeField(CODE, needed=NO_CODE)
