"""Two halves of what two had, brought back one after the other."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.exports.bringing import bring_back, unmarked
from tests.exports.lives import fresh, fresh_couple
from tests.exports.steps import STEPS
from tests.world import NOW
from tracker.archives.things import Archive, Field
from tracker.exports import actions
from tracker.exports.coming import coming_to
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.holding import hold_space

Halves = Mapping[str, Archive]


def back(name: str, halves: Halves) -> None:
    """Bring somebody's half back."""
    if halves[name] is STEPS.taken.get(name):
        STEPS.take(back_as_taken, name)
    else:
        bring_half(name, halves)


def back_as_taken(name: str) -> None:
    bring_half(name, STEPS.taken)


def bring_half(name: str, halves: Halves) -> None:
    bring_back(halves[name], by=fresh(name.capitalize()), now=NOW)
    db.session.commit()


def again(name: str) -> Archive:
    """All there is for somebody, but for the mark of the file."""
    found: Archive = unmarked(archive_of(fresh(name.capitalize()), NOW))
    return found


def changed(found: Archive, field: Field[Any], change: Callable[[Any], Any]) -> Archive:
    """A file in which a hand has changed each thing of a kind."""
    return found.with_things({field: tuple(change(each) for each in found[field])})


def both(halves: Halves, **others: Archive) -> None:
    """Bring both back into a space of two, some of them as another file."""
    fresh_couple()
    for name in ("ada", "ben"):
        back(name, {**halves, **others})


def brought(file: Archive, name: str) -> actions.Back:
    """Bring a file back, and say what is said of that."""
    by = fresh(name)
    hold_space(by)
    coming = coming_to(by, file, sent_at=NOW, now=NOW)
    for number, write in actions.pieces_left(coming):
        assert actions.bring_piece(coming, number, write)
    found = actions.unveil(coming, actions.whole(coming), by=by)
    assert found is not None
    return found
