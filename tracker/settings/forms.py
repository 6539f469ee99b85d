"""The forms of settings."""

from typing import Any

from wtforms import RadioField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from tracker.domain.days import LATEST_DAY_END
from tracker.domain.people import COLOURS, NAME_LENGTH, SPACE_NAME_LENGTH
from tracker.domain.texts import _
from tracker.web.fields import NewPasswordField, OwnPasswordField, ZoneField
from tracker.web.forms import Form, LineField

GENTLE = "gentle"
STRICT = "strict"


def hour(text: object) -> int:
    """A number from a choice; what is none is none of the choices."""
    return int(text) if isinstance(text, str | int) and str(text).isascii() and str(text).isdigit() else -1


class PersonForm(Form):
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
        coerce=hour,
        validate_choice=False,
    )

    def validate_colour(self, field: RadioField) -> None:
        if field.data not in COLOURS:
            raise ValidationError(_("Please choose one of the colours."))

    def validate_day_ends_at(self, field: SelectField) -> None:
        if field.data not in range(LATEST_DAY_END + 1):
            raise ValidationError(_("Please choose one of the hours."))


class WeekdayField(SelectField):
    """A day of the week; the page writes its name in the reader's language."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(
            label,
            choices=[SelectChoice(value=day, label=str(day)) for day in range(7)],
            coerce=hour,
            validate_choice=False,
            **kwargs,
        )

    def pre_validate(self, form: object) -> None:
        if self.data not in range(7):
            raise ValidationError(_("Please choose a day of the week."))


class SpaceForm(Form):
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
