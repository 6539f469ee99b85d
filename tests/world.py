"""The people every test knows, and what they have written.

Ada and Ben share a space, Cleo has one of her own, Dan once shared Ada's and has left. All of it came about through
the same actions that pages use, with the instant handed in. Whatever one of them wrote carries a word that is found in
no text of ours, and `hidden_from` says which of these words somebody must never be shown.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

from argon2 import PasswordHasher
from sqlalchemy import delete, select, update

from tests.beside import THEIRS, live_beside
from tests.makings import makings
from tests.moments import AN_INSTANT
from tests.pictures import HIDDEN, pictures, with_secrets
from tests.there import there
from tracker import planned
from tracker.accounts.actions import Newcomer, register
from tracker.accounts.passwords import Passwords
from tracker.accounts.queries import person_called
from tracker.appointments import actions as appointments
from tracker.calendars.queries import hashed
from tracker.checkins import actions as checkins
from tracker.checkins import hearing
from tracker.covers.actions import cover
from tracker.dates import actions as dates
from tracker.domain.appointments import Meeting
from tracker.domain.checkins import Answers
from tracker.domain.drafts import DraftKind
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.outings import OutingPlan, Preparer
from tracker.domain.pauses import PausedDays
from tracker.domain.people import month_of
from tracker.domain.pictures import Drawn, Enclosed
from tracker.domain.prompts import Topic
from tracker.domain.reflections import entry, look
from tracker.domain.remembered import Yearly
from tracker.domain.schedules import DAILY, Schedule, TimesAWeek
from tracker.domain.summaries import LINK_LASTS
from tracker.domain.talk import Act, Phones, Side, TalkPlan
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.queries import habit_of, habits_of
from tracker.habits.tracks import track_to_tick
from tracker.history import actions as history
from tracker.ideas import actions as ideas
from tracker.jar import actions as jar
from tracker.models import (
    Appointment,
    Cover,
    Device,
    Feed,
    Habit,
    Invitation,
    Note,
    Outing,
    OwnIdea,
    Pause,
    Person,
    Reflection,
    RememberedDay,
    SummaryLink,
    TidingRow,
    ToBring,
    Track,
)
from tracker.pauses import actions as pauses
from tracker.reflections import actions as reflections
from tracker.remembered import actions as remembered
from tracker.spaces import actions as spaces
from tracker.spaces.inviting import InvitationKey
from tracker.spaces.queries import asking
from tracker.summaries import actions as agreeing
from tracker.summaries import queries as summary
from tracker.sweeping import sweep_rows
from tracker.talk import actions as talks
from tracker.wall import actions as wall
from tracker.wall import drafts

NOW = datetime(2026, 3, 11, 20, tzinfo=UTC)
TODAY = date(2026, 3, 11)  # a Wednesday, for all of them
SECRET = "a secret of the tests that nobody could guess"
PASSWORD = "correct horse"
PEOPLE = ("ada", "ben", "cleo", "dan")
ZONES = {"ada": "Europe/Berlin", "ben": "Europe/Lisbon", "cleo": "America/New_York", "dan": "Europe/Berlin"}

WITH_DAN = date(2026, 1, 5)
DAN_LEFT = date(2026, 1, 20)
WITH_BEN = date(2026, 2, 2)
OPENED_WEEK = date(2026, 2, 23)
SEALED_WEEK = date(2026, 3, 2)  # the one it is time for
ONCE_OPENED_WEEK = date(2026, 1, 5)
TALK_BEGAN = NOW - timedelta(minutes=4)
TALK_VERSION = int(TALK_BEGAN.timestamp()) + 1  # once Ben has come

Thing = TypeVar("Thing")

READERS: dict[str, frozenset[str]] = {}
INVOLVED: set[str] = set()  # whom the test at hand has named or visited as; the others stand by


def involve(*names: str) -> None:
    """Say whom the test at hand has to do with, where it neither names nor visits as them."""
    INVOLVED.update(names)


def word(name: str, *readers: str) -> str:
    """A word that stands for a text, and who may be shown it."""
    canary = f"canary-{name}"
    READERS[canary] = frozenset(readers)
    return canary


def hidden_from(reader: str) -> frozenset[str]:
    """The words that must never be on a page of this person's, or of a guest's."""
    return frozenset(canary for canary, readers in READERS.items() if reader not in readers) | {THEIRS}


def email(name: str) -> str:
    """The address of one of them, who has to do with the test from here on."""
    involve(name)
    return f"{READERS_OF_ADDRESS[name]}@example.org"


READERS_OF_ADDRESS = {name: word(f"{name}-address", name) for name in PEOPLE}

SPACE = word("space", "ada", "ben", "dan")  # Dan took the name along
CLEOS_SPACE = word("cleos-space", "cleo")

ONCE_EACH = word("once-each", "ada", "dan")
ONCE_TOGETHER = word("once-together", "ada", "dan")
DANS_PRIVATE = word("dans-private", "dan")
UNSHARED = word("unshared", "ada")
EACH = word("each", "ada", "ben")
EACH_CUE = word("each-cue", "ada", "ben")
TOGETHER = word("together", "ada", "ben")
ADAS_PRIVATE = word("adas-private", "ada")
ADAS_PRIVATE_CUE = word("adas-private-cue", "ada")
ADAS_REMARK = word("adas-remark", "ada", "ben")
ADAS_PRIVATE_REMARK = word("adas-private-remark", "ada")
BENS_REMARK = word("bens-remark", "ada", "ben")
BENS_OWN = word("bens-own", "ada", "ben")
ARCHIVED = word("archived", "ada", "ben")
CLEOS = word("cleos-habit", "cleo")

COVER = word("cover", "ada", "ben")
TOPIC = word("topic", "ada", "ben")

DAN_TO_ADA = word("dan-to-ada", "ada")
ADA_TO_DAN = word("ada-to-dan", "ada")
ADA_TO_BEN = word("ada-to-ben", "ada", "ben")
BEN_TO_ADA = word("ben-to-ada", "ada", "ben")
BEN_ANSWERS = word("ben-answers", "ada", "ben")
BENS_WAITING = word("bens-waiting", "ada", "ben")
ADAS_DELETED = word("adas-deleted", "ada")  # once she has put it back
READERS[HIDDEN] = frozenset()  # in every picture that was sent, and in none that is kept
SEEN_BY_BOTH = word("seen-by-both", "ada", "ben")
DAN_WAS_SEEN = word("dan-was-seen", "ada")
DELETED_SIGHT = word("deleted-sight", "ada")  # once she has put the note back
CLEOS_SIGHT = word("cleos-sight", "cleo")
JAR_OPENED = word("jar-opened", "ada", "ben")
JAR_UNOPENED = word("jar-unopened", "ada")
BENS_JAR = word("bens-jar", "ben")
BENS_BEGUN = word("bens-begun", "ben")
CLEOS_WAITING = word("cleos-waiting", "cleo")

ADAS_REFLECTION = word("adas-reflection", "ada")
ADAS_REFLECTION_TITLE = word("adas-reflection-title", "ada")
ADAS_SHARED = word("adas-shared", "ada", "ben")
ADAS_TAKEN_BACK = word("adas-taken-back", "ada")
ADAS_LOOK = word("adas-look", "ada")
ADAS_LOOK_ANSWER = word("adas-look-answer", "ada")
ADAS_DELETED_REFLECTION = word("adas-deleted-reflection", "ada")  # once she has put it back
BENS_REFLECTION = word("bens-reflection", "ben")
BENS_SHARED = word("bens-shared", "ada", "ben")
ADA_ONCE_SHARED = word("ada-once-shared", "ada")
DAN_ONCE_SHARED = word("dan-once-shared", "dan")
CLEOS_REFLECTION = word("cleos-reflection", "cleo")
OUTING = word("outing", "ada", "ben")
OUTING_PLACE = word("outing-place", "ada", "ben")
OUTING_NOTE = word("outing-note", "ada", "ben")
BENS_OUTING = word("bens-outing", "ada", "ben")
DONE_OUTING = word("done-outing", "ada", "ben")
DONE_LINE = word("done-line", "ada", "ben")
OFF_OUTING = word("off-outing", "ada", "ben")
DELETED_OUTING = word("deleted-outing", "ada", "ben")  # once it is put back
ADAS_OWN_OUTING = word("adas-own-outing", "ada")
OUTING_WITH_DAN = word("once-outing", "ada", "dan")
DANS_OWN_OUTING = word("dans-own-outing", "dan")
CLEOS_OUTING = word("cleos-outing", "cleo")
IDEA = word("idea", "ada", "ben")
BENS_OWN_IDEA = word("bens-own-idea", "ben")
ADAS_OWN_IDEA = word("adas-own-idea", "ada")
DELETED_IDEA = word("deleted-idea", "ada", "ben")
CLEOS_IDEA = word("cleos-idea", "cleo")
REMEMBERED = word("remembered", "ada", "ben")
BENS_OWN_DAY = word("bens-own-day", "ben")
ADAS_OWN_DAY = word("adas-own-day", "ada")
DELETED_DAY = word("deleted-day", "ada", "ben")
CLEOS_DAY = word("cleos-day", "cleo")
APPOINTMENT = word("appointment", "ada", "ben")
APPOINTMENT_PLACE = word("appointment-place", "ada", "ben")
APPOINTMENT_NOTE = word("appointment-note", "ada", "ben")
TO_BRING = word("to-bring", "ada", "ben")
DELETED_TO_BRING = word("deleted-to-bring", "ada", "ben")  # once it is put back
DELETED_APPOINTMENT = word("deleted-appointment", "ada", "ben")  # once it is put back
ADAS_APPOINTMENT = word("adas-appointment", "ada")
ADAS_TO_BRING = word("adas-to-bring", "ada")
ADAS_APPOINTMENT_NOTE = word("adas-appointment-note", "ada")
BENS_APPOINTMENT = word("bens-appointment", "ben")
BENS_TO_BRING = word("bens-to-bring", "ben")
APPOINTMENT_WITH_DAN = word("once-appointment", "dan")
DANS_APPOINTMENT = word("dans-appointment", "dan")
DANS_TO_BRING = word("dans-to-bring", "dan")
CLEOS_APPOINTMENT = word("cleos-appointment", "cleo")
ADAS_WANTS = word("adas-wants", "ada", "ben")  # she has agreed to show it
BENS_WANTS = word("bens-wants", "ben")
DANS_WANTS = word("dans-wants", "dan")  # once shown to Ada
CLEOS_WANTS = word("cleos-wants", "cleo")


def answers(of: str, *readers: str, author: str, closeness: int) -> Answers:
    """Answers with a word in each text; the private line is its author's alone."""
    return Answers(
        appreciated=(word(f"{of}-appreciated", *readers), word(f"{of}-appreciated-too", *readers)),
        went_well=word(f"{of}-went-well", *readers),
        closeness=closeness,
        ratings=((1, 4), (9, 5)),
        talk_about=word(f"{of}-talk-about", *readers),
        feel_loved=word(f"{of}-feel-loved", *readers),
        small_thing=word(f"{of}-small-thing", *readers),
        private_line=word(f"{of}-private-line", author),
    )


