"""Lives with something in every table, for two and for one who is alone."""

from datetime import date, time, timedelta

from sqlalchemy import select

from tests.factors.apps import give_codes
from tests.pushes import Browser
from tests.sending.making import said_late
from tests.world import (
    NOW,
    OPENED_WEEK,
    SECRET,
    TODAY,
    TOGETHER,
    agreed,
    on,
    own_track_id,
    person,
    remarked,
    sight,
    token_of,
)
from tracker.accounts.events import note_event
from tracker.checkins import actions as checkins
from tracker.domain.drafts import DraftKind
from tracker.domain.events import AccountEvent
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.passkeys import MadePasskey
from tracker.domain.pauses import PausedDays
from tracker.domain.pushing import PushedBrowser
from tracker.domain.schedules import DAILY
from tracker.domain.summaries import LINK_LASTS
from tracker.domain.talk import Phones, Side, TalkPlan
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.queries import habit_of
from tracker.habits.settling import settle_space
from tracker.habits.tracks import track_to_tick
from tracker.jar import actions as jar
from tracker.models import (
    Cover,
    Feed,
    InsightRow,
    Limit,
    Mail,
    MilestoneRow,
    PlannedReminder,
    Printing,
    SummaryLink,
    TalkRow,
    Telling,
    Upload,
    UploadPart,
)
from tracker.passkeys.actions import make
from tracker.pauses import actions as pauses
from tracker.pushing.actions import switch_on
from tracker.reminders import actions as reminders
from tracker.reminders.actions import AS_AT_FIRST
from tracker.spaces import actions as spaces
from tracker.talk import actions as talks
from tracker.wall import actions as wall
from tracker.wall import drafts

BOTH = ("ada", "ben")
SINCE = date(2025, 11, 3)


def live_wholly() -> None:
    """What Ada and Ben had not yet, so that each of them has something in every table."""
    plan = HabitPlan(7, "Breathe", Mode.EACH, DAILY, SINCE)
    habit = habits.plant(plan, by=person("ada"), now=on(SINCE))
    pauses.pause(
        PausedDays(TODAY, TODAY),
        both=False,
        habit=habit_of(person("ben"), habit.id),
        by=person("ben"),
        now=NOW,
    )
    db.session.add(Cover(**cover_of("ada", by="ben"), day=date(2026, 3, 9), line="", given_at=NOW))
    db.session.add(Feed(person_id=person("ben").id, token_hash="b" * 64, neutral=True, made_at=NOW))
    db.session.add(Mail(kind="reset", address="a@example.org", locale="en", created_at=NOW, leased_until=NOW))
    db.session.add(Limit(key="log in", window=1, try_count=1))
    jar.open_one(by=person("ada"), now=NOW)
    wall.write("With a picture", by=person("ben"), now=NOW, enclosed=sight("two cups"))
    drafts.keep("Begun", DraftKind.NOTE, by=person("ada"))
    for name in BOTH:
        pauses.pause(PausedDays(TODAY, TODAY), both=False, by=person(name), now=NOW)
        remarked(TOGETHER, f"What {name} says", by=name, day=TODAY - timedelta(days=1))
        checkins.plant_small_thing(OPENED_WEEK, by=person(name), now=NOW)
        db.session.add(Upload(person_id=person(name).id, name="a.zip", content=b"zip", sent_at=NOW))
        take_notices(name)
        want_reminders(name, habit.id)
        note_event(AccountEvent.PROVED, person(name).id, now=NOW)
        give_codes(name)
        make(person(name), MadePasskey(name, b"key", 0), name="Phone", handle=name, now=NOW)
        db.session.add(UploadPart(person_id=person(name).id, sent_at=NOW, number=1, content=b"zip"))
        kept = InsightRow(
            person_id=person(name).id, space_id=person(name).space_id, week_count=16, weeks=16, found=[]
        )
        db.session.add(kept)
        come_to(name, 7)
        untick_something(name)
        said_late(by=name)
    about = wall.write("Of what we do", by=person("ben"), now=NOW, habit=habit_of(person("ben"), habit.id))
    wall.react(about, "heart", by=person("ada"), now=NOW)
    settle_space(person("ada"), NOW)
    db.session.flush()


def untick_something(name: str) -> None:
    """Take a tick of one's own back that was never there."""
    by = person(name)
    track = track_to_tick(by, own_track_id("Breathe", by))
    habits.untick(track, TODAY, by=by, now=NOW)


def want_reminders(name: str, habit_id: int) -> None:
    reminders.choose_ways(AS_AT_FIRST, locale="en", by=person(name), now=NOW)
    reminders.remind_of_habit(habit_id, [time(20)], by=person(name), now=NOW)
    reminders.remind_of_check_in([time(19)], by=person(name), now=NOW)
    db.session.add(PlannedReminder(key=f"check-in:{name}", person_id=person(name).id, at=NOW))


def take_notices(name: str) -> None:
    by = person(name)
    by.token = token_of(name)
    browser = Browser(f"https://push.example.org/{name}")
    switch_on(PushedBrowser(**browser.said), by=by, now=NOW)


def cover_of(name: str, *, by: str) -> dict[str, int]:
    return {"space_id": person(by).space_id, "giver_id": person(by).id, "covered_id": person(name).id}


def come_to(name: str, number: int) -> None:
    """Reach a first week, and read of it."""
    reader = person(name)
    key = (reader.space_id, "first_week", number)
    if db.session.get(MilestoneRow, key) is None:
        db.session.add(MilestoneRow(space_id=key[0], kind=key[1], number=number, reached_on=TODAY))
    if db.session.get(Telling, (reader.id, "first_week", number)) is None:
        told = {"person_id": reader.id, "kind": "first_week", "number": number}
        db.session.add(Telling(**told, space_id=reader.space_id))


def be_alone(name: str) -> None:
    """What somebody who is alone may have, beside what they keep of before."""
    alone, now = person(name), NOW
    come_to(name, 7)
    if db.session.get(TalkRow, alone.space_id) is None:
        talks.begin(TalkPlan(Phones.ONE, minutes=3, first=Side.HOST), by=alone, now=now)
    if db.session.get(SummaryLink, alone.space_id) is None:
        link = {"token_hash": f"{alone.space_id:064}", "made_at": now, "ends_at": now + LINK_LASTS}
        db.session.add(SummaryLink(space_id=alone.space_id, **link))
    if not db.session.scalars(select(Printing).where(Printing.space_id == alone.space_id)).all():
        db.session.add(Printing(space_id=alone.space_id, printed_on=TODAY, sections="tried"))
    agreed("tried", by=name)
    wall.write("For whoever comes", by=person(name), now=now, enclosed=sight("a lamp"))
    jar.put_in("For a hard day", by=person(name), now=now)
    spaces.invite(by=person(name), now=now, secret=SECRET)
    db.session.flush()
