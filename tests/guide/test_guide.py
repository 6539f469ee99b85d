import re

import pytest

from tests.visitors import Page
from tracker.catalogue.strategies import QUESTIONS, REMINDERS, STRATEGIES
from tracker.domain.guide_search import found, places_of


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


@pytest.mark.parametrize("reader", ["ada", ""])
@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ("long does it take", "/guide#how-long"),
        ("PATIENT both", "/guide#patient-with-both"),
        ("advice can wait", "/guide/empathy"),
        ("guess feeling", "/guide/empathy"),
        ("GUÉSS feelïng", "/guide/empathy"),
        ("guesses feelings", "/guide/empathy"),
    ],
)
def test_a_place_is_found_by_its_words_in_any_order(visit, reader, words, leads_to):
    page = Page.of(visit(reader).get("/guide/search", query_string={"words": words}))

    assert leads_to in page.links


def test_every_text_of_the_guide_leads_to_its_place():
    places = places_of(STRATEGIES, QUESTIONS, REMINDERS, str)

    assert len(places) == 16
    for place in places:
        for text in (place.title, *place.texts):
            assert place in [each.place for each in found(text, places)]


def test_those_with_the_words_in_their_titles_come_first():
    places = places_of(STRATEGIES, QUESTIONS, REMINDERS, str)

    titles = [each.place.title for each in found("closeness", places)]

    assert titles[0] == "Closeness is kept up, not reached once"
    assert len(titles) > 1


@pytest.mark.parametrize(
    "words", ["xyzzy", "%", "_", "\\", "' OR 1=1 --", "<script>", "x" * 5000, "🫶", "שלום"]
)
def test_what_is_not_in_it_is_said_kindly(guest, words):
    page = Page.of(guest.get("/guide/search", query_string={"words": words}))

    assert "Perhaps in others?" in page.text or page.links.count("/guide") > 0
    assert "<script>" not in page.source.partition("<main")[2]


def test_of_what_is_typed_a_hundred_letters_are_looked_for(guest):
    page = Page.of(guest.get("/guide/search", query_string={"words": "x" * 99 + "yz"}))

    assert page.form("/guide/search").values["words"] == "x" * 99 + "y"


@pytest.mark.parametrize("query", ["", "?words=", "?words=%20", "?words=%00", "?other=1"])
def test_without_words_it_leads_back_to_the_guide(guest, query):
    answer = guest.get(f"/guide/search{query}")

    assert (answer.status_code, answer.location) == (303, "/guide")


@pytest.mark.parametrize("reader", ["ada", ""])
@pytest.mark.parametrize("words", ["he hits me", "VIOLENCE", "i am afraid"])
def test_whoever_looks_for_what_is_dangerous_finds_help_first(visit, reader, words):
    page = Page.of(visit(reader).get("/guide/search", query_string={"words": words}))
    first = page.source.partition("<main")[2].partition("</form>")[2].partition("</section>")[0]

    assert re.findall(r'<a\b[^>]*href="([^"]+)"', first) == [
        *(f"/help#part-{n}" for n in (1, 2, 3)),
        "/safety",
    ]
    assert "says nothing" not in page.text