ADA_ONCE = answers("ada-once", "ada", author="ada", closeness=2)
DAN_ONCE = answers("dan-once", "dan", author="dan", closeness=3)
ADA_OPENED = answers("ada-opened", "ada", "ben", author="ada", closeness=4)
BEN_OPENED = answers("ben-opened", "ada", "ben", author="ben", closeness=5)
ADA_SEALED = answers("ada-sealed", "ada", author="ada", closeness=6)
BENS_DRAFT = answers("bens-draft", "ben", author="ben", closeness=0)
ADA_HEARS = word("ada-hears", "ada", "ben")
BEN_HEARS = word("ben-hears", "ada", "ben")
DAN_HEARD = word("dan-heard", "ada")  # what he said to her stays hers to read, as his notes do
DAN_WAS_HEARD = word("dan-was-heard")
CLEO_KEPT = answers("cleo-kept", "cleo", author="cleo", closeness=3)


class Named(dict[str, Thing]):
    """Things by the name of whose they are, who has to do with the test that asks for one."""

    def __getitem__(self, name: str) -> Thing:
        involve(name)
        return super().__getitem__(name)


@dataclass(frozen=True)
class World:
    """The ids of what there is, by name. A track goes by habit and owner, or by habit alone where both share it."""

    people: Named[int]
    spaces: Named[int]
    habits: dict[str, int]
    tracks: dict[str, int]
    notes: dict[str, int]
    reflections: dict[str, int]
    pauses: dict[str, int]
    jar_notes: dict[str, int]
    outings: dict[str, int]
    ideas: dict[str, int]
    remembered: dict[str, int]
    appointments: dict[str, int]
    to_bring: dict[str, int]
    cover: int
    cleos_invitation: int
    cleos_key: InvitationKey


