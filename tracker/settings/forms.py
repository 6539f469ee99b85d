"""The forms of settings."""

from wtforms import RadioField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from tracker.domain.days import LATEST_DAY_END
from tracker.domain.people import COLOURS, NAME_LENGTH, SPACE_NAME_LENGTH
from tracker.domain.texts import _
from tracker.web.fields import NewPasswordField, OwnPasswordField, WeekdayField, ZoneField
from tracker.web.forms import Form, LineField, whole_number
from tracker.web.overwriting import OverwritingForm

GENTLE = "gentle"
STRICT = "strict"


class PersonForm(OverwritingForm):
    """How somebody is named and drawn, and whose clock they live by."""

    name = LineField(_("Your name"), most=NAME_LENGTH, needed=_("What may we call you?"))
    colour = RadioField(
        _("Your colour"),
        choices=[SelectChoice(value=slug, label=name) for slug, name in COLOURS.items()],
        validate_choice=False,
    )
    zone = ZoneField(_("Your time zone"))
    day_ends_at = SelectField(
        _("Your day ends at"),
        choices=[SelectChoice(value=at, label=f"{at:02}:00") for at in range(LATEST_DAY_END + 1)],
        coerce=whole_number,
        validate_choice=False,
    )

    def validate_colour(self, field: RadioField) -> None:
        if field.data not in COLOURS:
            raise ValidationError(_("Please choose one of the colours."))

    def validate_day_ends_at(self, field: SelectField) -> None:
        if field.data not in range(LATEST_DAY_END + 1):
            raise ValidationError(_("Please choose one of the hours."))


class SpaceForm(OverwritingForm):
    """What a space is called, and how it counts."""

    name = LineField(_("What is your space called?"), most=SPACE_NAME_LENGTH)
    first_weekday = WeekdayField(_("The week begins on"))
    check_in_weekday = WeekdayField(_("The check-in opens on"))
    streaks = RadioField(
        _("Streaks"),
        choices=[
            SelectChoice(value=GENTLE, label=_("Gentle: graces carry a streak over a quiet day")),
            SelectChoice(value=STRICT, label=_("Strict: every day asked for counts")),
        ],
        validate_choice=False,
    )

    def validate_streaks(self, field: RadioField) -> None:
        if field.data not in (GENTLE, STRICT):
            raise ValidationError(_("Please choose gentle or strict."))


class LeaveForm(Form):
    """Leaving asks for nothing but the wish to."""


class ChangePasswordForm(Form):
    old_password = OwnPasswordField(_("Password until now"))
    password = NewPasswordField(_("New password"))


class DeleteAccountForm(Form):
    password = OwnPasswordField(_("Your password"))
