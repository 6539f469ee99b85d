"""How somebody makes one more of each kind."""

from datetime import timedelta

from tests.makings import Making
from tests.world import NOW, TODAY, person
from tracker.checkins import actions as checkins
from tracker.domain.checkins import Answers
from tracker.models import CheckIn


def in_week(n: int, by: str, words: str = "Tea") -> object:
    """A check-in for a week of long ago."""
    week = TODAY - timedelta(days=TODAY.weekday(), weeks=20 + n)
    return checkins.save(week, Answers(went_well=words), by=person(by), now=NOW)


MAKING: Making = {
    CheckIn: in_week,
}
