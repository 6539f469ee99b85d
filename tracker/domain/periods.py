"""Whether a period was kept, excused, is still open, or was missed."""

from enum import StrEnum

from tracker.domain.schedules import Period


class Verdict(StrEnum):
    """What a period comes to. The words are for the code; no page says "missed"."""

    KEPT = "kept"
    EXCUSED = "excused"
    OPEN = "open"
    MISSED = "missed"


def verdict(period: Period, *, done: int, paused_count: int, open: bool) -> Verdict:
    """What the period comes to, where ``open`` says that it holds a day that is still open.

    ``done`` is what counts towards its target: ticks, or an amount. What was done during a pause counts. A period is
    excused when the days outside any pause are fewer than it must have, or when the schedule asks nothing of it.

    >>> from datetime import date
    >>> week = Period(date(2026, 3, 2), date(2026, 3, 8), target=3)
    >>> verdict(week, done=2, paused_count=5, open=False)
    <Verdict.EXCUSED: 'excused'>
    """
    if not period.target:
        return Verdict.EXCUSED
    if done >= period.target:
        return Verdict.KEPT
    if period.day_count - paused_count < (period.least or period.target):
        return Verdict.EXCUSED
    return Verdict.OPEN if open else Verdict.MISSED
