"""Lets appear what was between two, once both have brought back their own half: what both files say, and nothing else.

Nothing that only one of them says becomes the other's. Whatever is not said by both stays as the one has it who said it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select

from tracker.archives.plain import Id
from tracker.archives.rows import ids_for
from tracker.archives.things import Who
from tracker.checkins.sheets import answers_in
from tracker.domain.checkins import CheckInState
from tracker.domain.milestones import Milestone, MilestoneKind
from tracker.exports.claims import Claims, OpenedCheckIn, digest, digest_of
from tracker.exports.coming_over import run
from tracker.exports.fitting_habits import FittingHabit, fit_habit, put_in_order
from tracker.exports.fitting_words import FittingSide, Mark, fit_words
from tracker.exports.ways import weeks_of
from tracker.extensions import db
from tracker.habits.settling import settle_space
from tracker.holding import afresh
from tracker.milestones.actions import put_away
from tracker.milestones.queries import milestones_of
from tracker.models import Acknowledgement, CheckIn, Cover, Half, Pause, Person


@dataclass(slots=True)
class Fitted:
    """What both have said, as it comes to be here again, and which habits are which now."""

    said: set[Mark] = field(default_factory=set)
    habits: dict[Id, int] = field(default_factory=dict)


def fit(one: Person, now: datetime) -> int | None:
    """Let appear what the halves of somebody and their partner say, with the space held.

    Says how much only one of the two tells of; nothing where one of them waits for the other. With that neither half waits
    any longer.
    """
    other = one.partner
    sides = sides_of(one, other, now) if other is not None else []
    if other is None or not sides:
        return None
    fitted = Fitted()
    for side in sides:
        fit_side(side, fitted)
    if fitted.said:
        for side in sides:
            seal_again(side)
    put_in_order([side.claims.order for side in sides], fitted.habits, one.space_id)
    fit_what_is_of_both(sides[0], fitted)
    run(delete(Half).where(of_two(one, other)))
    db.session.flush()
    db.session.expire_all()
    settle_space(afresh(one), now)
    fit_milestones(sides[0], fitted)
    return len({mark for side in sides for mark in marks_of(side.claims)} - fitted.said)


def sides_of(one: Person, other: Person, now: datetime) -> list[FittingSide]:
    """Both sides, where both halves are here."""
    found = {
        each.person_id: each.claims for each in db.session.scalars(select(Half).where(of_two(one, other)))
    }
    if len(found) < 2:
        return []
    claims = {person_id: Claims.unpacked(kept) for person_id, kept in found.items()}
    return [
        FittingSide(each, claims[each.id], another, claims[another.id], now)
        for each, another in ((one, other), (other, one))
    ]


def fit_side(side: FittingSide, fitted: Fitted) -> None:
    """What is one's own and was there for the other, or of the other's doing."""
    fit_habits(side, fitted)
    fit_check_ins(side, fitted)
    fitted.said |= fit_words(side, paired=bool(fitted.said))
    fit_covers(side, fitted)


def of_two(one: Person, other: Person) -> ColumnElement[bool]:
    return Half.person_id.in_([one.id, other.id])


UNTOLD = ("jar", "draft")


def marks_of(claims: Claims) -> Iterator[Mark]:
    """All that must be said by both; what waits unopened in a jar, or was only begun, one alone knows of."""
    yield "space", ""
    yield from (("habit", each.id) for each in claims.habits)
    yield from (("check-in", each.id) for each in claims.check_ins)
    yield from ((each.kind, each.id) for each in claims.said if each.kind not in UNTOLD or not each.mine)
    yield from (("cover", each.id) for each in claims.covers)
    yield from (("milestone", (each.kind, each.number)) for each in claims.milestones)
    yield from (("pause", each.id) for each in claims.pauses)


def fit_habits(side: FittingSide, fitted: Fitted) -> None:
    theirs = {each.id: each for each in side.others.habits if not each.mine}
    for each in side.claims.habits:
        other = theirs.get(each.id)
        if each.mine and other is not None:
            people = (side.person, side.other, side.claims, side.others)
            habit_id = fit_habit(FittingHabit(each, other, *people, side.now))
            if habit_id is not None:
                fitted.said.add(("habit", each.id))
                fitted.habits[each.id] = habit_id


def fit_check_ins(side: FittingSide, fitted: Fitted) -> None:
    theirs = {each.id: each for each in side.others.check_ins if not each.mine}
    for each in side.claims.check_ins:
        other = theirs.get(each.id)
        if each.mine and other is not None and alike(each, other) and open_again(each, other, side):
            fitted.said.add(("check-in", each.id))


def own_check_in(own: OpenedCheckIn, side: FittingSide) -> CheckIn | None:
    """Somebody's check-in of a week, with the words of which their file tells."""
    theirs = (CheckIn.author_id == side.person.id) & (CheckIn.week == own.week)
    row = db.session.scalar(select(CheckIn).where(theirs, CheckIn.space_id == side.person.space_id))
    return row if row is not None and digest_of(answers_in(row), own.shut) == own.digest else None


