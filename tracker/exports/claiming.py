"""Reads from a file what it claims of two, once one's own half of it is here."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from tracker.archives.plain import Id
from tracker.archives.rows import strategy_number
from tracker.archives.things import NO_ID, Archive, Who
from tracker.checkins.things import CHECK_INS, CheckIn, Heard
from tracker.covers.things import COVERS, Cover
from tracker.domain.checkins import CheckInState
from tracker.domain.habits import TOUCH, Mode
from tracker.exports.as_it_is import habit_as_it_is, plans_as_they_are
from tracker.exports.claims import (
    PLANNED,
    ClaimedLine,
    ClaimedRemark,
    Claims,
    Kept,
    OpenedCheckIn,
    ReadRemark,
    Said,
    digest,
    digest_of,
    digest_of_entry,
)
from tracker.exports.coming import ComingArchive
from tracker.extensions import db
from tracker.habits.things import HABITS, Habit, keys_alone
from tracker.jar.things import JAR, OPENED
from tracker.milestones.things import MILESTONES
from tracker.models import Note as NoteRow
from tracker.models import Withdrawal
from tracker.pauses.things import PAUSES
from tracker.reflections.things import REFLECTIONS
from tracker.wall.things import DRAFTS, NOTES


def claims_of(file: Archive, coming: ComingArchive, habits: Mapping[str, int]) -> Claims | None:
    """What a file claims, once one's half of it is here, given the habits' ids by their keys; nothing where it was of one."""
    partner = file.partner
    if partner is None:
        return None
    known = [each for each in file[CHECK_INS] if each.id]
    return Claims(
        space=file.space,
        joined_on=(file.me.joined_on, partner.joined_on),
        colours=(file.me.colour, partner.colour),
        order=tuple(order_of(file, habits)),
        habits=tuple(kept_habits(file, habits)),
        check_ins=tuple(opened(each) for each in known if between(each)),
        sealed=tuple(opened(each) for each in known if meant_for_both(each)),
        said=(*letters(file, coming), *jarred(file), *begun(file), *reflected(file), *planned(file, coming)),
        covers=tuple(given(each) for each in file[COVERS] if each.id),
        milestones=file[MILESTONES],
        pauses=tuple(
            each for each in file[PAUSES] if each.whose is Who.TOGETHER and not each.habit and each.id
        ),
        listed_until=db.session.scalar(select(func.max(Withdrawal.id))) or 0,
        came_at=coming.now,
        touch_numbers=file.me.touch_numbers,
        exported_on=file.exported_on,
    )


def given(cover: Cover) -> Cover:
    """A cover with its line, where that is one's own, or with the digest of the other's."""
    return replace(cover, line=digest(cover.line)) if cover.covered is Who.ME else cover


def kept_habits(file: Archive, habits: Mapping[str, int]) -> Iterator[Kept]:
    keys = keys_alone(file)
    for each in file[HABITS]:
        if each.shared and each.id:
            row = habits.get(keys.get(each.key, ""), 0)
            kept = Kept(
                *(each.id, each.owner is Who.ME, each.mode, Id(row or "")),
                remarks=tuple(remarked(each)),
                read=tuple(read_in(each)),
                lines=tuple(lines_in(each)),
                came=habit_as_it_is(row) if each.owner is Who.ME else "",
            )
            yield kept if each.mode is Mode.ONE else counted(kept, each)


def counted(kept: Kept, habit: Habit) -> Kept:
    """The same with how a habit of both counted."""
    return replace(
        kept,
        starts_on=habit.starts_on,
        archived_on=habit.archived_on,
        asks=habit.asks,
        unit=digest(habit.unit),
    )


def lines_in(habit: Habit) -> Iterator[ClaimedLine]:
    """The lines of one of touch."""
    for track in habit.tracks:
        if strategy_number(habit.strategy) == TOUCH:
            yield ClaimedLine(track.whose, tuple(tick.day for tick in track.ticks))


def order_of(file: Archive, habits: Mapping[str, int]) -> Iterator[Id]:
    keys = keys_alone(file)
    for each in file[HABITS]:
        yield Id(habits[keys[each.key]]) if each.owner is Who.ME and each.key in keys else each.id


def remarked(habit: Habit) -> Iterator[ClaimedRemark]:
    for track in habit.tracks:
        for each in track.remarks:
            if track.whose is Who.PARTNER and each.by is Who.ME and each.written_at:
                yield ClaimedRemark(each.day, each.body, each.private, each.written_at)


def read_in(habit: Habit) -> Iterator[ReadRemark]:
    """What the partner has written about days of one's own line."""
    for track in habit.tracks:
        for each in track.remarks:
            if track.whose is Who.ME and each.by is Who.PARTNER:
                yield ReadRemark(each.day, digest(each.body))


