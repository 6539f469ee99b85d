"""Gathers what a person may see, always through them: their own, and of the partner's what is there for both."""

from datetime import date, datetime

from tracker.exports import things
from tracker.exports.gathered_habits import (
    archived_habit,
    archived_pauses,
    archived_tracks,
    couples_streak,
    covers_there,
    milestones_in,
    owners_of,
    ticks_there,
)
from tracker.exports.gathered_plans import appointments_there, ideas_there, outings_there, remembered_there
from tracker.exports.gathered_words import (
    archived_notes,
    check_ins_there,
    jar_of,
    notes_there,
    opened_by,
    reflections_there,
    wants_of,
)
from tracker.exports.things import Archive
from tracker.exports.ways import turns_of
from tracker.exports.whose import whose
from tracker.habits.circumstances import circumstances_of
from tracker.habits.company import company_of
from tracker.habits.tracks import tracks_of
from tracker.models import Person, Space


def archive_of(person: Person, now: datetime) -> Archive:
    """All that is there for a person, as it stands. Asked within `read_only`, it is all of one moment."""
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
    """A space as an export tells of it."""
    return things.Space(
        space.name,
        space.first_weekday,
        space.check_in_weekday,
        space.strict,
        space.founded_on,
        turns_of(space.weeks),
    )


def partner_of(person: Person) -> things.Partner | None:
    """The partner as an export tells of them, if there is one."""
    other = person.partner
    return things.Partner(other.name, other.colour, other.joined_on) if other else None
