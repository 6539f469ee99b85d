"""How somebody makes one more of each kind."""

from tests.makings import Making
from tests.world import TODAY, outing
from tracker.models import Outing

MAKING: Making = {
    Outing: lambda _n, by: outing("Tea", TODAY, by=by),
}
