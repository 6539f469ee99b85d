"""A strength has one word, whatever page tells of it, and never without the number that it is the word for."""

import re
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.databases import acting
from tests.house.sources import TEMPLATES, modules, name_of
from tests.whole import many
from tests.world import EACH, TODAY, planted, ticked
from tracker.catalogue.plants import STAGE_NAMES, word_of
from tracker.domain.garden import as_said

DAY = timedelta(days=1)
SAYS = re.compile("|".join(map(re.escape, STAGE_NAMES.values())))
OF_STAGES = re.compile(r"\b(STAGE_NAMES|stage_names|stage_of)\b")
WHERE_WORDS_ARE = {"tracker/catalogue/plants.py", "tracker/domain/garden.py", "tracker/garden/beds.py"}


@settings(max_examples=many(80, 2000), derandomize=True, deadline=None)
@given(strength=st.floats(0, 1))
def test_two_strengths_that_are_shown_alike_have_the_same_word(strength):
    assert word_of(strength) == word_of(as_said(strength))
    assert 0 <= strength - as_said(strength) + 1e-9 < 0.01 + 1e-8


@pytest.mark.parametrize("hundredths", range(101))
def test_a_whole_hundredth_is_shown_as_it_is(hundredths):
    assert as_said(hundredths / 100) == hundredths / 100


def test_words_of_a_strength_come_from_one_place():
    by_themselves = {
        name_of(path)
        for path in [*modules(), *sorted(TEMPLATES.rglob("*.html"))]
        if OF_STAGES.search(path.read_text()) or SAYS.search(path.read_text())
    }

    assert by_themselves - {"tracker/domain/habits.py"} == WHERE_WORDS_ARE


@pytest.mark.parametrize("days", [1, 2, 5, 7, 20, 48, 60])
def test_a_habit_has_the_same_word_and_number_on_every_page(app, world, cleo, days):
    with acting(app):
        habit = planted("walk", by="cleo", since=TODAY - (days - 1) * DAY, strategy=9)
        ticked("walk", TODAY - (days - 1) * DAY, days, by="cleo")
        habit_id = habit.id

    told = {
        SAYS.search(found)[0] if (found := said_of(page)) else ""
        for page in (cleo.page("/garden").text, cleo.page("/guide/gratitude").text)
    }
    numbers = {
        re.search(r"\d+%", said_of(page))[0]
        for page in (cleo.page("/garden").text, cleo.page("/guide/gratitude").text)
    }
    own = cleo.page(f"/habits/{habit_id}").text

    number, word = re.search(rf"(\d+%) ({SAYS.pattern})", own).groups()
    assert (told, numbers) == ({word}, {number})


def said_of(text):
    """What a page says of the plant of gratitude: its word, and what stands beside it."""
    return re.search(rf"(?:Show gratitude and appreciation|For you) ((?:{SAYS.pattern})[^%]*%)", text)[1]


def test_each_of_two_sides_has_the_word_for_its_own_number(world, ada):
    text = ada.page(f"/habits/{world.habits[EACH]}").text

    number, word = re.search(rf"(\d+)% ({SAYS.pattern})", text).groups()
    assert word == word_of(int(number) / 100)
