"""What Cleo has, who lives alone."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from tests.there import there
from tests.world.doing import (
    appointment,
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
from tests.world.people import NOW, SECRET, TODAY
from tests.world.words import (
    CLEO_KEPT,
    CLEOS,
    CLEOS_APPOINTMENT,
    CLEOS_DAY,
    CLEOS_IDEA,
    CLEOS_OUTING,
    CLEOS_PASSKEY,
    CLEOS_REFLECTION,
    CLEOS_SIGHT,
    CLEOS_SPACE,
    CLEOS_WAITING,
    CLEOS_WANTS,
)
from tracker.checkins import actions as checkins
from tracker.domain.habits import Mode
from tracker.domain.passkeys import MadePasskey
from tracker.domain.remembered import Yearly
from tracker.domain.reminders import ReminderKey, ReminderKind
from tracker.extensions import db
from tracker.ideas import actions as ideas
from tracker.models import PlannedReminder
from tracker.passkeys import actions as passkeys
from tracker.remembered import actions as remembered
from tracker.reminders import actions as reminders
from tracker.reminders.actions import AS_AT_FIRST
from tracker.spaces import actions as spaces
from tracker.wall import actions as wall


def cleo_alone() -> dict[str, Any]:
    since = date(2026, 2, 10)
    join_in("cleo", on(since))
    person("cleo").space.name = CLEOS_SPACE
    planted(CLEOS, by="cleo", mode=Mode.EACH, since=since)
    ticked(CLEOS, since, 5, by="cleo")
    note = wall.write(CLEOS_WAITING, by=person("cleo"), now=on(since), enclosed=sight(CLEOS_SIGHT))
    reflected(CLEOS_REFLECTION, by="cleo", now=on(since))
    outing(CLEOS_OUTING, date(2026, 3, 11), by="cleo", at=on(since))
    appointment(CLEOS_APPOINTMENT, date(2026, 3, 11), by="cleo", at=on(since))
    ideas.put_in(CLEOS_IDEA, by=person("cleo"), now=on(since))
    remembered.remember(CLEOS_DAY, Yearly(2, 29, 2016), by=person("cleo"), now=on(since))
    wanted(CLEOS_WANTS, by="cleo", now=on(since))
    passkeys.make(
        person("cleo"), MadePasskey("cleos", b"key", 1), name=CLEOS_PASSKEY, handle="cleo", now=on(since)
    )
    remind_cleo()
    week = date(2026, 3, 2)
    checkins.seal(week, CLEO_KEPT, by=person("cleo"), now=on(date(2026, 3, 8)))
    key = spaces.invite(by=person("cleo"), now=NOW - timedelta(days=1), secret=SECRET)
    invitation = spaces.invitation_for(key.token, SECRET)
    return {"note": note.id, "key": key, "invitation": there(invitation).id}


def remind_cleo() -> None:
    """She is reminded of the check-in, early in the morning; and was today."""
    cleo, early = person("cleo"), time(6)
    reminders.choose_ways(replace(AS_AT_FIRST, details=True), locale="en", by=cleo, now=NOW)
    reminders.remind_of_check_in([early], by=cleo, now=NOW)
    key = str(ReminderKey(ReminderKind.CHECK_IN, cleo.id, TODAY, early))
    db.session.add(PlannedReminder(key=key, person_id=cleo.id, at=NOW))
