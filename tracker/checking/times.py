"""What must hold at this moment: nothing is left of what has had its time, and every streak is what its ticks make of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from tracker.checking.rules import Rule
from tracker.checking.tables import ids_of, key_of
from tracker.domain import folds, states
from tracker.domain.days import ONE_DAY
from tracker.domain.states import basis_of, stored, stored_couple
from tracker.extensions import db
from tracker.habits.circumstances import seen_pauses
from tracker.habits.company import Company, company_of, couple_history, history_of
from tracker.habits.settling import MEMBERS, couple_ticks, held, settle_space
from tracker.habits.tracks import SeenTrack, ticks_on, tracks_in
from tracker.models import Mail, Tick, Track
from tracker.sweeping import had_its_time, sweep

EARLIEST_ZONE = timedelta(hours=14)  # where a day begins first
LONGEST_LEASE = timedelta(days=2)
# Sweeping comes by now and then; what it should have taken long ago is a finding.
PATIENCE = ONE_DAY


def left_over(now: datetime) -> list[str]:
    """What sweeping should have taken by now, files that nobody came back to among it."""
    return [
        f"{table.name} {each}"
        for table, where in had_its_time(now - PATIENCE)
        for each in ids_of(select(*key_of(table)).where(where))
    ]


def odd_ticks(now: datetime) -> list[str]:
    """Ticks before their track began, or on a day that has come nowhere yet."""
    last = (now + EARLIEST_ZONE).date()
    outside = or_(Tick.day < Track.starts_on, Tick.day > last)
    return ids_of(select(Tick.track_id, Tick.day).join(Track, Track.id == Tick.track_id).where(outside))


def odd_streaks(now: datetime) -> list[str]:
    """Tracks, and spaces with their couple's streak, whose kept state is not what a fold from the start comes to.

    What was kept by other rules is not looked at: it will be folded anew (`folding.py`).
    """
    return [
        each for person_id in db.session.scalars(MEMBERS).all() for each in odd_streaks_of(person_id, now)
    ]


def odd_streaks_of(person_id: int, now: datetime) -> Iterator[str]:
    person = held(person_id)
    company = company_of(person, now, seen_pauses(person.space_id))
    for track in tracks_in(person.space_id):
        if (
            track.state
            and track.rules == states.RULES
            and folded(track, company) != (track.settled_through, track.state)
        ):
            yield f"track {track.id}"
    if person.space.state and person.space.rules == states.RULES and couple_differs(company):
        yield f"space {person.space_id}"


def folded(track: SeenTrack, company: Company) -> tuple[object, str]:
    """Where a fold from the start stands on the day up to which a track is settled."""
    history = history_of(track, ticks_on(track.id), company)
    course = folds.course(folds.beginning(track.starts_on), history, track.settled_through + ONE_DAY)
    return course.state.through, stored(course.state, basis_of(history, course.state))


def couple_differs(company: Company) -> bool:
    space = company.space
    beginning = folds.founding(space.founded_on)
    history = couple_history(couple_ticks(space, company, after=beginning.through), company)
    settled = folds.settle_couple(beginning, history, space.settled_through + ONE_DAY)
    return (settled.through, stored_couple(settled), settled.days) != (
        space.settled_through,
        space.state,
        space.days,
    )


def fold_again(now: datetime) -> None:
    for person_id in db.session.scalars(MEMBERS).all():
        settle_space(held(person_id), now)


def odd_leases(now: datetime) -> list[str]:
    return ids_of(select(Mail.id).where(Mail.leased_until > now + LONGEST_LEASE))


def end_leases(now: datetime) -> None:
    db.session.execute(update(Mail).where(Mail.leased_until > now + LONGEST_LEASE).values(leased_until=now))


RULES = (
    Rule(
        "a tick lies between its track's first day and today",
        "These ticks (track and day) are from before their track began, or from a day that has not come",
        odd_ticks,
    ),
    Rule(
        "a streak is what its ticks make of it",
        "These streaks are not what a fold from their first day comes to",
        odd_streaks,
        fold_again,
        "fold them again",
    ),
    Rule(
        "what has had its time is gone",
        "These have had their time, and are still there",
        left_over,
        sweep,
        "remove them",
    ),
    Rule(
        "what waits to be sent is looked at again soon",
        "These mails would wait for days",
        odd_leases,
        end_leases,
        "let them go out",
    ),
)
