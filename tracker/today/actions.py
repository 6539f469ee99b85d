"""What people do with what Today asks of them: put it away."""

from datetime import date, datetime

from tracker.checkins.queries import current_week
from tracker.models import Person


def put_check_in_away(week: date | None, *, by: Person, now: datetime) -> None:
    """Have Today ask no more for the check-in of the week it is time for; of any other, say nothing."""
    if week == current_week(by, now):
        by.check_in_put_away = week
