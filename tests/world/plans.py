"""What Ada and Ben have planned: their dates, and the appointments of each and of both."""

from datetime import date, time, timedelta

from tests.moments import AN_INSTANT
from tests.world.doing import (
    appointment,
    bring,
    on,
    outing,
    person,
)
from tests.world.people import NOW
from tests.world.words import (
    ADAS_APPOINTMENT,
    ADAS_APPOINTMENT_NOTE,
    ADAS_TO_BRING,
    APPOINTMENT,
    APPOINTMENT_NOTE,
    APPOINTMENT_PLACE,
    BENS_APPOINTMENT,
    BENS_OUTING,
    BENS_TO_BRING,
    DELETED_APPOINTMENT,
    DELETED_DAY,
    DELETED_IDEA,
    DELETED_OUTING,
    DELETED_TO_BRING,
    DONE_LINE,
    DONE_OUTING,
    IDEA,
    OFF_OUTING,
    OUTING,
    OUTING_NOTE,
    OUTING_PLACE,
    REMEMBERED,
    TO_BRING,
)
from tracker import planned
from tracker.appointments import actions as appointments
from tracker.dates import actions as dates
from tracker.domain.outings import Preparer
from tracker.domain.remembered import Yearly
from tracker.ideas import actions as ideas
from tracker.remembered import actions as remembered


def go_out() -> None:
    """The dates of Ada and Ben: two to come, one that has been, one called off and one deleted."""
    at = on(date(2026, 3, 1))
    outing(
        OUTING,
        date(2026, 3, 12),
        by="ada",
        at=at,
        starts_at=time(19, 30),
        minutes=120,
        place=OUTING_PLACE,
        note=OUTING_NOTE,
        prepared_by=Preparer.PARTNER,
    )
    outing(BENS_OUTING, date(2026, 3, 29), by="ben", at=at + AN_INSTANT, prepared_by=Preparer.BOTH)
    done = outing(DONE_OUTING, date(2026, 3, 7), by="ben", at=at + 2 * AN_INSTANT)
    dates.finish(done, DONE_LINE, by=person("ada"), now=on(date(2026, 3, 7)))
    off = outing(OFF_OUTING, date(2026, 3, 8), by="ada", at=at + 3 * AN_INSTANT)
    dates.call_off(off, by=person("ada"), now=at + 3 * AN_INSTANT)
    deleted = outing(DELETED_OUTING, date(2026, 3, 9), by="ada", at=at)
    planned.remove(deleted, by=person("ada"), now=NOW - timedelta(hours=1))
    ideas.put_in(IDEA, by=person("ada"), now=at)
    no_more = ideas.put_in(DELETED_IDEA, by=person("ben"), now=at)
    planned.remove(no_more, by=person("ben"), now=NOW - timedelta(hours=1))
    remembered.remember(REMEMBERED, Yearly(4, 1, 2014), by=person("ben"), now=at)
    no_day = remembered.remember(DELETED_DAY, Yearly(4, 2), by=person("ben"), now=at)
    planned.remove(no_day, by=person("ben"), now=NOW - timedelta(hours=1))


def look_for_help() -> None:
    """The appointments of Ada and Ben: one for both, one of each alone, and one deleted."""
    at = on(date(2026, 3, 1))
    of_both = appointment(
        APPOINTMENT,
        date(2026, 3, 17),
        by="ada",
        at=at,
        for_both=True,
        starts_at=time(17, 15),
        place=APPOINTMENT_PLACE,
        note=APPOINTMENT_NOTE,
    )
    bring(TO_BRING, of_both, by="ben")
    appointments.leave_at_home(bring(DELETED_TO_BRING, of_both, by="ada"), now=NOW - timedelta(hours=1))
    adas = appointment(
        ADAS_APPOINTMENT, date(2026, 3, 18), by="ada", at=at + AN_INSTANT, note=ADAS_APPOINTMENT_NOTE
    )
    bring(ADAS_TO_BRING, adas, by="ada")
    bring(BENS_TO_BRING, appointment(BENS_APPOINTMENT, date(2026, 3, 2), by="ben", at=at), by="ben")
    deleted = appointment(DELETED_APPOINTMENT, date(2026, 3, 19), by="ben", at=at, for_both=True)
    planned.remove(deleted, by=person("ben"), now=NOW - timedelta(hours=1))
