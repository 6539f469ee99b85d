"""What stands on the page of a talk."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from tests.databases import kept
from tests.visitors import Page, Visitor
from tests.world import World
from tracker.models import TalkRow


def row(app: Flask, world: World, name: str = "ada") -> Any:
    found = kept(app, select(TalkRow).where(TalkRow.space_id == world.spaces[name]))
    return found[0] if found else None


def tap(visitor: Visitor, act: str, **typed: str) -> Any:
    """Press a button as the page at hand has it."""
    return visitor.submit("/talk", to=f"/talk/{act}", **typed)


def taps(page: Page) -> set[str]:
    """What can be tapped on a page."""
    return {action.removeprefix("/talk/") for action in page.actions if action.startswith("/talk/")}
