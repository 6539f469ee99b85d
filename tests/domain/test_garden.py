import re
from itertools import product
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.house.sources import STATIC
from tests.whole import many
from tracker.catalogue.plants import PLANT_NAMES, STAGE_NAMES, drawing_of, name_of, sentence_of
from tracker.catalogue.strategies import STRATEGIES
from tracker.domain.garden import LEAST_STRENGTH, Plant, Stage, plant_of, stage_of
from tracker.domain.texts import Sentence

GARDEN = STATIC / "garden.svg"
STAGES = list(Stage)
SYMBOL = "{http://www.w3.org/2000/svg}symbol"
UNSAID = re.compile(r"\b(fail|los[est]|break|brok|miss|dead|die|wilt|wither)\w*", re.IGNORECASE)

STRENGTHS = st.floats(0, 1)


def after(days):
    """The strength of a daily habit, ticked on each of so many days."""
    return 1 - 0.5 ** (days / 13)


@pytest.mark.parametrize(
    ("strength", "stage"),
    [
        (0.0, Stage.SEED),
        (0.0999, Stage.SEED),
        (0.1, Stage.SPROUT),
        (0.2999, Stage.SPROUT),
        (0.3, Stage.YOUNG),
        (0.6499, Stage.YOUNG),
        (0.65, Stage.GROWN),
        (0.9199, Stage.GROWN),
        (0.92, Stage.BLOOM),
        (1.0, Stage.BLOOM),
    ],
)
def test_a_stage_begins_at_its_least_strength(strength, stage):
    assert stage_of([strength]) is stage


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        (1, Stage.SEED),
        (2, Stage.SPROUT),
        (6, Stage.SPROUT),
        (7, Stage.YOUNG),
        (19, Stage.YOUNG),
        (20, Stage.GROWN),
        (47, Stage.GROWN),
        (48, Stage.BLOOM),
        (66, Stage.BLOOM),
    ],
)
def test_a_daily_habit_is_seen_to_grow_from_its_first_days(days, stage):
    assert stage_of([after(days)]) is stage


def test_from_two_months_on_a_quiet_day_closes_no_flower():
    assert stage_of([after(67) * 0.5 ** (1 / 13)]) is Stage.BLOOM


def test_nothing_planted_is_a_bed():
    assert stage_of([]) is Stage.BED
    assert plant_of(3, [], resting=False) == Plant(3, Stage.BED, resting=False, strength=0.0)


def test_a_plant_grows_with_the_mean_of_its_tracks_in_any_order():
    plant = Plant(8, Stage.YOUNG, resting=False, strength=0.5)

    assert plant_of(8, [1.0, 0.0, 0.5], resting=False) == plant
    assert plant_of(8, (0.0, 0.5, 1.0), resting=False) == plant


@settings(max_examples=many(40, 300), derandomize=True, deadline=None)
@given(strengths=st.lists(STRENGTHS, min_size=1, max_size=8), which=st.integers(0, 7), more=STRENGTHS)
def test_more_strength_never_gives_an_earlier_stage(strengths, which, more):
    which %= len(strengths)
    stronger = [*strengths[:which], max(strengths[which], more), *strengths[which + 1 :]]

    assert STAGES.index(stage_of(stronger)) >= STAGES.index(stage_of(strengths))


@settings(max_examples=many(40, 300), derandomize=True, deadline=None)
@given(strengths=st.permutations([0.0, 0.05, 0.4, 0.9]))
def test_whose_track_is_the_stronger_one_makes_no_difference(strengths):
    assert plant_of(1, strengths, resting=False) == plant_of(1, [0.0, 0.05, 0.4, 0.9], resting=False)


def test_the_stages_are_named_in_the_order_in_which_they_come():
    rising = [stage for stage, _ in reversed(LEAST_STRENGTH)]

    assert [Stage.BED, Stage.SEED, *rising] == STAGES == list(STAGE_NAMES)
    assert sorted(least for _, least in LEAST_STRENGTH) == [least for _, least in reversed(LEAST_STRENGTH)]
    assert len(set(STAGE_NAMES.values())) == len(STAGES)


