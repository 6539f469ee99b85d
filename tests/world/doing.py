"""What somebody does on the evening of some day, through the same actions that pages use."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from argon2 import PasswordHasher

from tests.pictures import pictures, with_secrets
from tests.there import there
from tests.world.people import NOW, PASSWORD, SECRET, TODAY, ZONES
from tests.world.words import email
from tracker.accounts.actions import Newcomer, register
from tracker.accounts.passwords import Passwords
from tracker.accounts.queries import person_called
from tracker.appointments import actions as appointments
from tracker.dates import actions as dates
from tracker.domain.appointments import Meeting
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.outings import OutingPlan
from tracker.domain.pictures import Drawn, Enclosed
from tracker.domain.prompts import Topic
from tracker.domain.reflections import entry
from tracker.domain.schedules import DAILY, Schedule
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.queries import habit_of, habits_of
from tracker.habits.tracks import track_to_tick
from tracker.history import actions as history
from tracker.models import (
    Appointment,
    Habit,
    Note,
    Outing,
    Person,
    ToBring,
)
from tracker.reflections import actions as reflections
from tracker.spaces import actions as spaces
from tracker.spaces.queries import asking
from tracker.summaries import actions as agreeing
from tracker.summaries import queries as summary


def reflected(words: str, *, by: str, now: datetime, shared: bool = False) -> int:
    """Somebody writes something down for themselves, and shares it or not."""
    reflection_id = reflections.write(entry(Topic.FREE, words), by=person(by), now=now).id
    if shared:
        reflections.share(reflection_id, by=person(by), now=now)
    return reflection_id


def wanted(words: str, *, by: str, now: datetime = NOW) -> None:
    """What somebody would like from help."""
    agreeing.want(words, by=person(by), now=now)


def agreed(name: str, *, by: str, now: datetime = NOW) -> None:
    """Somebody agrees to a section as it reads now."""
    agreer = person(by)
    section = summary.section_for(agreer, name)
    agreeing.agree(section, seen=summary.contents_for(agreer, now).reading(section), by=agreer, now=now)


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
    habit = habit_of(owner, next((habit.id for habit in habits_of(owner) if habit.name == name), 0))
    return next(track.id for track in habit.tracks if track.owner_id in (None, owner.id))


def habit_called(name: str, seen_by: str) -> Habit:
    """A habit as it is there for somebody, or `Missing`."""
    asks = person(seen_by)
    return habit_of(asks, next((habit.id for habit in habits_of(asks) if habit.name == name), 0))


def note(note_id: int) -> Note:
    """A note, whoever may see it."""
    return there(db.session.get(Note, note_id))
