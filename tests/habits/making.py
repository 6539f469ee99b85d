"""How somebody makes one more of each kind."""

from tests.makings import Making
from tests.world import planted
from tracker.models import Habit

MAKING: Making = {
    Habit: lambda n, by: planted(f"One more {n}", by=by),
}
