"""People of the world come having shown who they are; here they have not, or it is too long ago."""

from flask import Flask
from sqlalchemy import update

from tests.databases import acting
from tests.visitors import Page, Visitor
from tests.world import PASSWORD, involve, person
from tracker.extensions import db
from tracker.models import Device


def forget_proofs(app: Flask, *names: str) -> None:
    """Let it be long ago that somebody gave their password."""
    with acting(app):
        for name in names:
            involve(name)
            theirs = update(Device).where(Device.person_id == person(name).id)
            db.session.execute(theirs.values(proved_at=None))


def prove(visitor: Visitor, path: str = "/settings/keys") -> Page:
    """Give one's password where it is asked for, and go on to what one wanted."""
    asked = visitor.get(path)
    assert (asked.status_code, "Your password, please" in asked.text) == (401, True)
    answer = visitor.send("/settings/proof", password=PASSWORD, next=path)
    assert (answer.status_code, answer.location) == (303, path)
    return visitor.page(path)
