"""What each side of a talk has before them."""

from datetime import datetime
from enum import StrEnum

from tracker.domain.habits import Mode
from tracker.domain.talk import Phase, Phones, Side, Talk, is_forgotten, speaks


class Scene(StrEnum):
    """What one side has before them."""

    START = "start"
    WAITING = "waiting"
    INVITED = "invited"
    SPEAKING = "speaking"
    LISTENING = "listening"
    CHECKING = "checking"
    SAYING_BACK = "saying-back"
    RESTING = "resting"
    ELSEWHERE = "elsewhere"
    ENDED = "ended"


def scene(talk: Talk, side: Side, now: datetime) -> Scene:
    """What one side has before them."""
    if is_forgotten(talk, now) or side in talk.closed:
        return Scene.START
    if talk.phase is Phase.ENDED:
        return Scene.ENDED
    if talk.phones is Phones.ONE and side is Side.OTHER:
        return Scene.ELSEWHERE
    if talk.resting is not None:
        return Scene.RESTING
    match talk.phase, side:
        case Phase.WAITING, Side.HOST:
            return Scene.WAITING
        case Phase.WAITING, _:
            return Scene.INVITED
        case Phase.SPEAKING, _:
            return Scene.SPEAKING if speaks(talk, side) else Scene.LISTENING
        case _:
            return Scene.CHECKING if speaks(talk, side) else Scene.SAYING_BACK


def sees_topic(shown: Scene) -> bool:
    """Whether the topic is on a side's page: while the talk goes on, and not on a phone it is not led on."""
    return shown not in (Scene.START, Scene.ELSEWHERE, Scene.ENDED)


def turns_of(talk: Talk, side: Side) -> int:
    """How many of one side's turns were understood: turns alternate, and whoever has the floor is a turn behind."""
    return talk.turn_count // 2 if side is talk.floor else (talk.turn_count + 1) // 2


def offers_tick(talk: Talk, *, mode: Mode, shared: bool, alone: bool) -> bool:
    """Whether a habit can be ticked at the end: on a phone that lies between both, only what both may see."""
    return talk.phones is Phones.TWO or shared or (alone and mode is not Mode.ONE)
