from string import ascii_uppercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.whole import many
from tracker.domain.invitations import CODE_LENGTH, LETTERS, plain_code, readable_code

CODES = st.text(LETTERS, min_size=CODE_LENGTH, max_size=CODE_LENGTH)


def test_codes_have_no_letters_taken_for_others_and_spell_no_words():
    assert len(set(LETTERS)) == len(LETTERS)
    assert set(LETTERS) <= set(ascii_uppercase) - set("AEIOULSZ")


def test_there_are_too_many_codes_to_guess():
    assert len(LETTERS) ** CODE_LENGTH > 10**12


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("BCDFGHJKMN", "BCDFGHJKMN"),
        ("BCDFG-HJKMN", "BCDFGHJKMN"),
        ("bcdfg hjkmn", "BCDFGHJKMN"),
        (" b c d f g\u2013h j k m n\r\n", "BCDFGHJKMN"),
        ("\u200fBCDFG\u00a0HJKMN\x00", "BCDFGHJKMN"),
        ("", ""),
        ("1234-0", ""),
        ("äöü 💌", ""),
    ],
)
def test_a_code_is_read_however_it_was_typed(typed, code):
    assert plain_code(typed) == code


@settings(max_examples=many(40, 300), derandomize=True, deadline=None)
@given(code=CODES)
def test_a_code_that_was_read_aloud_comes_back(code):
    readable = readable_code(code)

    assert readable == f"{code[:5]}-{code[5:]}"
    assert [plain_code(typed) for typed in (code, readable, readable.lower())] == [code] * 3


@settings(max_examples=many(40, 300), derandomize=True, deadline=None)
@given(typed=st.text())
def test_whatever_is_typed_only_letters_of_codes_are_left(typed):
    code = plain_code(typed)

    assert set(code) <= set(LETTERS)
    assert plain_code(code) == code
