from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.bad_input import A_MEGABYTE, KEPT
from tests.databases import acting, kept, statements
from tests.house.test_queries import MOST, costs
from tests.visitors import Page
from tests.world import (
    ADA_OPENED,
    ADA_SEALED,
    BEN_OPENED,
    BENS_DRAFT,
    NOW,
    OPENED_WEEK,
    SEALED_WEEK,
    TALK_VERSION,
    TODAY,
    TOPIC,
    couple,
    involve,
    own_track_id,
    person,
    planted,
)
from tracker.domain.habits import Mode
from tracker.domain.talk import Act, Phase
from tracker.extensions import db
from tracker.models import TalkRow

PART = {"Tend-Part": "main"}
MOVED_ON = "The talk has moved on"
STARTS = {"about": "words", "words": "the summer", "phones": "2", "minutes": "5", "first": "host"}


def row(app, world, name="ada"):
    found = kept(app, select(TalkRow).where(TalkRow.space_id == world.spaces[name]))
    return found[0] if found else None


def tap(visitor, act, **typed):
    """Press a button as the page at hand has it."""
    return visitor.submit("/talk", to=f"/talk/{act}", **typed)


def taps(page):
    """What can be tapped on a page."""
    return {action.removeprefix("/talk/") for action in page.actions if action.startswith("/talk/")}


@pytest.fixture
def no_talk(app, world):
    """The talk of the world has ended, and both have put it away."""
    involve("ada")
    with acting(app):
        db.session.execute(
            update(TalkRow)
            .where(TalkRow.space_id == world.spaces["ada"])
            .values(phase=Phase.ENDED, topic="", closed_by_host=True, closed_by_other=True)
        )


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


# The start.


def test_what_there_could_be_to_talk_about_is_not_asked_for_while_a_talk_goes_on(app, ada):
    with statements(app) as sent:
        ada.get("/talk")

    assert [each for each in sent if "talk_about" in each] == []


def test_what_opened_last_is_offered_to_talk_about(ada, ben, no_talk):
    for visitor in (ada, ben):
        text = visitor.page("/talk").text
        assert ADA_OPENED.talk_about in text and BEN_OPENED.talk_about in text


@pytest.mark.parametrize("name", ["ada", "ben", "cleo", "dan"])
def test_nothing_that_is_sealed_a_draft_or_kept_is_offered(visit, no_talk, name):
    source = visit(name).page("/talk").source

    for answers in (ADA_SEALED, BENS_DRAFT):
        assert answers.talk_about not in source


@pytest.mark.parametrize("about", ["own", "partner", "words", "anything", ""])
def test_a_topic_can_be_chosen_before(ada, no_talk, about):
    form = ada.page(f"/talk?about={about}").form("/talk")

    assert form.values["about"] == (about if about in ("own", "partner") else "words")


def test_a_talk_about_the_partners_answer_shows_it_to_both(ada, ben, no_talk):
    ada.submit("/talk?about=partner", to="/talk")

    assert BEN_OPENED.talk_about in ada.page("/talk").text
    assert BEN_OPENED.talk_about in ben.page("/talk").text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("about", "mine"),
        ("phones", "3"),
        ("phones", ""),
        ("minutes", "4"),
        ("minutes", "x"),
        ("first", "both"),
    ],
)
def test_what_was_not_offered_is_refused_and_the_words_stay(app, world, ada, no_talk, name, value):
    answer = ada.send("/talk", **STARTS | {name: value})

    assert answer.status_code == 422
    assert "Please choose one of these." in answer.text and "the summer" in answer.text
    assert row(app, world).phase == Phase.ENDED


def test_a_turn_lasts_two_three_five_or_ten_minutes_and_three_unless_somebody_chooses(ada, no_talk):
    page = ada.page("/talk")

    offered = [
        given["value"] for tag, given in page.tags if given.get("name") == "minutes" and tag == "input"
    ]
    assert (offered, page.form("/talk").values["minutes"]) == (["2", "3", "5", "10"], "3")


def test_somebody_alone_begins_on_one_phone_whatever_is_sent(app, world, cleo):
    page = cleo.page("/talk")
    assert page.form("/talk").values["phones"] == "1"
    assert cleo.submit("/talk", words="the summer").status_code == 303

    text = cleo.page("/talk").text
    assert "Hand the phone to Cleo" in text
    tap(cleo, "said")
    tap(cleo, "meant")
    assert "It is your partner’s turn to speak" in cleo.page("/talk").text
    assert cleo.send("/talk", **STARTS).status_code == 422


def test_on_one_phone_the_partners_own_has_nothing_to_tap_but_the_end(ada, ben, no_talk):
    ada.send("/talk", **STARTS | {"phones": "1"})

    page = ben.page("/talk")
    assert taps(page) == {"end"}
    assert "the summer" not in page.source


def test_a_long_line_is_refused_and_stays(ada, no_talk):
    answer = ada.send("/talk", **STARTS | {"words": "x" * 201})

    assert answer.status_code == 422
    assert "201 characters" in answer.text and "x" * 201 in answer.text


@pytest.mark.parametrize(("typed", "shown"), KEPT.items())
def test_whatever_is_typed_is_shown_as_it_was_typed(app, world, ada, no_talk, typed, shown):
    ada.send("/talk", **STARTS | {"words": typed})

    assert row(app, world).topic == shown
    assert " ".join(shown.split()) in ada.page("/talk").text


def test_a_megabyte_is_turned_away(app, world, ada, no_talk):
    assert ada.send("/talk", **STARTS | {"words": A_MEGABYTE}).status_code == 413
    assert row(app, world).phase == Phase.ENDED


def test_a_form_sent_twice_begins_one_talk_and_says_nothing(app, world, ada, no_talk):
    form = ada.page("/talk").form("/talk").values | {"words": "the summer"}

    answers = [ada.post("/talk", data=form).status_code for _time in range(2)]

    assert answers == [303, 303]
    assert row(app, world).version == int(NOW.timestamp())


def test_who_begins_a_second_after_the_other_keeps_their_words(app, world, ada, ben, no_talk):
    form = ben.page("/talk").form("/talk").values | {"words": "my mother"}
    ada.submit("/talk", words="the summer")

    answer = ben.post("/talk", data=form)

    page = Page.of(answer)
    assert answer.status_code == 422
    assert "A talk has begun already" in page.text and "my mother" in page.text
    assert "Ada is ready for a talk" in page.text
    assert row(app, world).topic == "the summer"


# Who else.


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


# The ways there.


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
