"""Words are found as if each text were taken apart into its words, without doing so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.searching import WORD, hits, holds, is_found, spellings, wanted_in
from tracker.domain.words import folded

LETTERS = "abcseyi.’- é日ñ"
text = st.text(LETTERS, max_size=20)


@given(text, text)
def test_words_are_found_as_one_by_one(text, typed):
    wanted = wanted_in(typed)
    words = WORD.findall(folded(text))

    found = sum(any(is_found(word, spelt) for word in words) for spelt in wanted)

    assert (hits(text, wanted), holds(text, wanted)) == (found, found == len(wanted))


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