def build() -> World:
    """Let it all happen, in the database of the application at hand."""
    once = the_time_with_dan()
    bens_waiting = ben_arrives()
    shared = the_time_with_ben()
    cleos = cleo_alone()
    for name in PEOPLE:
        db.session.add(device_of(name))
    ada_id, secret = person("ada").id, hashed(ADAS_FEED)
    db.session.add(Feed(person_id=ada_id, token_hash=secret, neutral=False, made_at=NOW))
    the_two_agree()
    something_of_every_kind()
    to_ben = update(Invitation).where(Invitation.guest_id == person("ben").id)
    db.session.execute(to_ben.values(welcomed_at=NOW))  # so that one is there that has had its answer
    db.session.commit()
    sweep_rows(NOW)  # as the clock has by then
    world = World(
        people=Named((name, person(name).id) for name in PEOPLE),
        spaces=Named((name, person(name).space_id) for name in ("ada", "cleo", "dan")),
        habits={
            habit.name: habit.id
            for habit in db.session.scalars(
                select(Habit).order_by(Habit.owner_id.desc(), Habit.position.desc())
            )
        },
        tracks=tracks_by_name(),
        reflections={row.body: row.id for row in db.session.scalars(select(Reflection))},
        notes=once | {BENS_WAITING: bens_waiting} | shared["notes"] | {CLEOS_WAITING: cleos["note"]},
        pauses=shared["pauses"],
        jar_notes=shared["jar_notes"],
        outings=dict(
            db.session.execute(select(Outing.title, Outing.id).order_by(Outing.author_id.desc())).all()
        ),
        ideas=dict(db.session.execute(select(OwnIdea.title, OwnIdea.id)).all()),
        remembered=dict(db.session.execute(select(RememberedDay.name, RememberedDay.id)).all()),
        appointments=dict(db.session.execute(select(Appointment.who, Appointment.id)).all()),
        to_bring=dict(db.session.execute(select(ToBring.name, ToBring.id)).all()),
        cover=db.session.scalars(select(Cover.id)).one(),
        cleos_invitation=cleos["invitation"],
        cleos_key=cleos["key"],
    )
    world.spaces["beside"] = live_beside(person("ada").space_id)
    db.session.execute(
        delete(TidingRow).where(TidingRow.space_id >= 0)
    )  # which all but Eve and Finn have seen
    db.session.execute(update(Person).values(used_in=month_of(NOW)))  # all are here
    db.session.commit()
    return world


