"""The forms of reminders: at which times, and in which ways."""

from datetime import time

from wtforms import BooleanField

from tracker.domain.reminders import WORDING_LENGTH
from tracker.domain.stamps import Parts
from tracker.domain.texts import _
from tracker.reminders.actions import ChosenWays
from tracker.web.forms import ClockField, LineField, Wrong
from tracker.web.overwriting import OverwritingForm

NEVER_QUIET = time(0)


class TimesForm(OverwritingForm):
    """At which times of a day one is reminded of one thing; those that stay empty are none."""

    own = True

    first = ClockField(_("First time"))
    second = ClockField(_("Second time"))
    third = ClockField(_("Third time"))
    fourth = ClockField(_("Fourth time"))

    @property
    def times(self) -> tuple[time, ...]:
        """The times, in their order, each once."""
        found = {self[name].data for name in IN_ORDER} - {None}
        return tuple(sorted(found))


IN_ORDER = ("first", "second", "third", "fourth")


def as_set(times: tuple[time, ...]) -> Parts:
    """What the form of times says, where they are these."""
    return dict(zip(IN_ORDER, (*times, None, None, None, None), strict=False))


class WaysForm(OverwritingForm):
    """In which ways one is reminded, and how much that tells."""

    own = True

    here = BooleanField(_("On Today, while it is due"))
    by_mail = BooleanField(_("By e-mail"))
    by_push = BooleanField(_("On your devices that take notices"))
    by_alarm = BooleanField(_("As an alarm in your calendar"))
    details = BooleanField(_("Name the habit"))
    wording = LineField(_("Words of your own"), most=WORDING_LENGTH)
    quiet_from = ClockField(_("Quiet from"))
    quiet_until = ClockField(_("Quiet until"))
    letter = BooleanField(_("A letter on the first day of each week, by e-mail"))
    arrivals = BooleanField(_("That something waits for you"))

    def validate_quiet_until(self, field: ClockField) -> None:
        """Both ends of the quiet hours, or neither."""
        if (field.data is None) is not (self.quiet_from.data is None) and not self.quiet_from.errors:
            raise Wrong(_("Quiet hours have a beginning and an end. Leave both empty for none."))

    def chosen(self, *, mails: bool, before: Parts) -> ChosenWays:
        """What was chosen; where no mails are sent, what was chosen of them before stays."""
        return ChosenWays(
            here=self.here.data,
            by_mail=self.by_mail.data if mails else bool(before["by_mail"]),
            by_push=self.by_push.data,
            by_alarm=self.by_alarm.data,
            details=self.details.data,
            arrivals=self.arrivals.data,
            wording=self.wording.data,
            quiet_from=self.quiet_from.data or NEVER_QUIET,
            quiet_until=self.quiet_until.data or NEVER_QUIET,
            letter=self.letter.data if mails else bool(before["letter"]),
        )
