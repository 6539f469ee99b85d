"""Which of many places every run looks at: so many that each kind of thing is among them.

In each room there is one, as two find it where two come to it, since most stands there then; each way in which a page is
made, be it a form or one of many; whether two come, or one alone, or a guest; and whatever is done there first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tests.browser.arriving import Place
from tests.browser.couples import HOST, OTHER

ONE_OF_MANY = re.compile(r"\{[^}]+\}|(?<=/)nothing$")
FORMS = ("new", "edit")

Kind = tuple[str, str]


def part_of(places: Sequence[Place]) -> list[Place]:
    """As few of them as show each kind, in their order: whatever shows most that no other has shown is the next."""
    shown = {place: kinds_of(place) for place in places}
    of_two = {room_of(place) for place in places if place.who in (HOST, OTHER)}
    for place in places:
        if place.who not in (HOST, OTHER) and room_of(place) in of_two:
            shown[place].remove(room_of(place))
    part, left = set[Place](), kinds_among(places)
    while left:
        chosen = max(places, key=lambda each: len(left & shown[each]))
        part.add(chosen)
        left -= shown[chosen]
    return [each for each in places if each in part]


def kinds_among(places: Iterable[Place]) -> set[Kind]:
    return set().union(*map(kinds_of, places))


def kinds_of(place: Place) -> set[Kind]:
    """What stands there: in which room and on what kind of page, for whom, and after what."""
    return {
        room_of(place),
        ("made", made(place)),
        ("who", those_like(place.who)),
        ("act", place.act.__qualname__),
    }


def room_of(place: Place) -> Kind:
    """What the address of a page begins with."""
    return "room", steps_of(place)[0]


def made(place: Place) -> str:
    """What kind of page it is, by how its address ends."""
    *before, last = steps_of(place)
    if last in FORMS:
        return "form"
    return "one" if last == "*" else "within" if before else "room"


def steps_of(place: Place) -> list[str]:
    return ONE_OF_MANY.sub("*", place.path.partition("?")[0]).removeprefix("/").split("/")


def those_like(who: str) -> str:
    """Two of a couple, one of two who are in the middle of a talk, somebody who lives alone, or a guest."""
    talk, _, side = who.rpartition("-")
    return who and ("in a talk" if talk else "of two" if side in (HOST, OTHER) else "alone")
