import pytest
from markupsafe import Markup

from tracker.web.language import filled, isolated


@pytest.mark.parametrize("value", ["Ada", "Zoë", "李", "🌱", "", 5, None])
def test_what_runs_like_the_sentence_is_left_as_it_is(value):
    assert isolated(value) == value


@pytest.mark.parametrize("value", ["شهرزاد", "נועה", "Ada \u202eneB"])
def test_what_runs_from_right_to_left_is_kept_apart_from_the_sentence(value):
    assert isolated(value) == f"\u2068{value}\u2069"


def test_a_notice_says_a_name_as_text(ada):
    ada.submit("/habits/new", name="<b>Tea</b> & cake")

    assert "“<b>Tea</b> & cake” is planted." in ada.page("/today").text


def test_a_name_that_looks_like_markup_is_escaped_though_the_same_letters_were_markup_before():
    letters = "<b>Ada</b>"

    assert filled("Hello %(name)s", {"name": Markup(letters)}) == "Hello <b>Ada</b>"
    assert filled("Hello %(name)s", {"name": letters}) == "Hello &lt;b&gt;Ada&lt;/b&gt;"
    assert filled("Hello %(name)s", {"name": Markup(letters)}) == "Hello <b>Ada</b>"
    assert filled("Hello %(name)s", {"name": letters}) == "Hello &lt;b&gt;Ada&lt;/b&gt;"


@pytest.mark.parametrize(
    ("value", "said"), [(1, "1"), (True, "True"), (1.0, "1.0"), ("1", "1"), (None, "None")]
)
def test_a_value_is_said_as_it_is_whatever_equals_it(value, said):
    filled("%(value)s", {"value": 1})

    assert filled("%(value)s", {"value": value}) == said
