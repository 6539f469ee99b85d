"""Those who try to log in, and those who ask for mails."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from flask import current_app

from tests.visitors import Visitor
from tests.world import PASSWORD, email

WRONG = "wrong horse"


HERE, THERE = "127.0.0.1", "203.0.113.9"


A_QUARTER = timedelta(minutes=15)


def try_in(
    visitor: Visitor, password: str = WRONG, *, name: str = "ada", at: str = HERE, address: str = ""
) -> int:
    """Try a password from a network; gives the status."""
    typed = {"email": address or email(name), "password": password, "csrf_token": visitor.form_token()}
    return visitor.post("/login", data=typed, environ_base={"REMOTE_ADDR": at}).status_code


def attack(visit: Callable[[str], Visitor], tries: int, networks: int, **as_whom: str) -> list[int]:
    """Try wrong passwords from so many networks in turn; gives the statuses."""
    visitor = visit("")
    return [try_in(visitor, at=f"203.0.113.{n % networks}", **as_whom) for n in range(tries)]


def forty_tries() -> None:
    """Somebody tries forty wrong passwords, from ten networks."""
    attack(partial(Visitor.of, app=current_app), 40, 10)


def known_to(visit: Callable[[str], Visitor], name: str = "ada") -> Visitor:
    """A browser that was logged in to an account, and is logged out again."""
    browser = visit("")
    assert try_in(browser, PASSWORD, name=name) == 303
    browser.submit("/settings", to="/logout")
    return browser
