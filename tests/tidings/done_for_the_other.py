"""What one does for the other, and what of it is told."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from tests.beside import not_beside
from tests.visitors import Page, Visitor
from tests.world import (
    ADA_TO_BEN,
    BENS_REFLECTION,
    EACH,
    OPENED_WEEK,
    TODAY,
    World,
)
from tracker.models import TidingRow

HABIT: dict[str, Any] = {
    "name": "Ask about the day",
    "strategy": "3",
    "mode": "each",
    "often": "weekdays",
    "weekdays": [*"0123456"],
    "starts_on": TODAY.isoformat(),
}


TO_COME = TODAY + timedelta(days=2)


WAITING = select(TidingRow.kind).where(not_beside(TidingRow)).order_by(TidingRow.kind)


def a_note(ben: Visitor, world: World) -> None:
    ben.submit("/wall", body="Look at the moon tonight.")


def a_reaction(ben: Visitor, world: World) -> None:
    ben.send(f"/wall/{world.notes[ADA_TO_BEN]}/reaction", reaction="hug")


def an_answer(ben: Visitor, world: World) -> None:
    ben.submit("/wall", to=f"/wall/{world.notes[ADA_TO_BEN]}/answer", answer="Gladly again.")


def a_word_for_a_check_in(ben: Visitor, world: World) -> None:
    week = f"/check-in/{OPENED_WEEK}"
    ben.submit(week, to=f"{week}/heard/went-well", line="I know.")


def a_habit(ben: Visitor, world: World) -> None:
    ben.submit("/habits/new", **HABIT)


def a_reflection(ben: Visitor, world: World) -> None:
    ben.send(f"/reflections/{world.reflections[BENS_REFLECTION]}/share")


def a_date(ben: Visitor, world: World) -> None:
    ben.submit("/dates/new", title="A walk by the river", day=TO_COME.isoformat())


def edited(ben: Visitor, world: World, **changed: Any) -> None:
    """A habit of both as the form shows it, with some of it changed."""
    page = f"/habits/{world.habits[EACH]}/edit"
    ben.submit(page, to=page, **changed)


def other_terms(ben: Visitor, world: World) -> None:
    edited(ben, world, often="week", times="3")


def a_note_ticks_it(ben: Visitor, world: World) -> None:
    edited(ben, world, by_note="y")


def arrived(visitor: Visitor) -> list[Any]:
    return told_on(visitor.page("/today"))


def told_on(page: Page) -> list[Any]:
    return [given for _tag, given in page.tags if "tidings__one" in given.get("class", "")]
