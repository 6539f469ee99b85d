"""What ten years of history cost: a couple after a month and a couple after ten years, asked for the same in turns.

Measured in this process, without a server, in seconds of its processor: so the two differ by their history alone.
"""

import io
import random
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import insert, select

from config import settings_from
from tracker.accounts.actions import Newcomer, register
from tracker.app import create_app
from tracker.bench.databases import URL, kept_as
from tracker.bench.visits import TODAY, Visitor, ada
from tracker.catalogue.strategies import STRATEGIES
from tracker.database import upgrade
from tracker.demo.build import ADDRESSES
from tracker.demo.habits import ADA, BEN
from tracker.domain.days import ONE_DAY, today
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.schedules import DAILY
from tracker.extensions import db
from tracker.habits.actions import plant
from tracker.habits.settling import settle_space
from tracker.holding import afresh
from tracker.imports import compact
from tracker.imports.loop import read
from tracker.imports.taking import take
from tracker.models import Habit, Person, Tick, Track
from tracker.spaces import actions as spaces
from tracker.spaces.queries import asking

A_MONTH, TEN_YEARS = timedelta(days=30), timedelta(days=3652)
HABIT_COUNT = 10  # each done by both: twenty tracks
LIKELY = 0.8
SECRET = "a couple that is gone a minute later"  # noqa: S105
ZONE = "Europe/London"
LOOPS_COLUMNS = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,"
    "Target Value,Archived?\n"
)


@dataclass(frozen=True, slots=True)
class Decade:
    """How many times as much Today and a tick cost after ten years as after a month, and how many seconds more it takes
    to correct a day at the other end of them. Medians over the rounds. And in how many seconds ten years of ten habits
    come in from Loop, read and written, and ten years of twenty tracks are folded anew, as after a change to the rules.
    """

    today: float
    tick: float
    correction: float
    arrival: float
    refolding: float


def measure_decade(round_count: int, now: datetime) -> Decade:
    """Let one couple live for a month and another for ten years, and compare."""
    with (
        TemporaryDirectory(prefix="tend-decade-") as folder,
        kept_as("young") as one,
        kept_as("old") as other,
    ):
        young, old = (
            Life({"TEND_DATA": folder, URL: f"sqlite:///{folder}/{span.days}.sqlite3", **there}, span, now)
            for there, span in ((one, A_MONTH), (other, TEN_YEARS))
        )
        arrival, refolding = young.arrival(), old.refolding()
        rounds = [(young.round(), old.round()) for _ in range(round_count)]
        for life in (young, old):
            life.visitor.leave()
    return Decade(
        today=median(after.today / before.today for before, after in rounds),
        tick=median(after.tick / before.tick for before, after in rounds),
        correction=median(after.correction - before.correction for before, after in rounds),
        arrival=arrival,
        refolding=refolding,
    )


@dataclass(frozen=True, slots=True)
class Round:
    """What each thing took, in seconds."""

    today: float
    tick: float
    correction: float


class Life:
    """A couple who have ticked ten daily habits for a while, and Ada at her browser."""

    def __init__(self, environment: Mapping[str, str], span: timedelta, now: datetime) -> None:
        app = create_app(settings_from({**environment, "TEND_CHANGES": "1000000"}))
        upgrade(app)
        with app.app_context():
            self.day, self.first_day = live(span, now)
            self.track_id = db.session.scalars(select(Track.id).where(Track.owner_id == ada().id)).first()
            db.session.commit()
            db.session.remove()
        self.visitor = Visitor(app, now)

    def round(self) -> Round:
        """Each thing once; a tick is taken back and made again, so that all is as it was."""
        return Round(
            today=took(lambda: self.visitor.client.get(TODAY)),
            tick=took(lambda: self.tick_anew(self.day)),
            correction=took(lambda: self.tick_anew(self.first_day)) / 2,
        )

    def arrival(self) -> float:
        """Bring ten years of ten habits in; nothing of it is kept."""
        content = exported(self.day)
        with self.visitor.app.app_context():
            seconds = took(lambda: bring_in(content, self.visitor.now))
            db.session.rollback()
        return seconds

    def refolding(self) -> float:
        """Fold all that the two have ever ticked anew; nothing of it is kept."""
        with self.visitor.app.app_context():
            person = member(ADA)
            seconds = took(lambda: settle_space(person, self.visitor.now))
            db.session.rollback()
        return seconds

    def tick_anew(self, day: date) -> None:
        for what in ("/undo", ""):
            path = f"/tracks/{self.track_id}/ticks/{day}{what}"
            answer = self.visitor.client.post(path, data=self.visitor.form)
            assert answer.status_code == 303, answer.status


