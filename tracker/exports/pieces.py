"""An archive in pieces, each small enough to be written while others wait, always the same ones in the same order.

Nobody sees any of it before all is there: it lies in a space without members, the stage. Whatever hangs under
habits and notes (ticks, pictures …) bears the number of the space it is for from the start, and is found through
them alone: so in the end only these few change places.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from sqlalchemy import select

from tracker.archives.rows import ReadyRows
from tracker.archives.things import Archive
from tracker.exports.coming import ComingArchive, folded_track
from tracker.extensions import db
from tracker.habits.brought import bring_habits, bring_track, remark_rows, tick_rows
from tracker.habits.things import HABITS, Habit, Track
from tracker.models import Habit as HabitRow
from tracker.models import Note as NoteRow
from tracker.models import Track as TrackRow
from tracker.reflections.archive import bring_reflections
from tracker.reflections.things import REFLECTIONS
from tracker.wall.archive import bring_notes, bring_pictures
from tracker.wall.things import NOTES, PICTURES

TICKS_AT_ONCE = 5_000
WORDS_AT_ONCE = 500  # remarks, notes, reflections: a page of text each at most
PICTURE_BYTES_AT_ONCE = 2**21

Write = Callable[[int], None]  # given the id of the stage
Piece = Callable[[ComingArchive], Write]  # what takes long is done before the writing begins


def pieces_of(archive: Archive) -> list[Piece]:
    """All pieces of an archive. Each is worked out for what is coming, and gives back what then writes it."""
    return [
        habits_piece,
        *(
            piece
            for habit in archive[HABITS]
            for track in habit.tracks
            for piece in pieces_of_track(habit, track)
        ),
        *(partial(notes_piece, part) for part in slices(archive[NOTES], WORDS_AT_ONCE)),
        *(partial(pictures_piece, part) for part in pictures_in_parts(archive)),
        *(partial(reflections_piece, part) for part in slices(archive[REFLECTIONS], WORDS_AT_ONCE)),
    ]


def slices(things: Sequence[object], most: int) -> list[slice]:
    """Where to cut things into parts of so many at most.

    >>> slices("abcde", 2)
    [slice(0, 2, None), slice(2, 4, None), slice(4, 6, None)]
    """
    return [slice(first, first + most) for first in range(0, len(things), most)]


def habits_piece(coming: ComingArchive) -> Write:
    return lambda stage_id: bring_habits(coming, stage_id)


def pieces_of_track(habit: Habit, track: Track) -> Iterator[Piece]:
    yield partial(track_piece, habit, track)
    for part in slices(track.ticks, TICKS_AT_ONCE):
        yield partial(ticks_piece, habit, track, part)
    for part in slices(track.remarks, WORDS_AT_ONCE):
        yield partial(remarks_piece, habit, track, part)


def track_piece(habit: Habit, track: Track, coming: ComingArchive) -> Write:
    fold = folded_track(coming, habit, track)

    def write(stage_id: int) -> None:
        habit_id = habits_on(stage_id, coming.archive)[habit.key]
        bring_track(coming, track, fold, habit_id=habit_id, stage_id=stage_id)

    return write


def ticks_piece(habit: Habit, track: Track, part: slice, coming: ComingArchive) -> Write:
    return rows_piece(tick_rows(coming, track.ticks[part]), habit, track, coming)


def remarks_piece(habit: Habit, track: Track, part: slice, coming: ComingArchive) -> Write:
    return rows_piece(remark_rows(coming, track.remarks[part]), habit, track, coming)


def rows_piece(rows: ReadyRows, habit: Habit, track: Track, coming: ComingArchive) -> Write:
    return lambda stage_id: rows.write(
        track_id=track_on(stage_id, coming, habit, track), space_id=coming.space_id
    )


def notes_piece(part: slice, coming: ComingArchive) -> Write:
    def write(stage_id: int) -> None:
        habits = habits_on(stage_id, coming.archive)
        bring_notes(coming, coming.archive[NOTES][part], habits=habits, stage_id=stage_id)

    return write


def pictures_in_parts(archive: Archive) -> list[slice]:
    """Where to cut the pictures into parts of so many bytes, or of one picture."""
    parts, size = [slice(0, 0)], 0
    for place, content in enumerate(archive[PICTURES]):
        if size + len(content) > PICTURE_BYTES_AT_ONCE:
            parts.append(slice(place, place))
            size = 0
        parts[-1] = slice(parts[-1].start, place + 1)
        size += len(content)
    return [part for part in parts if part.stop > part.start]


def pictures_piece(part: slice, coming: ComingArchive) -> Write:
    pictures = [each.picture for each in coming.archive[NOTES] if each.picture][part]

    def write(stage_id: int) -> None:
        ids = ids_of_pictured(stage_id, coming)[part]
        bring_pictures(coming, zip(ids, pictures, coming.archive[PICTURES][part], strict=True))

    return write


def ids_of_pictured(stage_id: int, coming: ComingArchive) -> list[int]:
    """The ids of the notes with a picture on the stage, in the order of the archive; those alike in all else are as good."""
    there = defaultdict(list)
    written = select(NoteRow.id, NoteRow.author_id, NoteRow.written_at, NoteRow.body)
    for note_id, *said in db.session.execute(
        written.where(NoteRow.space_id == stage_id).order_by(NoteRow.id.desc())
    ):
        there[tuple(said)].append(note_id)
    pictured = (each for each in coming.archive[NOTES] if each.picture)
    return [there[coming.people.get(each.by), each.written_at, each.body].pop() for each in pictured]


def reflections_piece(part: slice, coming: ComingArchive) -> Write:
    return lambda stage_id: bring_reflections(coming, coming.archive[REFLECTIONS][part], stage_id=stage_id)


def habits_on(stage_id: int, archive: Archive) -> Mapping[str, int]:
    """The ids of an archive's habits on the stage, by their keys: their positions are those in the archive."""
    ids = db.session.scalars(
        select(HabitRow.id).where(HabitRow.space_id == stage_id).order_by(HabitRow.position)
    )
    return {each.key: habit_id for each, habit_id in zip(archive[HABITS], ids, strict=True)}


def track_on(stage_id: int, coming: ComingArchive, habit: Habit, track: Track) -> int:
    owner_id = coming.people.get(track.whose)
    return db.session.scalars(
        select(TrackRow.id).where(
            TrackRow.habit_id == habits_on(stage_id, coming.archive)[habit.key],
            TrackRow.owner_id.is_not_distinct_from(owner_id),
        )
    ).one()
