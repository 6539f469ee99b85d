"""Who has no part in a talk, and the ways that lead to one."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.databases import acting, statements
from tests.house.test_queries import MOST, costs
from tests.talk.shown import row, tap
from tests.world import (
    NOW,
    OPENED_WEEK,
    SEALED_WEEK,
    TALK_VERSION,
    TODAY,
    TOPIC,
    couple,
    own_track_id,
    person,
    planted,
)
from tracker.domain.habits import Mode
from tracker.domain.talk import Act, Phase
from tracker.extensions import db
from tracker.models import TalkRow


@pytest.mark.parametrize("name", ["cleo", "dan"])
def test_a_stranger_finds_a_page_to_begin_and_moves_nothing(app, world, visit, name):
    stranger = visit(name)
    assert "A talk in turns" in stranger.page("/talk").text
    for act in Act:
        answer = stranger.send(f"/talk/{act}", came_from="/talk", version=str(TALK_VERSION))
        assert (answer.status_code, answer.location) == (303, "/talk")
        assert "This talk is over." in stranger.page("/talk").text

    assert row(app, world).version == TALK_VERSION


def test_a_guest_is_asked_to_log_in(app, world, guest):
    assert [guest.get(path).status_code for path in ("/talk", "/talk/now")] == [303, 303]
    assert guest.send("/talk/said", version=str(TALK_VERSION)).status_code == 401
    assert row(app, world).version == TALK_VERSION


def test_who_stays_when_the_other_leaves_in_the_middle_can_begin_anew(app, world, ada, ben):
    form = ada.page("/talk").form("/talk/said").values
    ben.submit("/settings/leave")

    answer = ada.post("/talk/said", data=form, headers={"Referer": "http://localhost/talk"})

    assert (answer.status_code, row(app, world)) == (303, None)
    page = ada.page("/talk")
    assert "This talk is over." in page.text
    assert page.form("/talk").values["phones"] == "1"
    assert TOPIC not in page.source + ben.page("/talk").source
    assert 'data-scene="start"' in ada.get("/talk/now").text


def test_a_talk_left_alone_for_half_a_day_shows_nothing_of_it(app, world, ada, ben, moment):
    moment.shift(timedelta(hours=12))

    for visitor in (ada, ben):
        for path in ("/talk", "/talk/now", "/today"):
            assert TOPIC not in visitor.get(path).text
    assert tap_late(ada).status_code == 303
    assert row(app, world).topic == ""


def tap_late(visitor):
    return visitor.send("/talk/said", came_from="/talk", version=str(TALK_VERSION))


def test_today_says_that_the_partner_is_ready_and_not_what_about(ada, ben, no_talk):
    ada.submit("/talk", words="the summer")

    for path in ("/", "/today"):
        assert "Ada is ready for a talk, when you are." in ben.page(path).text
        assert "the summer" not in ben.page(path).source
        assert "ready for a talk" not in ada.page(path).text
    assert "ready for a talk" not in ben.page("/today/2026-03-10").text
    tap(ben, "come")
    assert "ready for a talk" not in ben.page("/today").text


def test_two_others_are_not_told_that_somebody_is_ready(app, ada, cleo, dan, no_talk):
    with acting(app):
        couple("cleo", "dan", NOW)
    ada.submit("/talk", words="the summer")

    for visitor in (cleo, dan):
        assert "ready for a talk" not in visitor.page("/today").text


def test_the_guide_and_an_opened_check_in_lead_to_it(ada, guest):
    assert "/talk" in ada.page("/guide/communicate").links
    assert "/talk" not in guest.page("/guide/communicate").links
    assert "/talk?about=own" in ada.page(f"/check-in/{OPENED_WEEK}").links
    assert not any(link.startswith("/talk") for link in ada.page(f"/check-in/{SEALED_WEEK}").links)


def test_a_habit_is_ticked_at_the_end_and_one_is_back_there(app, ada):
    with acting(app):
        planted("talk in turns", by="ada", mode=Mode.TOGETHER, strategy=2)
    tap(ada, "end")
    page = ada.page("/talk")
    assert "talk in turns: not yet" in page.text
    with app.app_context():
        track_id = own_track_id("talk in turns", person("ada"))
    path = f"/tracks/{track_id}/ticks/{TODAY}"
    assert path in [given.get("formaction") for _tag, given in page.tags]

    answer = ada.send(path, came_from="/talk")

    assert answer.location.partition("#")[0] == "/talk"
    assert "talk in turns: done" in ada.page("/talk").text


def test_a_page_costs_the_same_whatever_can_be_ticked(app, world, keeper, ada):
    found = []
    for count in (1, 30):
        with acting(app):
            for n in range(count):
                planted(f"talk {n}", by="ada", mode=Mode.TOGETHER, strategy=2)
            led = update(TalkRow).where(TalkRow.space_id == world.spaces["ada"])
            db.session.execute(led.values(phase=Phase.ENDED, topic=""))
        found.append(costs(app, ada, ["/talk", "/talk/now"]))
        keeper.put_back()

    assert found[0] == found[1]
    assert max(found[0].values()) <= MOST


def test_asking_again_and_again_costs_two_queries(app, ada):
    tag = ada.get("/talk/now").headers["ETag"]
    with statements(app) as sent:
        ada.get("/talk/now", headers={"If-None-Match": tag})

    assert len(sent) == 2
