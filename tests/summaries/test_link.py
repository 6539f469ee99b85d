"""The link to the summary: shown once, ended by either, dead after two weeks, and all dead ones alike."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.beside import not_beside
from tests.databases import kept
from tests.house.doors import everything
from tests.summaries.agreed import PATH, SHOWN, new_link
from tests.visitors import Page
from tests.world import (
    ADAS_WANTS,
    SUMMARY,
)
from tracker.domain.summaries import LINK_LASTS
from tracker.extensions import db
from tracker.models import SummaryLink
from tracker.summaries.queries import hashed

pytestmark = pytest.mark.on_either("each reads the same list for somebody else, or after the same parting")


def test_a_link_is_shown_once_and_kept_as_a_hash(app, ada, guest):
    path = new_link(ada)

    assert ADAS_WANTS in guest.page(path).text
    assert path not in ada.page(PATH).source
    (row,) = kept(app, select(SummaryLink).where(not_beside(SummaryLink)))
    token = path.rpartition("/")[2]
    assert row.token_hash == hashed(token) and token not in str(everything_in(app))


def everything_in(app):
    with app.app_context():
        found = everything()
        db.session.rollback()
    return found


def test_a_new_link_ends_the_old_one(ada, ben, guest):
    path = new_link(ada)
    assert guest.get(SHOWN).status_code == 404

    other = new_link(ben)

    assert (guest.get(path).status_code, guest.get(other).status_code) == (404, 200)


def test_both_see_that_it_is_there_and_until_when_and_either_ends_it(visit, guest):
    for reader in ("ada", "ben"):
        text = visit(reader).page(PATH).text
        assert "There is a link since Mar 10, 2026. It ends on Mar 24, 2026" in text

    visit("ben").submit(PATH, to=f"{PATH}/link/end")

    assert guest.get(SHOWN).status_code == 404
    assert "There is a link" not in visit("ada").page(PATH).text


def test_it_ends_by_itself_after_two_weeks(ada, guest, moment):
    moment.shift(LINK_LASTS - timedelta(days=1, seconds=1))
    assert guest.get(SHOWN).status_code == 200

    moment.shift(timedelta(seconds=1))

    assert guest.get(SHOWN).status_code == 404
    assert "There is a link" not in ada.page(PATH).text


@pytest.mark.parametrize(
    "token", ["x", "x" * 5000, "é", "%00", "%F0%9F%92%A9", "..", SUMMARY + "x", SUMMARY[:-1]]
)
def test_a_dead_an_odd_and_an_ended_link_answer_alike(ada, guest, token):
    odd = guest.get(f"/help/shown/{token}")
    ada.send(f"{PATH}/link/end")
    ended = guest.get(SHOWN)

    assert (odd.status_code, ended.status_code) == (404, 404)
    assert token == ".." or odd.data == ended.data
    assert {key: value for key, value in odd.headers if key != "Content-Length"} == {
        key: value for key, value in ended.headers if key != "Content-Length"
    }


@pytest.mark.parametrize("harm", ["{}.", "{})", "{}%20", "{}%E2%80%9D", "%3C{}%3E", "{}=%0A"])
def test_what_a_mail_program_adds_to_a_link_does_not_matter(ada, guest, harm):
    path, token = new_link(ada).rsplit("/", 1)

    assert re.fullmatch("[A-Za-z0-9]{32}", token)
    assert guest.get(f"{path}/{harm.format(token)}").status_code == 200


def test_a_link_that_was_cut_short_says_so_whether_or_not_it_ever_led_anywhere(ada, guest):
    cut = [guest.get(path) for path in (new_link(ada)[:-1], f"/help/shown/{'x' * 20}")]

    assert [(answer.status_code, "end of it was cut off" in answer.text) for answer in cut] == [
        (404, True)
    ] * 2
    assert cut[0].data == cut[1].data


def test_behind_the_link_is_nothing_of_tend_and_no_trace_of_looking(app, guest, visit):
    before = everything_in(app)

    answer = guest.get(SHOWN)

    page = Page.of(answer)
    assert (page.links, page.forms) == ([], [])
    assert [tag for tag, _ in page.tags if tag == "nav"] == []
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    assert "Set-Cookie" not in answer.headers and 'content="noindex"' in answer.text
    assert everything_in(app) == before


def test_it_is_read_with_and_not_written_to(guest):
    assert guest.send(SHOWN).status_code in (404, 405)
