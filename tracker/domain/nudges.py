"""Nudges: "thinking of you", without a word more, once a day at most."""

from datetime import date


def may_nudge(last_on: date | None, day: date) -> bool:
    """Whether somebody can nudge on their day, who did so last on another, or never.

    >>> may_nudge(date(2026, 3, 10), date(2026, 3, 11))
    True
    >>> may_nudge(date(2026, 3, 11), date(2026, 3, 11))
    False
    """
    return last_on is None or last_on < day
