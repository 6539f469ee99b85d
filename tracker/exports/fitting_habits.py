"""Puts habits together again that two had: each had brought back their own line of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, insert, select, update
from sqlalchemy.orm import selectinload

from tracker.archives.plain import Id
from tracker.domain.days import today
from tracker.domain.habits import TERMS_A_HABIT, TOUCH, Mode
from tracker.domain.terms import changed
from tracker.domain.tidings import TidingKind
from tracker.exports.as_it_is import habit_as_it_is
from tracker.exports.claims import ClaimedRemark, Claims, Kept, digest
from tracker.exports.coming_over import come_over, own_track, run
from tracker.exports.fitting_terms import latest, say_alike
from tracker.extensions import db
from tracker.habits.actions import add_track
from tracker.habits.asking import store_terms
from tracker.habits.ordering import take_place
from tracker.models import Habit, Pause, Person, Remark, Track, Withdrawal
from tracker.models.watching import HIDDEN
from tracker.telling import tell_to


@dataclass(frozen=True, slots=True)
class FittingHabit:
    """A habit of somebody's, as its owner and their partner each tell of it, and what either has of it here."""

    own: Kept
    other: Kept
    owner: Person
    partner: Person
    claims: Claims
    others: Claims
    now: datetime

    @property
    def habit(self) -> Habit | None:
        """The one that is its owner's."""
        return habit_here(self.own.row, self.owner)

    @property
    def copy(self) -> Habit | None:
        """What the partner has of it until then: one of their own."""
        return habit_here(self.other.row, self.partner)


def habit_here(row: Id, owner: Person) -> Habit | None:
    theirs = (Habit.id == int(row or 0)) & (Habit.owner_id == owner.id) & (Habit.space_id == owner.space_id)
    return db.session.scalar(select(Habit).where(theirs).options(selectinload(Habit.term_rows)))


def fit_habit(fitting: FittingHabit) -> int | None:
    """Let a habit be there for both as it was, if its owner still has it; says which one it is now.

    What the partner had of it until now was a habit of theirs alone. Its ticks and words come over, and it goes; but what
    either has written since is for nobody else. Nothing where `may_fit` says no.
    """
    habit, copy, partner = fitting.habit, fitting.copy, fitting.partner
    if habit is None or not may_fit(fitting, habit, copy):
        return None
    for each, came_at in ((habit, fitting.claims.came_at), (copy, fitting.others.came_at)):
        if each is not None and not each.shared and came_at is not None:
            keep_words_since(came_at, each)
    habit.shared = True
    db.session.flush()
    if habit.mode != Mode.ONE:
        count_as_said(habit, fitting)
        fit_its_pauses(habit, copy, fitting)
    if copy is not None:
        come_over(copy.id, habit.id, owner=fitting.owner, partner=partner)
        take_place(partner, copy.id, habit.id)
    if habit.mode == Mode.EACH and own_track(habit.id, partner) is None:
        add_track(habit, partner.id, max(habit.starts_on, today(partner.rhythm, fitting.now)))
    own, other = fitting.own, fitting.other
    say_again(habit, alike(own.remarks, other), by=fitting.owner, on_track_of=partner)
    say_again(habit, alike(other.remarks, own), by=partner, on_track_of=fitting.owner)
    return habit.id


def may_fit(fitting: FittingHabit, habit: Habit, copy: Habit | None) -> bool:
    """Whether a habit can be there for both again.

    Not where the two files say something else of how it counted, or of whether it is of touch; nor where its owner has taken
    it back since, added to it unshared, or goes on with it after having left it, or the partner has shared theirs as another.
    """
    if habit.mode != fitting.own.mode or not say_alike(
        fitting.own, fitting.other, fitting.claims, fitting.others
    ):
        return False
    if copy is not None and (copy.shared or (copy.strategy == TOUCH) is not (habit.strategy == TOUCH)):
        return False
    if habit.shared:
        return True
    goes_on = habit.left_on is not None and habit.archived_on is None
    taken_back = is_taken_back(habit, after=fitting.claims.listed_until)
    return not (goes_on or taken_back) and habit_as_it_is(habit.id) == fitting.own.came