def the_time_with_dan() -> dict[str, int]:
    at = on(WITH_DAN)
    join_in("ada", at)
    join_in("dan", at)
    outing(DANS_OWN_OUTING, date(2026, 3, 20), by="dan", at=at)
    couple("ada", "dan", at)
    outing(OUTING_WITH_DAN, date(2026, 1, 10), by="dan", at=at + AN_INSTANT, prepared_by=Preparer.ME)
    person("ada").space.name = SPACE
    bring(DANS_TO_BRING, appointment(DANS_APPOINTMENT, date(2026, 3, 20), by="dan", at=at), by="dan")
    appointment(APPOINTMENT_WITH_DAN, date(2026, 1, 12), by="dan", at=at + AN_INSTANT, for_both=True)
    planted(ONCE_EACH, by="ada", mode=Mode.EACH, since=WITH_DAN)
    planted(ONCE_TOGETHER, by="dan", mode=Mode.TOGETHER, since=WITH_DAN, schedule=TimesAWeek(1), strategy=8)
    planted(DANS_PRIVATE, by="dan", mode=Mode.ONE, since=WITH_DAN, private=True)
    ticked(ONCE_EACH, WITH_DAN, 3, by="ada")
    ticked(ONCE_EACH, WITH_DAN, 4, by="dan")
    ticked(ONCE_TOGETHER, WITH_DAN, 1, by="ada")
    ticked(DANS_PRIVATE, WITH_DAN, 2, by="dan")
    ids = {
        DAN_TO_ADA: wall.write(DAN_TO_ADA, by=person("dan"), now=at, enclosed=sight(DAN_WAS_SEEN)).id,
        ADA_TO_DAN: wall.write(ADA_TO_DAN, by=person("ada"), now=at + AN_INSTANT).id,
    }
    sunday = on(ONCE_OPENED_WEEK + timedelta(days=6))
    checkins.seal(ONCE_OPENED_WEEK, ADA_ONCE, by=person("ada"), now=sunday)
    checkins.seal(ONCE_OPENED_WEEK, DAN_ONCE, by=person("dan"), now=sunday)
    hearing.hear(ONCE_OPENED_WEEK, "talk-about", DAN_HEARD, by=person("dan"), now=sunday)
    hearing.hear(ONCE_OPENED_WEEK, "talk-about", DAN_WAS_HEARD, by=person("ada"), now=sunday)
    for name, words in (("ada", ADA_ONCE_SHARED), ("dan", DAN_ONCE_SHARED)):
        reflected(words, by=name, now=at, shared=True)
    wanted(DANS_WANTS, by="dan", now=at)
    agreed("wants-me", by="dan", now=at)
    spaces.leave(by=person("dan"), now=on(DAN_LEFT))
    spaces.put_farewell_away(by=person("ada"))
    for name, habit in (("ada", ONCE_EACH), ("ada", ONCE_TOGETHER), ("dan", ONCE_EACH)):
        habits.bring_back(habit_called(habit, name), by=person(name), now=on(DAN_LEFT))
    planted(UNSHARED, by="ada", mode=Mode.EACH, since=date(2026, 1, 25))
    ticked(UNSHARED, date(2026, 1, 25), 3, by="ada")
    outing(ADAS_OWN_OUTING, date(2026, 3, 12), by="ada", at=on(date(2026, 1, 25)))
    ideas.put_in(ADAS_OWN_IDEA, by=person("ada"), now=on(date(2026, 1, 25)))
    remembered.remember(ADAS_OWN_DAY, Yearly(3, 30), by=person("ada"), now=on(date(2026, 1, 25)))
    return ids


