"""Bringing an export back into a space in which there is nothing yet: piece by piece, and seen once it is whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from tracker.accounts.queries import person_numbered
from tracker.accounts.room import make_room
from tracker.archives.things import Archive
from tracker.belonging import BELONGINGS
from tracker.domain.days import ONE_DAY
from tracker.domain.folds import Course, Settled
from tracker.domain.people import NAME_LENGTH
from tracker.domain.quotas import MEMBERS
from tracker.domain.states import Basis
from tracker.domain.uploads import MOST_CLAIMS
from tracker.domain.words import shortened
from tracker.exports.claiming import claims_of
from tracker.exports.coming import ComingArchive, archived_space, folded_couple, mark_of, refuse_used, zone_in
from tracker.exports.fitting import fit
from tracker.exports.pieces import Write, habits_on, pieces_of
from tracker.exports.ways import own_ways_in
from tracker.extensions import db
from tracker.habits.brought import give_origins
from tracker.habits.ordering import list_as
from tracker.habits.settling import folded, replace_fold, store_couple
from tracker.habits.tracks import SeenTrack, ticks_on, tracks_in
from tracker.holding import afresh, hold_space
from tracker.milestones.actions import keep_those_told
from tracker.models import Arrival, Habit, Half, Note, Person, Reflection, Space, Track

ON_STAGE = (
    Habit,
    Track,
    Note,
    Reflection,
)  # what changes places once all is there; all else hangs under them


@dataclass(frozen=True, slots=True)
class Whole:
    """What the last piece writes beside the archive: where the days of the couple stand then, and tracks that were here."""

    couple: Settled
    tracks: list[SeenTrack]
    folds: list[tuple[Course, Basis]]


@dataclass(frozen=True, slots=True)
class Back:
    """That an export is back: whether what was between two waits for the other's half, or how much only one of them tells of."""

    waits: bool
    left_count: int


def arrival_of(person_id: int) -> Arrival | None:
    """What is on its way to somebody."""
    found = select(Arrival).where(Arrival.person_id == person_id).execution_options(populate_existing=True)
    return db.session.scalar(found)


def pieces_left(coming: ComingArchive) -> Iterator[tuple[int, Write]]:
    """The pieces that are not written yet, with their numbers, from 0; each is worked out as it is asked for."""
    arrival = arrival_of(coming.by_id)
    done_count = 0 if arrival is None or begins(coming) else arrival.done_count
    left = pieces_of(coming.archive)[done_count:]
    return ((number, piece(coming)) for number, piece in enumerate(left, start=done_count))


def begins(coming: ComingArchive) -> bool:
    """Whether nothing of what is coming lies on a stage yet, or nothing from which it can go on."""
    found = arrival_of(coming.by_id)
    asked = (coming.space_id, coming.sent_at, coming.mark)
    return found is None or (found.space_id, found.sent_at, found.mark) != asked


def bring_piece(coming: ComingArchive, number: int, write: Write) -> bool:
    """Write a piece where nobody sees it. Says no where another goes on with the same file, or it was thrown away.

    Before the first it raises `Refused` where there is no room for all of it.
    """
    if number == 0 and not set_stage(coming):
        return False
    stage_id = stage_at(coming, number)
    if stage_id is None:
        return False
    write(stage_id)
    return True


def set_stage(coming: ComingArchive) -> bool:
    """Begin anew, in a space without members. What lay on another stage is nobody's, and swept away.

    Says no where the one it comes to lives elsewhere by now.
    """
    by = person_numbered(coming.by_id)
    if by is not None:
        hold_space(by)
    if by is None or by.space_id != coming.space_id:
        return False
    find_room(coming, by)
    throw_away(coming.by_id)
    founded_on = coming.archive.space.founded_on
    stage = Space(name="", first_weekday=0, founded_on=founded_on, settled_through=founded_on - ONE_DAY)
    db.session.add(stage)
    db.session.flush()
    row = {
        "person_id": coming.by_id,
        "space_id": coming.space_id,
        "stage_id": stage.id,
        "sent_at": coming.sent_at,
        "mark": coming.mark,
        "piece_count": len(pieces_of(coming.archive)),
        "done_count": 0,
    }
    db.session.execute(insert(Arrival), [row])
    return True


def find_room(coming: ComingArchive, by: Person) -> None:
    """See that there is room for all that is one's own in it, beside what one may have left elsewhere."""
    rows, letters = coming.weight
    for table in BELONGINGS.counted():
        make_room(table, by=by, rows=rows[table], letters=letters[table], shares=MEMBERS)


