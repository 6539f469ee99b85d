"""What is shared with Tend from elsewhere stands in the wall's form, and nothing is written before somebody presses."""

import pytest

from tests.house.doors import everything
from tests.visitors import Page
from tests.world import BEN_TO_ADA
from tracker.extensions import db

ADDRESS = "/wall/shared"
TEXT, LINK = "Shall we go there on Sunday?", "https://example.org/lake"


def share(visitor, headers=None, **words):
    """As a system does it: without a token, and from no page."""
    given = {f"shared_{name}": text for name, text in words.items()}
    return visitor.post(ADDRESS, data=given, headers=headers or {})


def body(answer):
    return Page.of(answer).form("/wall").values["body"]


def test_it_stands_in_the_form_which_is_open_and_nothing_is_written(app, ada):
    with app.app_context():
        before = everything()
        db.session.rollback()

    answer = share(ada, title="", text=TEXT, address=LINK)

    assert (answer.status_code, body(answer)) == (200, f"{TEXT}\n{LINK}")
    assert 'data-behaviour="unfold" open' in answer.text
    with app.app_context():
        assert everything() == before
        db.session.rollback()


def test_it_comes_after_what_was_begun(ada):
    ada.send("/wall", body="A line that I had begun", press="draft")

    assert body(share(ada, text=TEXT)) == f"A line that I had begun\n\n{TEXT}"


def test_it_is_written_once_somebody_presses(ada, ben):
    form = Page.of(share(ada, text=TEXT)).form("/wall")

    ada.post(form.action, data=form.values)

    assert TEXT in ben.page("/wall").text


def test_a_guest_can_copy_it_once_they_are_told_to_log_in(guest):
    answer = share(guest, text=TEXT)

    assert answer.status_code == 401
    assert TEXT in answer.text
    assert BEN_TO_ADA not in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "null", "Sec-Fetch-Site": "none"}, 200),  # the browser itself
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 400),
        ({"Origin": "https://elsewhere.example"}, 400),
    ],
)
def test_a_system_may_hand_it_over_and_no_other_page(ada, headers, status):
    assert share(ada, headers, text=TEXT).status_code == status


def test_no_other_form_is_taken_without_a_token_from_whatever_calls_itself_no_page(ada):
    answer = ada.post("/wall", data={"body": TEXT}, headers={"Origin": "null", "Sec-Fetch-Site": "none"})

    assert answer.status_code == 400


def test_what_is_shared_may_be_anything_and_is_never_markup(ada):
    answer = share(ada, title="<b>", text="\x00 <script>", address="\u202e")

    assert answer.status_code == 200
    assert "<script>" not in answer.text.partition("<textarea")[2]


def test_whoever_loads_it_anew_finds_the_wall(ada):
    assert BEN_TO_ADA in ada.page(ADDRESS).text
