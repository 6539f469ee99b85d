"""How much an archive holds of each kind that members have room for, in rows and in characters."""

from collections import Counter
from collections.abc import Mapping

from tracker.archives.things import Archive, Who
from tracker.belonging import BELONGINGS
from tracker.domain.habits import HABITS_A_SPACE
from tracker.domain.quotas import MEMBERS
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import Table
from tracker.habits.things import HABITS
from tracker.models import Habit

Weight = tuple[Mapping[type[Table], int], Mapping[type[Table], int]]


def refuse_too_much(archive: Archive) -> None:
    """Raise `Refused` for more than two members have room for, in rows or in characters."""
    rows, letters = weight_of(archive)
    for table, kept in BELONGINGS.counted().items():
        refuse_more(table, rows[table], most=MEMBERS * kept.quota.most)
        if kept.quota.letters:
            refuse_more(table, letters[table], most=MEMBERS * kept.quota.letters)
    used = sum(each.archived_on is None for each in archive[HABITS])
    refuse_more(Habit, used, most=MEMBERS * HABITS_A_SPACE)


def refuse_more(table: type[Table], count: int, *, most: int) -> None:
    if count > most:
        raise Refused(
            _(
                "There is more in this file than Tend has room for, at: %(place)s (%(count)s, and there "
                "is room for %(most)s). Nothing was brought back."
            ),
            place=table.__tablename__,
            count=count,
            most=most,
        )


def weight_of(archive: Archive, *, only: Who | None = None) -> Weight:
    """How many rows of each kind there are, and how many characters in them: of everybody, or of one alone."""
    rows: Counter[type[Table]] = Counter()
    letters: Counter[type[Table]] = Counter()
    for table, who, length in (thing for each in BELONGINGS.taken() for thing in each.weighed(archive)):
        if only in (None, who):
            rows[table] += 1
            letters[table] += length
    return rows, letters
