"""Gathers what a person may see, always through them: their own, and of the partner's what is there for both."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import count

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from tracker.checkins.sheets import READABLE, seen, through
from tracker.dates.queries import preparer_of
from tracker.dates.queries import seen_by as date_seen_by
from tracker.domain.acknowledgements import Question
from tracker.domain.checkins import State
from tracker.domain.habits import Mode
from tracker.domain.outings import Preparer
from tracker.domain.outings import State as Outcome
from tracker.domain.schedules import OnWeekdays, Per, TimesAMonth, TimesAWeek, TimesInDays
from tracker.domain.sight import Role
from tracker.domain.strategies import strategy
from tracker.domain.streaks import Streak
from tracker.domain.terms import Terms
from tracker.exports import things
from tracker.exports.things import Archive, Figures, Who, in_order
from tracker.extensions import db
from tracker.habits.circumstances import Circumstances, circumstances_of
from tracker.habits.company import Company, company_of, couple_streak_of, streak_of, strength_of
from tracker.habits.queries import seen_by
from tracker.habits.tracks import SeenHabit, SeenTrack, tracks_of
from tracker.help import summary
from tracker.models import (
    Acknowledgement,
    Appointment,
    CheckIn,
    Cover,
    Habit,
    JarNote,
    Note,
    Opening,
    Outing,
    OwnIdea,
    Person,
    Picture,
    Reflection,
    Remark,
    RememberedDay,
    Space,
    Tick,
    ToBring,
    Track,
)
from tracker.reflections.queries import entry_in, own, shared_with
from tracker.wall.queries import seen_by as note_seen_by

Ticked = tuple[date, int, datetime]  # day, amount, and when it was ticked


def archive_of(person: Person, now: datetime) -> Archive:
    """All that is there for a person, as it stands. The space should be held, so that it is of one moment."""
    known = circumstances_of(person, after=date.min)
    company = company_of(person, now, known.pauses)
    tracks = tracks_of(person, since=date.min)
    habits = list({track.habit_id: track.habit for track in tracks}.values())
    keys = {habit.id: f"h{n}" for n, habit in enumerate(habits, start=1)}
    ticks = ticks_there(person)
    of_tracks = archived_tracks(person, tracks, ticks, company)
    owners, notes = owners_of(person), notes_there(person)
    return Archive(
        exported_on=company.todays[person.id],
        space=space_of(person.space),
        me=things.Me(person.name, person.colour, person.zone, person.day_ends_at, person.joined_on),
        partner=partner_of(person),
        streak=couples_streak(tracks, ticks, known, company),
        habits=tuple(
            archived_habit(each, n, whose(owners[each.id], person), of_tracks[each.id])
            for n, each in enumerate(habits, start=1)
        ),
        pauses=archived_pauses(person, company, keys),
        check_ins=check_ins_there(person, keys),
        notes=archived_notes(notes, person, keys),
        jar=jar_of(person),
        opened=opened_by(person),
        reflections=reflections_there(person),
        covers=covers_there(person),
        milestones=milestones_in(known),
        outings=outings_there(person),
        ideas=ideas_there(person),
        remembered=remembered_there(person),
        appointments=appointments_there(person),
        wants=wants_of(person),
        pictures=tuple(each.picture.content for each in notes if each.picture),
    )


def space_of(space: Space) -> things.Space:
    return things.Space(
        space.name, space.first_weekday, space.check_in_weekday, space.strict, space.founded_on
    )


def partner_of(person: Person) -> things.Partner | None:
    other = person.partner
    return things.Partner(other.name, other.colour, other.joined_on) if other else None


def whose(owner_id: int | None, person: Person) -> Who:
    """Whose a thing is for a person; nobody's is both's."""
    if owner_id is None:
        return Who.TOGETHER
    return Who.ME if owner_id == person.id else Who.PARTNER


def member(person_id: int | None, person: Person) -> Who:
    """Who somebody is for a person, where nobody known is somebody who has left."""
    if person_id == person.id:
        return Who.ME
    if person.partner is not None and person_id == person.partner.id:
        return Who.PARTNER
    return Who.FORMER


def owners_of(person: Person) -> dict[int, int]:
    """The owner of each habit there is for a person."""
    rows = db.session.execute(select(Habit.id, Habit.owner_id).where(seen_by(person)))
    return {row.id: row.owner_id for row in rows}


def ticks_there(person: Person) -> dict[int, list[Ticked]]:
    """The ticks of each track there is for a person, in the order of their days."""
    rows = db.session.execute(
        select(Tick.track_id, Tick.day, Tick.amount, Tick.ticked_at)
        .join(Track, Track.id == Tick.track_id)
        .join(Habit, Habit.id == Track.habit_id)
        .where(seen_by(person))
        .order_by(Tick.track_id, Tick.day)
    )
    ticks = defaultdict(list)
    for track_id, day, amount, ticked_at in rows:
        ticks[track_id].append((day, amount, ticked_at))
    return ticks


def since_settled(track: SeenTrack, ticks: Sequence[Ticked]) -> dict[date, int]:
    return {day: amount for day, amount, _at in ticks if day > track.settled_through}


def archived_tracks(
    person: Person,
    tracks: Sequence[SeenTrack],
    ticks: Mapping[int, list[Ticked]],
    company: Company,
) -> dict[int, list[things.Track]]:
    """The tracks of each habit, one's own first."""
    remarks = remarks_there(person)
    of_habits = defaultdict(list)
    for track in sorted(tracks, key=lambda track: whose(track.owner_id, person)):
        owner, ticked = whose(track.owner_id, person), ticks.get(track.id, [])
        latest = since_settled(track, ticked)
        of_habits[track.habit_id].append(
            things.Track(
                whose=owner,
                starts_on=track.starts_on,
                streak=figures(streak_of(track, latest, company)),
                strength=round(strength_of(track, latest, company), 4),
                ticks=tuple(
                    things.Tick(day, amount, at if owner is Who.ME else None) for day, amount, at in ticked
                ),
                remarks=tuple(remarks[track.id]),
            )
        )
    return of_habits


