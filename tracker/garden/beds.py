"""What grows: a bed for each strategy, with its plant and the habits that feed it, as one person sees them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.catalogue.plants import PLANTED, STAGE_NAMES, drawing_of, name_of, word_of
from tracker.catalogue.strategies import STRATEGIES
from tracker.domain.days import ONE_DAY, today
from tracker.domain.garden import Plant, Stage, as_said, plant_of, standing_plant
from tracker.domain.milestones import Milestone
from tracker.domain.partings import is_quiet
from tracker.domain.pauses import paused
from tracker.domain.strategies import Strategy
from tracker.domain.streaks import Streak
from tracker.habits.circumstances import circumstances_of
from tracker.habits.company import Company, company_of, grown_of
from tracker.habits.tracks import SeenHabit, SeenTrack, ticks_since_settled, tracks_of
from tracker.models import Person


@dataclass(frozen=True, slots=True)
class Bed:
    """A strategy with its plant, the habits that feed it, how often one was done lately, and kept in total.

    What is of touch and has no numbers feeds nothing: its plant then stands as it is, not ``measured``.
    """

    strategy: Strategy
    plant: Plant
    habits: tuple[SeenHabit, ...]
    tick_count: int
    kept_count: int
    measured: bool

    @property
    def drawing(self) -> str:
        """The id of the symbol that shows its plant."""
        return drawing_of(self.plant)

    @property
    def free(self) -> bool:
        """Whether there is nothing planted."""
        return self.plant.stage is Stage.BED

    @property
    def plant_name(self) -> str:
        """What grows here, or would."""
        return name_of(self.plant)

    @property
    def word(self) -> str:
        """How it grows, in words: the same for the same strength on all pages."""
        if self.free:
            return STAGE_NAMES[Stage.BED]
        return word_of(self.plant.strength) if self.measured else PLANTED

    @property
    def strength(self) -> float:
        """How strong its habits are, as it is shown."""
        return as_said(self.plant.strength)


@dataclass(frozen=True, slots=True)
class Garden:
    """The beds of some strategies in order, the milestones this person has been told of, with their days, and their today."""

    beds: tuple[Bed, ...]
    told: Mapping[Milestone, date]
    today: date


def garden_of(
    person: Person, now: datetime, *, strategies: Sequence[Strategy] = STRATEGIES, lately: int = 1
) -> Garden:
    """The garden as somebody sees it, or some beds of it: private habits of the partner are nowhere in it.

    Ticks are counted over ``lately`` days.
    """
    company = company_of(person, now)
    now_on = company.todays[person.id]
    since = now_on - (lately - 1) * ONE_DAY
    known = circumstances_of(person, after=now_on)
    company = replace(company, pauses=known.pauses)
    ticks: defaultdict[int, dict[date, int]] = defaultdict(dict)
    for tick in ticks_since_settled(person, since, now_on):
        ticks[tick.track_id][tick.day] = tick.amount
    by_strategy: defaultdict[int, list[SeenTrack]] = defaultdict(list)
    for track in tracks_of(person, since=resting_since(person, now)):
        by_strategy[track.habit.strategy].append(track)
    beds = (bed_of(each, by_strategy[each.number], ticks, company, since) for each in strategies)
    return Garden(tuple(beds), known.told, now_on)


def resting_since(person: Person, now: datetime) -> date:
    """The day from which what is in the archive still stands in the garden, at rest: for a while, that of a parting."""
    parted_at = person.space.parted_at
    return today(person.rhythm, parted_at) if parted_at and is_quiet(parted_at, now) else date.max


def bed_of(
    strategy: Strategy,
    tracks: Sequence[SeenTrack],
    ticks: Mapping[int, Mapping[date, int]],
    company: Company,
    since: date,
) -> Bed:
    fed_by = [track for track in tracks if has_numbers(track.habit, company)]
    grown = [grown_of(track, ticks[track.id], company) for track in fed_by]
    plant = plant_of(
        strategy.number,
        [strength for strength, _streak in grown],
        resting=all(
            rests(track, streak, company) for track, (_strength, streak) in zip(fed_by, grown, strict=True)
        ),
    )
    return Bed(
        strategy=strategy,
        plant=plant if fed_by or not tracks else standing_plant(strategy.number),
        habits=tuple({track.habit_id: track.habit for track in tracks}.values()),
        tick_count=sum(day >= since for track in fed_by for day in ticks[track.id]),
        kept_count=sum(streak.kept for _strength, streak in grown),
        measured=bool(fed_by),
    )


def has_numbers(habit: SeenHabit, company: Company) -> bool:
    """Whether those who see a habit want its numbers."""
    return company.members[0].numbers_for(habit.strategy, shared=habit.shared)


def rests(track: SeenTrack, streak: Streak, company: Company) -> bool:
    """Whether a track is in the archive or paused today, or nothing of it goes on awake."""
    now_on = company.today_of(track.owner_id)
    put_away = track.habit.archived_on is not None or paused(company.pauses_of(track), now_on)
    return put_away or streak.asleep