def ben_arrives() -> int:
    at = on(WITH_BEN - timedelta(days=1))
    join_in("ben", at)
    planted(BENS_OWN, by="ben", mode=Mode.ONE, since=WITH_BEN - timedelta(days=1), strategy=6)
    note = wall.write(BENS_WAITING, by=person("ben"), now=at).id
    ideas.put_in(BENS_OWN_IDEA, by=person("ben"), now=at)
    remembered.remember(BENS_OWN_DAY, Yearly(3, 31), by=person("ben"), now=at)
    couple("ada", "ben", on(WITH_BEN))
    habits.share([habit_called(BENS_OWN, "ben")], by=person("ben"), now=on(WITH_BEN))
    return note


def the_time_with_ben() -> dict[str, dict[str, int]]:
    since = date(2026, 2, 16)
    planted(EACH, by="ada", mode=Mode.EACH, since=since, strategy=9, cue=EACH_CUE)
    planted(TOGETHER, by="ben", mode=Mode.TOGETHER, since=since, strategy=3, schedule=TimesAWeek(2))
    planted(ADAS_PRIVATE, by="ada", mode=Mode.ONE, since=since, private=True, cue=ADAS_PRIVATE_CUE)
    planted(ARCHIVED, by="ben", mode=Mode.EACH, since=since, strategy=7)
    ticked(EACH, since, 12, by="ada")
    ticked(EACH, since, 10, by="ben")
    ticked(EACH, date(2026, 3, 2), 9, by="ada")
    ticked(EACH, date(2026, 3, 3), 7, by="ben")
    ticked(TOGETHER, since, 2, by="ada")
    ticked(TOGETHER, date(2026, 3, 2), 3, by="ben")
    ticked(ADAS_PRIVATE, date(2026, 3, 1), 4, by="ada")
    ticked(BENS_OWN, date(2026, 2, 2), 4, by="ben")
    ticked(ARCHIVED, since, 2, by="ben")
    habits.archive(habit_called(ARCHIVED, "ben"), by=person("ben"), now=on(date(2026, 3, 1)))
    remarked(EACH, ADAS_REMARK, by="ada")
    remarked(EACH, BENS_REMARK, by="ben")
    remarked(TOGETHER, ADAS_PRIVATE_REMARK, by="ada", private=True)
    paused = {
        "bens": pauses.pause(
            PausedDays(date(2026, 2, 20), date(2026, 2, 22)),
            both=False,
            by=person("ben"),
            now=on(date(2026, 3, 10)),
        ).id,
        "both": pauses.pause(
            PausedDays(date(2026, 2, 28), date(2026, 3, 1)),
            both=True,
            by=person("ada"),
            now=on(date(2026, 3, 10)),
        ).id,
        "private": pauses.pause(
            PausedDays(date(2026, 2, 18), date(2026, 2, 19)),
            both=False,
            habit=habit_called(ADAS_PRIVATE, "ada"),
            by=person("ada"),
            now=on(date(2026, 3, 10)),
        ).id,
    }
    pauses.accept(there(db.session.get(Pause, paused["both"])), by=person("ben"), now=on(date(2026, 3, 10)))
    go_out()
    look_for_help()
    cover(date(2026, 3, 10), COVER, by=person("ada"), now=on(date(2026, 3, 10)))
    sunday = on(OPENED_WEEK + timedelta(days=6))
    checkins.seal(OPENED_WEEK, ADA_OPENED, by=person("ada"), now=sunday)
    checkins.seal(OPENED_WEEK, BEN_OPENED, by=person("ben"), now=sunday)
    hearing.hear(OPENED_WEEK, "talk-about", ADA_HEARS, by=person("ada"), now=sunday)
    hearing.hear(OPENED_WEEK, "went-well", BEN_HEARS, by=person("ben"), now=sunday)
    next_sunday = on(SEALED_WEEK + timedelta(days=6))
    checkins.save(SEALED_WEEK, BENS_DRAFT, by=person("ben"), now=next_sunday)
    checkins.seal(SEALED_WEEK, ADA_SEALED, by=person("ada"), now=next_sunday)
    about = habit_called(EACH, "ada")
    jar_notes = jar_of_both()
    ada_to_ben = wall.write(
        ADA_TO_BEN, by=person("ada"), now=on(date(2026, 3, 3)), habit=about, enclosed=sight(SEEN_BY_BOTH)
    )
    read_on = on(date(2026, 3, 3))
    wall.react(ada_to_ben, "heart", by=person("ben"), now=read_on)
    wall.answer(ada_to_ben, BEN_ANSWERS, by=person("ben"), now=read_on)
    wall.pin(ada_to_ben, by=person("ben"), now=read_on)
    ben_to_ada = wall.write(BEN_TO_ADA, by=person("ben"), now=on(date(2026, 3, 4)), strategy=9)
    deleted = wall.write(
        ADAS_DELETED, by=person("ada"), now=NOW - timedelta(hours=2), enclosed=sight(DELETED_SIGHT)
    )
    wall.remove(deleted, now=NOW - timedelta(hours=1))
    plan = TalkPlan(Phones.TWO, minutes=3, first=Side.HOST, words=TOPIC)
    talks.begin(plan, by=person("ada"), now=TALK_BEGAN)
    talks.tap(Act.COME, TALK_VERSION - 1, by=person("ben"), now=NOW - timedelta(minutes=1))
    the_two_reflect()
    return {
        "notes": {ADA_TO_BEN: ada_to_ben.id, BEN_TO_ADA: ben_to_ada.id, ADAS_DELETED: deleted.id},
        "pauses": paused,
        "jar_notes": jar_notes,
    }


