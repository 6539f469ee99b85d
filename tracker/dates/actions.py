"""What people do with dates.

What is written while alone is its author's, until they share it; with a partner it is for both.
"""

from datetime import datetime

from tracker.accounts.room import make_room
from tracker.dates import queries
from tracker.domain.days import today
from tracker.domain.outings import OUTINGS_A_SPACE, OutingPlan, OutingState, Preparer, may_be_done, may_plan
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.domain.tidings import TidingKind
from tracker.extensions import db
from tracker.hands import signed
from tracker.holding import hold_space
from tracker.models import Outing, Person
from tracker.planned import count_of, hold
from tracker.planned import share as show_to_both
from tracker.telling import tell


def plan(plan: OutingPlan, *, by: Person, now: datetime) -> Outing:
    """Put a date on a day, by the clock of whoever plans it."""
    hold_space(by)
    refuse_day(plan, by, now)
    make_room_for_one(by)
    outing = Outing(
        space_id=by.space_id,
        author_id=by.id,
        shared=by.partner is not None,
        zone=by.zone,
        state=OutingState.PLANNED,
        line="",
        version=0,
        made_at=now,
        changed_at=now,
    )
    write(outing, plan, by)
    db.session.add(outing)
    db.session.flush()
    tell(TidingKind.DATE, outing.id, by=by, now=now)
    return outing


def make_room_for_one(by: Person) -> None:
    """Raise `Refused` where no further date can be planned."""
    if count_of(by, Outing, Outing.state == OutingState.PLANNED) >= OUTINGS_A_SPACE:
        raise Refused(
            _("There is room for %(most)s plans. Some of yours may be past by now."), most=OUTINGS_A_SPACE
        )
    make_room(Outing, by=by)


def share(outing: Outing, *, by: Person, now: datetime) -> None:
    """Let the partner see a date that one planned while alone."""
    show_to_both(outing, by=by)
    tell(TidingKind.DATE, outing.id, by=by, now=now)


def change(outing: Outing, plan: OutingPlan, *, by: Person, now: datetime) -> None:
    """Change what is planned."""
    hold(outing, by)
    there = queries.plan_of(outing, by)
    if plan == there:
        return
    if plan.day != there.day:
        refuse_day(plan, by, now)
    with signed(outing, by=by):
        write(outing, plan, by)
    touch(outing, now)


def call_off(outing: Outing, *, by: Person, now: datetime) -> None:
    """Call a date off. It can be planned again."""
    become(outing, OutingState.OFF, by, now)


def plan_again(outing: Outing, *, by: Person, now: datetime) -> None:
    """Let a date be planned once more, whatever had become of it."""
    become(outing, OutingState.PLANNED, by, now)


def become(outing: Outing, state: OutingState, by: Person, now: datetime) -> None:
    """Hold a date, and let it be planned, done or off; being so already changes nothing."""
    hold(outing, by)
    if outing.state != state:
        outing.state = state
        touch(outing, now)


def finish(outing: Outing, line: str, *, by: Person, now: datetime) -> OutingState:
    """Say that a date has been, with a line about it or an empty one. Says what had become of it before."""
    hold(outing, by)
    before = OutingState(outing.state)
    if not may_be_done(outing.day, today=today(by.rhythm, now)):
        raise Refused(_("Its day has not come yet. If it was earlier than planned, change the day first."))
    if (outing.state, outing.line) != (OutingState.DONE, line):
        with signed(outing, by=by):
            outing.state, outing.line = OutingState.DONE, line
        touch(outing, now)
    return before


def touch(outing: Outing, now: datetime) -> None:
    """Count a change, so that calendars take it over."""
    outing.version += 1
    outing.changed_at = now


def write(outing: Outing, plan: OutingPlan, by: Person) -> None:
    """Let a date be as it is planned, by whoever plans it."""
    outing.title, outing.day, outing.starts_at = plan.title, plan.day, plan.starts_at
    outing.minutes, outing.place, outing.note = plan.minutes, plan.place, plan.note
    outing.repeat_weeks = plan.repeat_weeks
    outing.both_prepare = plan.prepared_by is Preparer.BOTH
    outing.preparer_id = preparer_id(plan.prepared_by, by)


def preparer_id(preparer: Preparer, by: Person) -> int | None:
    """The id of the one who prepares it, seen from whoever says so; none for both and for nobody."""
    match preparer:
        case Preparer.ME:
            return by.id
        case Preparer.PARTNER if by.partner is not None:
            return by.partner.id
        case _:
            return None


def refuse_day(plan: OutingPlan, by: Person, now: datetime) -> None:
    """Raise `Refused` for a day too far away to plan for."""
    if not may_plan(plan.day, today=today(by.rhythm, now)):
        raise Refused(_("A date can be up to five years ahead, or a year back."))
