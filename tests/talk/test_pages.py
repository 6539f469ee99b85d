"""What stands on the page of a talk."""

from datetime import timedelta

import pytest

from tests.talk.shown import row, tap, taps
from tests.visitors import Page
from tests.world import (
    TALK_VERSION,
    TOPIC,
)
from tracker.domain.talk import Act, Phase

PART = {"Tend-Part": "main"}


MOVED_ON = "The talk has moved on"


def test_a_talk_is_begun_led_and_put_away_with_plain_forms(app, world, ada, ben, no_talk):
    answer = ada.submit("/talk", words="the summer", minutes="5", first="other")
    assert (answer.status_code, answer.location) == (303, "/talk")
    assert "the summer" in ada.page("/talk").text
    assert "the summer" in ben.page("/talk").text and "You would speak first." in ben.page("/talk").text

    for visitor, act in (
        (ben, "come"),
        (ben, "said"),
        (ben, "meant"),
        (ada, "rest"),
        (ada, "go-on"),
        (ada, "end"),
    ):
        answer = tap(visitor, act)
        assert (act, answer.status_code, answer.location) == (act, 303, "/talk")

    for visitor in (ada, ben):
        assert "Thank you, both of you" in visitor.page("/talk").text
        assert "the summer" not in visitor.page("/talk").source
        answer = tap(visitor, "close")
        assert (answer.status_code, answer.location) == (303, "/today")
        assert "A talk in turns" in visitor.page("/talk").text
    assert row(app, world).topic == ""


@pytest.mark.parametrize(
    ("steps", "adas", "bens"),
    [
        ((), {"said", "rest", "end"}, {"rest", "end"}),
        (("said",), {"meant", "again", "rest", "end"}, {"rest", "end"}),
        (("said", "meant"), {"rest", "end"}, {"said", "rest", "end"}),
        (("rest",), {"go-on", "end"}, {"end"}),
        (("end",), {"close"}, {"close"}),
    ],
)
def test_each_page_shows_what_is_theirs_to_tap(ada, ben, steps, adas, bens):
    for act in steps:
        tap(ada, act)

    assert (taps(ada.page("/talk")), taps(ben.page("/talk"))) == (adas, bens)
    assert [Page.of(each.get("/talk/now")).actions for each in (ada, ben)] == [
        ada.page("/talk").actions,
        ben.page("/talk").actions,
    ]


@pytest.mark.parametrize("act", [act for act in Act if act not in (Act.REST, Act.END)])
def test_a_listener_who_taps_what_is_not_theirs_reads_why(app, world, ben, act):
    answer = ben.send(f"/talk/{act}", came_from="/talk", version=str(TALK_VERSION))

    assert (answer.status_code, answer.location) == (303, "/talk")
    assert "notice--warning" in ben.page("/talk").source
    assert row(app, world).version == TALK_VERSION


def test_a_tap_from_an_older_page_shows_where_the_talk_is_now(app, world, ada, ben):
    older = ada.page("/talk").form("/talk/said").values
    tap(ben, "rest")

    answer = ada.post("/talk/said", data=older, headers={"Referer": "http://localhost/talk"})

    page = ada.page("/talk")
    assert (answer.status_code, answer.location) == (303, "/talk")
    assert MOVED_ON in page.text and "needs a moment" in page.text
    assert row(app, world).phase == Phase.SPEAKING


def test_tapping_twice_says_nothing(app, world, ada):
    form = ada.page("/talk").form("/talk/said").values

    answers = [ada.post("/talk/said", data=form).status_code for _time in range(3)]

    assert answers == [303] * 3
    assert 'class="notices"' not in ada.page("/talk").source
    assert (row(app, world).phase, row(app, world).version) == (Phase.SAYING_BACK, TALK_VERSION + 1)


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "9" * 5000, "²", "1e3"])
def test_a_version_that_is_none_changes_nothing(app, world, ada, version):
    answer = ada.send("/talk/said", came_from="/talk", version=version)

    assert answer.status_code == 303
    assert row(app, world).version == TALK_VERSION


def test_what_is_no_button_is_not_there(app, world, ada):
    for path in ("/talk/shout", "/talk/come%20", "/talk/now/", "/talk/Said"):
        assert ada.send(path).status_code in (404, 405)
    assert ada.get("/talk/said").status_code == 405
    assert row(app, world).version == TALK_VERSION


def test_the_part_is_sent_anew_only_when_it_is_another(ada, ben):
    first = ada.get("/talk/now")
    tag = first.headers["ETag"]

    again = ada.get("/talk/now", headers={"If-None-Match": tag})
    bens = ben.get("/talk/now", headers={"If-None-Match": tag})
    tap(ben, "rest")
    after = ada.get("/talk/now", headers={"If-None-Match": tag})

    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    assert again.headers["ETag"] == tag
    assert {answer.headers["Cache-Control"] for answer in (first, again)} == {"no-store"}
    assert (bens.status_code, after.status_code) == (200, 200)
    assert "<html" not in first.text and TOPIC in first.text


def test_the_part_and_the_page_carry_the_same_tag(ada):
    tag = ada.get("/talk/now").get_etag()[0]

    assert f'data-tag="{tag}"' in ada.get("/talk/now").text
    assert f'data-tag="{tag}"' in ada.page("/talk").source


@pytest.mark.parametrize(
    ("seconds", "left"), [(0, "120"), (50, "70"), (120, "0"), (3600, "0"), (-7200, "180")]
)
def test_the_page_says_how_many_seconds_are_left(visit, moment, seconds, left):
    moment.shift(timedelta(seconds=seconds))

    assert left_on(visit("ada").page("/talk")) == left


def left_on(page):
    return next(given["data-left"] for _tag, given in page.tags if given.get("data-left", "").isdigit())


def test_a_turn_whose_time_is_up_says_so_and_goes_on(ada, moment):
    assert 'class="clock__over" hidden' in ada.page("/talk").source
    moment.shift(timedelta(minutes=10))

    page = ada.page("/talk")
    assert 'class="clock__over">' in page.source
    assert "said" in taps(page)


def test_a_script_that_taps_gets_the_part_as_it_is_then(ada):
    form = ada.page("/talk").form("/talk/said").values

    answer = ada.post("/talk/said", data=form, headers=PART)
    part = ada.get(answer.location, headers=PART)

    assert 'data-scene="checking"' in part.text and "<html" not in part.text
