"""What an archive on its way into a space must know of that space, and what its streaks come to there.

All of it is worked out from values, while nobody has to wait: only what follows from it is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import exists, or_, select

from tracker.archives.rows import Ids
from tracker.archives.taken import Bringing
from tracker.archives.things import Archive, Who
from tracker.belonging import BELONGINGS
from tracker.covers.things import COVERS
from tracker.domain import folds
from tracker.domain.days import ONE_DAY, Rhythm, first_open_day_of_any, today
from tracker.domain.folds import Course, Settled
from tracker.domain.pauses import PausedDays
from tracker.domain.refusals import Refused
from tracker.domain.states import RULES, Basis
from tracker.domain.texts import _
from tracker.domain.zones import zones
from tracker.exports.alone import own
from tracker.exports.checks import latest_day
from tracker.exports.ways import own_ways_in, weeks_of
from tracker.exports.weight import Weight, weight_of
from tracker.extensions import db
from tracker.habits.circumstances import SeenPause, seen_pauses
from tracker.habits.company import Company, couple_history
from tracker.habits.settling import folded
from tracker.habits.things import HABITS, Habit, Track
from tracker.habits.tracks import SeenHabit, SeenTrack
from tracker.models import Person, Space
from tracker.pauses.things import PAUSES

LAYOUT = 1  # goes up with every change to which pieces an archive is written in


@dataclass(frozen=True, slots=True)
class ComingArchive(Bringing):
    """An archive on its way to a person, and among whom its streaks are counted.

    ``weight`` is how much of each kind is one's own in it. ``mark`` is that of all that these follow from: as long as it
    is the same, what was worked out holds. ``company`` is what the archive makes of the space; in it a habit of the
    archive goes by a number below 0.
    """

    company: Company
    weight: Weight
    sent_at: datetime
    mark: str


def coming_to(by: Person, archive: Archive, *, sent_at: datetime, now: datetime) -> ComingArchive:
    """An archive on its way into a space in which there is nothing for this person yet; raises `Refused` otherwise.

    Where a partner is there, what was the partner's becomes theirs, without touching what they have by now.
    One who is alone gets back what one alone can keep.
    """
    refuse_used(by)
    refuse_future(archive, now)
    archive = archive if by.partner else own(archive)
    people: Ids = {Who.ME: by.id, Who.PARTNER: by.partner.id if by.partner else None}
    return ComingArchive(
        archive=archive,
        by_id=by.id,
        space_id=by.space_id,
        people=people,
        company=company_in(archive, by, people, now),
        weight=weight_of(archive, only=Who.ME),
        sent_at=sent_at,
        now=now,
        mark=mark_of(by),
    )


def refuse_used(by: Person) -> None:
    """Only what somebody sees counts: a no must not tell of anything hidden."""
    used = [exists().where(each.used(by)) for each in BELONGINGS.taken() if each.used is not None]
    there = db.session.scalar(select(or_(*used)))
    if there:
        raise Refused(
            _(
                "There are habits, notes, check-ins, reflections, dates or appointments in your space already. An export can be brought back into an empty one."
            )
        )


def refuse_future(archive: Archive, now: datetime) -> None:
    if latest_day(archive) > (now + ONE_DAY).astimezone(UTC).date():
        raise Refused(
            _("There are days in this file that have not come yet. Please look at the clock of this server.")
        )


def company_in(archive: Archive, by: Person, people: Ids, now: datetime) -> Company:
    """The company of a person as it will be: with the ways of the archive, and its pauses beside those that are here."""
    space, me = archive.space, archive.me
    as_it_will_be = Space(strict=space.strict, founded_on=space.founded_on)
    as_it_will_be.weeks = weeks_of(space)
    own_ways = own_ways_in(archive) if by.partner else ""
    members = [Person(id=by.id, joined_on=me.joined_on, own_ways=own_ways)]
    todays = {by.id: today(Rhythm(zone_in(archive, by), me.day_ends_at), now)}
    if by.partner is not None:
        joined_on = archive.partner.joined_on if archive.partner else by.partner.joined_on
        members.append(Person(id=by.partner.id, joined_on=joined_on, own_ways=by.partner.own_ways))
        todays[by.partner.id] = today(by.partner.rhythm, now)
    brought = [
        SeenPause(
            numbers(archive).get(each.habit), people.get(each.whose), PausedDays(each.starts_on, each.ends_on)
        )
        for each in archive[PAUSES]
    ]
    return Company(as_it_will_be, members, [*seen_pauses(by.space_id), *brought], todays)


def zone_in(archive: Archive, by: Person) -> str:
    """The zone in which a person will live: that of the archive, if it is known here."""
    return archive.me.zone if archive.me.zone in zones() else by.zone


def numbers(archive: Archive) -> Mapping[str, int]:
    """A number below 0 for each habit, by its key: no habit that is here has it."""
    return {each.key: -n for n, each in enumerate(archive[HABITS], start=1)}


def mark_of(by: Person) -> str:
    """The same as long as nothing changes that the streaks of an archive will follow from beside itself."""
    partner = by.partner
    words = [
        *(LAYOUT, RULES, by.space_id, by.zone),
        (partner.id, partner.zone, partner.day_ends_at, partner.joined_on, partner.own_ways)
        if partner
        else None,
        *sorted(map(repr, seen_pauses(by.space_id))),
    ]
    return sha256(repr(words).encode()).hexdigest()


def folded_track(coming: ComingArchive, habit: Habit, track: Track) -> tuple[Course, Basis]:
    """What the ticks of a track in an archive come to."""
    number = numbers(coming.archive)[habit.key]
    seen_habit = SeenHabit(
        terms=list(habit.terms),
        id=number,
        strategy=0,
        name="",
        cue="",
        unit="",
        mode=habit.mode,
        shared=habit.shared,
        starts_on=habit.starts_on,
        archived_on=habit.archived_on,
        owner_id=coming.by_id,  # private ones are one's own
    )
    seen = SeenTrack(
        habit=seen_habit,
        id=0,
        space_id=coming.space_id,
        habit_id=number,
        owner_id=coming.people.get(track.whose),
        starts_on=track.starts_on,
        settled_through=track.starts_on - ONE_DAY,
        state="",
    )
    return folded(seen, {each.day: each.amount for each in track.ticks}, coming.company)


def folded_couple(coming: ComingArchive) -> Settled:
    """What the days of the couple, or of one who is alone, come to: with all that is in the archive, and nothing else."""
    archive, people, company = coming.archive, coming.people, coming.company
    ticks = {
        (tick.day, people.get(track.whose))
        for habit in archive[HABITS]
        if habit.shared or len(company.members) == 1
        for track in habit.tracks
        for tick in track.ticks
    }
    covered = {(each.day, people[each.covered]) for each in archive[COVERS]}
    closed_until = first_open_day_of_any(company.todays.values())
    history = couple_history(ticks | covered, company)
    return folds.settle_couple(folds.founding(company.space.founded_on), history, closed_until)
