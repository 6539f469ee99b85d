from datetime import date
from itertools import combinations_with_replacement, product

import pytest

from tracker.domain.research import (
    ComparedWith,
    Known,
    ResearchFinding,
    Source,
    SourceSeen,
    StudyKind,
    known_of,
)


def work(kind=StudyKind.TRIAL, studies=1, people=0, *, compared=ComparedWith.OTHER, seen=SourceSeen.ABSTRACT):
    return Source("Ada", 2020, "On tea", "Tea 1", kind, studies, people, compared, seen, date(2026, 1, 1))


WEIGHED = work(StudyKind.WEIGHED, 10)
ALONE = ComparedWith.NOBODY


@pytest.mark.parametrize(
    ("sources", "known"),
    [
        ([], Known.FIRST),
        ([work()], Known.FIRST),
        ([work(people=399)], Known.FIRST),
        ([work(people=400)], Known.SOME),
        ([work(people=200), work(people=200)], Known.SOME),
        ([work(), work()], Known.SOME),
        ([work(studies=2)], Known.SOME),
        ([work(studies=10)], Known.SOME),
        ([work(StudyKind.REVIEW, 115)], Known.SOME),
        ([work(StudyKind.FOLLOWED, 1, 50_000, compared=ALONE)], Known.SOME),
        ([work(StudyKind.WEIGHED, 9)], Known.SOME),
        ([WEIGHED], Known.MANY),
        ([work(), WEIGHED], Known.MANY),
        ([work(StudyKind.WEIGHED, 5), work(StudyKind.WEIGHED, 5)], Known.SOME),
    ],
)
def test_the_mark_follows_from_kind_and_number(sources, known):
    assert known_of(sources) is known


@pytest.mark.parametrize("other", [work(), WEIGHED, work(seen=SourceSeen.TOLD)])
def test_works_that_do_not_agree_are_at_most_some_support(other):
    assert known_of([WEIGHED], against=[other]) is Known.SOME
    assert known_of([work()], against=[other]) is Known.FIRST


@pytest.mark.parametrize("studies", [1, 2, 200])
def test_what_was_not_looked_at_counts_for_nothing(studies):
    unseen = work(StudyKind.WEIGHED, studies, 14_000, seen=SourceSeen.TOLD)

    assert known_of([unseen]) is Known.FIRST
    assert known_of([unseen, work()]) is Known.FIRST


def test_that_something_helps_rests_on_works_that_compared_alone():
    link = work(StudyKind.WEIGHED, 48, 9_000, compared=ALONE)

    assert known_of([link]) is Known.MANY
    assert known_of([link], helps=True) is Known.FIRST
    assert known_of([link, work(studies=2)], helps=True) is Known.SOME


@pytest.mark.parametrize("helps", [True, False])
def test_one_more_work_never_makes_it_less_known(helps):
    order = [Known.FIRST, Known.SOME, Known.MANY]
    works = [
        work(kind, studies, people, compared=compared, seen=seen)
        for kind, studies, people, compared, seen in product(
            [StudyKind.WEIGHED, StudyKind.TRIAL], [1, 10], [0, 400], [ALONE, ComparedWith.WAITING], SourceSeen
        )
    ]

    for few in combinations_with_replacement(works, 2):
        least = order.index(known_of(few, helps=helps))
        assert all(order.index(known_of([*few, more], helps=helps)) >= least for more in works)


def test_a_finding_knows_its_mark():
    assert ResearchFinding("Tea helps.", (WEIGHED,)).known is Known.MANY
    assert ResearchFinding("Tea helps.", (WEIGHED,), against=(work(),)).known is Known.SOME
    assert ResearchFinding("Tea helps.", (work(compared=ALONE, studies=3),), helps=True).known is Known.FIRST
