"""How somebody makes one more of each kind."""

from tests.makings import Making
from tests.world import NOW, person
from tracker.ideas import actions as ideas
from tracker.models import OwnIdea

MAKING: Making = {
    OwnIdea: lambda _n, by: ideas.put_in("Tea", by=person(by), now=NOW),
}
