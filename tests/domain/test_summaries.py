from datetime import datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.summaries import (
    Agreement,
    Part,
    Section,
    agreed_by,
    agreed_until,
    appearing,
    appears,
    may_read,
    name_of,
    seal_of,
    section_named,
    section_stored,
    sections_of,
)

TRIED, TREND, WANTS = Section(Part.TRIED), Section(Part.TREND, 1), Section(Part.WANTS, 1)
NOW, BEFORE = seal_of(["now"]), seal_of(["before"])


@pytest.mark.parametrize("section", sections_of([1, 2]))
@pytest.mark.parametrize(
    ("members", "agreed", "there"),
    [
        ([1, 2], [], False),
        ([1, 2], [(1, NOW)], False),
        ([1, 2], [(2, NOW)], False),
        ([1, 2], [(1, NOW), (2, NOW)], True),
        ([1, 2], [(1, NOW), (2, BEFORE)], False),
        ([1, 2], [(1, BEFORE), (2, BEFORE)], False),
        ([1, 2], [(1, NOW), (3, NOW)], False),
        ([1], [(1, NOW)], True),
        ([1], [(2, NOW)], False),
        ([], [], False),
    ],
)
def test_a_section_appears_once_everybody_has_agreed_to_it_as_it_reads_now(section, members, agreed, there):
    agreements = [Agreement(by, section, seal) for by, seal in agreed]

    assert appears(section, NOW, agreements, members) is there
    assert not appears(section, "", agreements, members)


def test_agreeing_to_one_section_says_nothing_of_another():
    agreements = [Agreement(by, TRIED, NOW) for by in (1, 2)]

    seals = dict.fromkeys(sections_of([1, 2]), NOW)
    assert appearing(seals, agreements, [1, 2]) == (TRIED,)


@pytest.mark.parametrize(
    ("section", "reader", "agreed", "readable"),
    [
        (TRIED, 2, [], True),
        (TREND, 2, [], True),
        (WANTS, 1, [], True),
        (WANTS, 2, [], False),
        (WANTS, 2, [(2, NOW)], False),
        (WANTS, 2, [(1, BEFORE)], False),
        (WANTS, 2, [(1, NOW)], True),
    ],
)
def test_what_somebody_wants_is_theirs_alone_until_they_show_it(section, reader, agreed, readable):
    assert may_read(section, NOW, [Agreement(by, section, seal) for by, seal in agreed], reader) is readable


@pytest.mark.parametrize(
    ("given", "members", "until"),
    [
        ([], [1, 2], 0),
        ([], [], 0),
        ([(1, 3)], [1], 3),
        ([(1, 3)], [1, 2], 0),
        ([(1, 3), (2, 5)], [1, 2], 3),
        ([(1, 5), (2, 3)], [1, 2], 3),
        ([(1, 5), (2, 5), (3, 1)], [1, 2], 5),
    ],
)
def test_the_weeks_of_a_trend_are_those_that_everybody_has_agreed_to(given, members, until):
    agreements = [Agreement(by, TREND, NOW, datetime(2026, 3, day)) for by, day in given]
    agreements += [Agreement(by, Section(Part.TREND, 2), NOW, datetime(2026, 2, 1)) for by in members]

    assert agreed_until(TREND, agreements, members) == (datetime(2026, 3, until) if until else None)


AGREEMENTS = st.lists(
    st.builds(
        Agreement, st.integers(1, 3), st.sampled_from(sections_of([1, 2, 3])), st.sampled_from(["a", "b", ""])
    ),
    max_size=12,
)


def slowly(seals, agreements, members):
    """Every section there is, asked of every member one by one."""
    found = []
    for section in sections_of(members):
        seal = seals.get(section, "")
        everybody = members and all(
            any(each == Agreement(member, section, seal) for each in agreements) for member in members
        )
        if seal and everybody:
            found.append(section)
    return tuple(found)


@given(
    agreements=AGREEMENTS,
    seals=st.dictionaries(st.sampled_from(sections_of([1, 2, 3])), st.sampled_from(["a", "b", ""])),
    members=st.sampled_from([[], [1], [1, 2], [2, 3]]),
)
def test_what_appears_is_what_each_was_asked_and_said_yes_to(agreements, seals, members):
    there = appearing(seals, agreements, members)

    assert there == slowly(seals, agreements, members)
    for section in there:
        for member in members:
            left = [each for each in agreements if (each.by, each.section) != (member, section)]
            assert section not in appearing(seals, left, members)  # either can take it back
            assert agreed_by(section, seals[section], agreements) >= {member}


@given(st.lists(st.text(max_size=5)), st.lists(st.text(max_size=5)))
def test_a_seal_tells_other_words_from_these(one, other):
    said = [[each for each in words if each] for words in (one, other)]

    assert (seal_of(one) == seal_of(other)) is (said[0] == said[1])
    assert bool(seal_of(one)) is bool(said[0])


def test_a_section_is_found_again_by_its_key_and_by_its_name():
    for section, reader in product(sections_of([1, 2]), (1, 2)):
        assert section_stored(section.key) == section
        assert section_named(name_of(section, reader), reader, 3 - reader) == section


@pytest.mark.parametrize("name", ["", "tried-me", "trend", "wants-", "trend-2", "wants-partner", "x" * 300])
def test_what_is_no_section_of_one_who_is_alone_is_none(name):
    assert section_named(name, 1, 0) is None
