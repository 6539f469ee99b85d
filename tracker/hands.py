"""Whose words a text holds, where not only its owner writes it, and what stands there once they are gone.

Two share dates, days to remember, habits, what is taken along, and the name of their space; when they part, what was is
a copy each. All of it remembers whose words it holds: when somebody ends their account these go, and words of ours take
their place.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, select

from tracker.catalogue.strategies import strategy
from tracker.domain.habits import Mode
from tracker.domain.hands import hands_after
from tracker.domain.strategies import Suggestion
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.models import Habit, Hand, Outing, Person, RememberedDay, Space, ToBring

Thing = Habit | Outing | RememberedDay | ToBring | Space
Hands = Mapping[str, AbstractSet[int]]  # by text

# The texts of each table that more than one may write, and the column by which a hand points at a row.
TEXTS: Mapping[type[Any], tuple[str, ...]] = {
    Habit: ("name", "cue", "unit"),
    Outing: ("title", "place", "note", "line"),
    RememberedDay: ("name",),
    ToBring: ("name",),
    Space: ("name", "farewell"),
}
POINTS: Mapping[type[Any], Any] = {
    Habit: Hand.habit_id,
    Outing: Hand.outing_id,
    RememberedDay: Hand.remembered_day_id,
    ToBring: Hand.thing_to_bring_id,
}
AT_NOTHING = and_(*(each.is_(None) for each in POINTS.values()))

A_DATE, A_DAY, TIMES = _("Time together"), _("A day to remember"), _("times")


@contextmanager
def signed(thing: Thing, *, by: Person) -> Iterator[None]:
    """Remember who writes the texts of something, while they are written."""
    before = texts_of(thing)
    yield
    after = texts_of(thing)
    changed = [part for part in after if after[part] != before[part]]
    if changed:
        hands = hands_in(thing)
        for part in changed:
            written = hands_after(hands[part], before[part], after[part], by=by.id)
            sign(thing, part, written)


def texts_of(thing: Thing) -> Mapping[str, str]:
    return {part: getattr(thing, part) or "" for part in TEXTS[type(thing)]}


def hands_in(thing: Thing) -> Hands:
    """Whose words each text of something holds."""
    found = defaultdict(set)
    for part, person_id in db.session.execute(select(Hand.part, Hand.person_id).where(of(thing))):
        found[part].add(person_id)
    return {part: found[part] or owner_of(thing) for part in TEXTS[type(thing)]}


def of(thing: Thing) -> ColumnElement[bool]:
    """Of the texts of something."""
    if isinstance(thing, Space):
        return (Hand.space_id == thing.id) & AT_NOTHING
    return POINTS[type(thing)] == thing.id  # type: ignore[no-any-return]


def owner_of(thing: Thing) -> AbstractSet[int]:
    """Whose something is; what is taken along, and a space, have no owner of their own."""
    match thing:
        case Habit():
            return {thing.owner_id}
        case Outing() | RememberedDay():
            return {thing.author_id}
        case _:
            return frozenset()


def sign(thing: Thing, part: str, people: AbstractSet[int]) -> None:
    """Let a text be in the hands of some people, and of nobody else."""
    db.session.execute(delete(Hand).where(of(thing), Hand.part == part))
    if people != owner_of(thing):
        add((thing, {part: people}))


def add(*signed_by: tuple[Thing, Hands]) -> None:
    rows = [row for thing, hands in signed_by for row in rows_of(thing, hands)]
    if rows:
        db.session.execute(insert(Hand), rows)


def rows_of(thing: Thing, hands: Hands) -> Iterator[dict[str, object]]:
    there = (
        {"space_id": thing.id}
        if isinstance(thing, Space)
        else {"space_id": thing.space_id, POINTS[type(thing)].key: thing.id}
    )
    for part, people in hands.items():
        for person_id in sorted(people):
            yield {**there, "person_id": person_id, "part": part}


def copied_from(thing: Outing | RememberedDay) -> AbstractSet[int]:
    """Whose words the name of something is in, where it is a copy; nobody's where its owner has a hand in it."""
    named = hands_in(thing)[TEXTS[type(thing)][0]]
    return frozenset() if thing.author_id in named else named


def sign_copy(copy: Thing, original: Thing) -> None:
    """Let the texts of a copy be in the hands of those whose words they are."""
    add((copy, in_others_hands(copy, hands_in(original))))


def sign_copies(table: type[Any], copies: Sequence[tuple[Thing, Thing]], space_id: int) -> None:
    """Let the texts of many copies be in the hands of those whose words they are, each with its original in a space."""
    found: defaultdict[int, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    points = POINTS[table]
    in_space = select(points, Hand.part, Hand.person_id).where(Hand.space_id == space_id, points.is_not(None))
    for row_id, part, person_id in db.session.execute(in_space):
        found[row_id][part].add(person_id)
    add(
        *(
            (
                copy,
                in_others_hands(
                    copy, {part: found[original.id][part] or owner_of(original) for part in TEXTS[table]}
                ),
            )
            for copy, original in copies
        )
    )


def in_others_hands(copy: Thing, hands: Hands) -> Hands:
    """Of the texts of a copy those that hold words of somebody else than its owner."""
    texts = texts_of(copy)
    return {part: hands[part] for part in texts if texts[part] and hands[part] != owner_of(copy)}


# When an account ends.


def let_go_of_words(person: Person, now: datetime) -> None:
    """Take somebody's words out of what others keep; ours take their place."""
    everywhere: Mapping[type[Any], Any] = {**POINTS, Space: Hand.space_id}
    for table, points in everywhere.items():
        which = AT_NOTHING if table is Space else points.is_not(None)
        found = db.session.execute(
            select(table, Hand.part).join(Hand, points == table.id).where(Hand.person_id == person.id, which)
        ).all()
        for thing, part in found:
            let_go(thing, part, now)
    db.session.flush()


def let_go(thing: Thing, part: str, now: datetime) -> None:
    match thing:
        case ToBring():
            db.session.delete(thing)
        case Habit():
            setattr(thing, part, ours(thing)[part])
        case Outing():
            setattr(thing, part, A_DATE if part == "title" else "")
            thing.version += 1
            thing.changed_at = now
        case RememberedDay():
            thing.name = A_DAY
        case Space():
            setattr(thing, part, "")


def ours(habit: Habit) -> Mapping[str, str]:
    """What a habit is called in our own words: as its strategy suggests one."""
    found = suggested(strategy(habit.strategy).suggestions, Mode(habit.mode))
    return {"name": found.name, "cue": found.cue, "unit": TIMES}


def suggested(suggestions: Sequence[Suggestion], mode: Mode) -> Suggestion:
    """The first that is done so, or else the first."""
    return next((each for each in suggestions if each.mode is mode), suggestions[0])
