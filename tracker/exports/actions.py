"""Bringing an export back into a space in which there is nothing yet."""

from datetime import UTC, datetime

from sqlalchemy import exists, or_, select

from tracker.accounts.queries import afresh, hold_space
from tracker.accounts.room import make_room
from tracker.dates.queries import seen_by as date_seen_by
from tracker.domain.days import ONE_DAY
from tracker.domain.quotas import MEMBERS, Kind
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.domain.zones import zones
from tracker.exports.brought_habits import bring_couples_things, bring_pauses, brought_habit
from tracker.exports.brought_plans import bring_appointments, bring_dates
from tracker.exports.brought_words import (
    bring_check_ins,
    bring_jar,
    bring_notes,
    bring_reflections,
    bring_wants,
)
from tracker.exports.checks import latest_day
from tracker.exports.rows import Ids
from tracker.exports.things import Archive, Who
from tracker.exports.weight import weight_of
from tracker.extensions import db
from tracker.habits.queries import seen_by
from tracker.habits.settling import settle_space
from tracker.models import (
    Appointment,
    CheckIn,
    Cover,
    JarNote,
    Opening,
    Outing,
    OwnIdea,
    Person,
    Reflection,
    RememberedDay,
    Wants,
)
from tracker.reflections.queries import own, shared_with
from tracker.wall.queries import seen_by as note_seen_by


def bring_back(archive: Archive, *, by: Person, now: datetime) -> None:
    """Write an archive into a space in which there is nothing for this person yet; raises `Refused` otherwise.

    Where a partner is there, what was the partner's becomes theirs, without touching what they have by now.
    One who is alone gets back what one alone can keep: ``archive.own()``.
    """
    hold_space(by)
    refuse_used(by)
    if latest_day(archive) > (now + ONE_DAY).astimezone(UTC).date():
        raise Refused(
            _("There are days in this file that have not come yet. Please look at the clock of this server.")
        )
    partner = by.partner
    archive = archive if partner else archive.own()
    people: Ids = {Who.ME: by.id, Who.PARTNER: partner.id if partner else None}
    find_room(archive, by)
    settle_in(archive, by)
    habits = {each.key: brought_habit(each, by, people, now) for each in archive.habits}
    bring_pauses(archive, by, people, habits)
    bring_check_ins(archive, by, people, habits, now)
    bring_notes(archive, by, people, habits)
    bring_jar(archive, by, people)
    bring_reflections(archive, by, people, now)
    bring_couples_things(archive, by, people)
    bring_dates(archive, by, people, now)
    bring_appointments(archive, by, people, now)
    bring_wants(archive, by, now)
    settle_space(afresh(by), now)


def find_room(archive: Archive, by: Person) -> None:
    """See that there is room for all that is one's own in it, beside what one may have left elsewhere."""
    rows, letters = weight_of(archive, only=Who.ME)
    for kind in Kind:
        make_room(kind, by=by, rows=rows[kind], letters=letters[kind], shares=MEMBERS)


def refuse_used(by: Person) -> None:
    """Only what somebody sees counts: a no must not tell of anything hidden."""
    there = db.session.scalar(
        select(
            or_(
                exists().where(seen_by(by)),
                exists().where(note_seen_by(by)),
                exists().where(CheckIn.author_id == by.id),
                exists().where(JarNote.author_id == by.id),
                exists().where(Opening.reader_id == by.id),
                exists().where(own(by) | shared_with(by), Reflection.deleted_at.is_(None)),
                exists().where(Cover.space_id == by.space_id),
                exists().where(date_seen_by(by, Outing)),
                exists().where(date_seen_by(by, OwnIdea)),
                exists().where(date_seen_by(by, RememberedDay)),
                exists().where(date_seen_by(by, Appointment)),
                exists().where(Wants.person_id == by.id, Wants.words != ""),
            )
        )
    )
    if there:
        raise Refused(
            _(
                "There are habits, notes, check-ins, reflections, dates or appointments in your space already. An export can be brought back into an empty one."
            )
        )


def settle_in(archive: Archive, by: Person) -> None:
    """The space and the person as they were; what the partner is called stays theirs to say."""
    space, me = archive.space, archive.me
    by.space.name, by.space.strict = space.name, space.strict
    by.space.first_weekday, by.space.check_in_weekday = space.first_weekday, space.check_in_weekday
    by.space.founded_on, by.space.settled_through = space.founded_on, space.founded_on - ONE_DAY
    by.space.state = by.space.days = ""
    by.name, by.day_ends_at, by.joined_on = me.name, me.day_ends_at, me.joined_on
    by.zone = me.zone if me.zone in zones() else by.zone
    if by.partner is None or by.partner.colour != me.colour:
        by.colour = me.colour
    if by.partner is not None and archive.partner is not None:
        by.partner.joined_on = archive.partner.joined_on
    db.session.flush()
