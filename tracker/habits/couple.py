"""What one partner does for the couple's days: cover a day for the other, hear of a milestone."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, delete, select

from tracker.domain.covers import LINE_LENGTH, coverable, covered_in_week
from tracker.domain.days import DAYS_A_WEEK, today
from tracker.domain.milestones import Kind, Milestone, may_be
from tracker.domain.refusals import Missing, Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits.company import company_of
from tracker.habits.settling import settle_couple_day
from tracker.holding import hold_space
from tracker.models import Cover, Person, Telling
from tracker.models import Milestone as MilestoneRow


def cover(day: date, line: str, *, by: Person, now: datetime) -> None:
    """Stand in for the partner on one of their open days, with a kind line. Covering a day twice is covering it once."""
    hold_space(by)
    partner = by.partner
    if partner is None:
        raise Refused(_("There is nobody to cover for yet."))
    if not coverable(day, partners_today=today(partner.rhythm, now), own_today=today(by.rhythm, now)):
        raise Refused(_("Only today and yesterday can be covered, while they are open for your partner."))
    if len(line) > LINE_LENGTH:
        raise Refused(_("There is room for %(most)s characters in this line."), most=LINE_LENGTH)
    given = days_covered_by(by, since=day - timedelta(days=DAYS_A_WEEK))
    if day in given:
        return
    if covered_in_week(day, given, by.space.weeks):
        raise Refused(_("You have covered a day this week already. Next week you can again."))
    db.session.execute(delete(Cover).where(Cover.covered_id == partner.id, Cover.day == day))
    db.session.add(
        Cover(space_id=by.space_id, giver_id=by.id, covered_id=partner.id, day=day, line=line, given_at=now)
    )
    db.session.flush()
    settle_couple_day(day, company_of(by, now))


def days_covered_by(person: Person, *, since: date) -> list[date]:
    """The days since one that a person has covered, those that were declined among them."""
    found = select(Cover.day).where(
        Cover.space_id == person.space_id, Cover.giver_id == person.id, Cover.day >= since
    )
    return list(db.session.scalars(found))


def decline_cover(cover: Cover, *, by: Person, now: datetime) -> None:
    """Let a day be as it was. The one who covered it is not told."""
    hold_space(by)
    cover.declined = True
    db.session.flush()
    settle_couple_day(cover.day, company_of(by, now))


def take_cover_back(cover: Cover, *, by: Person, now: datetime) -> None:
    """Cover a day no longer."""
    hold_space(by)
    day = cover.day
    db.session.delete(cover)
    db.session.flush()
    settle_couple_day(day, company_of(by, now))


def cover_for(person: Person, cover_id: int) -> Cover:
    """A cover of one of this person's days that they have not declined, or `Missing`."""
    return one_cover(Cover.id == cover_id, Cover.covered_id == person.id, Cover.declined.is_(False))


def cover_by(person: Person, cover_id: int) -> Cover:
    """A cover that this person has given, or `Missing`."""
    return one_cover(Cover.id == cover_id, Cover.giver_id == person.id, Cover.space_id == person.space_id)


def one_cover(*conditions: ColumnElement[bool]) -> Cover:
    found = db.session.scalar(select(Cover).where(*conditions))
    if found is None:
        raise Missing("cover")
    return found


def hear(kind: str, number: int, *, by: Person, now: datetime) -> None:
    """Put a milestone away that one has read of. Hearing twice is hearing once; what is none of ours is passed over."""
    if kind not in list(Kind) or not may_be(milestone := Milestone(Kind(kind), number)):
        return
    hold_space(by)
    telling = db.session.get(Telling, (by.id, milestone.kind.value, number))
    if telling is None:
        telling = Telling(person_id=by.id, kind=kind, number=number, space_id=by.space_id)
        db.session.add(telling)
    telling.space_id = by.space_id  # what was heard in an earlier space is heard anew in this one
    if db.session.get(MilestoneRow, (by.space_id, kind, number)) is None:
        on = today(by.rhythm, now)
        db.session.add(MilestoneRow(space_id=by.space_id, kind=kind, number=number, reached_on=on))
