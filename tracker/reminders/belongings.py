"""What becomes of reminders. They are of whoever set them; nobody else ever knows of one."""

from sqlalchemy import select

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared
from tracker.domain.days import ONE_DAY
from tracker.domain.habits import HABITS_A_SPACE
from tracker.domain.quotas import Bound
from tracker.domain.reminders import MOST_TIMES_A_DAY
from tracker.models import Habit, PlannedReminder, ReminderRow, ReminderWays
from tracker.parting import Parting
from tracker.passing import after
from tracker.policies import MOVES, WITH_ITS_PERSON, Erasing, Policy, Rows, forget, move
from tracker.sight import BY_ITS_PERSON

MOST_PLANNED = 2_000  # at all times of all habits, in the days for which it is known what was planned


def part_with_reminders(reminders: Rows, parting: Parting) -> None:
    """One's own go along. Where the habit has gone to the other, or stays with them, nothing reminds of it."""
    move(reminders, parting.old_id, parting.new_id, reminders.person_id == parting.person.id)
    for space_id in (parting.old_id, parting.new_id):
        elsewhere = select(Habit.id).where(Habit.space_id != space_id)
        forget(reminders, reminders.space_id == space_id, reminders.habit_id.in_(elsewhere))


BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        ReminderRow,
        seen=BY_ITS_PERSON,
        joining=MOVES,
        leaving=Policy(
            "goes with person_id, but where its habit does not",
            part_with_reminders,
            loses="nothing reminds of what two did",
        ),
        erasing=Erasing(goes=("person_id",)),
        archive=NotTaken("it is sent by this Tend, and each Tend is asked for it by whoever wants it"),
        room=Bound(
            (HABITS_A_SPACE + 2) * MOST_TIMES_A_DAY, "So many a day for each habit and for the check-in."
        ),
    ),
    Belonging(
        ReminderWays,
        seen=BY_ITS_PERSON,
        joining=WITH_ITS_PERSON,
        leaving=WITH_ITS_PERSON,
        erasing=Erasing(goes=("person_id",)),
        archive=NotTaken("it is sent by this Tend, and each Tend is asked for it by whoever wants it"),
        room=Bound(1, "One a person."),
    ),
    Belonging(
        PlannedReminder,
        seen=BY_ITS_PERSON,
        joining=WITH_ITS_PERSON,
        leaving=WITH_ITS_PERSON,
        erasing=Erasing(goes=("person_id",)),
        passing=after(PlannedReminder.at, 2 * ONE_DAY),
        archive=NotTaken("it is past after two days"),
        room=Bound(MOST_PLANNED, "Each comes once, and is known of for two days."),
    ),
)
