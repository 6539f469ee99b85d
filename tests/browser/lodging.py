"""Lets people live on the server without their having to sign up by hand: accounts, spaces and cookies, put there in one go."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from time import monotonic
from typing import Any, cast

from flask.sessions import SecureCookieSessionInterface

from config import settings_from
from tests.browser.daytime import zone_where_it_is_day
from tests.browser.doing import meet, move_in, someone
from tests.browser.households import bring_talkers
from tests.browser.partner import Partner
from tests.browser.server import environment_in
from tests.databases import acting
from tests.there import there
from tests.visitors import COOKIE
from tracker.app import create_app
from tracker.domain.days import today
from tracker.domain.devices import LASTS
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.schedules import DAILY
from tracker.domain.talk import Act, Phones, Side, TalkPlan
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.models import Device
from tracker.talk import actions as talks
from tracker.talk.queries import row_of
from tracker.wall import actions as wall

KEPT_FOR = 300.0  # seconds


class Lodging:
    """Opens the door of a server whose folder is at hand."""

    def __init__(self, folder: Path, address: str) -> None:
        self.app = create_app(settings_from(environment_in(folder)))
        self.address = address
        self.kept = cache(lambda address, _number: self.cookie_of(address))

    def kept_cookie_of(self, address: str) -> Any:
        """The cookie of somebody who comes many times, another one every few minutes: what asks for a password that is
        fresh would show something else a quarter of an hour after they logged in.
        """
        return self.kept(address, int(monotonic() / KEPT_FOR))

    def close(self) -> None:
        with self.app.app_context():
            db.engine.dispose()

    def move_in(self, *newcomers: Partner) -> None:
        """Let each have an account and a space of their own, and be logged in."""
        with acting(self.app):
            for each in newcomers:
                move_in(each.email, each.name, datetime.now(UTC), each.zone)
        for each in newcomers:
            self.log_in(each)

    def move_in_together(self, ada: Partner, ben: Partner) -> None:
        """Let two share a space, with nothing in it yet, and both be logged in."""
        self.move_in(ada, ben)
        with acting(self.app):
            meet(ada.email, ben.email, datetime.now(UTC))

    def plant(
        self,
        gardener: Partner,
        name: str,
        *,
        strategy: int,
        mode: Mode = Mode.TOGETHER,
        private: bool = False,
    ) -> None:
        """Let somebody have a habit that began today, by default with the other."""
        with acting(self.app):
            by = someone(gardener.email)
            starts_on = today(by.rhythm, datetime.now(UTC))
            plan = HabitPlan(strategy, name, mode, DAILY, starts_on, "", private=private)
            habits.plant(plan, by=by, now=datetime.now(UTC))

    def write(self, writer: Partner, *notes: str) -> None:
        """Let somebody have put notes on the wall, one after the other."""
        with acting(self.app):
            for words in notes:
                wall.write(words, by=someone(writer.email), now=datetime.now(UTC))

    def talk(self, host: Partner, guest: Partner, words: str) -> None:
        """Let two be in a talk: the first has the floor."""
        with acting(self.app):
            plan = TalkPlan(Phones.TWO, minutes=10, first=Side.HOST, words=words)
            talks.begin(plan, by=someone(host.email), now=datetime.now(UTC))
            version = there(row_of(someone(guest.email))).version
            talks.tap(Act.COME, version, by=someone(guest.email), now=datetime.now(UTC))

    def log_in(self, somebody: Partner, *, stays: bool = False) -> None:
        somebody.page.context.add_cookies([self.cookie_of(somebody.email, stays=stays)])

    def cookie_of(self, address: str, *, stays: bool = False) -> Any:
        """What a browser keeps of a log-in that was made for it; one that ``stays`` may keep more (`tracker/web/keeping.py`)."""
        token, now = token_hex(16), datetime.now(UTC)
        with acting(self.app):
            bring_talkers(address, zone_where_it_is_day())
            row = Device(
                person_id=someone(address).id,
                token_hash=sha256(token.encode()).hexdigest(),
                created_at=now,
                expires_at=now + LASTS,
                proved_at=now,
            )
            db.session.add(row)
        interface = cast(SecureCookieSessionInterface, self.app.session_interface)
        held = {"_user_id": token, "_fresh": True} | ({"_permanent": True} if stays else {})
        value = there(interface.get_signing_serializer(self.app)).dumps(held)
        return {"name": COOKIE, "value": value, "url": self.address, "httpOnly": True, "sameSite": "Lax"}