def jar_of_both() -> dict[str, int]:
    """Ada has put two notes into the jar, of which Ben has opened one; Ben has put in one, and begun another."""
    texts = ((JAR_OPENED, "ada"), (JAR_UNOPENED, "ada"), (BENS_JAR, "ben"))
    ids = {
        body: jar.put_in(body, by=person(name), now=on(date(2026, 3, 1)) + number * AN_INSTANT).id
        for number, (body, name) in enumerate(texts)
    }
    jar.open_one(by=person("ben"), now=on(date(2026, 3, 5)))
    drafts.keep(BENS_BEGUN, DraftKind.JAR_NOTE, by=person("ben"))
    return ids


def the_two_reflect() -> None:
    begun = on(date(2026, 3, 5))
    guided = entry(Topic.WORK, ADAS_REFLECTION, title=ADAS_REFLECTION_TITLE, prompt="work-me-left")
    reflections.write(guided, by=person("ada"), now=begun)
    reflected(ADAS_SHARED, by="ada", now=begun + AN_INSTANT, shared=True)
    taken_back = reflected(ADAS_TAKEN_BACK, by="ada", now=begun + 2 * AN_INSTANT, shared=True)
    reflections.take_back(taken_back, by=person("ada"))
    from_outside = look(ADAS_LOOK, (ADAS_LOOK_ANSWER, "", ""))
    reflections.write(from_outside, by=person("ada"), now=on(date(2026, 3, 6)))
    deleted = reflected(ADAS_DELETED_REFLECTION, by="ada", now=begun, shared=True)
    reflections.remove(deleted, by=person("ada"), now=NOW - timedelta(hours=1))
    reflected(BENS_REFLECTION, by="ben", now=begun)
    reflected(BENS_SHARED, by="ben", now=begun + AN_INSTANT, shared=True)


