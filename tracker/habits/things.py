"""What an export holds of habits with their tracks.

Habits go by keys that are made up for the export (h1, h2 …), in the order in which their owner sees them.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.archives.plain import Id
from tracker.archives.things import NO_ID, Archive, Field, Figures, Keys, Who, own_id
from tracker.domain.habits import Mode
from tracker.domain.schedules import OnWeekdays, Per, Schedule, TimesAMonth, TimesAWeek, TimesInDays
from tracker.domain.terms import WHOLE, Terms


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that was ticked. The amount is in thousandths of the unit; the instant is told of one's own alone.

    ``by`` says of a tick of both who made it, where that is known; else it follows from whose track it is on.
    """

    day: date
    amount: int = WHOLE
    ticked_at: datetime | None = None
    by: Who | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote about a day; the partner's only if it is shared, and without its instant."""

    day: date
    by: Who
    body: str
    private: bool = False
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """A line of ticks with what it has come to; strength from 0 to 1, to four decimals."""

    whose: Who
    starts_on: date
    streak: Figures
    strength: float
    ticks: tuple[Tick, ...] = ()
    remarks: tuple[Remark, ...] = ()
    id: Id = NO_ID


@dataclass(frozen=True, slots=True)
class Asked:
    """What a habit asks for from a day on: on ``weekdays``, or ``times`` a week, a month, or in so many ``days``.

    ``goal`` is in thousandths of the habit's unit, and for a period's amounts together where it is ``summed``. Files of
    before know no sums.
    """

    since: date
    per: Per
    weekdays: tuple[int, ...] = ()
    times: int = 0
    days: int = 0
    goal: int = 0
    summed: bool = False

    @property
    def terms(self) -> Terms:
        """The same as the domain knows it; raises ``ValueError`` for what cannot be asked."""
        return Terms(self.since, self.schedule, self.goal, self.summed)

    @property
    def schedule(self) -> Schedule:
        """The schedule alone."""
        match self.per:
            case Per.WEEKDAYS:
                return OnWeekdays(frozenset(self.weekdays))
            case Per.WEEK:
                return TimesAWeek(self.times)
            case Per.MONTH:
                return TimesAMonth(self.times)
            case Per.DAYS:
                return TimesInDays(self.times, self.days)


@dataclass(frozen=True, slots=True)
class Habit:
    """A habit with its tracks. ``position`` counts from 1 over all that are in the export.

    ``left_on`` is when its owner left it to the other. One that is not ``counted`` is of touch, and two do not both want its numbers: then none of its tracks tells any.
    """

    key: str
    position: int
    name: str
    strategy: str
    mode: Mode
    owner: Who
    shared: bool
    starts_on: date
    asks: tuple[Asked, ...]
    tracks: tuple[Track, ...]
    cue: str = ""
    unit: str = ""
    archived_on: date | None = None
    counted: bool = True
    id: Id = NO_ID
    came_on: date | None = None
    left_on: date | None = None
    by_note: bool = False

    def half(self) -> "Habit":
        """All of it but the ticks of both that the partner made: those are theirs to bring back."""
        return replace(self, tracks=tuple(map(without_partners, self.tracks)))

    @property
    def terms(self) -> tuple[Terms, ...]:
        """What it asked for from which day on."""
        return tuple(each.terms for each in self.asks)


HABITS = Field("habits", tuple[Habit, ...], ())


def keys_of(archive: Archive) -> list[str]:
    """The keys of the habits in an archive."""
    return [each.key for each in archive[HABITS]]


def keys_alone(archive: Archive) -> Keys:
    """The habits that stay for one alone: those with a track that is not the partner's."""
    kept = (each for each in archive[HABITS] if own_tracks(each))
    return {each.key: f"h{number}" for number, each in enumerate(kept, start=1)}


def habits_alone(archive: Archive, keys: Keys) -> tuple[Habit, ...]:
    """The habits that stay, in their order, as one alone goes on with them."""
    kept = (each for each in archive[HABITS] if each.key in keys)
    return tuple(kept_habit(each, number) for number, each in enumerate(kept, start=1))


def kept_habit(habit: Habit, number: int) -> Habit:
    return replace(
        habit,
        key=f"h{number}",
        position=number,
        owner=Who.ME,
        shared=False,
        tracks=own_tracks(habit),
        id=own_id(habit.owner, habit.id),
    )


def own_tracks(habit: Habit) -> tuple[Track, ...]:
    return tuple(
        replace(
            each,
            ticks=tuple(unnamed(tick) if tick.by is Who.PARTNER else tick for tick in each.ticks),
            remarks=tuple(remark for remark in each.remarks if remark.by is Who.ME),
            id=each.id if each.whose is Who.ME else own_id(habit.owner, each.id),
        )
        for each in habit.tracks
        if each.whose is not Who.PARTNER
    )


def without_partners(track: Track) -> Track:
    return replace(track, ticks=tuple(tick for tick in track.ticks if tick.by is not Who.PARTNER))


def unnamed(tick: Tick) -> Tick:
    return replace(tick, by=None)
