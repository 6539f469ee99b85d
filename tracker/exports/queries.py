"""Gathers what a person may see, always through them: their own, and of the partner's what is there for both."""

from collections.abc import Mapping
from datetime import datetime

from tracker.archives import things
from tracker.archives.taken import Gathering
from tracker.archives.things import Archive
from tracker.belonging import BELONGINGS
from tracker.exports.ways import own_ways_of, turns_of
from tracker.habits.gathered import lived_by
from tracker.habits.ordering import order_of
from tracker.models import Person, Space


def archive_of(person: Person, now: datetime) -> Archive:
    """All that is there for a person, as it stands. Asked within `read_only`, it is all of one moment."""
    lived = lived_by(person, now)
    gathering, gathered = Gathering(person, lived.keys), {**lived.fields}
    for each in BELONGINGS.taken():
        if each.gather is not None:
            gathered |= each.gather(gathering)
    return Archive(
        exported_on=lived.today,
        space=space_of(person.space),
        me=me_of(person, lived.keys),
        partner=partner_of(person),
        streak=lived.streak,
        things=gathered,
    )


def me_of(person: Person, keys: Mapping[int, str]) -> things.Me:
    """Whose export it is, with how they have their own counted, and their order of the habits with these keys."""
    return things.Me(
        person.name,
        person.colour,
        person.zone,
        person.day_ends_at,
        person.joined_on,
        own_ways=own_ways_of(person),
        touch_numbers=person.touch_numbers,
        tells_tidings=person.tells_tidings,
        takes_nudges=person.takes_nudges,
        habit_order=tuple(keys[each] for each in order_of(person) if each in keys),
    )


def space_of(space: Space) -> things.Space:
    """A space as an export tells of it."""
    return things.Space(
        space.name,
        space.first_weekday,
        space.check_in_weekday,
        space.strict,
        space.founded_on,
        turns_of(space.weeks),
    )


def partner_of(person: Person) -> things.Partner | None:
    """The partner as an export tells of them, if there is one."""
    other = person.partner
    return things.Partner(other.name, other.colour, other.joined_on) if other else None
