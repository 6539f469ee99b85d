"""What becomes of habits, and of all that hangs on them; of pauses, covers and milestones."""

from tracker.archives.taken import NotTaken, Within
from tracker.belonging import Belonging, Declared
from tracker.habits.archive import COVERS, HABITS, MILESTONES, PAUSES
from tracker.habits.parting import claim_pauses, part_with_habits, part_with_pauses
from tracker.models import Cover, Habit, Milestone, Pause, Telling, TermRow, Tick, Track, TrackYear
from tracker.policies import MOVES, MOVES_UNSHARED, STAYS, Erasing, Policy, ends, ends_with_the_space, follows

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Habit,
        joining=MOVES_UNSHARED,
        leaving=Policy(
            "goes with owner_id unless it is of both; of one for each, both have one then, all else is the other’s",
            part_with_habits,
        ),
        erasing=Erasing(goes=("owner_id",)),
        archive=HABITS,
    ),
    Belonging(
        TermRow,
        joining=MOVES,
        leaving=follows(TermRow.habit_id),
        erasing=Erasing(),
        archive=Within("habits"),
    ),
    Belonging(
        Track,
        joining=MOVES,
        leaving=follows(Track.habit_id),
        erasing=Erasing(goes=("owner_id",)),
        archive=Within("habits"),
    ),
    Belonging(
        TrackYear,
        joining=MOVES,
        leaving=follows(TrackYear.track_id),
        erasing=Erasing(),
        archive=NotTaken("it follows from ticks"),
    ),
    Belonging(
        Tick,
        joining=MOVES,
        leaving=follows(Tick.track_id),
        erasing=Erasing(),
        archive=Within("habits"),
    ),
    Belonging(
        Pause,
        joining=Policy("moves along; those for everybody are for whom they were until then", claim_pauses),
        leaving=Policy(
            "goes with person_id, or follows habit_id; of those for everybody both have one then",
            part_with_pauses,
        ),
        erasing=Erasing(goes=("person_id",)),
        archive=PAUSES,
    ),
    Belonging(
        Cover,
        joining=MOVES,
        leaving=ends("they stand for the days of two, which are over"),
        erasing=Erasing(goes=("covered_id", "giver_id")),
        archive=COVERS,
    ),
    Belonging(
        Milestone,
        joining=ends_with_the_space("they are what one alone came to, and the days of two begin anew"),
        leaving=STAYS,
        erasing=Erasing(),
        archive=MILESTONES,
    ),
    Belonging(
        Telling,
        joining=ends_with_the_space("they tell that a milestone of this space was read of"),
        leaving=STAYS,
        erasing=Erasing(goes=("person_id",)),
        archive=Within("milestones"),
    ),
)