def couples_streak(
    tracks: Sequence[SeenTrack],
    ticks: Mapping[int, list[Ticked]],
    known: Circumstances,
    company: Company,
) -> Figures:
    """The couple's streak; there is none without a couple."""
    if len(company.members) == 1:
        return Figures()
    settled_through = company.space.settled_through
    ticked = {
        (day, track.owner_id)
        for track in tracks
        if track.habit.shared
        for day, _amount, _at in ticks.get(track.id, [])
        if day > settled_through
    }
    covered = {(each.day, each.covered_id) for each in known.covers if not each.declined}
    return figures(couple_streak_of(ticked | covered, company))


def figures(streak: Streak) -> Figures:
    """What of a streak is told."""
    return Figures(**{name: getattr(streak, name) for name in Figures.__dataclass_fields__})


def remarks_there(person: Person) -> dict[int, list[things.Remark]]:
    """The remarks on each track: one's own, and those that the partner shares."""
    partner_id = person.partner.id if person.partner else None
    rows = db.session.scalars(
        select(Remark)
        .join(Track, Track.id == Remark.track_id)
        .join(Habit, Habit.id == Track.habit_id)
        .where(
            seen_by(person),
            or_(Remark.author_id == person.id, (Remark.author_id == partner_id) & Remark.private.is_(False)),
        )
    )
    remarks = defaultdict(list)
    for row in rows:
        own = row.author_id == person.id
        remarks[row.track_id].append(
            things.Remark(
                day=row.day,
                by=Who.ME if own else Who.PARTNER,
                body=row.body,
                private=row.private,
                written_at=row.written_at if own else None,
            )
        )
    for each in remarks.values():
        each.sort(key=lambda remark: (remark.day, remark.by))
    return remarks


def archived_habit(habit: SeenHabit, number: int, owner: Who, tracks: list[things.Track]) -> things.Habit:
    """A habit by its place among those that are seen: its own would tell of those that are not."""
    return things.Habit(
        key=f"h{number}",
        position=number,
        name=habit.name,
        strategy=strategy(habit.strategy).slug,
        mode=Mode(habit.mode),
        owner=owner,
        shared=habit.shared,
        starts_on=habit.starts_on,
        asks=tuple(asked(each) for each in habit.terms),
        tracks=tuple(tracks),
        cue=habit.cue,
        unit=habit.unit,
        archived_on=habit.archived_on,
    )


def asked(terms: Terms) -> things.Asked:
    match terms.schedule:
        case OnWeekdays(weekdays):
            return things.Asked(terms.since, Per.WEEKDAYS, tuple(sorted(weekdays)), goal=terms.goal)
        case TimesAWeek(times) | TimesAMonth(times):
            return things.Asked(terms.since, terms.schedule.per, times=times, goal=terms.goal)
        case TimesInDays(times, days):
            return things.Asked(terms.since, Per.DAYS, times=times, days=days, goal=terms.goal)


