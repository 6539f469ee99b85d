"""A week of check-ins: what each of two reads of it, and how far those of everybody have come."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from tests.beside import not_beside
from tests.world import BENS_DRAFT, NOW, SEALED_WEEK, World, person
from tracker.checkins.queries import WeekPage, week_page
from tracker.extensions import db
from tracker.models import CheckIn

WHOLE = replace(BENS_DRAFT, closeness=2)
UNTOLD = {"private_line": ""}


def page(name: str, week: date = SEALED_WEEK, now: datetime = NOW) -> WeekPage:
    return week_page(person(name), week, now)


def states(week: date = SEALED_WEEK) -> dict[int, str]:
    """The states of a week's check-ins by the ids of their authors."""
    rows = db.session.execute(
        select(CheckIn.author_id, CheckIn.state)
        .where(CheckIn.week == week, not_beside(CheckIn))
        .order_by(CheckIn.author_id)
    )
    return dict(rows.all())


def of_both(world: World, ada: str, ben: str) -> dict[int, str]:
    """The states of the sealed week where only those of Ada and Ben may have changed."""
    return {world.people["ada"]: ada, world.people["ben"]: ben, world.people["cleo"]: "kept"}
