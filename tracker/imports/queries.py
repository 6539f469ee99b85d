"""The file that waits for the one who asks, and what would become of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, func, select

from tracker.accounts.room import stored_count
from tracker.belonging import BELONGINGS
from tracker.checkins.things import CHECK_INS
from tracker.domain.days import today
from tracker.domain.habits import HABITS_A_SPACE
from tracker.domain.texts import Sentence, _
from tracker.exports.actions import Back
from tracker.exports.alone import half, own
from tracker.exports.archive import Archive
from tracker.extensions import db
from tracker.habits.things import HABITS
from tracker.imports.arrivals import ArrivingHabit, arrivals
from tracker.imports.choices import Choices
from tracker.imports.differences import differences
from tracker.imports.loop_history import LoopHistory, Unreadable
from tracker.models import Arrival, Habit, Person, Tick, Track, Upload, UploadPart
from tracker.sight import sees_habit
from tracker.wall.things import NOTES, PICTURES

MOST_SHOWN = 100

BOTH_BACK = _(
    "Both halves are here, and what both of them say is there again. Things that only one of them tells of, or that were changed since: %(count)s. They stay with whoever has them."
)
ALL_BACK = _("It is all back.")
YOURS_BACK = _("What is yours is back. What was between you two comes once both of you have brought theirs.")
HALF_BACK = _(
    "Your own half is back, and %(name)s does not see it. What was between you comes once %(name)s has brought theirs back too."
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits, what was chosen of it, and how many of the chosen habits are in already.

    Of an export that is on its way back: how many pieces it has, and how many of them are written, unseen.
    """

    name: str
    sent_at: datetime
    choices: Choices
    done_count: int
    piece_count: int = 0

    @property
    def chosen(self) -> bool:
        """Whether its owner has said what is to come in."""
        return bool(self.choices.strategies) or self.coming_back

    @property
    def coming_back(self) -> bool:
        """Whether it is an export on its way back."""
        return self.piece_count > 0

    @property
    def chosen_count(self) -> int:
        """How many habits are to come in, or pieces of an export."""
        return self.piece_count or len(self.choices.strategies)

    @property
    def part(self) -> float:
        """How much of it has come, from 0 to 1."""
        return self.done_count / self.chosen_count

    @property
    def begun(self) -> bool:
        """Whether some of them are in, so that there is no choosing any more."""
        return self.done_count > 0


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come in, before any of it does. The rows are in the order of the file.

    ``mark`` is the same as long as the file is, ``differences`` are what counts in another way here; of the lines that cannot be read only the first are shown.
    """

    name: str
    mark: str
    differences: tuple[Sentence, ...]
    rows: tuple["PreviewRow", ...]
    unreadable: tuple[Unreadable, ...]
    more_unreadable: int
    room: int
    room_in_archive: int

    @property
    def crowded(self) -> bool:
        """Whether not all that is new in it finds room among the habits in use."""
        return sum(not row.here and row.arrival.archived_on is None for row in self.rows) > self.room

    @property
    def archive_crowded(self) -> bool:
        """Whether not all that is new in it and put away finds room in the archive."""
        put_away = sum(not row.here and row.arrival.archived_on is not None for row in self.rows)
        return put_away > self.room_in_archive


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A habit that would come in; of one that is here already, how many of its ticks are new."""

    arrival: ArrivingHabit
    here: bool
    new_tick_count: int


@dataclass(frozen=True, slots=True)
class BackPreview:
    """What would come back of an export of Tend's own: one's own half, where it is ``of_two``."""

    name: str
    exported_on: date
    habit_count: int
    tick_count: int
    check_in_count: int
    note_count: int
    picture_count: int
    of_two: bool


def waiting_for(person: Person) -> Waiting | None:
    """The file that waits for somebody, without what is in it."""
    of_this_file = (Arrival.person_id == Upload.person_id) & (Arrival.sent_at == Upload.sent_at)
    row = db.session.execute(
        select(Upload.name, Upload.sent_at, Upload.choices, Upload.done_count)
        .add_columns(Arrival.piece_count, Arrival.done_count.label("piece"))
        .outerjoin(Arrival, of_this_file)
        .where(Upload.person_id == person.id)
    ).one_or_none()
    if row is None:
        return None
    return Waiting(
        row.name, row.sent_at, Choices.read(row.choices), row.piece or row.done_count, row.piece_count or 0
    )


