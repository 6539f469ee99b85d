import unicodedata
from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.whole import many
from tracker.catalogue.prompts import PROMPTS, TOPIC_NAMES, prompt_after, prompt_called, prompts_on, start
from tracker.domain.prompts import About, Start, Topic
from tracker.domain.reflections import (
    A_YEAR,
    BETWEEN_LOOKS,
    LOOK_QUESTIONS,
    MOST_LOOKS,
    ReflectionEntry,
    ReflectionKind,
    entry,
    look,
    look_offered,
    may_share,
)
from tracker.domain.words import folded, small

TODAY = date(2026, 3, 11)
GUIDED = [topic for topic in Topic if topic is not Topic.FREE]


@pytest.mark.parametrize(("topic", "about"), list(product(GUIDED, About)))
def test_there_are_two_to_four_questions_on_each_topic_from_each_side(topic, about):
    assert 2 <= len(prompts_on(topic, about)) <= 4


def test_on_anything_else_one_writes_without_a_question():
    assert [prompts_on(Topic.FREE, about) for about in About] == [(), (), ()]


def test_every_topic_has_a_name_and_every_question_a_slug_of_its_own_that_fits():
    slugs = [each.slug for each in PROMPTS]

    assert set(TOPIC_NAMES) == set(Topic)
    assert len(set(slugs)) == len(slugs)
    assert all(each.slug.startswith(f"{each.topic}-{each.about}-") for each in PROMPTS)
    assert max(map(len, slugs)) <= 40


def test_questions_are_short_and_asked_once():
    texts = [each.text for each in PROMPTS]

    assert len(set(texts)) == len(texts)
    assert max(map(len, texts)) <= 120


@pytest.mark.parametrize(("topic", "about"), list(product(GUIDED, About)))
def test_another_question_goes_round_all_of_them(topic, about):
    asked = prompts_on(topic, about)
    each, seen = asked[0], []
    for _ in asked:
        seen.append(each)
        each = prompt_after(each)

    assert (tuple(seen), each) == (asked, asked[0])


@pytest.mark.parametrize(
    ("address", "begins"),
    [
        ({}, Start(Topic.FREE)),
        ({"topic": "free"}, Start(Topic.FREE)),
        ({"topic": "free", "about": "us"}, Start(Topic.FREE)),
        ({"topic": "roses", "about": "\x00", "prompt": "%"}, Start(Topic.FREE)),
        ({"topic": "work"}, Start(Topic.WORK, About.ME, prompt_called("work-me-unseen"))),
        ({"topic": "work", "about": "them"}, Start(Topic.WORK, About.ME, prompt_called("work-me-unseen"))),
        ({"topic": "work", "about": "us"}, Start(Topic.WORK, About.US, prompt_called("work-us-hours"))),
        ({"topic": "work", "prompt": "x"}, Start(Topic.WORK, About.ME, prompt_called("work-me-unseen"))),
        (
            {"topic": "work", "prompt": "money-us-talk"},
            Start(Topic.MONEY, About.US, prompt_called("money-us-talk")),
        ),
    ],
)
def test_any_address_begins_somewhere(address, begins):
    assert start(**address) == begins


@pytest.mark.parametrize(
    ("days_ago", "offered"),
    [
        ((), True),
        ((0,), False),
        ((119,), False),
        ((120,), True),
        ((400,), True),
        ((240, 119), False),
        ((240, 120), True),
        ((360, 240, 120), False),
        ((365, 240, 120), True),
        ((130, 129, 128), False),
        ((-1,), False),
        ((400, 390, 380, 370), True),
    ],
)
def test_a_look_is_offered_about_every_four_months_and_three_times_a_year(days_ago, offered):
    assert look_offered([TODAY - timedelta(days=days) for days in days_ago], TODAY) is offered


@given(st.lists(st.integers(0, 200), max_size=40))
def test_whoever_takes_every_offer_looks_at_most_three_times_in_any_year(delays):
    day, looks = TODAY, []
    for delay in delays:
        day += timedelta(days=delay)
        if look_offered(looks, day):
            looks.append(day)

    assert all(later - earlier >= BETWEEN_LOOKS for earlier, later in pairwise(looks))
    assert all(sum(day <= each < day + A_YEAR for each in looks) <= MOST_LOOKS for day in looks)