def archived_pauses(person: Person, company: Company, keys: Mapping[int, str]) -> tuple[things.Pause, ...]:
    """The pauses, but for those of habits that are not there for the person."""
    pauses = [
        things.Pause(
            whose=whose(each.person_id, person),
            starts_on=each.days.starts_on,
            ends_on=each.days.ends_on,
            habit=keys[each.habit_id] if each.habit_id else "",
        )
        for each in company.pauses
        if each.habit_id is None or each.habit_id in keys
    ]
    return tuple(sorted(pauses, key=in_order))


def check_ins_there(person: Person, keys: Mapping[int, str]) -> tuple[things.CheckIn, ...]:
    """One's own check-ins, and of the partner's those that have opened; the seal itself is the domain's."""
    heard = heard_there(person)
    rows = db.session.scalars(
        select(CheckIn).where(READABLE).order_by(CheckIn.week),
        through(person),
    )
    return tuple(
        sorted(
            (check_in(row, person, keys, heard[row.id]) for row in rows),
            key=lambda each: (each.week, each.by),
        )
    )


def heard_there(person: Person) -> defaultdict[int, list[things.Heard]]:
    """What was said to the answers in each check-in that a person may read, in the order of the questions."""
    heard = defaultdict(list)
    rows = db.session.scalars(
        select(Acknowledgement)
        .join(CheckIn, CheckIn.id == Acknowledgement.check_in_id)
        .where(READABLE, CheckIn.state == State.OPENED),
        through(person),
    )
    for row in sorted(rows, key=lambda row: list(Question).index(Question(row.question))):
        by = member(row.author_id, person)
        at = row.heard_at if by is Who.ME else None
        heard[row.check_in_id].append(things.Heard(Question(row.question), by, row.line, at))
    return heard


def check_in(
    row: CheckIn, person: Person, keys: Mapping[int, str], heard: Sequence[things.Heard]
) -> things.CheckIn:
    own = row.author_id == person.id
    sheet = seen(row, Role.AUTHOR if own else Role.PARTNER)
    opened = own and sheet.state is State.OPENED
    return things.CheckIn(
        week=row.week,
        by=Who.ME if own else Who.PARTNER,
        state=sheet.state,
        answers=sheet.answers,
        saved_at=sheet.saved_at,
        opened_at=row.opened_at if opened else None,
        opened_to=member(row.opened_to_id, person) if opened else Who.NOBODY,
        habit=keys.get(sheet.habit_id or 0, ""),
        heard=tuple(heard),
    )


def notes_there(person: Person) -> Sequence[Note]:
    """The notes on the wall with their pictures, the oldest first."""
    return db.session.scalars(
        select(Note)
        .where(note_seen_by(person), Note.deleted_at.is_(None))
        .options(joinedload(Note.picture).undefer(Picture.content))
        .order_by(Note.id)
    ).all()


def archived_notes(notes: Sequence[Note], person: Person, keys: Mapping[int, str]) -> tuple[things.Note, ...]:
    """The notes; the habit of one is named only if that is there too."""
    numbers = count(1)
    return tuple(
        things.Note(
            by=member(row.author_id, person),
            to=Who.WAITING if row.waiting else member(row.recipient_id, person),
            body=row.body,
            written_at=row.written_at,
            edited_at=row.edited_at,
            strategy=strategy(row.strategy).slug if row.strategy else "",
            habit=keys.get(row.habit_id or 0, ""),
            reaction=row.reaction or "",
            answer=row.answer,
            pinned=row.pinned_at is not None,
            picture=archived_picture(row.picture, next(numbers)) if row.picture else None,
        )
        for row in notes
    )


def archived_picture(row: Picture, number: int) -> things.Picture:
    """A picture by its place among those that are seen."""
    return things.Picture(number, row.width, row.height, row.description)


def jar_of(person: Person) -> tuple[things.JarNote, ...]:
    """A person's own notes in the jar, the oldest first; nothing tells whether one was opened."""
    rows = db.session.scalars(
        select(JarNote)
        .where(JarNote.author_id == person.id, JarNote.deleted_at.is_(None))
        .order_by(JarNote.id)
    )
    return tuple(
        things.JarNote(
            to=Who.WAITING if row.waiting else member(row.recipient_id, person),
            body=row.body,
            written_at=row.written_at,
        )
        for row in rows
    )


def opened_by(person: Person) -> tuple[things.Opened, ...]:
    """What a person has opened, the earliest first; what still waits for them is not told."""
    rows = db.session.scalars(
        select(Opening).where(Opening.reader_id == person.id).order_by(Opening.opened_on)
    )
    return tuple(things.Opened(member(row.author_id, person), row.body, row.opened_on) for row in rows)


