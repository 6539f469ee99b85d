"""What becomes of pauses."""

from sqlalchemy import ColumnElement, or_, select

from tracker.belonging import Belonging, Declared
from tracker.counted import Counted
from tracker.domain.quotas import Quota
from tracker.domain.texts import _
from tracker.models import Habit, Pause, Person
from tracker.pauses.archive import PAUSES
from tracker.pauses.parting import claim_pauses, part_with_pauses
from tracker.policies import Erasing, Policy
from tracker.sight import PAUSE_SEEN, sees_habit


def pauses_there(person: Person) -> ColumnElement[bool]:
    """Those of a person, of both, and of the habits that are there for them: nobody is said to have made one."""
    seen = select(Habit.id).where(sees_habit(person))
    for_both = Pause.person_id.is_(None) & Pause.habit_id.is_(None)
    return (Pause.space_id == person.space_id) & or_(
        Pause.person_id == person.id, for_both, Pause.habit_id.in_(seen)
    )


BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Pause,
        seen=PAUSE_SEEN,
        joining=Policy("moves along; those for everybody are for whom they were until then", claim_pauses),
        leaving=Policy(
            "goes with person_id, or follows habit_id; of those for everybody both have one then",
            part_with_pauses,
        ),
        erasing=Erasing(goes=("person_id",)),
        archive=PAUSES,
        room=Counted(
            pauses_there,
            Quota(
                2_000,
                _(
                    "There is room for %(most)s pauses, and this would be more. Remove some old ones, or "
                    "turn several into one."
                ),
            ),
        ),
    ),
)
