import pytest

from tracker.web.language import isolated


@pytest.mark.parametrize("value", ["Ada", "Zoë", "李", "🌱", "", 5, None])
def test_what_runs_like_the_sentence_is_left_as_it_is(value):
    assert isolated(value) == value


@pytest.mark.parametrize("value", ["شهرزاد", "נועה", "Ada \u202eneB"])
def test_what_runs_from_right_to_left_is_kept_apart_from_the_sentence(value):
    assert isolated(value) == f"\u2068{value}\u2069"


def test_a_notice_says_a_name_as_text(ada):
    ada.submit("/habits/new", name="<b>Tea</b> & cake")

    assert "“<b>Tea</b> & cake” is planted." in ada.page("/today").text
