"""The habits of a day as its page lists them: what is open first, then what is done; the rest folded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tracker.today.rows import Mark, Row

MOST_OPEN = 8  # then "and 12 more"


@dataclass(frozen=True, slots=True)
class Lists:
    """One's rows: some that are ``open``, ``more`` of these, those that are ``done`` and those of which nothing is asked.

    What the partner does for themselves stands by itself.
    """

    open: tuple[Row, ...]
    more: tuple[Row, ...]
    done: tuple[Row, ...]
    unasked: tuple[Row, ...]
    partners: tuple[Row, ...]

    @property
    def all_done(self) -> bool:
        """Whether something was done, and nothing that is asked for is left to do."""
        return bool(self.done) and not self.open


def lists_of(rows: Iterable[Row]) -> Lists:
    """Some rows as they are listed, each list in their order."""
    own = [row for row in rows if row.mine]
    to_do = those(own, is_open)
    return Lists(
        open=to_do[:MOST_OPEN],
        more=to_do[MOST_OPEN:],
        done=those(own, is_done),
        unasked=those(own, lambda row: not is_open(row) and not is_done(row)),
        partners=tuple(row for row in rows if not row.mine),
    )


def those(rows: Iterable[Row], wanted: Callable[[Row], bool]) -> tuple[Row, ...]:
    return tuple(filter(wanted, rows))


def is_done(row: Row) -> bool:
    """Whether one has done it, all of it."""
    return row.mine is not None and row.mine.reached


def is_open(row: Row) -> bool:
    """Whether it is asked for and not done; what has all of its week without this day is not asked for any more."""
    return waits(row.mine, asked=row.asked)


def waits(mark: Mark | None, *, asked: bool) -> bool:
    """Whether a mark waits for somebody to do it."""
    return mark is not None and not mark.reached and (mark.ticked or (asked and not mark.kept))


def both_done(rows: Iterable[Row]) -> bool:
    """Whether neither has anything left to do that the one who asks knows of, and the partner has done something."""
    partners = [(row.partners or row.shared, row.asked) for row in rows]
    return any(mark and mark.reached for mark, _asked in partners) and not any(
        waits(mark, asked=asked) for mark, asked in partners
    )
