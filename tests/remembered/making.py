"""How somebody makes one more of each kind."""

from tests.makings import Making
from tests.world import NOW, person
from tracker.dates import actions as dates
from tracker.domain.remembered import Yearly
from tracker.models import RememberedDay

MAKING: Making = {
    RememberedDay: lambda _n, by: dates.remember("Tea", Yearly(3, 1), by=person(by), now=NOW),
}
