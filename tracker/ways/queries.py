"""Finding somebody's own words, and those of the partner that are there for them: what other pages show them, no more."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import reduce
from itertools import islice
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, String, bindparam, case, cast, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from tracker.checkins.sheets import seen
from tracker.domain.searching import Spellings, holds, holds_one_by_one
from tracker.domain.sight import Role
from tracker.extensions import db
from tracker.models import CheckIn, Note, Person, Reflection
from tracker.reflections.queries import seen_by
from tracker.sight import OWN_CHECK_IN, READS_CHECK_IN, sees_reflection, through
from tracker.wall.shown import NEWEST_FIRST, ShownNote, shown_by
from tracker.ways.kept import in_what_is_kept
from tracker.ways.words import MOST, FoundWords, WordsKind, around, name_of

WRITTEN = ("went_well", "talk_about", "feel_loved", "small_thing", "private_line")
WRITTEN_OF = attrgetter(*WRITTEN)
A_PART = 100  # of what the database finds, where a short word can stand inside another; mostly it is enough

Found = TypeVar("Found")


def own_words(person: Person, wanted: Sequence[Spellings]) -> list[FoundWords]:
    """Whatever holds all that somebody looks for: what has no day first, then the newest. Of a kind there are `MOST`."""
    found = [
        *in_what_is_kept(person, wanted),
        *in_notes(person, wanted),
        *in_reflections(person, wanted),
        *in_check_ins(person, wanted),
    ]
    return sorted(found, key=lambda each: each.day or date.max, reverse=True)


def in_each(column: InstrumentedAttribute[str], wanted: Iterable[Spellings]) -> Iterator[ColumnElement[bool]]:
    """That a text as it is searched holds all of the words."""
    for spelt in wanted:
        yield or_(*(column.contains(each, autoescape=True) for each in spelt))


def in_parts(read: Callable[[int, int], Sequence[Found]]) -> Iterator[Found]:
    """All there is to read, for as long as somebody asks for more: ``read`` is told how many come before a part, and how
    many it may hold, each time twice as many.
    """
    before, most, part = 0, A_PART, read(0, A_PART)
    yield from part
    while len(part) == most:
        before, most = before + most, 2 * most
        part = read(before, most)
        yield from part


def in_notes(person: Person, wanted: Sequence[Spellings]) -> list[FoundWords]:
    """Notes on the wall, their answers, and what is said of their pictures."""
    newest = NEWEST_FIRST.where(*in_each(Note.searched, wanted))
    near = in_parts(lambda before, most: shown_by(newest.offset(before).limit(most), person))
    found = (shown for shown in near if holds("\n".join(texts_of_note(shown)), wanted))
    return [
        FoundWords(
            WordsKind.NOTE,
            around(texts_of_note(shown), wanted),
            {"note_id": shown.note.id},
            shown.written_on,
            "" if shown.own else shown.author_name,
        )
        for shown in islice(found, MOST)
    ]


def texts_of_note(shown: ShownNote) -> list[str]:
    """What there is to read on a note."""
    picture = shown.note.picture
    return [shown.note.body, shown.note.answer, picture.description if picture else ""]


def in_reflections(person: Person, wanted: Sequence[Spellings]) -> list[FoundWords]:
    """Reflections of one's own, and those that the partner shares."""
    there = (sees_reflection(person), Reflection.deleted_at.is_(None))
    near = select(Reflection).where(*there, *in_each(Reflection.folded, wanted))
    newest = near.order_by(Reflection.created_at.desc(), Reflection.id.desc())
    rows = in_parts(lambda before, most: db.session.scalars(newest.offset(before).limit(most)).all())
    read = ((row, seen_by(person, row).entry.texts) for row in rows)
    found = ((row, texts) for row, texts in read if holds("\n".join(texts), wanted))
    return [
        FoundWords(
            WordsKind.REFLECTION,
            around(texts, wanted),
            {"reflection_id": row.id},
            row.written_on,
            name_of(person, row.author_id),
        )
        for row, texts in islice(found, MOST)
    ]


# What there is to read in the weeks, lists as they are written down, and then the rows of those that hold what is looked for.
# With all that is in each row, the weeks of ten years take four times as long. Whether the line for oneself holds it, or an
# answer that stayed shut, is not even looked for in the partner's: it would be told by how long a search takes.
OF_BOTH = WRITTEN[:-1]
PART_IS_SHUT = ~OWN_CHECK_IN & (cast(CheckIn.shut, String) != "[]")
WORDS_OF_WEEKS = select(
    *(CheckIn.week, CheckIn.id, PART_IS_SHUT.label("part_is_shut")),
    cast(CheckIn.appreciated, String).label("lines"),
    reduce(
        lambda text, each: text + "\n" + each,
        (getattr(CheckIn, each) for each in OF_BOTH),
        case((OWN_CHECK_IN, CheckIn.private_line), else_=""),
    ).label("written"),
).where(READS_CHECK_IN)
READ_CHECK_INS = (
    select(CheckIn.__table__)
    .where(READS_CHECK_IN, CheckIn.id.in_(bindparam("near", expanding=True)))
    .order_by(CheckIn.week.desc())
)


def in_check_ins(person: Person, wanted: Sequence[Spellings]) -> list[FoundWords]:
    """Check-ins of one's own, drafts among them, and of the partner's what has opened."""
    asked, connection = through(person), db.session.connection()
    words = connection.execute(WORDS_OF_WEEKS, asked).all()
    texts = ("" if each.part_is_shut else f"{read_out(each.lines)}\n{each.written}" for each in words)
    held = holds_one_by_one(texts, wanted)
    read_whole = (each for each, holding in zip(words, held, strict=True) if holding or each.part_is_shut)
    near = sorted((each[:2] for each in read_whole), reverse=True)

    def rows_of(before: int, most: int) -> Sequence[Any]:
        ids = [check_in_id for _week, check_in_id in near[before : before + most]]
        return connection.execute(READ_CHECK_INS, {**asked, "near": ids}).all() if ids else ()

    rows = in_parts(rows_of)
    read = ((row, texts_seen(row, by=person)) for row in rows)
    found = ((row, texts) for row, texts in read if holds("\n".join(texts), wanted))
    return [
        FoundWords(
            WordsKind.CHECK_IN,
            around(texts, wanted),
            {"week": row.week},
            row.week,
            name_of(person, row.author_id),
        )
        for row, texts in islice(found, MOST)
    ]


def read_out(lines: str) -> str:
    """The words of a list as it is written down; between them may stand signs, which no word has."""
    return "\n".join(json.loads(lines)) if "\\" in lines else lines


def texts_seen(row: Any, *, by: Person) -> list[str]:
    """What somebody may read of a check-in."""
    role = Role.AUTHOR if row.author_id == by.id else Role.PARTNER
    return texts_of_answers(seen(row, role).answers)


def texts_of_answers(answers: Any) -> list[str]:
    """What was answered in words: by what the domain knows of it, or all that is in a row."""
    return [text for text in (*answers.appreciated, *WRITTEN_OF(answers)) if text]
