"""That it is time for what somebody wanted to be reminded of: a quiet line, for two hours and until it is done."""

from collections.abc import Iterable, Iterator

from tracker.domain.pauses import paused
from tracker.domain.reminders import may_remind
from tracker.domain.texts import Sentence, _
from tracker.today.known import DayRead
from tracker.today.lists import is_open
from tracker.today.rows import Row
from tracker.today.saying import News


def reminded(known: DayRead, rows: Iterable[Row]) -> Iterator[News]:
    """The one line, where it is time for anything that is still to do."""
    names = [row.habit.name for row in rows if known.on_today and is_due(row, known)]
    if names:
        words = (
            _("It is time for “%(name)s”.") if len(names) == 1 else _("It is time for “%(name)s” and more.")
        )
        yield News(Sentence(words, {"name": names[0]}), "bell")


def is_due(row: Row, known: DayRead) -> bool:
    if row.habit.id not in known.beside.reminded or not may_remind(row.habit.strategy) or not is_open(row):
        return False
    mine = (
        track
        for _habit, tracks in known.habits
        for track in tracks
        if row.mine and track.id == row.mine.track_id
    )
    return not any(paused(known.company.pauses_of(track), known.day) for track in mine)
