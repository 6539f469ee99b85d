"""Habits as they lie in the database."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from tests.databases import kept
from tests.settled import assert_settled
from tests.world import (
    NOW,
)
from tracker.extensions import db
from tracker.models import Habit, TermRow, Tick

TEA = {
    "name": "Tea for two",
    "cue": "After dinner",
    "strategy": "3",
    "mode": "each",
    "often": "weekdays",
    "weekdays": ["0", "2"],
    "starts_on": "2026-03-10",
}


def habit(app: Flask, name: str) -> list[Any]:
    return kept(app, select(Habit).where(Habit.name == name).order_by(Habit.id))


def settled(app: Flask, *names: str) -> None:
    with app.app_context():
        for name in names:
            assert_settled(name, NOW)
        db.session.rollback()


def asked(app: Flask, habit_id: int) -> list[Any]:
    return [
        row.terms
        for row in kept(app, select(TermRow).where(TermRow.habit_id == habit_id).order_by(TermRow.since))
    ]


def ticks(app: Flask, track_id: int) -> list[Any]:
    return kept(app, select(Tick.day).where(Tick.track_id == track_id).order_by(Tick.day))
