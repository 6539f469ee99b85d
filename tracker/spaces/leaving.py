"""Leaving a space, at once and alone, with all that is one's own.

Each table says for itself what goes along and what stays (`belongings.py` of its capability).
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Column, Table, select, update

from tracker.accounts.actions import forget_mails, found
from tracker.accounts.keyring import end_keys
from tracker.belonging import BELONGINGS
from tracker.domain.days import today
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits.settling import settle_space
from tracker.hands import sign, sign_copy
from tracker.holding import afresh, hold_space
from tracker.models import Person, Space
from tracker.models.watching import LEFT
from tracker.parting import Parting, lineage, write_down
from tracker.spaces.moving import end, tables_of_spaces


def leave(*, by: Person, now: datetime) -> None:
    """Leave the space, at once. What is one's own goes along into a new space of one's own.

    Of what was, both have a copy; what is to come goes with whoever planned it, and notes to the partner stay there.
    Whatever opens their Tend ends, but the log-in that they ask from.
    """
    hold_space(by)
    partner = by.partner
    if partner is None:
        raise Refused(_("You are alone in your space; there is nobody to leave."))
    write_down(by, LEFT, now)
    end_keys(by, now, but=by.token)
    new = home_of_their_own(by, partner, now)
    parting = Parting(by, partner, by.space_id, new.id, now, lineage())
    say_farewell(by.space, by)
    for each in BELONGINGS:
        each.leaving.act(each.table, parting)
    point_at_copies(parting)
    forget_what_went(parting.old_id, parting.new_id)
    by.space_id, by.seat, by.joined_on = new.id, 1, new.founded_on
    db.session.flush()
    db.session.expire_all()
    settle_space(afresh(partner), now)
    settle_space(afresh(by), now)


def home_of_their_own(leaver: Person, partner: Person, now: datetime) -> Space:
    """A space for the one who leaves, called as the old one; each counts from here on as they chose alone."""
    old = leaver.space
    new = found(today(leaver.rhythm, now), first_weekday=old.first_weekday)
    new.name, new.weeks = old.name, old.weeks
    new.strict, old.strict = leaver.strict_for(shared=False), partner.strict_for(shared=False)
    leaver.own_ways = partner.own_ways = ""
    new.parted_at = old.parted_at = now
    sign_copy(new, old)
    return new


def say_farewell(space: Space, leaver: Person) -> None:
    """Let the one who stays read who has left, as long as the one who has left is known by that name."""
    space.farewell, space.farewell_told = leaver.name, False
    sign(space, "farewell", {leaver.id})


def point_at_copies(parting: Parting) -> None:
    """What was about a habit that is the other's now is about one's own copy of it."""
    for table, pointing, at in pointers():
        for copy in parting.copies[at.name]:
            about = (table.c.space_id == copy.space_id) & (pointing == copy.original_id)
            db.session.execute(update(table).where(about).values({pointing: copy.id}))


def forget_what_went(*space_ids: int) -> None:
    """Nothing points into the other's space: not at a habit that a note was about, nor at a jar's note that was opened."""
    for table, pointing, at in pointers():
        for space_id in space_ids:
            there = select(at.c.id).where(at.c.space_id == space_id)
            gone = (table.c.space_id == space_id) & pointing.not_in(there)
            db.session.execute(update(table).where(gone).values({pointing: None}))


def pointers() -> Iterator[tuple[Table, Column[int], Table]]:
    """Each table of which rows may point to another's without being part of it, as the schema says; who is named, aside."""
    tables = tables_of_spaces()
    for table in tables.values():
        for key in table.foreign_keys:
            if key.ondelete == "SET NULL" and key.column.table.name in tables:
                yield table, table.c[key.parent.name], key.column.table


def erase(*, by: Person, now: datetime) -> None:
    """Delete an account with all that is its own. Notes to the partner stay theirs to read."""
    hold_space(by)
    if by.partner is not None:
        leave(by=by, now=now)
        by = afresh(by)
    space_id = by.space_id
    forget_mails(by)
    for each in BELONGINGS:
        if each.erasing.act is not None:
            each.erasing.act(by, now)
    db.session.delete(by)
    end(space_id, along_with=tables_of_spaces())


def put_farewell_away(*, by: Person) -> None:
    """Put away the line that says that the partner has left."""
    by.space.farewell, by.space.farewell_told = "", True
    sign(by.space, "farewell", set())
