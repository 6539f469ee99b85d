"""Reflections as they lie in the database and stand on their pages."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from tests.databases import kept
from tests.visitors import Page
from tracker.models import Reflection

LIST = "/reflections"


SEARCH = "/reflections/search"


NEW = "/reflections/new"


LOOK = "/reflections/look"


FREE = f"{NEW}?topic=free"


def latest(app: Flask) -> Any:
    return kept(app, select(Reflection).order_by(Reflection.created_at.desc(), Reflection.id).limit(1))[0]


def names(page: Page) -> list[str]:
    """The reflections that a list leads to, in order."""
    return [link for link in page.links if link.removeprefix("/reflections/").isdigit()]
