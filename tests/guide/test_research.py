import pytest

from tracker.catalogue.sources import HOW_WELL
from tracker.catalogue.strategies import STRATEGIES
from tracker.domain.research import SourceSeen

UNSEEN = "We could not read it ourselves"
DISAGREES = "Does not agree:"
FINDINGS = [finding for strategy in STRATEGIES for finding in strategy.research]


@pytest.mark.parametrize("reader", ["ada", ""])
def test_research_is_told_with_how_well_it_is_known_and_where_it_is_from(visit, reader):
    visitor = visit(reader)
    whole = visitor.page("/guide/research").text
    for strategy in STRATEGIES:
        text = visitor.page(f"/guide/{strategy.slug}").text
        for finding in strategy.research:
            for part in (
                f"{HOW_WELL[finding.known][0]} {finding.text}",
                *(source.title for source in (*finding.sources, *finding.against)),
            ):
                assert part in text
                assert part in whole


def test_the_page_says_by_what_rule_a_mark_is_given(guest):
    text = guest.page("/guide/research").text

    assert [meaning for _name, meaning in HOW_WELL.values() if meaning not in text] == []
    assert (
        "Where we say that something helps, we count only works that compared it with something else." in text
    )
    assert "We last read their summaries on Nov 30, 2026." in text


def test_what_was_not_looked_at_again_says_so_beside_it(guest):
    unseen = [
        source.title
        for finding in FINDINGS
        for source in (*finding.sources, *finding.against)
        if source.seen is SourceSeen.TOLD
    ]

    told = guest.page("/guide/research").text.split(UNSEEN)

    assert len(told) - 1 == len(unseen) > 0
    assert [title for title, before in zip(unseen, told, strict=False) if title not in before[-400:]] == []


def test_works_that_do_not_agree_are_told_as_such(guest):
    doubting = [source.title for finding in FINDINGS for source in finding.against]

    told = guest.page("/guide/research").text.split(DISAGREES)

    assert len(told) - 1 == len(doubting) > 0
    assert [title for title, before in zip(doubting, told, strict=False) if title not in before[-400:]] == []


def test_each_work_says_what_it_is(guest):
    text = guest.page("/guide/communicate").text

    assert "143 studies weighed together · compared with others" in text
    assert "1 study of people as they are · no comparison, so it shows no cause" in text