def reflections_there(person: Person) -> tuple[things.Reflection, ...]:
    """One's own reflections, and of the partner's those that are shared, the oldest first."""
    rows = db.session.scalars(
        select(Reflection)
        .where(own(person) | shared_with(person), Reflection.deleted_at.is_(None))
        .order_by(Reflection.id)
    )
    return tuple(reflection(row, person) for row in rows)


def reflection(row: Reflection, person: Person) -> things.Reflection:
    if row.author_id != person.id:
        return things.Reflection(Who.PARTNER, row.written_on, entry_in(row))
    instants = (row.created_at, row.saved_at, row.shared_at)
    return things.Reflection(Who.ME, row.written_on, entry_in(row), *instants)


def covers_there(person: Person) -> tuple[things.Cover, ...]:
    """The covers the two have given each other; that one's own was declined is not told."""
    rows = db.session.scalars(select(Cover).where(Cover.space_id == person.space_id))
    covers = [
        things.Cover(
            day=row.day,
            covered=whose(row.covered_id, person),
            line=row.line,
            given_at=row.given_at,
            declined=row.declined and row.covered_id == person.id,
        )
        for row in rows
    ]
    return tuple(sorted(covers, key=lambda each: (each.day, each.covered)))


def milestones_in(known: Circumstances) -> tuple[things.Milestone, ...]:
    """The milestones this person has been told of; whether the partner has is nobody's business."""
    milestones = [
        things.Milestone(each.kind.value, each.number, reached_on) for each, reached_on in known.told.items()
    ]
    return tuple(sorted(milestones, key=lambda each: (each.reached_on, each.kind, each.number)))


PREPARERS = {
    Preparer.NOBODY: Who.NOBODY,
    Preparer.ME: Who.ME,
    Preparer.PARTNER: Who.PARTNER,
    Preparer.BOTH: Who.TOGETHER,
}


def outings_there(person: Person) -> tuple[things.Outing, ...]:
    """The dates, in the order in which they were planned."""
    rows = db.session.scalars(select(Outing).where(date_seen_by(person, Outing)).order_by(Outing.id))
    return tuple(
        things.Outing(
            by=whose(row.author_id, person),
            title=row.title,
            day=row.day,
            zone=row.zone,
            state=Outcome(row.state),
            starts_at=row.starts_at.isoformat("minutes") if row.starts_at else "",
            minutes=row.minutes,
            place=row.place,
            prepared_by=PREPARERS[preparer_of(row, person)],
            note=row.note,
            line=row.line,
            shared=row.shared,
        )
        for row in rows
    )


def ideas_there(person: Person) -> tuple[things.Idea, ...]:
    """The ideas in the jar, in the order in which they were put in."""
    rows = db.session.scalars(select(OwnIdea).where(date_seen_by(person, OwnIdea)).order_by(OwnIdea.id))
    return tuple(things.Idea(whose(row.author_id, person), row.title, row.shared) for row in rows)


def remembered_there(person: Person) -> tuple[things.RememberedDay, ...]:
    """The days to remember, in the order in which they were written down."""
    there = date_seen_by(person, RememberedDay)
    rows = db.session.scalars(select(RememberedDay).where(there).order_by(RememberedDay.id))
    return tuple(
        things.RememberedDay(whose(row.author_id, person), row.name, row.month, row.day, row.year, row.shared)
        for row in rows
    )


def appointments_there(person: Person) -> tuple[things.Appointment, ...]:
    """The appointments, in the order in which they were written down, with what to take along."""
    there = date_seen_by(person, Appointment)
    rows = db.session.scalars(select(Appointment).where(there).order_by(Appointment.id)).all()
    to_bring = defaultdict(list)
    for each in db.session.scalars(
        select(ToBring)
        .join(Appointment, Appointment.id == ToBring.appointment_id)
        .where(there, ToBring.deleted_at.is_(None))
        .order_by(ToBring.id)
    ):
        to_bring[each.appointment_id].append(things.ToBring(each.name, each.packed))
    return tuple(
        things.Appointment(
            by=whose(row.author_id, person),
            who=row.who,
            day=row.day,
            zone=row.zone,
            starts_at=row.starts_at.isoformat("minutes") if row.starts_at else "",
            place=row.place,
            reach=row.reach,
            note=row.note,
            shared=row.shared,
            to_bring=tuple(to_bring[row.id]),
        )
        for row in rows
    )


def wants_of(person: Person) -> str:
    """What a person wants from help, in their words; what the partner wants is the partner's to take along."""
    wants = summary.wants_of(person)
    return wants.words if wants else ""
