"""What is settled of every streak, compared with a fold over all that ever happened."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from tests.world import person
from tracker.domain import folds
from tracker.domain.days import ONE_DAY, first_open_day_of_any
from tracker.domain.folds import TrackState
from tracker.domain.states import basis_of, restored
from tracker.extensions import db
from tracker.habits.circumstances import seen_pauses
from tracker.habits.company import Company, company_of, couple_history, history_of, settled_of
from tracker.habits.settling import couple_ticks
from tracker.habits.tracks import ticks_on
from tracker.models import Habit, Space, Track, TrackYear
from tracker.today.queries import today_page


def assert_settled(name: str, now: datetime) -> None:
    """What is kept with the tracks of somebody's space, and with the space, is what a fold from the start gives."""
    company = company_in(name, now)
    wrong: dict[tuple[str, object], object] = {}
    for track in tracks_in(company.space):
        history = history_of(track, ticks_on(track.id), company)
        closed = company.first_open_day_of(track.owner_id)
        fresh = folds.settle(folds.beginning(track.starts_on), history, closed)
        state, basis = restored(track.state, track.settled_through)
        kept = folds.settle(state, history, closed)
        if kept != fresh or state.through > fresh.through:
            wrong[track.habit.name, track.owner_id] = (kept, fresh)
        if track.state and basis != basis_of(history, state):
            wrong[track.habit.name, "basis"] = (basis, basis_of(history, state))
        if years_of(track) != folds.course(folds.beginning(track.starts_on), history, past(state)).years:
            wrong[track.habit.name, "years"] = years_of(track)
    assert wrong == {}
    assert_couple_settled(company)


def assert_couple_settled(company: Company) -> None:
    history = couple_history(couple_ticks(company.space, company, after=date.min), company)
    closed = first_open_day_of_any(company.todays.values())
    fresh = folds.settle_couple(folds.founding(company.space.founded_on), history, closed)
    assert folds.settle_couple(settled_of(company.space), history, closed) == fresh


def assert_shown(name: str, now: datetime, day: date | None = None) -> None:
    """The streaks on a day's page are what a fold from the start gives."""
    page = today_page(person(name), day, now)
    company = company_in(name, now)
    history = couple_history(couple_ticks(company.space, company, after=date.min), company)
    assert page.head.streak == folds.couple_streak_today(
        folds.founding(company.space.founded_on),
        history,
        company.latest_today,
        first_open_day_of_any(company.todays.values()),
    )
    shown = {
        mark.track_id: mark.streak
        for row in page.rows
        for mark in (row.own, row.partners, row.shared)
        if mark
    }
    fresh = {
        track.id: folds.streak_today(
            folds.beginning(track.starts_on),
            history_of(track, ticks_on(track.id), company),
            company.today_of(track.owner_id),
            company.first_open_day_of(track.owner_id),
        )
        for track in tracks_in(company.space)
        if track.id in shown
    }
    assert shown == fresh


def years_of(track: Track) -> dict[int, TrackState]:
    rows = db.session.scalars(select(TrackYear).where(TrackYear.track_id == track.id))
    return {row.year: restored(row.state, row.settled_through)[0] for row in rows}


def past(state: TrackState) -> date:
    """The first open day when this was all that was closed."""
    return state.through + ONE_DAY


def company_in(name: str, now: datetime) -> Company:
    asks = person(name)
    return company_of(asks, now, seen_pauses(asks.space_id))


def tracks_in(space: Space) -> list[Track]:
    return list(
        db.session.scalars(
            select(Track)
            .join(Track.habit)
            .where(Track.space_id == space.id)
            .options(contains_eager(Track.habit).selectinload(Habit.term_rows))
            .execution_options(populate_existing=True)
            .order_by(Habit.id, Track.owner_id)
        )
    )
