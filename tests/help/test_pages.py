import pytest

from tests.house.doors import everything


@pytest.mark.parametrize("reader", ["ada", ""])
def test_whom_to_call_at_once_comes_first(visit, reader):
    page = visit(reader).page("/help?country=DE")

    phones = [link for link in page.links if link.startswith("tel:")]
    assert phones[0] == "tel:112"
    assert {"tel:116016", "tel:08001110111"} <= set(phones)
    assert page.text.index("In danger, now") < page.text.index("frightens or hurts")
    assert page.text.index("frightens or hurts") < page.text.index("When it is worth")


def test_the_page_asks_how_one_lives_and_how_one_could_ask(guest):
    text = guest.page("/help").text

    for words in (
        "hesitates",
        "If only one of you wants to go",
        "What the first contact is like",
        "What kinds",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("reader", "languages", "query", "chosen", "first"),
    [
        ("ada", "", "", "DE", "tel:112"),
        ("ada", "en-US", "", "DE", "tel:112"),
        ("", "en-US,en;q=0.5", "", "US", "tel:911"),
        ("", "en,fr-CA", "", "CA", "tel:911"),
        ("", "", "", "", "tel:112"),
        ("", "en-US", "?country=gb", "GB", "tel:999"),
        ("ada", "", "?country=", "", "tel:112"),
        ("ada", "", "?country=XK", "", "tel:112"),
        ("ada", "", "?country=%00%F0%9F%92%A9", "", "tel:112"),
        ("ada", "", "?country=DE&country=AT", "DE", "tel:112"),
    ],
)
def test_the_country_is_guessed_and_can_be_chosen(visit, reader, languages, query, chosen, first):
    answer = visit(reader).get(f"/help{query}", headers={"Accept-Language": languages})

    assert f'<option value="{chosen}" selected' in answer.text
    assert next(part for part in answer.text.split('"') if part.startswith("tel:")) == first


def test_where_nothing_near_is_known_there_is_something_for_everybody(guest):
    page = guest.page("/help?country=")

    assert "https://findahelpline.com" in page.links
    assert "the emergency number of the country you are in" in page.text


def test_that_somebody_looks_is_kept_nowhere(app, ada):
    with app.app_context():
        before = everything()

    answer = ada.get("/help?country=DE")

    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    with app.app_context():
        assert everything() == before


def test_the_settings_lead_there(ada):
    assert "/help" in ada.page("/settings").links


@pytest.mark.parametrize("reader", ["ada", ""])
def test_the_guide_leads_there(visit, reader):
    assert "/help" in visit(reader).page("/guide/help").links