@given(st.lists(st.integers(-5, 800), max_size=6))
def test_the_order_of_looks_does_not_matter(days_ago):
    looks = [TODAY - timedelta(days=days) for days in days_ago]

    assert look_offered(looks, TODAY) is look_offered(sorted(looks), TODAY)


@pytest.mark.parametrize(
    ("typed", "found_in"),
    [
        ("straße", "STRASSE"),
        ("ÇA VA", "ça va"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("мир", "МИР"),
        ("two lines", "two\n\n lines"),
        ("cafe\u0301", "CAFÉ"),
        ("ﬁn", "FIN"),
        ("１２", "12"),
        ("kase fur zoe", "Käse für Zoé"),
        ("Tiếng Việt", "tieng viet"),
        ("isik", "IŞIK"),
        ("ışık", "Isik"),
        ("İyi", "iyi"),
        ("smorrebrod", "Smørrebrød"),
        ("oeuvre", "ŒUVRE"),
        ("lodz", "Łódź"),
        ("еще", "ещё"),
        ("שלום", "שָׁלוֹם"),
        ("محمد", "مُحَمَّد"),
        ("ﬁance", "Fiancé"),
    ],
)
def test_capitals_and_other_ways_to_write_a_letter_are_the_same(typed, found_in):
    assert folded(typed) == folded(found_in)


@pytest.mark.parametrize(("one", "other"), [("か", "が"), ("कि", "क"), ("한", "하"), ("a", "b")])
def test_what_makes_another_letter_is_no_accent(one, other):
    assert folded(one) != folded(other)


ACCENTED = st.text(st.characters() | st.sampled_from("aeéüßıİœø \u0301\u0327ｅが한"))


@settings(deadline=None)
@given(ACCENTED)
def test_what_is_folded_stays_so(text):
    assert folded(folded(text)) == folded(text) == folded(small(text))


@settings(max_examples=many(60, 500), deadline=None)
@given(ACCENTED, st.integers(0, 20), st.integers(1, 20))
def test_what_was_found_with_accents_is_still_found(text, first, length):
    words = text[first : first + length]
    if small(words) in small(text):
        assert folded(words) in folded(text) or not bare(words)


def bare(words):
    """What is left of the words without marks: "¨" is a space with one, so nothing is left of it."""
    return [
        sign
        for sign in unicodedata.normalize("NFKD", words)
        if not (unicodedata.combining(sign) or sign.isspace())
    ]


def test_words_of_nothing_but_accents_are_not_every_word():
    assert folded("\u0301") != ""


def test_a_reflection_is_guided_where_it_answers_a_question():
    assert entry(Topic.WORK, "x").kind is ReflectionKind.FREE
    assert entry(Topic.WORK, "x", prompt="work-me-left").kind is ReflectionKind.GUIDED
    assert look("x", ("", "", "")) == ReflectionEntry(
        ReflectionKind.LOOK, Topic.CONFLICT, "x", answers=("", "", "")
    )


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (entry(Topic.FREE, "The body", title="A title"), "A title"),
        (entry(Topic.FREE, "The body"), "The body"),
        (look("", ("", "An answer", "")), "An answer"),
        (entry(Topic.FREE, "word " * 100), "word " * 17 + "word…"),
    ],
)
def test_a_reflection_is_called_by_its_title_or_by_how_it_begins(written, name):
    assert written.name == name


def test_a_look_has_three_questions_and_tells_which_were_answered():
    assert len(LOOK_QUESTIONS) == 3
    assert look("x", ("", "b", "")).answered == ((LOOK_QUESTIONS[1], "b"),)
    assert entry(Topic.FREE, "x").answered == ()


def test_everything_but_a_look_from_outside_can_be_shared():
    assert [kind for kind in ReflectionKind if may_share(kind)] == [
        ReflectionKind.FREE,
        ReflectionKind.GUIDED,
    ]
