"""How somebody makes one more of each kind."""

from tests.makings import Making
from tests.world import TODAY, appointment
from tracker.models import Appointment

MAKING: Making = {
    Appointment: lambda _n, by: appointment("Tea", TODAY, by=by),
}
