"""What a browser may keep of Today for when there is no network, and of whom."""

import re

import pytest

from tests.databases import acting
from tests.world import BENS_OWN, EACH, EACH_CUE, NOW, TODAY, TOGETHER, person, planted
from tracker.domain.habits import TOUCH, Mode
from tracker.spaces.actions import leave
from tracker.today.kept import kept_today

ADDRESS = "/today/kept"
CANARY = re.compile(r"canary-[\w-]+")
GOES_THERE = {"Sec-Fetch-Mode": "navigate"}
SECRETS = ("csrf_token", "@example.org", "data-whose")


@pytest.fixture
def staying(visit):
    """Somebody who stays logged in on this device."""

    def stay(name):
        visitor = visit(name)
        visitor.session = visitor.session | {"_permanent": True}
        return visitor

    return stay


def whose(visitor, path="/help"):
    return visitor.get(path, headers=GOES_THERE).headers["Tend-Whose"]


def names_kept(name):
    lists = kept_today(person(name), NOW).lists
    return {row.habit.name for row in (*lists.open, *lists.more, *lists.done, *lists.unasked)}


def test_it_holds_what_both_see_and_no_other_word_of_anybody(staying):
    answers = {name: staying(name).get(ADDRESS) for name in ("ada", "ben")}

    assert {name: set(CANARY.findall(answer.text)) for name, answer in answers.items()} == {
        "ada": {EACH, EACH_CUE, TOGETHER},
        "ben": {EACH, EACH_CUE, TOGETHER, BENS_OWN},
    }
    assert [word for answer in answers.values() for word in SECRETS if word in answer.text] == []


def test_nothing_of_touch_is_kept(inside):
    planted("Hands", by="ada", mode=Mode.EACH, since=TODAY, strategy=TOUCH)

    assert "Hands" not in names_kept("ada") | names_kept("ben")


def test_of_somebody_alone_what_is_for_two_is_kept(inside):
    planted("Ours", by="cleo", mode=Mode.EACH, since=TODAY)
    planted("Mine", by="cleo", mode=Mode.ONE, since=TODAY)

    assert {"Ours", "Mine"} & names_kept("cleo") == {"Ours"}


def test_to_ask_for_it_tells_nobody_that_anything_was_seen_and_takes_no_notice_away(staying):
    ada = staying("ada")
    before = ada.session

    ada.get(ADDRESS)

    assert ada.session == before


@pytest.mark.parametrize("name", ["ada", ""])
def test_nothing_is_kept_where_a_log_in_ends_with_the_browser_nor_of_guests(visit, name):
    visitor = visit(name)

    answer = visitor.get(ADDRESS)

    assert (answer.status_code, answer.headers.get("Tend-Whose")) == (404, None)
    assert CANARY.findall(answer.text) == []
    assert whose(visitor) == "nobody"


def test_nothing_is_kept_of_whoever_has_chosen_to_lock(app, staying):
    ada = staying("ada")
    assert whose(ada) != "nobody"
    with acting(app):
        person("ada").locks = True

    answer = ada.get(ADDRESS)
    assert (whose(ada), "Tend-Whose" in answer.headers) == ("nobody", False)
    assert CANARY.findall(answer.text) == []


def test_it_says_whose_it_is_by_a_name_that_tells_nothing(staying):
    names = {name: whose(staying(name)) for name in ("ada", "ben", "cleo")}

    assert len(set(names.values())) == 3
    assert [name for name in names.values() if not re.fullmatch(r"[\w-]{16}", name)] == []
    assert whose(staying("ada"), "/wall") == names["ada"]
    assert staying("ada").get(ADDRESS).headers["Tend-Whose"] == names["ada"]


def test_only_a_page_that_a_browser_goes_to_says_so(staying):
    ada = staying("ada")

    answers = [ada.get("/help"), ada.get("/help", headers={"Sec-Fetch-Mode": "cors"})]

    assert [answer.headers.get("Tend-Whose") for answer in answers] == [None, None]


@pytest.mark.parametrize(
    "change",
    [
        lambda ada: setattr(ada, "password_hash", "another"),
        lambda ada: leave(by=ada, now=NOW),
        lambda ada: leave(by=ada.partner, now=NOW),
    ],
    ids=["another password", "they leave", "the partner leaves"],
)
def test_the_name_is_another_where_something_begins_anew(app, staying, change):
    ada = staying("ada")
    before = whose(ada)
    with acting(app):
        change(person("ada"))

    assert whose(ada) != before


def test_the_page_in_the_place_of_others_is_the_same_for_everybody(visit):
    pages = {visit(name).get("/offline").data for name in ("ada", "cleo", "")}

    assert len(pages) == 1
