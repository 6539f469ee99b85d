"""The garden: one plant a strategy, which shows how strong its habits have grown.

A plant is drawn in one of a few stages, from the mean strength of its strategy's tracks, and
asleep while all of them rest. It never wilts, and it belongs to both: whose tracks they are is
not asked. The drawings are in ``static/garden.svg``, one symbol a strategy and stage.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from tracker.domain.strategies import strategy
from tracker.domain.texts import Sentence, _


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

STAGE_NAMES: Mapping[Stage, str] = {
    Stage.BED: _("Ready to plant"),
    Stage.SEED: _("Just planted"),
    Stage.SPROUT: _("Sprouting"),
    Stage.YOUNG: _("In leaf"),
    Stage.GROWN: _("Well grown"),
    Stage.BLOOM: _("In bloom"),
}

# Under the number of the strategy.
PLANT_NAMES: Mapping[int, str] = {
    1: _("Royal fern"),
    2: _("Honeysuckle"),
    3: _("Sunflower"),
    4: _("Willow"),
    5: _("Oak"),
    6: _("Lavender"),
    7: _("Bonsai"),
    8: _("Tulips"),
    9: _("Apple tree"),
    10: _("Clematis"),
}

AWAKE: Mapping[Stage, str] = {
    Stage.BED: _("%(strategy)s: a bed, ready to plant"),
    Stage.SEED: _("%(strategy)s: %(plant)s, just planted"),
    Stage.SPROUT: _("%(strategy)s: %(plant)s, sprouting"),
    Stage.YOUNG: _("%(strategy)s: %(plant)s, in leaf"),
    Stage.GROWN: _("%(strategy)s: %(plant)s, well grown"),
    Stage.BLOOM: _("%(strategy)s: %(plant)s, in bloom"),
}

ASLEEP: Mapping[Stage, str] = {
    Stage.SEED: _("%(strategy)s: %(plant)s, just planted, resting"),
    Stage.SPROUT: _("%(strategy)s: %(plant)s, sprouting, resting"),
    Stage.YOUNG: _("%(strategy)s: %(plant)s, in leaf, resting"),
    Stage.GROWN: _("%(strategy)s: %(plant)s, well grown, resting"),
    Stage.BLOOM: _("%(strategy)s: %(plant)s, in bloom, resting"),
}


@dataclass(frozen=True, slots=True)
class Plant:
    """The plant of the strategy with this number; ``strength`` is the mean of its tracks, from 0 to 1."""

    strategy: int
    stage: Stage
    resting: bool
    strength: float

    @property
    def name(self) -> str:
        """What grows here, whether it has been planted yet or not."""
        return PLANT_NAMES[self.strategy]

    @property
    def drawing(self) -> str:
        """The id of its symbol in ``static/garden.svg``; all empty beds share one.

        >>> plant_of(3, [0.4], resting=False).drawing
        'time-young'
        """
        if self.stage is Stage.BED:
            return self.stage
        return f"{strategy(self.strategy).slug}-{self.stage}"


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


def mean_of(strengths: Collection[float]) -> float:
    """The mean of some strengths, 0 when there are none.

    >>> mean_of([0.25, 0.75])
    0.5
    """
    return fmean(strengths) if strengths else 0.0


def sentence_of(plant: Plant) -> Sentence:
    """What a plant's picture shows, for those who hear it.

    The two values are sentences as well, and are translated before they are put in.

    >>> sentence_of(plant_of(3, [0.4], resting=True)).text
    '%(strategy)s: %(plant)s, in leaf, resting'
    """
    texts = ASLEEP if plant.resting else AWAKE
    words = {"strategy": strategy(plant.strategy).name, "plant": plant.name}
    return Sentence(texts[plant.stage], {name: Sentence(text) for name, text in words.items()})