def content_for(person: Person) -> bytes | None:
    """What is in the file that waits for somebody, with all its parts."""
    found = select(Upload.content, Upload.sent_at).where(Upload.person_id == person.id)
    upload = db.session.execute(found).one_or_none()
    if upload is None:
        return None
    parts = (
        select(UploadPart.content)
        .where(UploadPart.person_id == person.id, UploadPart.sent_at == upload.sent_at)
        .order_by(UploadPart.number)
    )
    return b"".join([upload.content, *db.session.scalars(parts)])


def mark_of(content: bytes) -> str:
    """A few letters that no other file has."""
    return sha256(content).hexdigest()[:16]


def preview(waiting: Waiting, mark: str, history: LoopHistory, person: Person, now: datetime) -> Preview:
    """What would come in of a file."""
    coming = arrivals(history.habits, today(person.rhythm, now))
    here = ticks_by_origin(person, coming)
    return Preview(
        name=waiting.name,
        mark=mark,
        differences=tuple(differences(coming, strict=person.strict_for(shared=False))),
        rows=tuple(
            PreviewRow(each, each.origin in here, len(each.ticks.keys() - here.get(each.origin, set())))
            for each in coming
        ),
        unreadable=history.unreadable[:MOST_SHOWN],
        more_unreadable=max(0, len(history.unreadable) - MOST_SHOWN),
        room=room_for(person, archived=False),
        room_in_archive=room_for(person, archived=True),
    )


def back_preview(waiting: Waiting, archive: Archive, person: Person) -> BackPreview:
    """What would come back of an export."""
    kept = half(archive) if person.partner else own(archive)
    return BackPreview(
        name=waiting.name,
        exported_on=kept.exported_on,
        habit_count=len(kept[HABITS]),
        tick_count=sum(len(track.ticks) for habit in kept[HABITS] for track in habit.tracks),
        check_in_count=len(kept[CHECK_INS]),
        note_count=len(kept[NOTES]),
        picture_count=len(kept[PICTURES]),
        of_two=archive.partner is not None,
    )


def said_of_back(back: Back, person: Person) -> Sentence:
    """What to say once an export is back: that it is all there only where it is."""
    if back.left_count:
        return Sentence(BOTH_BACK, {"count": back.left_count})
    if not back.waits:
        return Sentence(ALL_BACK)
    if person.partner is None:
        return Sentence(YOURS_BACK)
    return Sentence(HALF_BACK, {"name": person.partner.name})


def ticks_by_origin(person: Person, coming: Sequence[ArrivingHabit]) -> dict[str, set[date]]:
    """The days on which those of the habits were ticked that are here already."""
    rows = db.session.execute(
        select(Habit.origin, Tick.day)
        .join(Track, Track.habit_id == Habit.id)
        .outerjoin(Tick, Tick.track_id == Track.id)
        .where(own_habits(person), Habit.origin.in_([each.origin for each in coming]))
    )
    here: defaultdict[str, set[date]] = defaultdict(set)
    for origin, day in rows:
        here[origin] |= {day} if day else set()
    return here


def habit_id_from(origin: str, person: Person) -> int | None:
    """The id of the habit that once came from there, if it did."""
    return db.session.scalar(select(Habit.id).where(own_habits(person), Habit.origin == origin))


def own_habits(person: Person) -> ColumnElement[bool]:
    """That a habit is somebody's alone, in their space."""
    return (Habit.space_id == person.space_id) & (Habit.owner_id == person.id)


def room_for(person: Person, *, archived: bool) -> int:
    """How many more habits there is room for, in use or in the archive, and of one's own in all."""
    kept = select(func.count()).select_from(Habit).where(sees_habit(person))
    there = db.session.scalars(
        kept.where(Habit.archived_on.is_not(None) if archived else Habit.archived_on.is_(None))
    ).one()
    most = BELONGINGS.counted()[Habit].quota.most
    return max(0, min(HABITS_A_SPACE - there, most - stored_count(Habit, person, most=most)))