def seal_again(side: FittingSide) -> None:
    """What somebody had sealed waits for the other again, if they have not sealed theirs meanwhile; what was begun is for them."""
    for each in side.claims.sealed:
        row = own_check_in(each, side)
        theirs = (CheckIn.author_id == side.other.id) & (CheckIn.week == each.week)
        given = (CheckInState.SEALED, CheckInState.OPENED)
        there = db.session.scalar(select(CheckIn.id).where(theirs, CheckIn.state.in_(given)))
        if row is not None and row.state == CheckInState.KEPT and there is None:
            row.state = CheckInState.SEALED
        if row is not None and row.state in (CheckInState.SEALED, CheckInState.DRAFT):
            row.parted_at = None
            db.session.flush()


def alike(one: OpenedCheckIn, other: OpenedCheckIn) -> bool:
    return (one.week, one.digest) == (other.week, other.digest)


def open_again(own: OpenedCheckIn, other: OpenedCheckIn, side: FittingSide) -> bool:
    """Open somebody's check-in to the other, as long as its words are those that the other had read."""
    row = own_check_in(own, side)
    if row is None or row.opened_to_id is not None or own.opened_at is None:
        return False
    if row.state not in (CheckInState.KEPT, CheckInState.OPENED):
        return False
    row.state, row.opened_at, row.opened_to_id = CheckInState.OPENED, own.opened_at, side.other.id
    row.shut = [str(question) for question in own.shut]
    run(delete(Acknowledgement).where(Acknowledgement.check_in_id == row.id))
    known = {(each.question, each.line) for each in own.heard if each.by is Who.PARTNER}
    rows = [
        {
            "check_in_id": row.id,
            "question": str(each.question),
            "space_id": row.space_id,
            "author_id": side.other.id,
            "line": each.line,
            "heard_at": each.heard_at or side.now,
        }
        for each in other.heard
        if each.by is Who.ME and (each.question, digest(each.line)) in known
    ]
    if rows:
        db.session.execute(insert(Acknowledgement), rows)
    return True


def fit_covers(side: FittingSide, fitted: Fitted) -> None:
    """The covers that somebody has given; whether one was declined is for the other to say."""
    received = {each.id: each for each in side.others.covers if each.covered is Who.ME}
    for each in side.claims.covers:
        other = received.get(each.id)
        if each.covered is not Who.PARTNER or other is None:
            continue
        if (each.day, each.given_at, digest(each.line)) != (other.day, other.given_at, other.line):
            continue
        there = (Cover.covered_id == side.other.id) & (Cover.day == each.day)
        if db.session.scalar(select(Cover.id).where(there)) is None:
            row = {
                "id": ids_for(Cover, [each.id])[0],
                "space_id": side.person.space_id,
                "giver_id": side.person.id,
                "covered_id": side.other.id,
                "day": each.day,
                "line": each.line,
                "given_at": each.given_at,
                "declined": other.declined,
                "came_on": side.on,
            }
            db.session.execute(insert(Cover), [row])
            fitted.said.add(("cover", each.id))


def fit_what_is_of_both(side: FittingSide, fitted: Fitted) -> None:
    """The space with its ways and first days, and pauses of both, where both say the same of them."""
    one, other = side.claims, side.others
    if (one.space, one.joined_on, one.colours) == (other.space, other.joined_on[::-1], other.colours[::-1]):
        space, two = side.person.space, (side.person, side.other)
        space.name, space.strict, space.founded_on = one.space.name, one.space.strict, one.space.founded_on
        space.weeks = weeks_of(one.space)
        for person, joined_on, colour in zip(two, one.joined_on, one.colours, strict=True):
            person.joined_on, person.colour = joined_on, colour
        side.person.touch_numbers, side.other.touch_numbers = one.touch_numbers, other.touch_numbers
        fitted.said.add(("space", ""))
    fit_pauses(side, fitted)


def fit_milestones(side: FittingSide, fitted: Fitted) -> None:
    """That both have read of milestones which their ticks give, now that these are settled; the day is that of the ticks too."""
    there = milestones_of(afresh(side.person), side.now)
    for each in set(side.claims.milestones) & set(side.others.milestones):
        if Milestone(MilestoneKind(each.kind), each.number) in there:
            for person in (side.person, side.other):
                put_away(each.kind, each.number, by=person, now=side.now)
            fitted.said.add(("milestone", (each.kind, each.number)))


def fit_pauses(side: FittingSide, fitted: Fitted) -> None:
    """A pause of both, in the place of one of each."""
    theirs = {each.id: (each.starts_on, each.ends_on) for each in side.others.pauses}
    space_id = side.person.space_id
    for each in side.claims.pauses:
        if theirs.get(each.id) != (each.starts_on, each.ends_on):
            continue
        same = (Pause.space_id == space_id) & (Pause.starts_on == each.starts_on)
        same &= (Pause.ends_on == each.ends_on) & Pause.habit_id.is_(None)
        rows = {row.person_id: row for row in db.session.scalars(select(Pause).where(same))}
        halves = [rows.get(side.person.id), rows.get(side.other.id)]
        if None in halves:
            continue
        run(delete(Pause).where(Pause.id.in_([row.id for row in halves if row])))
        [pause_id] = ids_for(Pause, [each.id])
        days = {"starts_on": each.starts_on, "ends_on": each.ends_on}
        db.session.execute(
            insert(Pause), [{"id": pause_id, "space_id": space_id, "came_on": side.on, **days}]
        )
        fitted.said.add(("pause", each.id))
