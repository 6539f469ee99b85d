"""How somebody makes one more of each kind."""

from tests.makings import Making
from tests.world import NOW, person
from tracker.dates import actions as dates
from tracker.models import OwnIdea

MAKING: Making = {
    OwnIdea: lambda _n, by: dates.keep_idea("Tea", by=person(by), now=NOW),
}
