"""What becomes of pauses when two part, and when two come together."""

from sqlalchemy import ColumnElement, and_, update

from tracker.extensions import db
from tracker.habits.parting import at_parting, copy_pauses
from tracker.models import Pause
from tracker.parting import Parting
from tracker.policies import Rows, Welcome, move, there


def part_with_pauses(_pauses: Rows, parting: Parting) -> None:
    """Pauses of one's own go along, and those of habits that do; what was excused for everybody stays so for both."""
    own, went = (
        Pause.person_id == parting.person.id,
        Pause.habit_id.in_(there(Pause.habit_id, parting.new_id)),
    )
    move(Pause, parting.old_id, parting.new_id, own | went)
    offer_no_more(parting.old_id, parting.new_id)
    for_both = and_(Pause.space_id == parting.old_id, *for_everybody())
    copy_pauses(for_both, at_parting(parting, parting.person), person_id=parting.person.id)


def offer_no_more(*space_ids: int) -> None:
    """What was offered to one is not offered to whoever comes after."""
    offered = Pause.space_id.in_(space_ids) & Pause.offered
    db.session.execute(update(Pause).where(offered).values(offered=False))


def claim_pauses(_pauses: Rows, welcome: Welcome) -> None:
    """What was paused for everybody in a space of one was paused for that one, not for who joins."""
    for space_id, person_id in (
        (welcome.old_id, welcome.guest_id),
        (welcome.home_id, welcome.host_id),
    ):
        alone = update(Pause).where(Pause.space_id == space_id, *for_everybody())
        db.session.execute(alone.values(person_id=person_id))
    move(Pause, welcome.old_id, welcome.home_id)


def for_everybody() -> tuple[ColumnElement[bool], ...]:
    return Pause.person_id.is_(None), Pause.habit_id.is_(None)
