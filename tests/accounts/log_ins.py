"""Ada logs in; somebody has a copy of her cookie; and what gives her log-in a new token."""

from datetime import timedelta
from typing import Any

from flask import Flask

from tests.there import there
from tests.visitors import Visitor
from tests.world import PASSWORD, email, involve

NEW = "another horse entirely"
DAY = timedelta(days=1)


def log_in(visitor: Visitor, name: str = "ada", **more: Any) -> str:
    """Log somebody in, with other things typed if wished; the token of the log-in."""
    involve(name)
    typed = {"email": email(name), "password": PASSWORD, "stay": "y"} | more
    assert visitor.send("/login", **typed).status_code == 303
    token: str = visitor.session["_user_id"]
    return token


def copy_of(app: Flask, visitor: Visitor) -> Visitor:
    """Somebody who has a copy of another's cookie."""
    thief = Visitor(app, app.response_class, use_cookies=True)
    thief.set_cookie("tend", there(visitor.get_cookie("tend")).value)
    return thief


def new_password(app: Flask, visitor: Visitor, moment: object) -> None:
    """Choose another password, which is a proof as well."""
    visitor.submit("/settings/security", old_password=PASSWORD, password=NEW)


def proof(app: Flask, visitor: Visitor, moment: object) -> None:
    """Type the password once more."""
    visitor.send("/settings/proof", password=PASSWORD)
