"""A habit's pages, and what stands in the database of them."""

from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import select

from tests.databases import rows
from tests.world import (
    EACH,
    TODAY,
    World,
)
from tracker.models import Remark

ADAS = f"{EACH} of ada"


BENS = f"{EACH} of ben"


def day_of(world: World, name: str, day: date) -> str:
    return f"/tracks/{world.tracks[name]}/days/{day}"


def remarks(app: Flask, track_id: int, day: date = TODAY) -> list[Any]:
    wanted = select(Remark.body, Remark.private).where(Remark.track_id == track_id, Remark.day == day)
    return rows(app, wanted.order_by(Remark.author_id))
