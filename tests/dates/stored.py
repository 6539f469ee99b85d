"""What dates there are in the database."""

from flask import Flask
from sqlalchemy import func, select

from tests.databases import kept
from tracker.models import Outing


def latest(app: Flask) -> Outing:
    """The date that was planned last."""
    made: Outing = kept(app, select(Outing).order_by(Outing.made_at.desc(), Outing.id).limit(1))[0]
    return made


def stored(app: Flask, outing_id: int) -> Outing | None:
    """A date, or none where it is gone."""
    found: Outing | None = (kept(app, select(Outing).where(Outing.id == outing_id)) or [None])[0]
    return found


def count(app: Flask) -> int:
    made: int = kept(app, select(func.count()).select_from(Outing))[0]
    return made
