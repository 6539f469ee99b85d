"""How much an archive holds of each kind that members have room for, in rows and in characters."""

from collections import Counter
from collections.abc import Mapping

from tracker.archives.things import Archive, Who
from tracker.belonging import BELONGINGS
from tracker.domain.habits import HABITS_A_SPACE
from tracker.domain.quotas import MEMBERS, QUOTAS, Kind
from tracker.domain.refusals import Refused
from tracker.domain.texts import _

Weight = tuple[Mapping[Kind, int], Mapping[Kind, int]]


def refuse_too_much(archive: Archive) -> None:
    """Raise `Refused` for more than two members have room for, in rows or in characters."""
    rows, letters = weight_of(archive)
    for kind, quota in QUOTAS.items():
        refuse_more(kind, rows[kind], most=MEMBERS * quota.most)
        if quota.letters:
            refuse_more(kind, letters[kind], most=MEMBERS * quota.letters)
    used = sum(each.archived_on is None for each in archive.habits)
    refuse_more(Kind.HABITS, used, most=MEMBERS * HABITS_A_SPACE)


def refuse_more(kind: Kind, count: int, *, most: int) -> None:
    if count > most:
        raise Refused(
            _(
                "There is more in this file than Tend has room for, at: %(place)s (%(count)s, and there is room for "
                "%(most)s). Nothing was brought in."
            ),
            place=kind.value,
            count=count,
            most=most,
        )


def weight_of(archive: Archive, *, only: Who | None = None) -> Weight:
    """How many rows of each kind there are, and how many characters in them: of everybody, or of one alone."""
    rows: Counter[Kind] = Counter()
    letters: Counter[Kind] = Counter()
    for kind, who, length in (thing for each in BELONGINGS.taken() for thing in each.weighed(archive)):
        if only in (None, who):
            rows[kind] += 1
            letters[kind] += length
    return rows, letters
