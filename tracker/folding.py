"""Folds anew what was kept by other rules: a space when somebody opens it, the others beside the day's work.

Nobody waits for all of them: a start serves at once, and whoever comes finds their own space folded by today's rules.
"""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from tracker.accounts.actions import be_here
from tracker.domain.people import month_of
from tracker.domain.states import RULES, restored, restored_couple
from tracker.extensions import READS, db, read_only
from tracker.habits.settling import held, settle_space
from tracker.habits.tracks import tracks_in
from tracker.holding import afresh
from tracker.models import Person, Space
from tracker.web.clock import now

AT_ONCE = 5
OF_TODAY = (0, RULES)  # 0 where nothing was folded yet
COUPLE = 0

# One member of each of some spaces in which something was kept by other rules.
STALE_MEMBERS = (
    select(func.min(Person.id))
    .join(Space, Space.id == Person.space_id)
    .where(Space.rules.not_in(OF_TODAY))
    .group_by(Person.space_id)
    .order_by(func.min(Person.id))
    .limit(AT_ONCE)
)


def opened(person: Person) -> Person:
    """The person who opens their space. What is kept there by other rules is folded anew before, in a transaction of its own."""
    if is_stale(person.space):
        person_id = person.id
        begin_to_write()
        fold_anew(person_id, now())
        db.session.commit()
        person = afresh(person)
    if person.used_in == month_of(now()):
        return person
    return noted_here(person)


def noted_here(person: Person) -> Person:
    """The same, with the month noted in which they are here. Where nothing can be written they can read all the same."""
    try:
        begin_to_write()
        be_here(person, month_of(now()))
        db.session.commit()
    except DBAPIError:
        db.session.rollback()
    return afresh(person)


def begin_to_write() -> None:
    """Go on in a transaction that may write, also for a page that only reads."""
    db.session.rollback()
    db.session.connection(execution_options={READS: False})


def fold_some(at: datetime) -> int:
    """Fold a few spaces anew, one after the other; returns how many there were."""
    read_only()  # mostly there is nothing to do, and nobody is kept from writing for it
    found = db.session.scalars(STALE_MEMBERS).all()
    db.session.rollback()
    for person_id in found:
        fold_anew(person_id, at)
        db.session.commit()
    return len(found)


def is_stale(space: Space) -> bool:
    """Whether what is kept of a space was folded by other rules than today's."""
    return space.rules not in OF_TODAY


def fold_anew(person_id: int, at: datetime) -> None:
    """Fold all streaks in somebody's space by today's rules, unless somebody else has meanwhile.

    Where the longest has become another, whoever sees it is told so and why, once.
    """
    person = held(person_id)
    if not is_stale(person.space):
        return
    before, rules = longest_in(person.space), person.space.rules
    settle_space(person, at)
    members = [person, person.partner] if person.partner else [person]
    for (owner_id, track_id), longest in longest_in(person.space).items():
        for member in members:
            sees = owner_id in (COUPLE, member.id)
            if sees and before.get((owner_id, track_id)) != longest:
                member.recounted_from = min(member.recounted_from or rules, rules)


def longest_in(space: Space) -> dict[tuple[int, int], int]:
    """The longest streak of each track, and of the couple, under whose alone it is, if it is anybody's."""
    couple = restored_couple(space.state, space.settled_through, space.days).streak.longest
    found = {(COUPLE, COUPLE): couple}
    for track in tracks_in(space.id):
        owner_id = COUPLE if track.habit.shared else track.habit.owner_id
        found[owner_id, track.id] = restored(track.state, track.settled_through)[0].streak.longest
    return found
