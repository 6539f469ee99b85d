"""The talk: two people speak and listen in turns, and the turn passes only when whoever speaks feels understood.

Who holds the floor is one value, so that never both can hold it. Nothing said is part of a talk: it knows
whose turn it is, and since when. The clock is soft: when it has run out the page says so, and nothing is forced.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from tracker.domain.refusals import Refused
from tracker.domain.texts import _

TOPIC_LENGTH = 200
MINUTES = (2, 3, 5, 10)
USUAL_MINUTES = 3
A_MINUTE = 60
FORGOTTEN_AFTER = timedelta(hours=12)
STRATEGIES_PRACTISED = (2, 4, 10)


class Side(StrEnum):
    """The one who has begun the talk, and the other."""

    HOST = "host"
    OTHER = "other"

    @property
    def across(self) -> "Side":
        """Who sits opposite."""
        return Side.OTHER if self is Side.HOST else Side.HOST


class Phones(IntEnum):
    """One phone that is passed over the table, or one for each."""

    ONE = 1
    TWO = 2


class Phase(StrEnum):
    """How far a turn has come: the other is awaited, one speaks, the other says it back; or all is over."""

    WAITING = "waiting"
    SPEAKING = "speaking"
    SAYING_BACK = "saying-back"
    ENDED = "ended"


class Act(StrEnum):
    """What somebody can tap. *again* is "not quite, let me say it again"."""

    COME = "come"
    SAID = "said"
    MEANT = "meant"
    AGAIN = "again"
    REST = "rest"
    GO_ON = "go-on"
    END = "end"


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a talk is.

    ``left`` is how many seconds whoever speaks still had at ``since``, the moment of the last tap. ``resting`` is
    who has asked for a pause, while there is one; the phase stays what it was, so that it goes on in the same place.
    ``turn_count`` counts the turns that were understood. ``closed`` holds those who have put an ended talk away.
    """

    phones: Phones
    minutes: int
    phase: Phase
    floor: Side
    since: datetime
    left: int
    turn_count: int = 0
    resting: Side | None = None
    closed: frozenset[Side] = frozenset()

    @property
    def whole(self) -> int:
        """The seconds of a whole turn."""
        return self.minutes * A_MINUTE

    @property
    def running(self) -> bool:
        """Whether somebody speaks or listens right now."""
        return self.phase in (Phase.SPEAKING, Phase.SAYING_BACK) and self.resting is None

    @property
    def ticking(self) -> bool:
        """Whether the clock runs: only while somebody speaks."""
        return self.phase is Phase.SPEAKING and self.resting is None


@dataclass(frozen=True, slots=True)
class TalkPlan:
    """A talk as its host means to begin it. ``about`` names a topic that is offered; else ``words`` are it."""

    phones: Phones
    minutes: int
    first: Side
    about: str = ""
    words: str = ""


def begun(plan: TalkPlan, *, alone: bool, now: datetime) -> Talk:
    """A talk that begins. With two phones the other is awaited."""
    if plan.minutes not in MINUTES:
        raise Refused(_("Please choose how long a turn is."))
    if plan.phones is Phones.TWO and alone:
        raise Refused(
            _("For two phones your partner has to be in Tend. One phone, passed back and forth, works now.")
        )
    phase = Phase.WAITING if plan.phones is Phones.TWO else Phase.SPEAKING
    return Talk(plan.phones, plan.minutes, phase, plan.first, since=now, left=plan.minutes * A_MINUTE)


def speaks(talk: Talk, side: Side) -> bool:
    """Whether a side's phone is the speaker's: one phone is always in the hands of whoever speaks.

    >>> from datetime import UTC
    >>> plan = TalkPlan(Phones.ONE, minutes=3, first=Side.OTHER)
    >>> talk = begun(plan, alone=True, now=datetime(2026, 3, 1, tzinfo=UTC))
    >>> speaks(talk, Side.HOST), speaks(talk, Side.OTHER)
    (True, False)
    """
    return side is (talk.floor if talk.phones is Phones.TWO else Side.HOST)


def may(talk: Talk, act: Act, side: Side) -> bool:
    """Whether something is this side's to tap now."""
    match act:
        case Act.COME:
            return talk.phase is Phase.WAITING and side is Side.OTHER
        case Act.SAID:
            return talk.running and talk.phase is Phase.SPEAKING and speaks(talk, side)
        case Act.MEANT | Act.AGAIN:
            return talk.running and talk.phase is Phase.SAYING_BACK and speaks(talk, side)
        case Act.REST:
            return talk.running
        case Act.GO_ON:
            return talk.resting is not None and (talk.phones is Phones.ONE or side is talk.resting)
        case Act.END:
            return talk.phase is not Phase.ENDED