def test_each_strategy_has_a_plant_of_its_own():
    assert list(PLANT_NAMES) == [each.number for each in STRATEGIES]
    assert len(set(PLANT_NAMES.values())) == len(STRATEGIES)
    assert name_of(plant_of(3, [], resting=False)) == "Sunflower"


@pytest.mark.parametrize("strength", [0.0, 0.2, 0.5, 0.8, 1.0])
def test_a_plant_rests_in_the_stage_it_has(strength):
    awake, asleep = (plant_of(4, [strength], resting=resting) for resting in (False, True))

    assert (awake.resting, asleep.resting) == (False, True)
    assert (asleep.stage, asleep.strength, drawing_of(asleep)) == (
        awake.stage,
        awake.strength,
        drawing_of(awake),
    )


def test_an_empty_bed_has_nothing_that_could_rest():
    assert plant_of(4, [], resting=True) == plant_of(4, [], resting=False)


def planted(strategy, stage, *, resting=False):
    return Plant(strategy, stage, resting, strength=0.0)


@pytest.mark.parametrize(
    ("plant", "said"),
    [
        (planted(3, Stage.BED), "Make time for each other: a bed, ready to plant"),
        (planted(3, Stage.SEED), "Make time for each other: Sunflower, just planted"),
        (planted(3, Stage.YOUNG), "Make time for each other: Sunflower, in leaf"),
        (planted(3, Stage.YOUNG, resting=True), "Make time for each other: Sunflower, in leaf, resting"),
        (planted(8, Stage.BLOOM, resting=True), "Be close physically: Tulips, in bloom, resting"),
    ],
)
def test_a_plant_is_put_into_words(plant, said):
    assert english(sentence_of(plant)) == said


def english(sentence):
    return sentence.text % {name: english(value) for name, value in sentence.values.items()}


def every_plant():
    for each, stage, resting in product(STRATEGIES, STAGES, (False, True)):
        yield plant_of(each.number, [] if stage is Stage.BED else [least(stage)], resting=resting)


def least(stage):
    return dict(LEAST_STRENGTH).get(stage, 0.0)


def test_every_plant_is_told_apart_by_its_words_alone():
    said = {plant: sentence_of(plant) for plant in every_plant()}
    words = [english(sentence) for sentence in said.values()]

    assert all(isinstance(sentence, Sentence) for sentence in said.values())
    assert len(set(words)) == len(words) == len(STRATEGIES) * (2 * len(STAGES) - 1)
    assert [each for each in [*words, *STAGE_NAMES.values()] if UNSAID.search(each)] == []


def symbols():
    return {each.get("id"): each for each in ET.parse(GARDEN).iter(SYMBOL)}


def test_every_plant_is_drawn_and_nothing_else():
    drawn = symbols()
    wanted = {drawing_of(plant) for plant in every_plant()}

    assert set(drawn) == wanted | {"resting"}
    assert len(wanted) == len(STRATEGIES) * (len(STAGES) - 1) + 1
    assert [id for id, symbol in drawn.items() if not any(symbol.iter())] == []


def test_the_drawings_share_one_size_so_that_they_stand_on_one_ground():
    assert {each.get("viewBox") for each in symbols().values()} == {"0 0 128 160"}


def test_a_drawing_holds_shapes_and_nothing_that_a_strict_page_would_refuse():
    shapes = list(ET.parse(GARDEN).iter())
    tags = {each.tag.partition("}")[2] for each in shapes}
    attributes = {name for each in shapes for name in each.attrib}

    assert tags <= {"svg", "symbol", "g", "path", "circle"}
    assert not {"style", "class", "href"} & attributes
    assert {each.get("display") for each in shapes} == {None, "var(--awake,inline)", "var(--asleep,none)"}
    assert GARDEN.stat().st_size < 38_000


@pytest.mark.parametrize("stage", [Stage.SPROUT, Stage.YOUNG, Stage.GROWN, Stage.BLOOM])
def test_hardly_a_plant_looks_the_same_awake_and_asleep(stage):
    drawn = symbols()
    folding = [
        each.slug
        for each in STRATEGIES
        if any(shape.get("display") for shape in drawn[f"{each.slug}-{stage}"].iter())
    ]

    assert len(folding) >= len(STRATEGIES) - 2