def count_as_said(habit: Habit, fitting: FittingHabit) -> None:
    """Let a habit have asked for what both files say; what its owner has changed since counts from today on."""
    own, said = fitting.own, latest(fitting.own, fitting.other, fitting.claims, fitting.others)
    terms = tuple(each.terms for each in said.asks)
    if habit.terms != tuple(each.terms for each in own.asks):
        days = (today(each.rhythm, fitting.now) for each in (fitting.owner, fitting.partner))
        since = replace(habit.terms[-1], since=max(habit.starts_on, *days))
        terms = changed(terms, since)[:TERMS_A_HABIT]
        tell_of_terms(habit, fitting)
    if terms != habit.terms:
        store_terms(habit, terms)
    if habit.archived_on == own.archived_on:
        habit.archived_on = said.archived_on
    db.session.flush()


def tell_of_terms(habit: Habit, fitting: FittingHabit) -> None:
    """Tell the partner that a habit of both asks for something else; of touch nothing arrives."""
    if habit.strategy != TOUCH:
        tell_to(fitting.partner, TidingKind.TERMS, (habit.id,), fitting.now)


def fit_its_pauses(habit: Habit, copy: Habit | None, fitting: FittingHabit) -> None:
    """A pause of a habit holds for both where both say so, and else for the one who does."""
    if copy is None:
        return
    own, others = pauses_for_both(habit.id), pauses_for_both(copy.id)
    for pauses, person, said in ((own, fitting.owner, others), (others, fitting.partner, own)):
        alone = [row_id for days, row_id in pauses.items() if days not in said]
        run(update(Pause).where(Pause.id.in_(alone)).values(person_id=person.id))


def pauses_for_both(habit_id: int) -> Mapping[tuple[date, date], int]:
    """The pauses of a habit that hold for everybody, by their days."""
    of_it = (Pause.habit_id == habit_id) & Pause.person_id.is_(None)
    rows = db.session.execute(select(Pause.starts_on, Pause.ends_on, Pause.id).where(of_it))
    return {(starts_on, ends_on): row_id for starts_on, ends_on, row_id in rows}


def is_taken_back(row: Any, *, after: int) -> bool:
    """Whether somebody has let something of theirs be their own again after that number in the list of such things."""
    about_it = (Withdrawal.thing == row.__tablename__) & (Withdrawal.key == str(row.id))
    since = (Withdrawal.what == HIDDEN) & (Withdrawal.id > after)
    return bool(db.session.scalar(select(exists().where(about_it, since))))


def keep_words_since(came_at: datetime, habit: Habit) -> None:
    """Let what was written about days of a habit since, while nobody else saw it, be for whoever wrote it."""
    tracks = select(Track.id).where(Track.habit_id == habit.id)
    since = Remark.track_id.in_(tracks) & (Remark.written_at > came_at)
    run(update(Remark).where(since).values(private=True))


def alike(remarks: Iterable[ClaimedRemark], reader: Kept) -> list[ClaimedRemark]:
    """Of what somebody has written about the other's days, what the other has read as well; private ones nobody else has."""
    read = {(each.day, each.digest) for each in reader.read}
    return [each for each in remarks if each.private or (each.day, digest(each.body)) in read]


def say_again(habit: Habit, remarks: Iterable[ClaimedRemark], *, by: Person, on_track_of: Person) -> None:
    """What somebody had written about days of the other's line, where they have written nothing there since."""
    track = select(Track.id).where(Track.habit_id == habit.id, Track.owner_id == on_track_of.id)
    track_id = db.session.scalar(track)
    if track_id is None:
        return
    theirs = (Remark.track_id == track_id) & (Remark.author_id == by.id)
    written = set(db.session.scalars(select(Remark.day).where(theirs)))
    rows = [
        {
            "track_id": track_id,
            "day": each.day,
            "author_id": by.id,
            "space_id": habit.space_id,
            "body": each.body,
            "private": each.private,
            "written_at": each.written_at,
        }
        for each in remarks
        if each.day not in written
    ]
    if rows:
        db.session.execute(insert(Remark), rows)


def put_in_order(orders: Iterable[Iterable[Id]], now_here: Mapping[Id, int], space_id: int) -> None:
    """Let habits stand as each had them: those that only one sees after the one they came after."""
    merged: list[int] = []
    for order in orders:
        place = 0
        for each in order:
            habit_id = now_here.get(each, int(each or 0))
            if habit_id in merged:
                place = merged.index(habit_id) + 1
            else:
                merged.insert(place, habit_id)
                place += 1
    rows = set(db.session.scalars(select(Habit.id).where(Habit.space_id == space_id)))
    places = [
        {"id": each, "position": place}
        for place, each in enumerate((each for each in merged if each in rows), start=1)
    ]
    if places:
        db.session.execute(update(Habit), places)
