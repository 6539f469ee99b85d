"""One log-in changes as much as a person can, and a form has as many fields as a page of ours asks for."""

from datetime import timedelta

import pytest

from tests.databases import close, made
from tests.visitors import TOKEN, Page, Visitor
from tests.world import NOW
from tracker.extensions import db
from tracker.web.pace import CHANGES_A_SEARCH, MOST_FIELDS, WITHIN, ChangeCounts
from tracker.web.typed import MOST_TYPED

pytestmark = pytest.mark.on_either("each counts tries by the same statements as the one beside it")

MOST = 100


@pytest.fixture
def paced(keeper, world, tmp_path):
    """An application in which a log-in may change a hundred things in five minutes."""
    app = made(keeper.url, tmp_path, TEND_CHANGES=str(MOST))
    if keeper.url.endswith(":memory:"):
        with app.app_context(), db.engine.begin() as connection:
            connection.connection.driver_connection.deserialize(keeper.kept)
    yield app
    close(app)


def keep_busy(visitor, count):
    return [visitor.send(f"/habits/{n}/nothing-there").status_code for n in range(count)]


def test_whoever_changes_more_than_a_person_can_waits_with_what_they_typed(paced):
    ada = Visitor.of("ada", paced)
    assert set(keep_busy(ada, MOST)) == {404}

    answer = ada.send("/wall", body="It took me an evening to write this.")

    page = Page.of(answer)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")
    assert "Wait five minutes" in page.text
    assert "It took me an evening to write this." in page.source
    assert answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/ways/search", "/wall/search", "/reflections/search"])
def test_whoever_searches_more_than_a_person_can_waits_as_well(paced, path):
    ada, ben = (Visitor.of(name, paced) for name in ("ada", "ben"))

    answers = [ada.send(path, words="tea").status_code for _n in range(MOST // CHANGES_A_SEARCH + 1)]

    assert answers == [*[200] * (MOST // CHANGES_A_SEARCH), 429]
    assert ben.send(path, words="tea").status_code == 200


def test_nobody_else_waits_and_pages_can_be_read(paced):
    ada, ben = (Visitor.of(name, paced) for name in ("ada", "ben"))
    keep_busy(ada, MOST + 1)

    assert ben.submit("/wall", body="Tea").status_code == 303
    assert ada.get("/today").status_code == 200


def test_after_five_minutes_all_is_well_again(paced, moment):
    ada = Visitor.of("ada", paced)
    keep_busy(ada, MOST + 1)

    moment.shift(WITHIN)

    assert ada.submit("/wall", body="Tea").status_code == 303


def test_two_who_tap_as_quickly_as_they_can_are_never_told_to_wait():
    pace = ChangeCounts(1500, WITHIN)

    taps = [pace.allows(who, NOW + timedelta(seconds=n / 4)) for n in range(5 * 60 * 4) for who in ("a", "b")]

    assert all(taps)


def test_no_more_is_remembered_than_of_these_minutes():
    pace = ChangeCounts(1, WITHIN)
    for n in range(1000):
        pace.allows(f"log-in {n}", NOW)

    pace.allows("another", NOW + WITHIN)

    assert list(pace.counts) == ["another"]


@pytest.mark.parametrize("path", ["/login", "/wall", "/no-such-page", "/register"])
def test_a_form_of_very_many_fields_is_turned_away_before_it_is_taken_apart(ada, guest, path, monkeypatch):
    def taken_apart(*_):
        raise AssertionError("a form was taken apart")

    with monkeypatch.context() as patched:
        patched.setattr("tracker.web.errors.typed_words", list)
        patched.setattr("werkzeug.formparser.FormDataParser.parse", taken_apart)
        for visitor in (ada, guest):
            answer = visitor.post(
                path, data="a&" * MOST_FIELDS, content_type="application/x-www-form-urlencoded"
            )
            assert answer.status_code == 413
            assert Page.of(answer).title


def test_an_error_page_shows_as_many_texts_as_a_form_of_ours_can_have(ada):
    typed = {f"body-{n}": f"words {n}" for n in range(MOST_FIELDS - 10)}

    answer = ada.post("/wall", data=typed)

    assert (answer.status_code, answer.text.count("<textarea")) == (400, MOST_TYPED)


@pytest.mark.parametrize(
    "path",
    [
        "/reflections?older-than={}",
        "/wall?older-than={}",
        "/wall/search?words=a&older-than={}",
        "/dates?past={}",
        "/wall/jar?older-than={}",
        "/help/appointments?past={}",
        "/pauses?past={}",
        "/us/before/2999-12-31?{}",
        "/trends/2026?{}",
        "/reflections?words={}",
        "/wall/search?words={}",
        "/guide/search?words={}",
        "/ways/search?words={}",
        "/dates/new?idea={}",
        "/habits/new?like={}",
        "/help?country={}",
    ],
)
@pytest.mark.parametrize("asked", ["9" * 30, "-1", "9" * 5000, "%00", "x" * 3000, "%F0%9F", ""])
@pytest.mark.crossed("what is asked, and the address")
def test_whatever_an_address_asks_for_there_is_a_page(ada, path, asked):
    answer = ada.get(path.format(asked))

    assert answer.status_code in (200, 303)  # for some it leads to a page that is there
    assert len(answer.text) < 400_000


def test_the_token_is_among_the_fields_that_are_taken(ada):
    assert ada.post("/wall", data={TOKEN: ada.form_token(), "body": "Tea"}).status_code == 303
