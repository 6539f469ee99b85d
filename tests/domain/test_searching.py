"""Words are found as if each text were taken apart into its words, without doing so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.searching import (
    EXCERPT_LENGTH,
    WORD,
    excerpt,
    hits,
    holds,
    holds_one_by_one,
    is_found,
    spellings,
    wanted_in,
)
from tracker.domain.words import folded

LETTERS = "abcseyi.’- é日ñ"
text = st.text(LETTERS, max_size=20)


@given(text, text)
def test_words_are_found_as_one_by_one(text, typed):
    wanted = wanted_in(typed)
    words = WORD.findall(folded(text))

    found = sum(any(is_found(word, spelt) for word in words) for spelt in wanted)

    assert (hits(text, wanted), holds(text, wanted)) == (found, found == len(wanted))


@given(st.lists(text, max_size=4), text)
def test_many_are_looked_through_as_each_would_be(texts, typed):
    wanted = wanted_in(typed)

    assert list(holds_one_by_one(texts, wanted)) == [holds(each, wanted) for each in texts]


@pytest.mark.parametrize(
    ("word", "looked_for"),
    [
        ("notes", ("note",)),
        ("cars", ("car",)),
        ("yes", ("yes",)),
        ("kisses", ("kiss",)),
        ("bus", ("bus",)),
        ("diaries", ("diary", "diaries")),
        ("pies", ("pie",)),
        ("busy", ("busy", "busies")),
        ("day", ("day",)),
    ],
)
def test_one_is_found_by_several_and_several_by_one_but_short_words_are_what_they_are(word, looked_for):
    assert spellings(word) == looked_for


DARK = "We sat in the garden until it was dark. "


def shown(text, typed):
    """An excerpt, with brackets around what is looked for."""
    pieces = excerpt(text, wanted_in(typed))
    return "".join(f"[{each.text}]" if each.sought else each.text for each in pieces)


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Tea and cake", "tea", "[Tea] and cake"),
        ("Cake and tea", "tea", "Cake and [tea]"),
        ("Tea, then more tea", "teas", "[Tea], then more [tea]"),
        (f"{DARK * 3}Then tea.", "tea", f"…dark. {DARK}Then [tea]."),
        (f"{DARK * 3}Then tea was drunk.", "tea", f"…dark. {DARK}Then [tea] was drunk."),
        (f"Tea. {DARK * 6}", "tea", f"[Tea]. {DARK * 3}We sat in the…"),
        (f"{DARK * 3}Then tea. {DARK * 3}", "tea", f"…dark. {DARK}Then [tea]. {DARK * 2}We…"),
        ("x" * 150, "tea", "x" * EXCERPT_LENGTH + "…"),
    ],
)
def test_a_piece_is_shown_around_what_is_looked_for_from_word_to_word(text, typed, found):
    assert shown(text, typed) == found
