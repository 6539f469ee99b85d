"""The rows that each deed leaves behind, as the actions of Tend would have written them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import singledispatch
from typing import Any

from tracker.bench import deeds
from tracker.bench.deeds import Deed
from tracker.bench.lived import OTHER, evening
from tracker.checkins import sheets as checkins
from tracker.dates import actions as dates
from tracker.demo.habits import ADA
from tracker.demo.picture import two_mugs
from tracker.domain.checkins import CheckInState
from tracker.domain.days import ONE_DAY, today
from tracker.domain.outings import OutingState
from tracker.domain.words import folded
from tracker.keys import drawn
from tracker.models import (
    Acknowledgement,
    CheckIn,
    JarNote,
    Note,
    Opening,
    Outing,
    Pause,
    Person,
    Picture,
    Reflection,
    Remark,
    Track,
)
from tracker.reflections.actions import put


@dataclass(frozen=True, slots=True)
class Home:
    """Two people, the lines on which they tick (by habit and owner), and the check-ins written so far (by author and week)."""

    people: Mapping[str, Person]
    tracks: Mapping[tuple[str, int | None], Track]
    check_ins: dict[tuple[str, date], CheckIn] = field(default_factory=dict)

    @property
    def space_id(self) -> int:
        """The space that they share."""
        return self.people[ADA].space_id

    def track(self, habit: str, who: str) -> Track:
        """The line of a habit on which somebody ticks: theirs, or that of both."""
        return self.tracks.get((habit, self.people[who].id)) or self.tracks[habit, None]


def tick(deed: deeds.Ticked, home: Home) -> dict[str, Any]:
    """A tick as a row: there are so many that no object is made of them."""
    track = home.track(deed.habit, deed.who)
    return {
        "track_id": track.id,
        "day": deed.day,
        "space_id": home.space_id,
        "ticked_at": deed.at,
        "amount": deed.amount,
        "ticker_id": home.people[deed.who].id if track.owner_id is None else None,
    }


@singledispatch
def rows_of(_deed: Deed, _home: Home) -> Iterator[Any]:
    """The rows that a deed has left behind."""
    return iter(())


@rows_of.register
def rows_of_remark(deed: deeds.SaidOfDay, home: Home) -> Iterator[Any]:
    yield Remark(
        track_id=home.track(deed.habit, deed.who).id,
        day=deed.day,
        author_id=home.people[deed.who].id,
        space_id=home.space_id,
        body=deed.body,
        private=deed.private,
        written_at=deed.at,
    )


@rows_of.register
def rows_of_check_in(deed: deeds.CheckedIn, home: Home) -> Iterator[Any]:
    check_in = CheckIn(id=drawn(), space_id=home.space_id, author_id=home.people[deed.who].id, week=deed.week)
    checkins.write(check_in, deed.answers, deed.at)
    check_in.state, check_in.shut = CheckInState.SEALED, []
    home.check_ins[deed.who, deed.week] = check_in
    others = home.check_ins.get((OTHER[deed.who], deed.week))
    if others is not None:
        for each, reader in ((check_in, OTHER[deed.who]), (others, deed.who)):
            each.state, each.opened_at = CheckInState.OPENED, deed.at
            each.opened_to_id = home.people[reader].id
    yield check_in


@rows_of.register
def rows_of_hearing(deed: deeds.SaidHeard, home: Home) -> Iterator[Any]:
    yield Acknowledgement(
        check_in_id=home.check_ins[OTHER[deed.who], deed.week].id,
        question=deed.question,
        space_id=home.space_id,
        author_id=home.people[deed.who].id,
        line=deed.line,
        heard_at=deed.at,
    )


@rows_of.register
def rows_of_note(deed: deeds.Noted, home: Home) -> Iterator[Any]:
    note = Note(
        id=drawn(),
        space_id=home.space_id,
        author_id=home.people[deed.who].id,
        recipient_id=home.people[OTHER[deed.who]].id,
        waiting=False,
        body=deed.body,
        written_at=deed.at,
        reaction=deed.reaction or None,
        answer=deed.answer,
        searched=folded(f"{deed.body} {deed.answer} {deed.seen}"),
    )
    yield note
    if deed.seen:
        mugs = two_mugs()
        yield Picture(
            note_id=note.id,
            space_id=home.space_id,
            width=mugs.width,
            height=mugs.height,
            digest=mugs.digest,
            description=deed.seen,
            content=mugs.content,
        )


@rows_of.register
def rows_of_reflection(deed: deeds.WroteDown, home: Home) -> Iterator[Any]:
    author, reader = home.people[deed.who], home.people[OTHER[deed.who]]
    reflection = Reflection(
        space_id=home.space_id,
        author_id=author.id,
        kind=deed.entry.kind,
        written_on=today(author.rhythm, deed.at),
        created_at=deed.at,
    )
    put(deed.entry, reflection, deed.at)
    if deed.shared:
        reflection.shared_at, reflection.shared_with_id = deed.at, reader.id
    yield reflection


@rows_of.register
def rows_of_date(deed: deeds.WentOut, home: Home) -> Iterator[Any]:
    author = home.people[deed.who]
    outing = Outing(
        space_id=home.space_id,
        author_id=author.id,
        shared=True,
        zone=author.zone,
        state=OutingState.PLANNED,
        line="",
        version=0,
        made_at=deed.at,
        changed_at=deed.at,
    )
    dates.write(outing, deed.plan, author)
    if deed.line is not None:
        outing.state, outing.line = OutingState.DONE, deed.line
        dates.touch(outing, evening(deed.plan.day + ONE_DAY))
    yield outing


@rows_of.register
def rows_of_jar(deed: deeds.PutIn, home: Home) -> Iterator[Any]:
    author, reader = home.people[deed.who], home.people[OTHER[deed.who]]
    of_theirs = {"space_id": home.space_id, "author_id": author.id, "body": deed.body}
    note = JarNote(
        id=drawn(), recipient_id=reader.id, waiting=False, written_at=deed.at, deleted_at=None, **of_theirs
    )
    yield note
    if deed.opened_at:
        opened_on = today(reader.rhythm, deed.opened_at)
        yield Opening(reader_id=reader.id, note_id=note.id, opened_on=opened_on, **of_theirs)


@rows_of.register
def rows_of_pause(deed: deeds.Paused, home: Home) -> Iterator[Any]:
    yield Pause(
        space_id=home.space_id,
        person_id=None if deed.both else home.people[deed.who].id,
        starts_on=deed.days.starts_on,
        ends_on=deed.days.ends_on,
    )
