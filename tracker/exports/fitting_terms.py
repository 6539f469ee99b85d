"""How a habit that two tend counted on days that were: only as both files say it, so that neither counts by the other's alone."""

from collections.abc import Collection
from datetime import date, timedelta

from tracker.archives.things import Who
from tracker.domain.habits import Mode
from tracker.exports.claims import Claims, Kept
from tracker.habits.things import Asked

SIDES = {Who.ME: Who.PARTNER, Who.PARTNER: Who.ME}
# A day is over for both two days later, wherever they are.
OVER = timedelta(days=2)


def say_alike(own: Kept, other: Kept, claims: Claims, others: Claims) -> bool:
    """Whether two files say the same of how a habit counted, on all days of which both can tell.

    What one of them tells of later days stands, as the other has nothing on them. A habit for one is its owner's to tell of,
    but for days of touch.
    """
    if own.mode is not other.mode or claims.exported_on is None or others.exported_on is None:
        return False
    until = min(claims.exported_on, others.exported_on) - OVER
    mirrored = {(SIDES.get(whose, whose), days) for whose, days in touched(other, until)}
    if own.mode is Mode.ONE:
        return touched(own, until) == mirrored
    return (own.starts_on, own.unit, asked(own, until), ended(own, until), touched(own, until)) == (
        *(other.starts_on, other.unit, asked(other, until), ended(other, until)),
        mirrored,
    )


def asked(kept: Kept, until: date) -> tuple[Asked, ...]:
    return tuple(each for each in kept.asks if each.since <= until)


def ended(kept: Kept, until: date) -> date | None:
    return kept.archived_on if kept.archived_on and kept.archived_on <= until else None


def touched(kept: Kept, until: date) -> Collection[tuple[Who, frozenset[date]]]:
    return {(each.whose, frozenset(day for day in each.days if day <= until)) for each in kept.lines}


def latest(own: Kept, other: Kept, claims: Claims, others: Claims) -> Kept:
    """Of two that say the same as far as both go, the one that goes on longer; the owner's where neither does."""
    later = claims.exported_on and others.exported_on and others.exported_on > claims.exported_on
    return other if later else own