def reflected(words: str, *, by: str, now: datetime, shared: bool = False) -> int:
    """Somebody writes something down for themselves, and shares it or not."""
    reflection_id = reflections.write(entry(Topic.FREE, words), by=person(by), now=now).id
    if shared:
        reflections.share(reflection_id, by=person(by), now=now)
    return reflection_id


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


def the_two_agree() -> None:
    """Ada and Ben have agreed to what they tried, to Ada's trend and to what she wants; there is a link to it, and it was printed."""
    wanted(ADAS_WANTS, by="ada")
    wanted(BENS_WANTS, by="ben")
    for name in ("ada", "ben"):
        for section in ("tried", f"trend-{'me' if name == 'ada' else 'partner'}"):
            agreed(section, by=name)
    agreed("wants-me", by="ada")
    agreed("wants-partner", by="ben")
    agreeing.note_printing(by=person("ada"), now=NOW - timedelta(days=1))
    db.session.add(
        SummaryLink(
            space_id=person("ada").space_id,
            token_hash=summary.hashed(SUMMARY),
            made_at=NOW - timedelta(days=1),
            ends_at=NOW - timedelta(days=1) + LINK_LASTS,
        )
    )


def something_of_every_kind() -> None:
    """Of what nobody has made so far, Ada makes one."""
    for table, make in makings().items():
        if db.session.scalars(select(table).limit(1)).first() is None:
            make(0, "ada")


def wanted(words: str, *, by: str, now: datetime = NOW) -> None:
    """What somebody would like from help."""
    agreeing.want(words, by=person(by), now=now)


def agreed(name: str, *, by: str, now: datetime = NOW) -> None:
    """Somebody agrees to a section as it reads now."""
    agreer = person(by)
    section = summary.section_for(agreer, name)
    agreeing.agree(section, seen=summary.contents_for(agreer, now).reading(section), by=agreer, now=now)


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
    week = date(2026, 3, 2)
    checkins.seal(week, CLEO_KEPT, by=person("cleo"), now=on(date(2026, 3, 8)))
    key = spaces.invite(by=person("cleo"), now=NOW - timedelta(days=1), secret=SECRET)
    invitation = spaces.invitation_for(key.token, SECRET)
    return {"note": note.id, "key": key, "invitation": there(invitation).id}


def sight(words: str) -> Enclosed:
    """A picture on which these words are to be seen, drawn from one that told more than it should."""
    return Enclosed(drawn_once(), words)


@cache
def drawn_once() -> Drawn:
    """Drawn by a process of its own, which takes longer than most tests."""
    return pictures.drawn(with_secrets("JPEG"))


def person(name: str) -> Person:
    """One of them, as they are now, with their space and partner."""
    db.session.flush()
    db.session.expire_all()
    return there(person_called(email(name)))


def on(day: date) -> datetime:
    """The evening of a day."""
    return datetime(day.year, day.month, day.day, 20, tzinfo=UTC)


