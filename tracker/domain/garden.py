"""The garden: one plant a strategy, which shows how strong its habits have grown.

A plant is drawn in one of a few stages, from the mean strength of its strategy's tracks, and
asleep while all of them rest. It never wilts, and it belongs to both: whose tracks they are is
not asked. The drawings are in ``static/garden.svg``, one symbol a strategy and stage.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from math import floor
from statistics import fmean


class Stage(StrEnum):
    """How far a plant has grown, from the earliest to the last. A bed has nothing planted in it yet."""

    BED = "bed"
    SEED = "seed"
    SPROUT = "sprout"
    YOUNG = "young"
    GROWN = "grown"
    BLOOM = "bloom"


# The least strength of a stage. A daily habit sprouts after two days, is in leaf after a week and well
# grown after three. It blooms within two months, and from then on one quiet day closes no flower.
LEAST_STRENGTH: tuple[tuple[Stage, float], ...] = (
    (Stage.BLOOM, 0.92),
    (Stage.GROWN, 0.65),
    (Stage.YOUNG, 0.3),
    (Stage.SPROUT, 0.1),
)


HUNDRED = 100
NEARLY = 1e-9  # by so much a hundredth may be off as a computer writes it


@dataclass(frozen=True, slots=True)
class Plant:
    """The plant of the strategy with this number; ``strength`` is the mean of its tracks, from 0 to 1."""

    strategy: int
    stage: Stage
    resting: bool
    strength: float


def plant_of(strategy: int, strengths: Collection[float], *, resting: bool) -> Plant:
    """The plant of a strategy, from the strength of each of its tracks, in any order.

    ``resting`` says that every track is paused or its streak rests. An empty bed has nothing that could.

    >>> plant_of(3, [0.5, 0.1], resting=True)
    Plant(strategy=3, stage=<Stage.YOUNG: 'young'>, resting=True, strength=0.3)
    """
    return Plant(
        strategy=strategy,
        stage=stage_of(strengths),
        resting=resting and len(strengths) > 0,
        strength=mean_of(strengths),
    )


def standing_plant(strategy: int) -> Plant:
    """A plant that shows nothing but that something is planted: neither how much was done, nor whether it rests.

    >>> standing_plant(8).stage
    <Stage.YOUNG: 'young'>
    """
    return Plant(strategy=strategy, stage=Stage.YOUNG, resting=False, strength=0.0)


def stage_of(strengths: Collection[float]) -> Stage:
    """The stage that the mean of some strengths, each from 0 to 1, has come to; a bed when there are none.

    >>> stage_of([0.2, 0.4])
    <Stage.YOUNG: 'young'>
    >>> stage_of([])
    <Stage.BED: 'bed'>
    """
    if not strengths:
        return Stage.BED
    mean = mean_of(strengths)
    return next((stage for stage, least in LEAST_STRENGTH if mean >= least), Stage.SEED)


def as_said(strength: float) -> float:
    """A strength in whole hundredths, as every page shows it: never more than there is, so that a number has one stage.

    >>> as_said(0.2999), as_said(0.29)
    (0.29, 0.29)
    """
    return floor(strength * HUNDRED + NEARLY) / HUNDRED


def mean_of(strengths: Collection[float]) -> float:
    """The mean of some strengths, 0 when there are none.

    >>> mean_of([0.25, 0.75])
    0.5
    """
    return fmean(strengths) if strengths else 0.0
