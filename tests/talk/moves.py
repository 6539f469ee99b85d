"""Moves of two who talk."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from tests.beside import not_beside
from tests.world import (
    NOW,
    TALK_VERSION,
    person,
)
from tracker.domain.refusals import Refused
from tracker.domain.talk import Act, Phones, Side, TalkPlan
from tracker.extensions import db
from tracker.models import TalkRow
from tracker.talk import actions
from tracker.talk.queries import talk_page

ON_TWO = TalkPlan(Phones.TWO, minutes=5, first=Side.OTHER, words="the summer")


ON_ONE = replace(ON_TWO, phones=Phones.ONE)


def rows() -> Sequence[TalkRow]:
    db.session.flush()
    return db.session.scalars(
        select(TalkRow).where(not_beside(TalkRow)).execution_options(populate_existing=True)
    ).all()


def adas() -> TalkRow:
    """The row of Ada's space."""
    return next(row for row in rows() if row.space_id == person("ada").space_id)


def tap(name: str, act: Act, version: int | None = None, now: datetime = NOW) -> None:
    actions.tap(act, adas().version if version is None else version, by=person(name), now=now)


def page(name: str, now: datetime = NOW) -> Any:
    return talk_page(person(name), now)


def refused(act: Callable[..., object], *given: Any, **how: Any) -> Any:
    with pytest.raises(Refused) as no:
        act(*given, **how)
    return no.value.sentence


def over() -> None:
    """As if the talk of the world had ended."""
    tap("ada", Act.END)


def act(name: str, what: Act, version: int = TALK_VERSION) -> Callable[[], None]:
    def do() -> None:
        actions.tap(what, version, by=person(name), now=NOW)
        db.session.commit()

    return do
