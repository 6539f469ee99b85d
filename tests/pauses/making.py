"""How somebody makes one more of each kind."""

from datetime import timedelta

from tests.makings import Making
from tests.world import NOW, TODAY, person
from tracker.domain.pauses import PausedDays
from tracker.models import Pause
from tracker.pauses import actions as pauses


def pause(n: int, by: str) -> object:
    day = TODAY - timedelta(days=n)
    return pauses.pause(PausedDays(day, day), both=False, by=person(by), now=NOW)


MAKING: Making = {
    Pause: pause,
}
