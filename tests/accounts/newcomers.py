"""Somebody who registers, in a browser of their own, and the mails that come of it."""

import re
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

from flask import Flask
from sqlalchemy import select

from tests.databases import rows
from tests.there import there
from tests.visitors import Visitor
from tests.world import World, involve
from tracker.domain.invitations import LETTERS
from tracker.models import Person

Browser = Callable[..., Visitor]

EVE = "eve@example.org"
NEW = {"name": "Eve", "email": EVE, "password": "eves own words", "zone": "Europe/Rome"}


def code_in(mail: EmailMessage) -> str:
    """The code that a mail holds."""
    return there(re.search(rf"^ +([{LETTERS}]{{4}}-[{LETTERS}]{{4}})\s*$", mail.get_content(), re.MULTILINE))[
        1
    ]


def begun(browser: Browser, **changes: str) -> Visitor:
    """Somebody who has registered in a browser of their own, and has to confirm the address."""
    somebody = browser()
    assert somebody.send("/register", **(NEW | changes)).location == "/confirm"
    return somebody


def invited(browser: Browser, world: World, **changes: str) -> Visitor:
    """Somebody who comes by Cleo's invitation, and is in at once."""
    involve("cleo")
    somebody = browser()
    path = f"/join/{world.cleos_key.token}"
    answer = somebody.send("/register", next=path, **(NEW | changes))
    assert (answer.status_code, answer.location) == (303, path)
    return somebody


def accounts_of(app: Flask, address: str = EVE) -> list[tuple[Any, ...]]:
    """Who has an account with an address, and whether it is confirmed."""
    return rows(app, select(Person.name, Person.confirmed_at.is_not(None)).where(Person.email == address))
