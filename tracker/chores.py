"""Work by the clock, done beside the pages by one worker of a machine: whichever holds the lease.

The lease is a lock on a file in the data folder, which the system takes back at the instant its holder dies. Where
several machines share a database each of them does its chores: so a chore must claim what it does there, as mails do.
"""

from __future__ import annotations

import fcntl
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Lock, Thread

from flask import Flask

from config import Settings
from tracker.backups.daily import back_up_when_due, list_taken_back
from tracker.dates.repeating import plan_next
from tracker.factors.ending import take_off_all_due
from tracker.folding import fold_some
from tracker.lines import Line, complain
from tracker.mails.sending import send_some
from tracker.refusing import StartError
from tracker.reminders.arriving import plan_arrivals
from tracker.reminders.planning import plan_due
from tracker.spaces.ending import delete_due
from tracker.sweeping import sweep
from tracker.trends.keeping import keep_insights
from tracker.web.causes import cause_of
from tracker.web.clock import now

NAME = "chores.lock"
SECONDS_TO_STOP = 1.0
# How soon after the start a chore is first done: where Tend never runs for an hour, an hour later would be never.
SOON = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to do again and again, with a pause between; its name is what is done, in the plural. It has an application context, and commits by itself."""

    name: str
    every: timedelta
    do: Callable[[Settings, datetime], object]


MAILS = Chore("mails", timedelta(seconds=1.5), send_some)
REMINDERS = Chore(
    "reminders",
    timedelta(seconds=10),
    lambda settings, at: plan_due(at, sends_mail=settings.sends_mail),
)
ARRIVALS = Chore(
    "words of what waits",
    timedelta(seconds=30),
    lambda settings, at: plan_arrivals(at, sends_mail=settings.sends_mail),
)
SWEEP = Chore("things that have had their time", timedelta(hours=1), lambda _settings, at: sweep(at))
STREAKS = Chore("streaks by other rules", timedelta(seconds=15), lambda _settings, at: fold_some(at))
ALWAYS = (
    Chore(
        "notes of what was taken back", timedelta(minutes=1), lambda settings, _at: list_taken_back(settings)
    ),
    Chore("backups", timedelta(minutes=5), back_up_when_due),
    SWEEP,
    STREAKS,
    REMINDERS,
    ARRIVALS,
    Chore("accounts that have had their notice", timedelta(hours=1), lambda _settings, at: delete_due(at)),
    Chore("codes that are gone", timedelta(hours=1), lambda _settings, at: take_off_all_due(at)),
    Chore("dates that repeat", timedelta(hours=1), lambda _settings, at: plan_next(at)),
    Chore("insights", timedelta(hours=1), lambda _settings, _at: keep_insights()),
)


def chores_of(settings: Settings) -> tuple[Chore, ...]:
    """What there is to do for a server with these settings."""
    return (*ALWAYS, MAILS)


class Lease:
    """The right to do the chores. It ends with this process, if not before."""

    def __init__(self, file: Path) -> None:
        self.turn = Lock()
        self.file = file.open("a")
        self.held = False

    def taken(self) -> bool:
        """Whether it is this process's now: it is held already, or nobody else has it."""
        with self.turn:
            if not self.held:
                try:
                    fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    return False
                self.held = True
            return True

    def end(self) -> None:
        """Let another have it."""
        with self.turn:
            self.file.close()
            self.held = False


class Chores:
    """Does the chores, each in a thread of its own, so that a slow one keeps no other waiting."""

    def __init__(self, app: Flask, chores: Sequence[Chore] | None = None) -> None:
        self.app = app
        self.settings: Settings = app.config["TEND"]
        self.chores = chores_of(self.settings) if chores is None else tuple(chores)
        self.lease = Lease(self.settings.data / NAME)
        self.stopping = Event()
        self.threads = [
            Thread(target=self.work, args=(each,), name=each.name, daemon=True) for each in self.chores
        ]

    def start(self) -> None:
        """Begin; what is due is done after a first pause, which is never long."""
        for each in self.threads:
            each.start()

    def stop(self) -> None:
        """Begin nothing more, and wait a moment for what is being done. What is cut off is taken up by the next start."""
        self.stopping.set()
        for each in self.threads:
            each.join(SECONDS_TO_STOP)
        if not any(each.is_alive() for each in self.threads):
            self.lease.end()  # else with this process

    def work(self, chore: Chore) -> None:
        pause = min(chore.every, SOON)
        while not self.stopping.wait(pause.total_seconds()):
            pause = chore.every
            if self.lease.taken():
                self.do(chore)

    def do(self, chore: Chore) -> None:
        """Do a chore once. Nothing that goes wrong in it may end its thread, and no words go into the log."""
        try:
            with self.app.app_context():
                chore.do(self.settings, now())
        except StartError as error:  # whoever runs Tend can mend it, and it says how
            complain(Line(f"{chore.name} have to wait: {error}"))
        except Exception as error:  # noqa: BLE001
            complain(Line(f"{chore.name} have to wait: {cause_of(error).words}"))


def work_until_told(app: Flask) -> None:
    """Do the chores and nothing else, until this process is told to stop."""
    told = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: told.set())
    chores = Chores(app)
    chores.start()
    told.wait()
    chores.stop()