def throw_away(person_id: int) -> None:
    """Let go of what is on its way to somebody; nobody has seen any of it."""
    db.session.execute(delete(Arrival).where(Arrival.person_id == person_id))


def stage_at(coming: ComingArchive, number: int) -> int | None:
    """The stage of an arrival of which this piece is the next, and counted as written."""
    return db.session.scalar(
        update(Arrival)
        .where(
            Arrival.person_id == coming.by_id,
            Arrival.sent_at == coming.sent_at,
            Arrival.mark == coming.mark,
            Arrival.done_count == number,
        )
        .values(done_count=number + 1)
        .returning(Arrival.stage_id)
        .execution_options(synchronize_session=False)
    )


def whole(coming: ComingArchive) -> Whole:
    """What there is to write once all pieces are: worked out from how things stand, in a moment when nobody has to wait."""
    tracks = bearing_on(coming)
    return Whole(
        couple=folded_couple(coming),
        tracks=tracks,
        folds=[folded(track, ticks_on(track.id), coming.company) for track in tracks],
    )


def unveil(coming: ComingArchive, seen: Whole, *, by: Person) -> Back | None:
    """Let all that has come be seen at once, and what two halves say. Nothing where something has changed that it follows from;
    it comes anew then.

    Raises `Refused` where there is something in the space by now, or no room for it any more.
    """
    hold_space(by)
    refuse_used(by)
    if mark_of(by) != coming.mark or bearing_on(coming) != seen.tracks:
        return None
    stage_id = stage_at(coming, len(pieces_of(coming.archive)))
    if stage_id is None:
        return None
    find_room(coming, by)
    habits = habits_on(stage_id, coming.archive)
    settle_in(coming.archive, by)
    if coming.archive.me.habit_order:
        list_as((habits[each] for each in coming.archive.me.habit_order), by=by)
    bring_the_rest(coming, habits)
    give_origins(coming.archive, habits)
    for table in ON_STAGE:
        db.session.execute(
            update(table)
            .where(table.space_id == stage_id)
            .values(space_id=coming.space_id)
            .execution_options(synchronize_session=False)
        )
    db.session.execute(delete(Space).where(Space.id == stage_id))
    for track, fold in zip(seen.tracks, seen.folds, strict=True):
        replace_fold(track, *fold)
    store_couple(by.space, seen.couple)
    db.session.flush()
    keep_those_told(by, coming.now)
    db.session.expire_all()
    wait_for_the_other(coming, habits)
    left = fit(afresh(by), coming.now)
    return Back(waits=coming.file.partner is not None and left is None, left_count=left or 0)


def wait_for_the_other(coming: ComingArchive, habits: Mapping[str, int]) -> None:
    """Keep what the file says of two, until the other's file says the same."""
    claims = claims_of(coming.file, coming, habits)
    db.session.execute(delete(Half).where(Half.person_id == coming.by_id))
    if claims is not None and len(kept := claims.packed) <= MOST_CLAIMS:
        row = {"person_id": coming.by_id, "space_id": coming.space_id, "claims": kept}
        db.session.execute(insert(Half), [row])


def bearing_on(coming: ComingArchive) -> list[SeenTrack]:
    """The tracks that are here already and that what comes may bear on: one's own, and those of both."""
    return [each for each in tracks_in(coming.space_id) if each.owner_id in (coming.by_id, None)]


def bring_the_rest(coming: ComingArchive, habits: Mapping[str, int]) -> None:
    """What there is little of, or what is found by its author wherever it lies: that is written when all else is there."""
    for each in BELONGINGS.taken():
        if each.bring is not None:
            each.bring(coming, habits)


def settle_in(archive: Archive, by: Person) -> None:
    """The person as they were, and their space where they are alone in it. What is of two, two say."""
    me = archive.me
    by.tells_tidings, by.takes_nudges = me.tells_tidings, me.takes_nudges
    by.name = shortened(me.name, NAME_LENGTH)
    by.day_ends_at, by.zone = me.day_ends_at, zone_in(archive, by)
    if by.partner is None:
        space, ways = by.space, archived_space(archive)
        space.name, space.strict, space.weeks = archive.space.name, ways.strict, ways.weeks
        space.founded_on, by.joined_on = archive.space.founded_on, me.joined_on
        by.own_ways = ""
    else:
        by.own_ways = own_ways_in(archive)
    if by.partner is None or by.partner.colour != me.colour:
        by.colour = me.colour
    db.session.flush()
