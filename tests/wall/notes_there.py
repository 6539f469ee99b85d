"""Notes as they lie in the database, and as they stand on the wall."""

from typing import Any

from flask import Flask
from sqlalchemy import func, select

from tests.databases import kept
from tracker.models import Note


def note(app: Flask, note_id: int) -> Any:
    return (kept(app, select(Note).where(Note.id == note_id)) or [None])[0]


def count(app: Flask) -> int:
    found: int = kept(app, select(func.count()).select_from(Note))[0]
    return found
