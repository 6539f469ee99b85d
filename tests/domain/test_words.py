import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.whole import many
from tracker.domain.words import UNWANTED, cleaned, first_sign, in_short, one_line, shortened, visible

UNSEEN = [
    "\u00ad",
    "\u061c",
    "\u180e",
    "\u200b",
    "\u200c",
    "\u200d",
    "\u200e",
    "\u200f",
    "\u2060",
    "\u2066",
    "\ufeff",
]
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
HEART_ON_FIRE = "\u2764\ufe0f\u200d\U0001f525"
FLAG, SCOTLAND = (
    "\U0001f1eb\U0001f1f7",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
)
WAVE, KEY = "\U0001f44b\U0001f3fe", "1\ufe0f\u20e3"
SYLLABLE, HANGUL = "न\u0940\u0902", "\u1112\u1161\u11ab"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("Thank you.", "Thank you."),
        ("  Thank you. \n", "Thank you."),
        ("\u00a0\u2003Thank you.\u3000", "Thank you."),
        # line ends
        ("one\r\ntwo", "one\ntwo"),
        ("one\rtwo", "one\ntwo"),
        ("one\n\r\n\rtwo", "one\n\n\ntwo"),
        ("one\ttwo", "one\ttwo"),
        # what nobody can see or wants
        ("\x00", ""),
        ("a\x00b", "ab"),
        ("\x00 \x07\x1b", ""),
        ("a\x1b[31mb\x7f\x9b", "a[31mb"),
        ("a\ud800b", "ab"),
        # what only seems to be nothing
        ("שלום\u200f, Ada", "שלום\u200f, Ada"),
        ("\u200fשלום\u200e", "\u200fשלום\u200e"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        (FAMILY, FAMILY),
        (HEART_ON_FIRE, HEART_ON_FIRE),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4\U000e0067\U000e0062\U000e007f"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        # letters in their composed form
        ("Zoe\u0308", "Zo\u00eb"),
        ("\u212bngstro\u0308m", "\u00c5ngström"),
        ("e\x00\u0301", "é"),
        ("\ufb01", "\ufb01"),
    ],
)
def test_words_are_kept_as_they_were_meant(typed, kept):
    assert cleaned(typed) == kept


@pytest.mark.parametrize(
    "typed", [*UNSEEN, "".join(UNSEEN), "\u200b \u2060\n", "\u200d\x00", "\u2028", "\ue000"]
)
def test_what_holds_nothing_to_see_is_empty(typed):
    assert (cleaned(typed), one_line(typed), visible(typed)) == ("", "", False)


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_cannot_be_seen_stays_within_what_can(unseen):
    assert cleaned(f"a{unseen}b") == f"a{unseen}b"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ada\r\n and\t\tBen", "Ada and Ben"),
        ("  Ada  ", "Ada"),
        ("Ada\u00a0\u2028Ben", "Ada Ben"),
        (f"Ada {FAMILY}", f"Ada {FAMILY}"),
        ("\n\n", ""),
    ],
)
def test_one_line_is_one_line(typed, kept):
    assert one_line(typed) == kept


ODD = st.text(
    st.characters() | st.sampled_from([*UNSEEN, "\r", "\n", "\x00", "\t", " ", "\u0301", "\ud800", "e"])
)


@settings(max_examples=many(60, 500), derandomize=True, deadline=None)
@given(typed=ODD)
def test_what_is_clean_stays_as_it_is(typed):
    kept = cleaned(typed)

    assert cleaned(kept) == kept
    assert one_line(one_line(typed)) == one_line(typed)
    assert unicodedata.is_normalized("NFC", kept)


@settings(max_examples=many(60, 500), derandomize=True, deadline=None)
@given(typed=ODD)
def test_what_is_clean_can_be_stored_and_seen(typed):
    kept = cleaned(typed)

    assert kept.encode().decode() == kept
    assert not {"\x00", "\r"} & set(kept)
    assert kept == kept.strip()
    assert (kept != "") is visible(kept)
    assert len(one_line(typed).splitlines()) <= 1


def test_of_all_that_a_plane_holds_controls_and_halves_are_unwanted():
    plane = "".join(map(chr, range(0x10000)))

    found = {each for each in plane if unicodedata.category(each) in ("Cc", "Cs")}
    assert {*UNWANTED.findall(plane)} == found - {"\n", "\t"}


@pytest.mark.parametrize(
    "sign",
    [
        FAMILY,
        HEART_ON_FIRE,
        FLAG,
        SCOTLAND,
        WAVE,
        KEY,
        "q\u0303\u0323",
        SYLLABLE,
        HANGUL,
        "\u2764\ufe0f",
        "a",
        "水",
    ],
    ids=ascii,
)
def test_what_is_shortened_is_never_cut_within_what_is_seen_as_one_sign(sign):
    """A sign of so many characters stands whole or not at all, wherever the line ends."""
    line = sign * 40

    for most in range(len(sign) + 1, min(len(line), 60)):
        kept = shortened(line, most).removesuffix("…")

        assert kept == sign * ((most - 1) // len(sign))
    assert first_sign(line) == first_sign(sign) == sign


def test_one_sign_that_is_longer_than_there_is_room_for_is_cut_all_the_same():
    assert shortened("e" + "\u0301\u0323" * 40, 20) == "e" + "\u0301\u0323" * 9 + "…"


@pytest.mark.parametrize("flags", range(1, 6))
def test_flags_are_told_from_each_other_by_counting_their_letters_from_where_they_begin(flags):
    assert shortened("Fly" + FLAG * 9, 3 + 2 * flags + 2) == "Fly" + FLAG * flags + "…"


@given(st.text(alphabet=[*"ab é水", *FAMILY, *FLAG, *WAVE, *KEY], max_size=80), st.integers(1, 40))
@settings(max_examples=many(60, 500), derandomize=True, deadline=None)
def test_what_is_shortened_is_what_it_begins_with_and_no_longer_than_it_may_be(text, most):
    short = shortened(text, most)

    assert len(short) <= most
    assert short == text or text.startswith(short.removesuffix("…"))


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("Ada pauses on Friday. If you like, so do you.", "Ada pauses on Friday."),
        ("Was it hard? Let it count for nothing, then.", "Was it hard?"),
        ("It is sealed. It opens. And there is more to say of it.", "It is sealed. It opens."),
        ("A. pauses from Monday to Wednesday of this week", "A. pauses from Monday to…"),
        ("Short. And whole.", "Short. And whole."),
        ("No end of a sentence is within reach here", "No end of a sentence is…"),
    ],
)
def test_what_is_said_in_short_ends_with_a_sentence_where_one_does(words, short):
    assert in_short(words, 30) == short


@given(st.text(alphabet="ab. ?", max_size=60), st.integers(1, 40))
@settings(max_examples=many(60, 500), derandomize=True, deadline=None)
def test_what_is_said_in_short_is_no_longer_than_it_may_be_and_what_the_words_begin_with(words, most):
    short = in_short(words, most)

    assert len(short) <= most
    assert words.startswith(short.removesuffix("…"))