def took(act: Callable[[], object]) -> float:
    begin = time.process_time()
    act()
    return time.process_time() - begin


def exported(day: date) -> bytes:
    """Ten years of ten daily habits, as Loop writes them."""
    file = io.BytesIO()
    names = [f"{number:03} Habit {number}" for number in range(1, HABIT_COUNT + 1)]
    days = [day - n * ONE_DAY for n in range(TEN_YEARS.days)]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        habits = (f"{name[:3]},{name[4:]},YES_NO,,,1,1,#00897B,,,,false\n" for name in names)
        opened.writestr("Habits.csv", LOOPS_COLUMNS + "".join(habits))
        for name in names:
            lines = (f"{each},{'YES_MANUAL' if each.day % 5 else 'NO'},\n" for each in days)
            opened.writestr(f"{name}/Checkmarks.csv", "Date,Value,Notes\n" + "".join(lines))
    return file.getvalue()


def bring_in(content: bytes, now: datetime) -> None:
    history = compact.read(compact.as_stored(read(content)))
    for place in range(history.habit_count):
        habit, number = history.habit(place)
        take(habit, STRATEGIES[0].number, by=member(ADA), now=now, number=number)


def live(span: timedelta, now: datetime) -> tuple[date, date]:
    """Let Ada and Ben live together for so long; the day it is for them now, and their first."""
    begin = now - span
    first_day = today(move_in(begin).rhythm, begin)
    for number in range(HABIT_COUNT):
        plan = HabitPlan(STRATEGIES[number].number, f"Habit {number}", Mode.EACH, DAILY, first_day)
        plant(plan, by=member(ADA), now=begin)
    day = today(member(ADA).rhythm, now)
    db.session.execute(insert(Tick), ticks(first_day, day, now))
    settle_space(member(ADA), now)
    return day, first_day


def move_in(begin: datetime) -> Person:
    """Let Ada start a space, and Ben join her at once; she is returned."""
    for key in (ADA, BEN):
        register(Newcomer(key.title(), ADDRESSES[key], "no password", ZONE, 0), now=begin)
    opener = spaces.invite(by=member(ADA), now=begin, secret=SECRET)
    invitation = spaces.invitation_for(opener.token, SECRET)
    assert invitation is not None
    spaces.ask_to_join(invitation, by=member(BEN), now=begin)
    asked = asking(member(ADA))
    assert asked is not None
    spaces.welcome(asked.invitation, by=member(ADA), now=begin)
    return member(ADA)


def member(key: str) -> Person:
    """Ada or Ben as they are now, with their space and partner."""
    db.session.flush()
    person = db.session.scalars(select(Person).where(Person.email == ADDRESSES[key])).one()
    return afresh(person)


def ticks(first_day: date, day: date, now: datetime) -> list[dict[str, object]]:
    """Four days of five on every track, the first and the last among them."""
    chance = random.Random("ten years")  # noqa: S311
    days = [first_day + n * ONE_DAY for n in range((day - first_day).days + 1)]
    return [
        {"track_id": track.id, "day": each, "space_id": track.space_id, "ticked_at": now}
        for track in db.session.scalars(select(Track).join(Habit).order_by(Habit.position, Track.owner_id))
        for each in days
        if each in (first_day, day) or chance.random() < LIKELY
    ]
