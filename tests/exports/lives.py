"""More of a life to take along, people who begin anew, and what is in a ZIP."""

import io
import json
import zipfile
from datetime import date, time, timedelta

from sqlalchemy import delete, select

from tests.exports.steps import STEPS
from tests.moments import AN_INSTANT
from tests.there import there
from tests.world import (
    ADA_TO_BEN,
    ADAS_PRIVATE,
    EACH,
    INVOLVED,
    NOW,
    OPENED_WEEK,
    PASSWORD_HASH,
    PEOPLE,
    SECRET,
    TODAY,
    TOGETHER,
    Named,
    appointment,
    bring,
    habit_called,
    on,
    person,
    sight,
)
from tracker.accounts.actions import Newcomer, register
from tracker.accounts.queries import person_called
from tracker.appointments import actions as appointments
from tracker.checkins.actions import plant_small_thing
from tracker.checkins.hearing import hear
from tracker.dates import actions as dates
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.outings import OutingPlan
from tracker.domain.pauses import PausedDays
from tracker.domain.prompts import Topic
from tracker.domain.reflections import entry, look
from tracker.domain.remembered import Yearly
from tracker.domain.schedules import TimesAMonth, TimesInDays
from tracker.exports import archive
from tracker.exports.archive import Archive
from tracker.exports.package import packed
from tracker.exports.queries import archive_of
from tracker.extensions import Table, db
from tracker.habits import actions as habits
from tracker.habits.queries import habit_of
from tracker.habits.settling import settle_space
from tracker.habits.tracks import track_to_tick
from tracker.ideas import actions as ideas
from tracker.milestones.actions import put_away
from tracker.models import Note, Person, Remark
from tracker.pauses import actions as pauses
from tracker.reflections import actions as reflections
from tracker.remembered import actions as remembered
from tracker.spaces import actions as spaces
from tracker.spaces.queries import asking
from tracker.wall import actions as wall

ODD_NAMES = [
    'A "quoted", comma’d; name',
    '=HYPERLINK("http://example.org")',
    "</style><script>alert(1)</script>",
    "قراءة معًا",
    "🌱👩‍❤️‍👨 tea",
    "two\nlines\tand a tab",
]
SECRET_REMARK = "kept-remark"
SHARED_REMARK = "shared-remark"


def live_on() -> None:
    """Remarks, amounts, schedules of every kind that change, odd names, pauses of habits, and milestones."""
    for number, name in enumerate(ODD_NAMES):
        make_one_of_each(name, number)
    read_more_and_less()
    remark_on_days()
    habits.archive(habit_called(ODD_NAMES[0], "ada"), by=person("ada"), now=on(date(2026, 3, 1)))
    habits.bring_back(habit_called(ODD_NAMES[0], "ada"), by=person("ada"), now=on(date(2026, 3, 5)))
    mine = PausedDays(TODAY + timedelta(days=3), TODAY + timedelta(days=9))
    pauses.pause(mine, both=False, by=person("ada"), now=NOW)
    answered = db.session.scalars(select(Note).where(Note.body == ADA_TO_BEN)).one()
    wall.answer(answered, "=And I, of you", by=person("ben"), now=NOW)
    hear(OPENED_WEEK, "talk-about", "=I hear <you>, 🫶", by=person("ada"), now=NOW)
    hear(OPENED_WEEK, "went-well", "", by=person("ben"), now=NOW)
    plant_small_thing(OPENED_WEEK, by=person("ada"), now=NOW)
    reflect()
    settle_space(person("ada"), NOW)
    for name in ("ada", "ben"):
        put_away("first_week", 7, by=person(name), now=NOW)
    db.session.commit()


def make_one_of_each(name: str, number: int) -> None:
    """Whatever has a name is called so."""
    at, day = NOW + number * AN_INSTANT, TODAY + timedelta(days=number)
    plan = HabitPlan(number + 1, name, Mode.ONE, TimesAMonth(2), TODAY - timedelta(days=80), cue=name[:20])
    habits.plant(plan, by=person("ada"), now=at)
    wall.write(name, by=person("ada"), now=at, enclosed=sight(name))
    made = appointment(name, day, by="ada", at=at, for_both=bool(number % 2), reach=name)
    bring(name[:120], made, by="ada")
    appointments.pack(bring("Tea", made, by="ada"))
    remembered.remember(name, Yearly(2, 29, 2016), by=person("ada"), now=at)
    ideas.put_in(name[:100], by=person("ben"), now=at)
    dates.plan(OutingPlan(name, day, time(23, 5), note=name), by=person("ada"), now=at)


