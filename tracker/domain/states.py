"""A track's state as it is kept: as JSON, with what it was computed from, so that it can be checked and built again.

By which rules it was folded is kept beside it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from tracker.domain.days import Weeks
from tracker.domain.folds import History, Settled, TrackState
from tracker.domain.streaks import GoingRun, Streak
from tracker.domain.strength import Strength, smoothing
from tracker.domain.texts import _

# Each change to what a fold makes of a history, by the number of the rules since then: what it means for a longest streak,
# as it is told to whoever sees another one for it.
CHANGES = {
    2: _(
        "A day that was covered now counts, even where that was declined. So a longest streak can be "
        "different from before."
    ),
    3: _("Streaks now forgive one for one. So a longest one can be different from before."),
    4: _(
        "A week or month with less than half of it left now asks for nothing. So a longest streak can be "
        "different from before."
    ),
}
RULES = max(CHANGES)  # none can be without its words
MANY_CHANGES = _("Streaks are counted by new rules now. So a longest one can be different from before.")
LARGE = 2**61 - 1  # a prime: sums of ticks are taken modulo it

NAMES = tuple(each.name for each in fields(Streak))
DATES = frozenset(each.name for each in fields(Streak) if each.type is date)
FRESH = Streak()


def change_told(rules: int) -> str:
    """Why a longest streak can have become another since it was counted by some rules.

    >>> change_told(RULES - 1) == CHANGES[RULES]
    True
    """
    return CHANGES[RULES] if rules == RULES - 1 else MANY_CHANGES


@dataclass(frozen=True, slots=True)
class Basis:
    """What a state was computed from: how many ticks and what sum of them, and all else that counts."""

    tick_count: int = 0
    tick_sum: int = 0
    asked: str = ""


def basis_of(
    history: History, state: TrackState, before: Basis | None = None, since: date = date.min
) -> Basis:
    """What a state follows from, given the ticks after ``since`` and what the state up to then followed from."""
    before = before or Basis()
    ticks = {day: amount for day, amount in history.ticks.items() if since < day <= state.through}
    return Basis(
        tick_count=before.tick_count + len(ticks),
        tick_sum=(before.tick_sum + sum_of(ticks)) % LARGE,
        asked=asked_until(state.through, history),
    )


def sum_of(ticks: Mapping[date, int]) -> int:
    """A number that nearly any other ticks would not give, in whatever order they come."""
    return sum(pow(day.toordinal(), 3) * (amount + 2) for day, amount in ticks.items()) % LARGE


def asked_until(through: date, history: History) -> str:
    """What was asked up to a day, in short: the same text for the same, and hardly ever for anything else."""
    words = [
        history.starts_on,
        min(history.ends_on, through),
        weekly_until(through, history.first_weekday),
        history.strict,
        max(smoothing(each).window for each in history.terms),
        *(each for each in history.terms if each.since <= through),
        *(("summed", each.since) for each in history.terms if each.summed and each.since <= through),
        *sorted(
            (each.starts_on, min(each.ends_on, through))
            for each in history.pauses
            if each.starts_on <= through
        ),
    ]
    return sha256(repr(words).encode()).hexdigest()[:16]


def weekly_until(through: date, weeks: int | Weeks) -> int | Weeks:
    """The weeks as they were turned until a day; a weekday alone stays what it is."""
    return weeks if isinstance(weeks, int) else weeks.until(through)


def stored(state: TrackState, basis: Basis) -> str:
    """A state as text, without its day; of the streak only what differs from a fresh one.

    >>> kept = stored(TrackState(Streak(kept=2), Strength(0.5, 1), date(2026, 3, 1)), Basis(2, 3, "a"))
    >>> json.loads(kept)["strength"]
    {'value': 0.5, 'day_count': 1, 'recent': []}
    >>> json.loads(kept)["basis"]
    {'tick_count': 2, 'tick_sum': 3, 'asked': 'a'}
    """
    return text_of(
        {"streak": plain(state.streak), "strength": asdict(state.strength), "basis": asdict(basis)}
    )


# Read anew for each track, Today takes 4 to 6 % longer.
@lru_cache(maxsize=10_000)
def restored(text: str, through: date) -> tuple[TrackState, Basis]:
    """The state that was stored, up to and including a day, and what it was computed from. Of no text: nothing settled."""
    if not text:
        return TrackState(Streak(), Strength(), through), Basis()
    values = json.loads(text)
    return TrackState(streak_in(values["streak"]), strength_in(values["strength"]), through), Basis(
        **values["basis"]
    )


def stored_couple(settled: Settled) -> str:
    """A couple's streak as text, without its days.

    >>> stored_couple(Settled(Streak((GoingRun(2, date(2026, 3, 1), 3),)), date(2026, 3, 2)))
    '{"streak":{"runs":[[2,"2026-03-01",3]]}}'
    """
    return text_of({"streak": plain(settled.streak)})


def restored_couple(text: str, through: date, days: str) -> Settled:
    """The couple's streak that was stored, up to and including a day. Of no text: nothing settled."""
    return Settled(restored_streak(text), through, days)


# Read anew for each page, Today takes 2 % longer.
@lru_cache(maxsize=2000)
def restored_streak(text: str) -> Streak:
    """A streak that was stored by itself. Of no text: nothing kept yet."""
    return streak_in(json.loads(text)["streak"]) if text else Streak()


def plain(streak: Streak) -> dict[str, Any]:
    """A streak as values that JSON knows, without those that a new one has anyway."""
    values = {name: getattr(streak, name) for name in NAMES if getattr(streak, name) != getattr(FRESH, name)}
    if "runs" in values:
        values["runs"] = [(length, day.isoformat(), graces) for length, day, graces in streak.runs]
    return {name: each.isoformat() if isinstance(each, date) else each for name, each in values.items()}


def streak_in(values: Mapping[str, Any]) -> Streak:
    """The streak that stands in such values. What other rules have kept there is passed over: it is folded anew."""
    read: dict[str, Any] = {name: values[name] for name in NAMES if name in values}
    for name in DATES & read.keys():
        read[name] = date.fromisoformat(read[name])
    if "runs" in read:
        read["runs"] = tuple(
            GoingRun(length, date.fromisoformat(day), graces) for length, day, graces in read["runs"]
        )
    return Streak(**read)


def strength_in(values: Mapping[str, Any]) -> Strength:
    """A strength as it was kept."""
    recent = tuple((day, share) for day, share in values["recent"])
    return Strength(values["value"], values["day_count"], recent)


def text_of(values: Mapping[str, Any]) -> str:
    """Values as the database keeps them."""
    return json.dumps(values, separators=(",", ":"))
