"""How much an archive holds of each kind that members have room for, in rows and in characters."""

from collections import Counter
from collections.abc import Iterator, Mapping

from tracker.domain.habits import HABITS_A_SPACE
from tracker.domain.quotas import MEMBERS, QUOTAS, Kind
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.exports.things import Archive, Who

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
    for kind, who, length in weighed(archive):
        if only in (None, who):
            rows[kind] += 1
            letters[kind] += length
    return rows, letters


def weighed(archive: Archive) -> Iterator[tuple[Kind, Who, int]]:
    """Each thing in it: what it is, whose it is, and how many characters it holds, where these are counted."""
    for habit in archive.habits:
        yield Kind.HABITS, habit.owner, 0
        for track in habit.tracks:
            yield from ((Kind.TICKS, habit.owner, 0) for _tick in track.ticks)
            yield from ((Kind.REMARKS, each.by, len(each.body)) for each in track.remarks)
    yield from ((Kind.PAUSES, Who.ME, 0) for _pause in archive.pauses)
    yield from ((Kind.CHECK_INS, each.by, each.answers.letters) for each in archive.check_ins)
    yield from ((Kind.NOTES, each.by, len(each.body)) for each in archive.notes)
    yield from ((Kind.PICTURES, each.by, 0) for each in archive.notes if each.picture)
    yield from ((Kind.JAR_NOTES, Who.ME, 0) for _note in archive.jar)
    yield from ((Kind.REFLECTIONS, each.by, each.entry.letters) for each in archive.reflections)
    yield from ((Kind.OUTINGS, each.by, 0) for each in archive.outings)
    yield from ((Kind.IDEAS, each.by, 0) for each in archive.ideas)
    yield from ((Kind.REMEMBERED_DAYS, each.by, 0) for each in archive.remembered)
    yield from ((Kind.APPOINTMENTS, each.by, 0) for each in archive.appointments)
