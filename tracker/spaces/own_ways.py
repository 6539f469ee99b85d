"""How the private habits of one of two count: as their owner chooses, whatever the two agree to."""

from datetime import datetime

from tracker.domain.days import today
from tracker.domain.refusals import Missing
from tracker.habits.settling import settle_private
from tracker.holding import hold_space
from tracker.models import Person
from tracker.models.spaces import ways_as_text


def choose_own_ways(person: Person, *, first_weekday: int, strict: bool, now: datetime) -> None:
    """Let one's private habits count strictly or gently from the very first day, and their weeks begin on a weekday from the
    end of the one that is under way on. Whoever is alone has the ways of the space: `Missing`.
    """
    hold_space(person)
    if person.partner is None:
        raise Missing("own ways")
    there = person.weeks_for(shared=False)
    opens_on = there.ways[-1].check_in_weekday
    weeks = there.changed(first_weekday, opens_on, today=today(person.rhythm, now))
    chosen = ways_as_text(weeks, strict=strict)
    if chosen != person.own_ways:
        person.own_ways = chosen
        settle_private(person, now)
