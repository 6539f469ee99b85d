"""Counting ticks by the week, in the database itself: what comes back does not grow with how much was done."""

from sqlalchemy import ColumnElement, Date, Integer, bindparam, cast, func

from tracker.domain.days import DAYS_A_WEEK
from tracker.models import Tick

FIRST = bindparam("first", type_=Date)

# By the database: the number of the week a tick is in, counted from the one that begins on the day "first".
WEEK_NUMBER: dict[str, ColumnElement[int]] = {
    "sqlite": cast(func.julianday(Tick.day) - func.julianday(FIRST), Integer) // DAYS_A_WEEK,
    "postgresql": cast(Tick.day - FIRST, Integer) // DAYS_A_WEEK,
}