def between(check_in: CheckIn) -> bool:
    """Whether it had opened from one of the two to the other; of the partner's there are no others."""
    return check_in.by is Who.PARTNER or check_in.opened_to is Who.PARTNER


def meant_for_both(check_in: CheckIn) -> bool:
    """Whether it was sealed, or only begun, for the partner."""
    return check_in.state in (CheckInState.SEALED, CheckInState.DRAFT) and not check_in.left


def opened(check_in: CheckIn) -> OpenedCheckIn:
    return OpenedCheckIn(
        id=check_in.id,
        mine=check_in.by is Who.ME,
        week=check_in.week,
        digest=digest_of(check_in.answers, check_in.shut),
        opened_at=check_in.opened_at,
        shut=check_in.shut,
        heard=tuple(in_few_words(each) for each in check_in.heard),
    )


def in_few_words(heard: Heard) -> Heard:
    return replace(heard, line=digest(heard.line)) if heard.by is Who.PARTNER else heard


def letters(file: Archive, coming: ComingArchive) -> Iterator[Said]:
    """Notes from one to the other. Of those to oneself a copy is here, known by its instant and its words."""
    copies = defaultdict(list)
    of_nobody = (NoteRow.author_id.is_(None)) & (NoteRow.recipient_id == coming.by_id)
    rows = select(NoteRow.id, NoteRow.written_at, NoteRow.body).where(
        NoteRow.space_id == coming.space_id, of_nobody
    )
    for note_id, *known in db.session.execute(rows):
        copies[tuple(known)].append(Id(note_id))
    for each in file[NOTES]:
        if each.id and each.to is Who.PARTNER:
            yield Said(each.id, mine=True, kind="note")
        elif each.id and each.by is Who.PARTNER:
            there = copies[each.written_at, each.body]
            yield Said(each.id, mine=False, kind="note", row=there.pop() if there else NO_ID)


def jarred(file: Archive) -> Iterator[Said]:
    """What one has put into the jar for the other, and what one has opened of theirs, in the row of the opening."""
    for each in file[JAR]:
        if each.id and each.to is Who.PARTNER:
            yield Said(each.id, mine=True, kind="jar", digest=digest(each.body))
    for opening in file[OPENED]:
        if opening.note and opening.by is Who.PARTNER:
            yield Said(
                *(opening.note, False, "jar", opening.id),
                digest=digest(opening.body),
            )


def begun(file: Archive) -> Iterator[Said]:
    """What one had begun for the other, which they know nothing of."""
    for each in file[DRAFTS]:
        if each.id and each.to is Who.PARTNER:
            yield Said(each.id, mine=True, kind="draft")


def reflected(file: Archive) -> Iterator[Said]:
    for each in file[REFLECTIONS]:
        mine = each.by is Who.ME
        if each.id and (each.shared_at or not mine):
            words = digest_of_entry(each.entry) if mine else ""
            yield Said(each.id, mine=mine, kind="reflection", digest=words, at=each.shared_at)


def planned(file: Archive, coming: ComingArchive) -> Iterator[Said]:
    """Dates, ideas, days to remember and appointments for both; of the partner's that were, one who is alone has a copy here."""
    for kind, (field, table, name) in PLANNED.items():
        copies = copies_of(file[field], table, name, coming)
        own = (int(each.id) for each in file[field] if each.id)
        as_they_are = plans_as_they_are(
            table, {*own, *(int(row) for rows in copies.values() for row in rows)}
        )
        for each in file[field]:
            mine = each.by is Who.ME
            there = copies[getattr(each, name)] if not mine else []
            if each.id and each.shared:
                prepared_by = getattr(each, "prepared_by", Who.NOBODY)
                row = there.pop() if there else NO_ID
                yield Said(
                    *(each.id, mine, kind, row),
                    digest=as_they_are.get(int((each.id if mine else row) or 0), ""),
                    by_other=prepared_by is Who.PARTNER,
                    by_both=prepared_by is Who.TOGETHER,
                )


def copies_of(
    things: Sequence[Any], table: type[Any], name: str, coming: ComingArchive
) -> Mapping[str, list[Id]]:
    """What is here of a kind beside what the file calls one's own, by what it is called."""
    own = [int(each.id) for each in things if each.id and each.by is Who.ME]
    mine = (table.space_id == coming.space_id) & (table.author_id == coming.by_id) & table.id.not_in(own)
    copies = defaultdict(list)
    for row_id, called in db.session.execute(select(table.id, getattr(table, name)).where(mine)):
        copies[called].append(Id(row_id))
    return copies
