"""Finding what two have come to: it follows from their ticks, and from nothing that anybody says."""

from collections.abc import Mapping
from datetime import date, datetime

from tracker.domain.days import first_open_day_of_any
from tracker.domain.folds import couple_course
from tracker.domain.milestones import Milestone, come_to
from tracker.habits.circumstances import seen_pauses
from tracker.habits.company import company_of, couple_history, settled_of
from tracker.habits.settling import couple_ticks
from tracker.models import Person


def milestones_of(person: Person, now: datetime) -> Mapping[Milestone, date]:
    """All that the members of a space have come to by now, each with the day that it was done on."""
    company = company_of(person, now, seen_pauses(person.space_id))
    settled = settled_of(company.space)
    ticks = couple_ticks(company.space, company, after=settled.through)
    first_open_day = first_open_day_of_any(company.todays.values())
    return come_to(
        couple_course(settled, couple_history(ticks, company), company.latest_today, first_open_day)
    )
