"""The garden as one scene: where its plants stand, how large they are, and in what season and light."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tracker.domain.garden import Stage
from tracker.domain.milestones import Milestone
from tracker.domain.seasons import Light, Season, light_at, season_on
from tracker.garden.beds import Bed
from tracker.garden.latitudes import latitude_of
from tracker.models import Person

SMALLEST = 0.66  # of a plant's full size, before it has any strength
FOOT = (64, 136)  # where each drawing stands on the ground
MOST_STONES = 9
MOONS = {
    Stage.SEED: (-22, 84),
    Stage.SPROUT: (-20, 62),
    Stage.YOUNG: (-12, 38),
    Stage.GROWN: (-4, 12),
    Stage.BLOOM: (0, 0),
}
ENDS_OF_PARTS = (10, 20)  # of a month: what comes before, between and after


@dataclass(frozen=True, slots=True)
class Standing:
    """A bed in the scene: ``transform`` draws its plant as large as it is strong, on the same ground.

    ``moon`` moves the moon under which it rests, if it does, to stand over a plant of its height.
    """

    bed: Bed
    transform: str
    moon: str


@dataclass(frozen=True, slots=True)
class GardenScene:
    """What there is to see: plants first, free beds in front of them, and a stone for each of the latest milestones.

    ``part`` of the month is 0 at its beginning, 2 at its end; ``free_count`` is the number of free beds.
    """

    season: Season
    light: Light
    day: date
    part: int
    standing: tuple[Standing, ...]
    free_count: int
    stones: tuple[Milestone, ...]


def scene_of(
    person: Person, now: datetime, beds: Sequence[Bed], milestones: Iterable[Milestone]
) -> GardenScene:
    """The scene by somebody's own clock, and for the season of where their zone lies; milestones come the latest first."""
    clock = now.astimezone(ZoneInfo(person.zone))
    season = season_on(clock.date(), latitude_of(person.zone))
    return GardenScene(
        season=season,
        light=light_at(clock.time(), season),
        day=clock.date(),
        part=sum(clock.day > end for end in ENDS_OF_PARTS),
        standing=tuple(standing_of(bed) for bed in sorted(beds, key=lambda bed: bed.free)),
        free_count=sum(bed.free for bed in beds),
        stones=tuple(reversed(list(milestones)[:MOST_STONES])),
    )


def standing_of(bed: Bed) -> Standing:
    across, down = MOONS.get(bed.plant.stage, (0, 0))
    return Standing(bed, transform_of(bed), f"translate({across} {down})" if bed.plant.resting else "")


def transform_of(bed: Bed) -> str:
    """What draws a plant in its size. A bed has one size, and so has what stands without numbers."""
    scale = SMALLEST + (1 - SMALLEST) * bed.strength if bed.measured else 1.0
    across, down = (round(place * (1 - scale), 1) for place in FOOT)
    return f"translate({across:g} {down:g})scale({round(scale, 2):g})"
