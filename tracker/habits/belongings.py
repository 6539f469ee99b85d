"""What becomes of habits, and of all that hangs on them."""

from sqlalchemy import ColumnElement, select

from tracker.archives.taken import NotTaken, Within
from tracker.belonging import Belonging, Declared
from tracker.counted import Counted, in_use_by
from tracker.domain.habits import HABITS_A_MEMBER, TERMS_A_HABIT
from tracker.domain.quotas import MEMBERS, THE_DAYS_OF_A_YEAR, Bound, Quota
from tracker.domain.sayings import SAID_FOR
from tracker.domain.texts import _
from tracker.habits.archive import HABITS
from tracker.habits.parting import forget_who_ticked, part_with_habits
from tracker.models import Habit, Person, TermRow, Tick, Track, TrackYear, Untick
from tracker.passing import after
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
            "goes with owner_id; of one that is for two, the other has a copy, and both rest",
            part_with_habits,
        ),
        erasing=Erasing(goes=("owner_id",)),
        archive=HABITS,
        room=Counted(
            in_use_by(Habit.owner_id),
            Quota(
                HABITS_A_MEMBER,
                _(
                    "You have %(most)s habits here, those in the archive included, and there is no room "
                    "for more. Bring one back from the archive, and turn it into what you have in mind."
                ),
            ),
        ),
    ),
    Belonging(
        TermRow,
        seen=as_its("habit"),
        joining=MOVES,
        leaving=follows(TermRow.habit_id),
        erasing=Erasing(),
        archive=Within("habits"),
        room=Bound(HABITS_A_MEMBER * TERMS_A_HABIT, "A habit changes so often, and no oftener."),
    ),
    Belonging(
        Track,
        seen=as_its("habit"),
        joining=MOVES,
        leaving=follows(Track.habit_id),
        erasing=Erasing(goes=("owner_id",)),
        archive=Within("habits"),
        room=Bound(HABITS_A_MEMBER * MEMBERS, "A habit has one for each of the two, or one for both."),
    ),
    Belonging(
        TrackYear,
        seen=as_its("track"),
        joining=MOVES,
        leaving=follows(TrackYear.track_id),
        erasing=Erasing(),
        archive=NotTaken("it follows from ticks"),
        room=Bound(HABITS_A_MEMBER * MEMBERS * 30, "One a track and year.", a_year=HABITS_A_MEMBER * MEMBERS),
    ),
    Belonging(
        Tick,
        seen=as_its("track"),
        joining=MOVES,
        leaving=follows(Tick.track_id),
        erasing=Erasing(unnamed=("ticker_id",), act=forget_who_ticked),
        archive=Within("habits"),
        room=Counted(
            on_own_tracks,
            Quota(
                500_000,
                _(
                    "There is room for %(most)s ticks from elsewhere, and these would be more. Choose fewer habits to import."
                ),
                a_year=HABITS_A_MEMBER * THE_DAYS_OF_A_YEAR,
            ),
        ),
        elsewhere=(("ticker_id", "a tick of both was made by whoever made it, also once they have left"),),
    ),
    Belonging(
        Untick,
        seen=as_its("track"),
        joining=MOVES,
        leaving=follows(Untick.track_id),
        erasing=Erasing(),
        passing=after(Untick.unticked_at, SAID_FOR),
        archive=NotTaken("it is good for what is on its way, and past after a month"),
        room=Bound(HABITS_A_MEMBER * THE_DAYS_OF_A_YEAR, "One a track and day, for a month."),
    ),
)
