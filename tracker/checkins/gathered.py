"""Gathers check-ins for an export, with what was said to their answers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from tracker.archives.plain import Id
from tracker.archives.taken import Gathering
from tracker.archives.things import Field, Who
from tracker.archives.whose import member
from tracker.checkins import things
from tracker.checkins.sheets import seen
from tracker.domain.acknowledgements import CheckInQuestion
from tracker.domain.checkins import CheckInState
from tracker.domain.sight import Role
from tracker.extensions import db
from tracker.models import Acknowledgement, CheckIn, Person
from tracker.sight import READS_CHECK_IN, through


def gather(gathering: Gathering) -> Mapping[Field[Any], object]:
    """One's own check-ins, and of the partner's those that have opened; the seal itself is the domain's."""
    person, keys = gathering.person, gathering.keys
    heard = heard_there(person)
    rows = db.session.scalars(
        select(CheckIn).where(READS_CHECK_IN).order_by(CheckIn.week),
        through(person),
    )
    check_ins = (check_in(row, person, keys, heard[row.id]) for row in rows)
    return {things.CHECK_INS: tuple(sorted(check_ins, key=lambda each: (each.week, each.by)))}


def heard_there(person: Person) -> defaultdict[int, list[things.Heard]]:
    """What was said to the answers in each check-in that a person may read, in the order of the questions.

    Of somebody who has left it is their lines alone.
    """
    heard = defaultdict(list)
    rows = db.session.scalars(
        select(Acknowledgement)
        .join(CheckIn, CheckIn.id == Acknowledgement.check_in_id)
        .where(READS_CHECK_IN, CheckIn.state == CheckInState.OPENED),
        through(person),
    )
    for row in sorted(rows, key=lambda row: list(CheckInQuestion).index(CheckInQuestion(row.question))):
        by = member(row.author_id, person)
        if by is Who.FORMER and not row.line:
            continue
        at = row.heard_at if by is Who.ME else None
        heard[row.check_in_id].append(things.Heard(CheckInQuestion(row.question), by, row.line, at))
    return heard


def check_in(
    row: CheckIn, person: Person, keys: Mapping[int, str], heard: Sequence[things.Heard]
) -> things.CheckIn:
    own = row.author_id == person.id
    sheet = seen(row, Role.AUTHOR if own else Role.PARTNER)
    opened = own and sheet.state is CheckInState.OPENED
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
        shut=sheet.shut,
        id=Id(row.id),
        came_on=row.came_on,
        left=sheet.left,
    )
