import pytest

from tracker.domain.strategies import QUESTIONS, REMINDERS, STRATEGIES


@pytest.mark.parametrize("reader", ["ada", ""])
def test_the_guide_leads_to_all_ten(visit, reader):
    page = visit(reader).page("/guide")

    assert {f"/guide/{strategy.slug}" for strategy in STRATEGIES} <= set(page.links)
    assert [name for name in (each.name for each in STRATEGIES) if name not in page.text] == []
    assert [each.question for each in QUESTIONS if each.question not in page.text] == []
    assert [each.name for each in REMINDERS if each.name not in page.text] == []


@pytest.mark.parametrize("reader", ["ada", ""])
def test_each_of_the_ten_says_why_how_and_what_to_say(visit, reader):
    visitor = visit(reader)
    for strategy in STRATEGIES:
        text = visitor.page(f"/guide/{strategy.slug}").text
        wanted = [
            *strategy.why,
            *(step.text for step in strategy.how),
            *(words.say for words in strategy.words),
        ]
        wanted += [suggestion.name for suggestion in strategy.suggestions]
        assert [part for part in wanted if " ".join(part.split()) not in text] == []


def test_a_ready_made_habit_is_one_tap_away_from_being_planted(ada):
    for strategy in STRATEGIES:
        links = ada.page(f"/guide/{strategy.slug}").links
        for suggestion in strategy.suggestions:
            assert [link for link in links if suggestion.slug in link], suggestion.slug


@pytest.mark.parametrize("slug", ["roses", "11", "OPEN", "%00", "..", "open%20", "é", "x" * 3000])
def test_what_is_none_of_the_ten_is_not_there(guest, slug):
    assert guest.get(f"/guide/{slug}").status_code in (404, 308) or slug == ".."
