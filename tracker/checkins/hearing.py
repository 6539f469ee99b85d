"""Acknowledgements: what one says to the answers of the other, once both can read them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import bindparam, delete, select

from tracker.checkins.sheets import OF_WEEK, HeardAnswer, seen
from tracker.domain.acknowledgements import CheckInQuestion, answered
from tracker.domain.checkins import CheckInState
from tracker.domain.refusals import Missing
from tracker.domain.sight import Role
from tracker.domain.tidings import TidingKind
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.models import Acknowledgement, CheckIn, Person
from tracker.sight import through
from tracker.telling import tell

OF_CHECK_INS = select(Acknowledgement).where(
    Acknowledgement.check_in_id.in_(bindparam("check_in_ids", expanding=True))
)


Said = Mapping[int, Mapping[CheckInQuestion, HeardAnswer]]


def heard_in(check_ins: Iterable[CheckIn], person: Person) -> Said:
    """What was said to the answers in some check-ins that this person may read, by check-in."""
    ids = [each.id for each in check_ins if each.state == CheckInState.OPENED]
    found: dict[int, dict[CheckInQuestion, HeardAnswer]] = {}
    for row in db.session.scalars(OF_CHECK_INS, {"check_in_ids": ids}) if ids else ():
        name = name_of(row.author_id, person)
        found.setdefault(row.check_in_id, {})[CheckInQuestion(row.question)] = HeardAnswer(row.line, name)
    return found


def name_of(author_id: int | None, person: Person) -> str:
    named = {each.id: each.name for each in (person, person.partner) if each}
    return named.get(author_id or 0, "")


def hear(week: date, question: str, line: str, *, by: Person, now: datetime) -> None:
    """Tell the partner that one has heard an answer of theirs. Said again, the new line takes the place of the old."""
    check_in = partners(week, question, by)
    said = db.session.get(Acknowledgement, (check_in.id, question), populate_existing=True)
    if said is None:
        said = Acknowledgement(check_in_id=check_in.id, question=question, space_id=by.space_id)
        db.session.add(said)
    said.author_id, said.line, said.heard_at = by.id, line, now
    tell(TidingKind.HEARD, check_in.id, by=by, now=now)


def line_to(week: date, question: str, *, by: Person) -> str:
    """The line one has said to an answer, if one has."""
    said = db.session.get(
        Acknowledgement, (partners(week, question, by).id, question), populate_existing=True
    )
    return said.line if said else ""


def take_back(week: date, question: str, *, by: Person) -> str:
    """Take back what one has said to an answer; says which line that was. Twice is once."""
    check_in = partners(week, question, by)
    gone = db.session.scalar(
        delete(Acknowledgement)
        .where(Acknowledgement.check_in_id == check_in.id, Acknowledgement.question == question)
        .returning(Acknowledgement.line)
    )
    return gone or ""


def partners(week: date, question: str, by: Person) -> CheckIn:
    """The partner's check-in of a week, which has opened to this person and answers the question, or `Missing`."""
    hold_space(by)
    row = db.session.scalar(
        OF_WEEK.where(CheckIn.author_id != by.id).execution_options(populate_existing=True),
        {**through(by), "week": week},
    )
    if row is None or question not in answered(seen(row, Role.PARTNER).answers):
        raise Missing("answer")
    return row
