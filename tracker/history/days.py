"""The page of a day of a track, on which any past day can be looked at and put right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.catalogue.strategies import strategy
from tracker.domain.days import ONE_DAY
from tracker.domain.folds import History
from tracker.domain.habits import fresh_for, may_tick
from tracker.domain.pauses import paused_days
from tracker.domain.refusals import Missing
from tracker.domain.strategies import Strategy
from tracker.domain.terms import Terms, terms_on
from tracker.domain.years import DayKind, kind_of
from tracker.habits.circumstances import seen_pauses
from tracker.habits.company import Company, company_of, history_of
from tracker.habits.sums import left_on
from tracker.habits.tracks import SeenHabit, SeenTrack, ticks_on
from tracker.history.queries import PARTNERS, ShownRemark, owner_of, remarks_on, ticker_on, track_of
from tracker.models import Person


@dataclass(frozen=True, slots=True)
class DayPage:
    """A day of a track, for the one who asks. ``query`` is what leads to the same track in its calendar, ``left`` what a
    tap books of a sum.

    ``ticker`` has made the tick, where it is one of both and that is known. On a day that is not ``fresh`` a tick can only
    be taken back.
    """

    track: SeenTrack
    habit: SeenHabit
    strategy: Strategy
    day: date
    earlier: date | None
    later: date | None
    owner: Person | None
    query: Mapping[str, str]
    kind: DayKind
    terms: Terms
    amount: int
    left: int
    own: bool
    tickable: bool
    fresh: bool
    ticker: Person | None
    remarks: tuple[ShownRemark, ...]

    @property
    def own_remark(self) -> ShownRemark | None:
        """What the one who asks has written."""
        return next((each for each in self.remarks if each.own), None)


def day_page(person: Person, track_id: int, day: date, now: datetime) -> DayPage:
    """A day of a track; `Missing` when the track is not there for this person, or when nothing can have been on the day."""
    track = track_of(person, track_id)
    company = company_of(person, now, seen_pauses(person.space_id))
    today = company.today_of(track.owner_id)
    history = history_of(track, ticks_on(track.id, after=day - ONE_DAY, until=day), company)
    if not there_on(track, history, day, today):
        raise Missing("day")
    terms = terms_on(track.habit.terms, day)
    own = track.owner_id in (None, person.id)
    return DayPage(
        track=track,
        habit=track.habit,
        strategy=strategy(track.habit.strategy),
        day=day,
        earlier=day - ONE_DAY if day > track.starts_on else None,
        later=day + ONE_DAY if there_on(track, history, day + ONE_DAY, today) else None,
        owner=owner_of(track, company),
        query={} if own else {"of": PARTNERS},
        kind=kind_on(day, terms, history, track, company),
        terms=terms,
        amount=terms.amount_of(history.ticks.get(day, 0)),
        left=left_on(track, day, by=person) if own else 0,
        own=own,
        tickable=own and may_tick(day, starts_on=track.starts_on, today=company.todays[person.id]),
        fresh=fresh_for(day, strategy=track.habit.strategy, today=company.todays[person.id]),
        ticker=ticker_on(track, day, company.members),
        remarks=remarks_on(person, track, day),
    )


def kind_on(day: date, terms: Terms, history: History, track: SeenTrack, company: Company) -> DayKind:
    """What a day of a track was, whose terms on it are known."""
    period = terms.period_of(day, company.weeks_of(track.habit))
    paused_on = paused_days(history.pauses, day, day)
    return kind_of(day, period, terms, history, paused_on, company.first_open_day_of(track.owner_id))


def there_on(track: SeenTrack, history: History, day: date, today: date) -> bool:
    return track.starts_on <= day <= min(today, history.ends_on)