def join_in(name: str, now: datetime) -> Person:
    """Somebody gets an account, with the password all of them have."""
    newcomer = Newcomer(name.capitalize(), email(name), PASSWORD_HASH, ZONES[name], first_weekday=0)
    return register(newcomer, now=now)


def cheap_passwords() -> Passwords:
    """Passwords hashed over a kilobyte where a server takes 64 megabytes."""
    cheap = Passwords(1)
    cheap.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    return cheap


PASSWORD_HASH = cheap_passwords().hashed(PASSWORD)


def couple(host: str, guest: str, now: datetime) -> None:
    """Invite, accept, and say yes."""
    key = spaces.invite(by=person(host), now=now, secret=SECRET)
    spaces.ask_to_join(there(spaces.invitation_for(key.token, SECRET)), by=person(guest), now=now)
    inviter = person(host)
    spaces.welcome(there(asking(inviter)).invitation, by=inviter, now=now)


def planted(
    name: str,
    *,
    by: str,
    mode: Mode = Mode.ONE,
    since: date = TODAY,
    strategy: int = 4,
    schedule: Schedule = DAILY,
    cue: str = "",
    private: bool = False,
) -> Habit:
    """A habit that somebody plants on the evening of the day it starts."""
    plan = HabitPlan(strategy, name, mode, schedule, since, cue, private)
    return habits.plant(plan, by=person(by), now=on(since))


def outing(title: str, day: date, *, by: str, at: datetime = NOW, **more: Any) -> Outing:
    """A date that somebody plans."""
    return dates.plan(OutingPlan(title, day, **more), by=person(by), now=at)


def appointment(
    who: str, day: date, *, by: str, at: datetime = NOW, for_both: bool = False, **more: Any
) -> Appointment:
    """An appointment that somebody writes down."""
    return appointments.make(Meeting(who, day, **more), for_both=for_both, by=person(by), now=at)


def bring(name: str, to: Appointment, *, by: str) -> ToBring:
    """Something that somebody thinks of taking along."""
    return appointments.bring(name, to, by=person(by))


def ticked(name: str, first: date, count: int, *, by: str) -> None:
    """Tick so many days in a row, each on its evening."""
    track_id = own_track_id(name, person(by))
    for day in (first + timedelta(days=n) for n in range(count)):
        ticker = person(by)
        habits.tick(track_to_tick(ticker, track_id), day, by=ticker, now=on(day))


def remarked(name: str, body: str, *, by: str, day: date = TODAY, private: bool = False) -> None:
    """What somebody writes about a day of a habit."""
    author = person(by)
    track_id = own_track_id(name, author)
    history.remark(track_to_tick(author, track_id), day, body, private=private, by=author, now=NOW)


def own_track_id(name: str, owner: Person) -> int:
    habit = next(habit for habit in habits_of(owner) if habit.name == name)
    return next(track.id for track in habit.tracks if track.owner_id in (None, owner.id))


def habit_called(name: str, seen_by: str) -> Habit:
    """A habit as it is there for somebody, or `Missing`."""
    asks = person(seen_by)
    return habit_of(asks, next((habit.id for habit in habits_of(asks) if habit.name == name), 0))


def tracks_by_name() -> dict[str, int]:
    names = {person(name).id: f" of {name}" for name in PEOPLE}
    rows = db.session.execute(
        select(Track.id, Track.owner_id, Habit.name)
        .join(Habit)
        .order_by(Habit.owner_id.desc(), Habit.position.desc())
    )
    return {name + names.get(owner_id or 0, ""): track_id for track_id, owner_id, name in rows}


ADAS_FEED = "the-secret-of-adas-calendar"
SUMMARY = "the-secret-of-the-summary-of-both"


def token_of(name: str) -> str:
    """What the cookie of somebody's device holds, who has to do with the test from here on."""
    involve(name)
    return f"the device of {name}"


def device_of(name: str) -> Device:
    return Device(
        person_id=person(name).id,
        token_hash=sha256(token_of(name).encode()).hexdigest(),
        created_at=NOW - timedelta(days=1),
        expires_at=NOW + timedelta(days=364),
    )


def note(note_id: int) -> Note:
    """A note, whoever may see it."""
    return there(db.session.get(Note, note_id))
