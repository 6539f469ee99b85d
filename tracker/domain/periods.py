"""Whether a period was kept, excused, is still open, or was missed."""

from enum import StrEnum

from tracker.domain.schedules import Period


class Verdict(StrEnum):
    """What a period comes to. The words are for the code; no page says "missed"."""

    KEPT = "kept"
    EXCUSED = "excused"
    OPEN = "open"
    MISSED = "missed"


def verdict(period: Period, *, tick_count: int, paused_count: int, open: bool) -> Verdict:
    """What the period comes to, where ``open`` says that it holds a day that is still open.

    Ticks made during a pause count. A period is excused when the days outside any pause are
    fewer than the target, or when the schedule asks nothing of it.

    >>> from datetime import date
    >>> week = Period(date(2026, 3, 2), date(2026, 3, 8), target=3)
    >>> verdict(week, tick_count=2, paused_count=5, open=False)
    <Verdict.EXCUSED: 'excused'>
    """
    if not period.target:
        return Verdict.EXCUSED
    if tick_count >= period.target:
        return Verdict.KEPT
    if period.day_count - paused_count < period.target:
        return Verdict.EXCUSED
    return Verdict.OPEN if open else Verdict.MISSED
