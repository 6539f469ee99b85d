"""A talk in each of its phases, and what either side can tap in it."""

from dataclasses import replace
from datetime import UTC, datetime

from tracker.domain.talk import Act, Phase, Phones, Side, Talk, TalkPlan, begun, may

NOW = datetime(2026, 3, 11, 20, tzinfo=UTC)
HOST, OTHER = Side.HOST, Side.OTHER
ONE, TWO = Phones.ONE, Phones.TWO
WAITING, SPEAKING, SAYING_BACK, ENDED = Phase
STARTED = begun(TalkPlan(TWO, minutes=3, first=HOST), alone=False, now=NOW)
TOLD = replace(STARTED, phase=SPEAKING)
HEARD = replace(STARTED, phase=SAYING_BACK)
RESTED = replace(TOLD, resting=OTHER)
OVER = replace(STARTED, phase=ENDED)


def acts(talk: Talk, side: Side) -> set[str]:
    """What a side can tap."""
    return {act.value for act in Act if may(talk, act, side)}


def passed(talk: Talk) -> Talk:
    """The same talk on one phone."""
    return replace(talk, phones=ONE)
