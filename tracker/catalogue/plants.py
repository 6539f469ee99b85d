"""What grows in the garden, and how a plant is shown to those who see it and to those who hear of it."""

from collections.abc import Mapping

from tracker.catalogue.strategies import strategy
from tracker.domain.garden import Plant, Stage, stage_of
from tracker.domain.texts import Sentence, _

STAGE_NAMES: Mapping[Stage, str] = {
    Stage.BED: _("Ready to plant"),
    Stage.SEED: _("Just planted"),
    Stage.SPROUT: _("Sprouting"),
    Stage.YOUNG: _("In leaf"),
    Stage.GROWN: _("Well grown"),
    Stage.BLOOM: _("In bloom"),
}

PLANTED = _("Planted")  # of what has no numbers

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


def name_of(plant: Plant) -> str:
    """What grows here, whether it has been planted yet or not."""
    return PLANT_NAMES[plant.strategy]


def word_of(strength: float) -> str:
    """What is said of a strength, on every page that says anything of one.

    >>> word_of(0.43)
    'In leaf'
    """
    return STAGE_NAMES[stage_of([strength])]


def drawing_of(plant: Plant) -> str:
    """The id of its symbol in ``static/garden.svg``; all empty beds share one.

    >>> drawing_of(Plant(3, Stage.YOUNG, resting=False, strength=0.4))
    'time-young'
    """
    if plant.stage is Stage.BED:
        return plant.stage
    return f"{strategy(plant.strategy).slug}-{plant.stage}"


def sentence_of(plant: Plant) -> Sentence:
    """What a plant's picture shows, for those who hear it.

    The two values are sentences as well, and are translated before they are put in.

    >>> sentence_of(Plant(3, Stage.YOUNG, resting=True, strength=0.4)).text
    '%(strategy)s: %(plant)s, in leaf, resting'
    """
    texts = ASLEEP if plant.resting else AWAKE
    words = {"strategy": strategy(plant.strategy).name, "plant": name_of(plant)}
    return Sentence(texts[plant.stage], {name: Sentence(text) for name, text in words.items()})
