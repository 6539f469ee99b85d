"""How somebody makes one more of each kind."""

from tests.makings import Making
from tests.world import NOW, reflected
from tracker.models import Reflection

MAKING: Making = {
    Reflection: lambda _n, by: reflected("Tea", by=by, now=NOW),
}
