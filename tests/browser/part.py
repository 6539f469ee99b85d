"""Which of many places every run looks at: so many that each kind of thing is among them.

Each page is one, as two find it where two come to it, since most stands there then; so is everybody who comes, with what
is theirs and theirs alone, and whatever is done there first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tests.browser.arriving import Place
from tests.browser.couples import HOST, OTHER

ONE_OF_MANY = re.compile(r"(?<=^/guide/)(?!search|research)[^/]+$|\{[^}]+\}|(?<=/)nothing$")

Kind = tuple[str, str]


def part_of(places: Sequence[Place]) -> list[Place]:
    """As few of them as show each kind, in their order: whatever shows most that no other has shown is the next."""
    shown = {place: kinds_of(place) for place in places}
    of_two = {page_of(place) for place in places if place.who in (HOST, OTHER)}
    for place in places:
        if place.who not in (HOST, OTHER) and page_of(place) in of_two:
            shown[place].remove(page_of(place))
    part, left = set[Place](), kinds_among(places)
    while left:
        chosen = max(places, key=lambda each: len(left & shown[each]))
        part.add(chosen)
        left -= shown[chosen]
    return [each for each in places if each in part]


def kinds_among(places: Iterable[Place]) -> set[Kind]:
    return set().union(*map(kinds_of, places))


def kinds_of(place: Place) -> set[Kind]:
    """What stands there: on which page, for whom, after what, and in which Tend."""
    return {
        page_of(place),
        ("asked", place.path.partition("?")[2].partition("=")[0]),
        ("who", place.who),
        ("act", place.act.__qualname__),
        ("mailed", str(place.mailed)),
    }


def page_of(place: Place) -> Kind:
    return "page", ONE_OF_MANY.sub("*", place.path.partition("?")[0])
