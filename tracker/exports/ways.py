"""How the weeks of a space lie, as an archive has it."""

from datetime import date

from tracker.archives.things import Archive, OwnWays, Space, Turn
from tracker.domain.days import ONE_DAY, Ways, Weeks, weekly
from tracker.models import Person
from tracker.models.spaces import ways_as_text

MOST_TURNS = 2_000  # one a week, for a life


def turns_of(weeks: Weeks) -> tuple[Turn, ...]:
    """All the ways in which weeks have lain and will lie; none where they have always lain as they do."""
    if len(weeks.ways) == 1:
        return ()
    return tuple(
        Turn(each.first_weekday, each.check_in_weekday, None if each.since == date.min else each.since)
        for each in weeks.ways
    )


def weeks_of(space: Space | OwnWays) -> Weeks:
    """How the weeks of an archived space lie."""
    if not space.turns:
        return weekly(space.first_weekday, space.check_in_weekday)
    return Weeks(
        tuple(Ways(each.since or date.min, each.first_weekday, each.check_in_weekday) for each in space.turns)
    )


def turn_rightly(space: Space | OwnWays) -> bool:
    """Whether its weeks could have come to lie like this: each way begins where a week of the one before has ended."""
    if not space.turns:
        return True
    ways, last = weeks_of(space).ways, space.turns[-1]
    weekdays = [day for each in space.turns for day in (each.first_weekday, each.check_in_weekday)]
    return (
        1 < len(ways) <= MOST_TURNS
        and all(0 <= each <= 6 for each in weekdays)
        and space.turns[0].since is None
        and (last.first_weekday, last.check_in_weekday) == (space.first_weekday, space.check_in_weekday)
        and all(follows(ways[:place], ways[place]) for place in range(1, len(ways)))
    )


def follows(before: tuple[Ways, ...], way: Ways) -> bool:
    if way.since <= before[-1].since:
        return False
    eve, weeks = way.since - ONE_DAY, Weeks(before)
    return weeks.last_day_of(weeks.week_of(eve)) == eve


def own_ways_of(person: Person) -> OwnWays | None:
    """How the private habits of one of two count."""
    if not person.own_ways:
        return None
    weeks = person.weeks_for(shared=False)
    latest = weeks.ways[-1]
    return OwnWays(
        latest.first_weekday, latest.check_in_weekday, person.strict_for(shared=False), turns_of(weeks)
    )


def own_ways_in(archive: Archive) -> str:
    """The same of an archive, as text; where it says nothing of them, they count as its space does."""
    ways = archive.me.own_ways or archive.space
    return ways_as_text(weeks_of(ways), strict=ways.strict)
