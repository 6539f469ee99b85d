"""What becomes of check-ins, and of what was said to their answers."""

from sqlalchemy import ColumnElement, select, update

from tracker.archives.taken import Within
from tracker.belonging import Belonging, Declared
from tracker.checkins.archive import TAKEN
from tracker.counted import Counted, made_by
from tracker.domain.checkins import CheckInState
from tracker.domain.quotas import Bound, Quota
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.models import Acknowledgement, CheckIn
from tracker.parting import Parting
from tracker.policies import MOVES, Erasing, Policy, Rows, follows, forget, goes_with
from tracker.sight import CHECK_IN_SEEN, as_its

MOST_CHECK_INS = 2_000


def part_with_check_ins(check_ins: Rows, parting: Parting) -> None:
    """One's own go along. What was sealed is kept: nobody who comes later finds it waiting for them, nor what was begun."""
    goes_with(CheckIn.author_id).act(check_ins, parting)
    here = CheckIn.space_id.in_((parting.old_id, parting.new_id))
    for_the_other = CheckIn.state.in_((CheckInState.SEALED, CheckInState.DRAFT))
    change(here & for_the_other & CheckIn.parted_at.is_(None), parted_at=parting.now)
    change(here & (CheckIn.state == CheckInState.SEALED), state=CheckInState.KEPT)


def change(which: ColumnElement[bool], **values: object) -> None:
    changed = update(CheckIn).where(which).values(**values)
    db.session.execute(changed.execution_options(synchronize_session=False))


def let_go_of_what_was_heard(heard: Rows, parting: Parting) -> None:
    """What the partner said to the answers of one who leaves stays with neither; a line of the leaver's is the other's to read.

    What a partner of before has left there to be read goes along with the answers.
    """
    answers = select(CheckIn.id).where(CheckIn.author_id == parting.person.id)
    by_the_other = Acknowledgement.author_id == parting.partner.id
    forget(Acknowledgement, Acknowledgement.check_in_id.in_(answers), by_the_other)
    wordless = (Acknowledgement.author_id == parting.person.id) & (Acknowledgement.line == "")
    forget(Acknowledgement, Acknowledgement.space_id == parting.old_id, wordless)
    follows(Acknowledgement.check_in_id).act(heard, parting)


BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        CheckIn,
        seen=CHECK_IN_SEEN,
        joining=MOVES,
        leaving=Policy(
            "goes with author_id; what was sealed is kept, and what was begun for nobody else",
            part_with_check_ins,
        ),
        erasing=Erasing(goes=("author_id",), unnamed=("opened_to_id",)),
        archive=TAKEN,
        room=Counted(
            made_by(CheckIn.author_id),
            Quota(
                MOST_CHECK_INS,
                _(
                    "You have %(most)s check-ins here, more than one a week for thirty years, and there "
                    "is no room for more."
                ),
                5_000_000,
                _(
                    "There is room for %(letters)s characters in your check-ins, and this would be more. Say it in fewer."
                ),
            ),
            (
                *(CheckIn.appreciated, CheckIn.went_well, CheckIn.talk_about),
                *(CheckIn.feel_loved, CheckIn.small_thing, CheckIn.private_line),
            ),
        ),
    ),
    Belonging(
        Acknowledgement,
        seen=as_its("check-in"),
        joining=MOVES,
        leaving=Policy(
            "follows check_in_id; the other’s to the leaver’s answers are gone, and the leaver’s without a line",
            let_go_of_what_was_heard,
            loses="what two said to each other stays with who heard it last",
        ),
        erasing=Erasing(unnamed=("author_id",)),
        archive=Within("check_ins"),
        room=Bound(8 * MOST_CHECK_INS, "One an answer in a check-in."),
    ),
)
