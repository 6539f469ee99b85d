"""One thing that the page of a day says, and what can be done about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tracker.domain.pauses import PausedDays
from tracker.domain.texts import Sentence, _
from tracker.habits.circumstances import SeenOffer, SeenProposal

NOTHING = Sentence("")
LOOK, SEE = _("Have a look"), _("See it")


@dataclass(frozen=True, slots=True)
class Button:
    """What one can do about a piece of news, by its endpoint and what that is given; with ``sent`` it is a form that says so much.

    ``label`` is for ears, where the name alone says too little.
    """

    name: str
    endpoint: str
    given: Mapping[str, Any] = field(default_factory=dict)
    sent: Mapping[str, Any] | None = None
    label: Sentence = NOTHING


@dataclass(frozen=True, slots=True)
class News:
    """One thing to say. ``at`` is when it is, ``on`` the day it was. A ``count`` is of habits; the page says it, as its
    language counts.

    A ``proposal``, an ``offer`` of a pause and ``quiet_days`` are said by the page likewise, as it knows what days are called. ``links``
    lead on from it, and ``away`` puts the line away. What comes ``first`` stands above the day; all else waits beside it.
    """

    words: Sentence = NOTHING
    symbol: str = ""
    loud: bool = False
    first: bool = False
    at: datetime | None = None
    on: date | None = None
    count: int = 0
    proposal: SeenProposal | None = None
    offer: SeenOffer | None = None
    quiet_days: PausedDays | None = None
    button: Button | None = None
    links: tuple[Button, ...] = ()
    away: Button | None = None
