"""How somebody makes one more of each kind."""

from tests.makings import Making
from tests.world import NOW, person
from tracker.domain.remembered import Yearly
from tracker.models import RememberedDay
from tracker.remembered import actions as remembered

MAKING: Making = {
    RememberedDay: lambda _n, by: remembered.remember("Tea", Yearly(3, 1), by=person(by), now=NOW),
}
