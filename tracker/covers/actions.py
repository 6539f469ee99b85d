"""What people do with covers: stand in for the other on a day, take that back, or decline it."""

from datetime import date, datetime, timedelta

from sqlalchemy import delete

from tracker.covers.queries import days_covered_by
from tracker.domain.covers import LINE_LENGTH, coverable, covered_in_week
from tracker.domain.days import DAYS_A_WEEK, today
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits.company import company_of
from tracker.habits.settling import settle_couple_day
from tracker.holding import hold_space, hold_with
from tracker.models import Cover, Person


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


def decline(cover: Cover, *, by: Person) -> None:
    """Put the line away, in silence. The day counts as it did, or the numbers would tell whoever covered it."""
    hold_with(cover, by)
    cover.declined = True
    db.session.flush()


def take_back(cover: Cover, *, by: Person, now: datetime) -> None:
    """Cover a day no longer."""
    hold_with(cover, by)
    day = cover.day
    db.session.delete(cover)
    db.session.flush()
    settle_couple_day(day, company_of(by, now))
