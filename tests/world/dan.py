"""The time that Ada and Dan had, from the day they met to what each did alone afterwards."""

from datetime import date, datetime, timedelta

from tests.moments import AN_INSTANT
from tests.world.doing import (
    agreed,
    appointment,
    bring,
    couple,
    habit_called,
    join_in,
    on,
    outing,
    person,
    planted,
    reflected,
    sight,
    ticked,
    wanted,
)
from tests.world.people import DAN_LEFT, ONCE_OPENED_WEEK, WITH_DAN
from tests.world.words import (
    ADA_ONCE,
    ADA_ONCE_SHARED,
    ADA_TO_DAN,
    ADAS_OWN_DAY,
    ADAS_OWN_IDEA,
    ADAS_OWN_OUTING,
    APPOINTMENT_WITH_DAN,
    DAN_HEARD,
    DAN_ONCE,
    DAN_ONCE_SHARED,
    DAN_TO_ADA,
    DAN_WAS_HEARD,
    DAN_WAS_SEEN,
    DANS_APPOINTMENT,
    DANS_OWN_OUTING,
    DANS_PRIVATE,
    DANS_TO_BRING,
    DANS_WANTS,
    ONCE_EACH,
    ONCE_TOGETHER,
    OUTING_WITH_DAN,
    SPACE,
    UNSHARED,
)
from tracker.checkins import actions as checkins
from tracker.checkins import hearing
from tracker.domain.habits import Mode
from tracker.domain.outings import Preparer
from tracker.domain.remembered import Yearly
from tracker.domain.schedules import TimesAWeek
from tracker.habits import actions as habits
from tracker.ideas import actions as ideas
from tracker.remembered import actions as remembered
from tracker.spaces import actions as spaces
from tracker.wall import actions as wall


def the_time_with_dan() -> dict[str, int]:
    at = on(WITH_DAN)
    join_in("ada", at)
    join_in("dan", at)
    they_plan(at)
    they_grow_habits()
    ids = {
        DAN_TO_ADA: wall.write(DAN_TO_ADA, by=person("dan"), now=at, enclosed=sight(DAN_WAS_SEEN)).id,
        ADA_TO_DAN: wall.write(ADA_TO_DAN, by=person("ada"), now=at + AN_INSTANT).id,
    }
    they_check_in()
    for name, words in (("ada", ADA_ONCE_SHARED), ("dan", DAN_ONCE_SHARED)):
        reflected(words, by=name, now=at, shared=True)
    wanted(DANS_WANTS, by="dan", now=at)
    agreed("wants-me", by="dan", now=at)
    dan_leaves()
    ada_alone()
    return ids


def they_plan(at: datetime) -> None:
    """Each of the two alone, and both once they have met."""
    outing(DANS_OWN_OUTING, date(2026, 3, 20), by="dan", at=at)
    couple("ada", "dan", at)
    outing(OUTING_WITH_DAN, date(2026, 1, 10), by="dan", at=at + AN_INSTANT, prepared_by=Preparer.ME)
    person("ada").space.name = SPACE
    bring(DANS_TO_BRING, appointment(DANS_APPOINTMENT, date(2026, 3, 20), by="dan", at=at), by="dan")
    appointment(APPOINTMENT_WITH_DAN, date(2026, 1, 12), by="dan", at=at + AN_INSTANT, for_both=True)


def they_grow_habits() -> None:
    planted(ONCE_EACH, by="ada", mode=Mode.EACH, since=WITH_DAN)
    planted(ONCE_TOGETHER, by="dan", mode=Mode.TOGETHER, since=WITH_DAN, schedule=TimesAWeek(1), strategy=8)
    planted(DANS_PRIVATE, by="dan", mode=Mode.ONE, since=WITH_DAN, private=True)
    ticked(ONCE_EACH, WITH_DAN, 3, by="ada")
    ticked(ONCE_EACH, WITH_DAN, 4, by="dan")
    ticked(ONCE_TOGETHER, WITH_DAN, 1, by="ada")
    ticked(DANS_PRIVATE, WITH_DAN, 2, by="dan")


def they_check_in() -> None:
    sunday = on(ONCE_OPENED_WEEK + timedelta(days=6))
    checkins.seal(ONCE_OPENED_WEEK, ADA_ONCE, by=person("ada"), now=sunday)
    checkins.seal(ONCE_OPENED_WEEK, DAN_ONCE, by=person("dan"), now=sunday)
    hearing.hear(ONCE_OPENED_WEEK, "talk-about", DAN_HEARD, by=person("dan"), now=sunday)
    hearing.hear(ONCE_OPENED_WEEK, "talk-about", DAN_WAS_HEARD, by=person("ada"), now=sunday)


def dan_leaves() -> None:
    spaces.leave(by=person("dan"), now=on(DAN_LEFT))
    spaces.put_farewell_away(by=person("ada"))
    for name, habit in (("ada", ONCE_EACH), ("ada", ONCE_TOGETHER), ("dan", ONCE_EACH)):
        habits.bring_back(habit_called(habit, name), by=person(name), now=on(DAN_LEFT))


def ada_alone() -> None:
    planted(UNSHARED, by="ada", mode=Mode.EACH, since=date(2026, 1, 25))
    ticked(UNSHARED, date(2026, 1, 25), 3, by="ada")
    outing(ADAS_OWN_OUTING, date(2026, 3, 12), by="ada", at=on(date(2026, 1, 25)))
    ideas.put_in(ADAS_OWN_IDEA, by=person("ada"), now=on(date(2026, 1, 25)))
    remembered.remember(ADAS_OWN_DAY, Yearly(3, 30), by=person("ada"), now=on(date(2026, 1, 25)))
