"""Three reminders to keep in view, whichever strategy a couple is working on."""

from tracker.domain.strategies import Reminder
from tracker.domain.texts import _

REMINDERS = (
    Reminder(
        slug="patient-with-both",
        name=_("Be patient with both of you"),
        text=_(
            "Hardly anyone is taught this. Go gently with your partner, and just as gently with yourself. A "
            "little is enough for today."
        ),
        exception=_("With somebody who frightens you or hurts you, nobody has to be patient."),
    ),
    Reminder(
        slug="trust-first",
        name=_("Trust and a safe space come first"),
        text=_("People open up where nothing is used against them and a no is all right."),
        exception=_("Where it is not safe to be open, look for help before you try anything else here."),
    ),
    Reminder(
        slug="kept-up",
        name=_("Closeness is kept up, not reached once"),
        text=_(
            "It is like a garden: a little, often, also in the good seasons. There is no finish line, so "
            "nobody is late."
        ),
        exception=_("A closeness that frightens you is not yours to keep up."),
    ),
)