def read_more_and_less() -> None:
    """A habit of which both do something, and for which less is enough from some day on."""
    since, unit = TODAY - timedelta(days=90), "minutes"
    read = HabitPlan(2, "Read", Mode.EACH, TimesInDays(2, 5), since, goal=20_000, unit=unit)
    habit = habits.plant(read, by=person("ada"), now=on(since))
    db.session.commit()
    for name, amounts in (("ada", (0, 5_000, 20_000, 25_500)), ("ben", (20_000, 1))):
        for n, amount in enumerate(amounts):
            tick(habit.id, name, TODAY - timedelta(days=40 - 2 * n), amount)
    less = HabitPlan(2, "Read", Mode.EACH, TimesInDays(1, 4), since, goal=10_000, summed=True, unit=unit)
    ben = person("ben")
    habits.change(habit_called("Read", "ben"), less, by=ben, now=on(TODAY - timedelta(days=10)))


def remark_on_days() -> None:
    """What both can read, and what its author alone can."""
    for whose, body, private in (("ada", SHARED_REMARK, False), ("ben", SECRET_REMARK, True)):
        remark(EACH, "ada", whose, f"{body} of {whose}", private)
        remark(EACH, "ben", whose, f"{body} of {whose}", private)
        remark(TOGETHER, "", whose, f"{body} of {whose}", private)
    remark(ADAS_PRIVATE, "ada", "ada", SECRET_REMARK + " of ada", True)


def reflect() -> None:
    """Reflections of all kinds with odd words in them, some of them shared."""
    for number, words in enumerate(ODD_NAMES):
        for name in ("ada", "ben"):
            written = reflections.write(
                entry(list(Topic)[number], f"{words} of {name}", title=words[:20], prompt="work-me-left"),
                by=person(name),
                now=NOW + number * AN_INSTANT,
            )
            if number % 2:
                reflections.share(written.id, by=person(name), now=NOW)
    reflections.write(look("", ("", "=1+1", "")), by=person("ada"), now=NOW + len(ODD_NAMES) * AN_INSTANT)


def tick(habit_id: int, name: str, day: date, amount: int) -> None:
    own = next(
        track.id for track in habit_of(person(name), habit_id).tracks if track.owner_id == person(name).id
    )
    ticker = person(name)
    habits.tick(track_to_tick(ticker, own), day, by=ticker, now=NOW, amount=amount)
    db.session.commit()


def remark(habit_name: str, whose: str, by: str, body: str, private: bool) -> None:
    author = person(by)
    owner_id = person(whose).id if whose else None
    track = next(each for each in habit_called(habit_name, "ada").tracks if each.owner_id == owner_id)
    db.session.merge(
        Remark(
            track_id=track.id,
            day=TODAY - timedelta(days=6),
            author_id=author.id,
            space_id=track.space_id,
            body=body,
            private=private,
            written_at=NOW,
        )
    )
    db.session.flush()


def fresh(name: str) -> Person:
    """Somebody of this name who has just begun, or as they are now."""
    db.session.flush()
    db.session.expire_all()
    address = f"{name.lower()}@new.example.org"
    if person_called(address) is None:
        register(Newcomer(name, address, PASSWORD_HASH, "Europe/Berlin", first_weekday=6), now=NOW)
    return there(person_called(address))


def fresh_couple() -> None:
    """Another Ada and another Ben, who share a space in which there is nothing yet."""
    STEPS.take(two_begin_anew)


def two_begin_anew() -> None:
    key = spaces.invite(by=fresh("Ada"), now=NOW, secret=SECRET)
    spaces.ask_to_join(there(spaces.invitation_for(key.token, SECRET)), by=fresh("Ben"), now=NOW)
    host = fresh("Ada")
    spaces.welcome(there(asking(host)).invitation, by=host, now=NOW)
    fresh("Ben").zone = "Europe/Lisbon"
    db.session.commit()


def empty(somebody: Person) -> None:
    """Leave nothing in the space of somebody who was not new."""
    for table in reversed(Table.metadata.sorted_tables):
        if "space_id" in table.columns and table.name != "people":
            db.session.execute(delete(table).where(table.columns["space_id"] == somebody.space_id))


def gone(name: str) -> None:
    """Let all that somebody has, and whoever they share it with, be gone, as after an accident."""
    STEPS.take(lose_all, name)


def lose_all(name: str) -> None:
    empty(person(name))
    db.session.commit()


def zipped(found: Archive) -> bytes:
    return packed({archive.NAME: archive.written(found), **archive.beside(found)}, NOW)


def taken(name: str) -> Archive:
    """What somebody's export holds once it has been a file."""
    return archive.read(zipped(archive_of(person(name), NOW)))


def live_and_take() -> Named[Archive]:
    """More of a life, and of it what everybody would take along; to be asked for that is nothing one has done."""
    live_on()
    involved = frozenset(INVOLVED)
    files = Named((name, taken(name)) for name in PEOPLE)
    INVOLVED.intersection_update(involved)
    return files


def zip_of(values: object, name: str = archive.NAME) -> bytes:
    """A ZIP that holds this as JSON, or these bytes as they are."""
    content = values if isinstance(values, bytes) else json.dumps(values).encode()
    return packed({name: content}, NOW)


def members(content: bytes) -> dict[str, str]:
    """The files in a ZIP, by their names; of pictures whatever could be read in them."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name).decode("utf-8-sig", "replace") for name in opened.namelist()}
