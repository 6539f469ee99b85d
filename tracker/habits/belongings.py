"""What becomes of habits, and of all that hangs on them."""

from sqlalchemy import ColumnElement, select

from tracker.archives.taken import NotTaken, Within
from tracker.belonging import Belonging, Declared
from tracker.counted import Counted, in_use_by
from tracker.habits.archive import HABITS
from tracker.habits.parting import part_with_habits
from tracker.models import Habit, Person, TermRow, Tick, Track, TrackYear
from tracker.policies import MOVES, MOVES_UNSHARED, Erasing, Policy, follows
from tracker.sight import HABIT_SEEN, as_its


def on_own_tracks(person: Person) -> ColumnElement[bool]:
    return Tick.track_id.in_(
        select(Track.id).join(Habit, Habit.id == Track.habit_id).where(in_use_by(Habit.owner_id)(person))
    )


BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Habit,
        seen=HABIT_SEEN,
        joining=MOVES_UNSHARED,
        leaving=Policy(
            "goes with owner_id unless it is of both; of one for each, both have one then, all else is the other’s",
            part_with_habits,
        ),
        erasing=Erasing(goes=("owner_id",)),
        archive=HABITS,
        counted=Counted(in_use_by(Habit.owner_id)),
    ),
    Belonging(
        TermRow,
        seen=as_its("habit"),
        joining=MOVES,
        leaving=follows(TermRow.habit_id),
        erasing=Erasing(),
        archive=Within("habits"),
    ),
    Belonging(
        Track,
        seen=as_its("habit"),
        joining=MOVES,
        leaving=follows(Track.habit_id),
        erasing=Erasing(goes=("owner_id",)),
        archive=Within("habits"),
    ),
    Belonging(
        TrackYear,
        seen=as_its("track"),
        joining=MOVES,
        leaving=follows(TrackYear.track_id),
        erasing=Erasing(),
        archive=NotTaken("it follows from ticks"),
    ),
    Belonging(
        Tick,
        seen=as_its("track"),
        joining=MOVES,
        leaving=follows(Tick.track_id),
        erasing=Erasing(),
        archive=Within("habits"),
        counted=Counted(on_own_tracks),
    ),
)