def is_done(talk: Talk, act: Act, side: Side) -> bool:
    """Whether the talk is already where a tap would lead: whoever taps twice has tapped once."""
    match act:
        case Act.COME:
            return side is Side.OTHER and talk.phase in (Phase.SPEAKING, Phase.SAYING_BACK)
        case Act.SAID:
            return talk.phase is Phase.SAYING_BACK and speaks(talk, side)
        case Act.MEANT:
            return talk.phase is Phase.SPEAKING and (talk.phones is Phones.ONE or not speaks(talk, side))
        case Act.AGAIN:
            return talk.phase is Phase.SPEAKING and speaks(talk, side)
        case Act.REST:
            return talk.resting is not None
        case Act.GO_ON:
            return talk.running
        case Act.END:
            return talk.phase is Phase.ENDED


def after(talk: Talk, act: Act, side: Side, now: datetime) -> Talk:
    """The talk once somebody has tapped; raises `Refused` for what is not theirs to tap now."""
    if not may(talk, act, side):
        raise Refused(NOT_NOW[act])
    here = replace(talk, since=now, left=left_at(talk, now))
    match act:
        case Act.COME:
            return replace(here, phase=Phase.SPEAKING)
        case Act.SAID:
            return replace(here, phase=Phase.SAYING_BACK)
        case Act.MEANT:
            return passed_on(here)
        case Act.AGAIN:
            return replace(here, phase=Phase.SPEAKING, left=max(here.left, A_MINUTE))
        case Act.REST:
            return replace(here, resting=side)
        case Act.GO_ON:
            return replace(here, resting=None)
        case Act.END:
            return ended(here, side)


def passed_on(talk: Talk) -> Talk:
    """Understood: the other has the floor."""
    return replace(
        talk,
        phase=Phase.SPEAKING,
        floor=talk.floor.across,
        left=talk.whole,
        turn_count=talk.turn_count + 1,
    )


def ended(talk: Talk, side: Side) -> Talk:
    """Over. An invitation that is taken back is put away for both, one that is declined by whoever declined."""
    closed: frozenset[Side] = frozenset()
    if talk.phase is Phase.WAITING:
        closed = frozenset(Side) if side is Side.HOST else frozenset({side})
    return replace(talk, phase=Phase.ENDED, resting=None, closed=closed)


def closed_by(talk: Talk, side: Side) -> Talk:
    """The same ended talk, put away by one side; a talk that goes on stays as it is."""
    if talk.phase is not Phase.ENDED:
        return talk
    return replace(talk, closed=talk.closed | {side})


def left_at(talk: Talk, now: datetime) -> int:
    """The seconds whoever speaks still has. Whatever a clock does, no less than none and no more than there were.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    >>> talk = begun(TalkPlan(Phones.ONE, minutes=3, first=Side.HOST), alone=False, now=noon)
    >>> [left_at(talk, noon + timedelta(seconds=n)) for n in (0, 50, 3600, -3600)]
    [180, 130, 0, 180]
    """
    if not talk.ticking:
        return talk.left
    return min(talk.left, max(0, talk.left - int((now - talk.since).total_seconds())))


def is_over(talk: Talk, now: datetime) -> bool:
    """Whether a new talk can begin: it has ended, or nobody has touched it for half a day."""
    return talk.phase is Phase.ENDED or is_forgotten(talk, now)


def is_forgotten(talk: Talk, now: datetime) -> bool:
    """Whether nobody has touched it for half a day."""
    return now - talk.since >= FORGOTTEN_AFTER


NOT_NOW = {
    Act.COME: _("The talk has begun already, or is over."),
    Act.SAID: _("This is for the one who has the floor, while they speak."),
    Act.MEANT: _("Only the one who spoke can say whether it was understood."),
    Act.AGAIN: _("Only the one who spoke can say it again."),
    Act.REST: _("There is nothing to pause right now."),
    Act.GO_ON: _("Whoever asked for the pause says when to go on."),
    Act.END: _("This talk is over already."),
}
MOVED_ON = _("The talk has moved on since your page was shown. This is where it is now.")
GONE = _("This talk is over. You can begin a new one whenever it suits you both.")
