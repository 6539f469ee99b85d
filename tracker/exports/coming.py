"""What an archive on its way into a space must know of that space, and what its streaks come to there.

All of it is worked out from values, while nobody has to wait: only what follows from it is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from sqlalchemy import exists, or_, select

from tracker.archives.taken import Bringing
from tracker.archives.things import Archive, Who
from tracker.belonging import BELONGINGS
from tracker.domain import folds
from tracker.domain.days import ONE_DAY, Rhythm, first_open_day_of_any, today
from tracker.domain.folds import Course, Settled
from tracker.domain.pauses import PausedDays
from tracker.domain.refusals import Refused
from tracker.domain.states import RULES, Basis
from tracker.domain.texts import _
from tracker.domain.zones import zones
from tracker.exports.alone import half, own
from tracker.exports.checks import latest_day
from tracker.exports.ways import own_ways_in, weeks_of
from tracker.exports.weight import Weight, weight_of
from tracker.extensions import db
from tracker.habits.circumstances import SeenPause, seen_pauses
from tracker.habits.company import Company, couple_history
from tracker.habits.settling import couple_ticks, folded
from tracker.habits.things import HABITS, Habit, Track
from tracker.habits.tracks import SeenHabit, SeenTrack
from tracker.models import Person, Space
from tracker.models.spaces import ways_in
from tracker.pauses.things import PAUSES

LAYOUT = 2  # goes up with every change to which pieces an archive is written in


@dataclass(frozen=True, slots=True)
class ComingArchive(Bringing):
    """An archive on its way to a person, and among whom its streaks are counted.

    ``file`` is all that was sent, of which only one's half is written. ``weight`` is how much of each kind is one's own in it. ``mark`` is that of all that these follow from: as long as it
    is the same, what was worked out holds. ``company`` is what the archive makes of the space; in it a habit of the
    archive goes by a number below 0.
    """

    file: Archive
    company: Company
    weight: Weight
    sent_at: datetime
    mark: str

    @property
    def two(self) -> bool:
        """Whether somebody shares the space it comes into."""
        return len(self.company.members) > 1


def coming_to(by: Person, archive: Archive, *, sent_at: datetime, now: datetime) -> ComingArchive:
    """An archive on its way into a space in which there is nothing for this person yet; raises `Refused` otherwise.

    One who is alone gets back what one alone can keep; where a partner is there, nothing of it is theirs or for both: it
    says no word for them.
    """
    refuse_used(by)
    refuse_future(archive, now)
    file, archive = archive, half(archive) if by.partner else own(archive)
    return ComingArchive(
        file=file,
        archive=archive,
        by_id=by.id,
        space_id=by.space_id,
        people={Who.ME: by.id},
        on=today(by.rhythm, now),
        company=company_in(archive, by, now),
        weight=weight_of(archive, only=Who.ME),
        sent_at=sent_at,
        now=now,
        mark=mark_of(by),
    )


def refuse_used(by: Person) -> None:
    """Only what is somebody's own counts: a no must not tell of anything hidden."""
    used = [exists().where(each.used(by)) for each in BELONGINGS.taken() if each.used is not None]
    there = db.session.scalar(select(or_(*used)))
    if there:
        raise Refused(
            _(
                "There are habits, notes, check-ins, reflections, dates or appointments of yours here "
                "already. An export can be brought back only where there is nothing of yours yet."
            )
        )


def refuse_future(archive: Archive, now: datetime) -> None:
    if latest_day(archive) > (now + ONE_DAY).astimezone(UTC).date():
        raise Refused(
            _("There are days in this file that have not come yet. Please look at the clock of this server.")
        )


def company_in(archive: Archive, by: Person, now: datetime) -> Company:
    """The company of a person as it will be, with the pauses of the archive beside those that are here.

    Of one who is alone the ways are the archive's; two keep those they have, and only private habits count as it says.
    """
    me, here = archive.me, by.space
    todays = {by.id: today(Rhythm(zone_in(archive, by), me.day_ends_at), now)}
    if by.partner is None:
        members = [Person(id=by.id, joined_on=me.joined_on, own_ways="")]
        here = archived_space(archive)
    else:
        theirs = by.partner
        members = [
            Person(id=by.id, joined_on=by.joined_on, own_ways=own_ways_in(archive)),
            Person(id=theirs.id, joined_on=theirs.joined_on, own_ways=theirs.own_ways),
        ]
        todays[theirs.id] = today(theirs.rhythm, now)
    pauses = [*seen_pauses(by.space_id), *brought_pauses(archive, by)]
    return Company(here, members, pauses, todays, here.weeks)


def archived_space(archive: Archive) -> Space:
    """A space with the ways of an archive; it is nowhere kept."""
    space = Space(strict=archive.space.strict, founded_on=archive.space.founded_on)
    space.weeks = weeks_of(archive.space)
    return space


def brought_pauses(archive: Archive, by: Person) -> list[SeenPause]:
    people, known = {Who.ME: by.id}, numbers(archive)
    return [
        SeenPause(
            known.get(each.habit),
            people.get(each.whose) if each.habit else by.id,
            PausedDays(each.starts_on, each.ends_on),
        )
        for each in archive[PAUSES]
    ]


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
        (by.joined_on, ways_in(by.space), by.space.founded_on) if partner else None,
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
    """What the days of one who is alone come to, with all that is in the archive; or those of two, with what is here.

    Of two, what comes counts for nobody but its owner; but a pause of one's own excuses a day of both.
    """
    archive, people, company = coming.archive, coming.people, coming.company
    ticks = (
        couple_ticks(company.space, company, after=date.min)
        if coming.two
        else {
            (tick.day, people.get(track.whose))
            for habit in archive[HABITS]
            for track in habit.tracks
            for tick in track.ticks
        }
    )
    closed_until = first_open_day_of_any(company.todays.values())
    history = couple_history(ticks, company)
    return folds.settle_couple(folds.founding(company.space.founded_on), history, closed_until)
