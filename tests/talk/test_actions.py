from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.beside import not_beside
from tests.world import (
    ADA_OPENED,
    BEN_OPENED,
    CLEOS,
    EACH,
    NOW,
    SEALED_WEEK,
    TALK_VERSION,
    TODAY,
    TOPIC,
    couple,
    person,
    planted,
    ticked,
)
from tracker.checkins import actions as checkins
from tracker.domain.checkins import Answers
from tracker.domain.habits import Mode
from tracker.domain.refusals import Refused
from tracker.domain.talk import GONE, MOVED_ON, Act, Phase, Phones, Side, TalkPlan
from tracker.domain.talk_scenes import Scene
from tracker.extensions import db
from tracker.models import TalkRow
from tracker.spaces import actions as spaces
from tracker.talk import actions
from tracker.talk.queries import OWN, PARTNERS, tag_of, talk_page, topics
from tracker.today.beside import beside

pytestmark = pytest.mark.on_either("each reads and writes the one row of a talk by the same statements")

HALF_A_DAY = timedelta(hours=12)
ON_TWO = TalkPlan(Phones.TWO, minutes=5, first=Side.OTHER, words="the summer")
ON_ONE = replace(ON_TWO, phones=Phones.ONE)


def rows():
    db.session.flush()
    return db.session.scalars(
        select(TalkRow).where(not_beside(TalkRow)).execution_options(populate_existing=True)
    ).all()


def adas():
    """The row of Ada's space."""
    return next(row for row in rows() if row.space_id == person("ada").space_id)


def tap(name, act, version=None, now=NOW):
    actions.tap(act, adas().version if version is None else version, by=person(name), now=now)


def page(name, now=NOW):
    return talk_page(person(name), now)


def waits(name, now=NOW):
    """Whether Today tells somebody that a talk waits for them."""
    return beside(person(name), TODAY, TODAY, now).talk_waits


def scenes(now=NOW):
    return page("ada", now).scene, page("ben", now).scene


def refused(act, *given, **how):
    with pytest.raises(Refused) as no:
        act(*given, **how)
    return no.value.sentence


def over():
    """As if the talk of the world had ended."""
    tap("ada", Act.END)


def test_a_whole_talk_on_two_phones(inside):
    over()
    actions.begin(ON_TWO, by=person("ada"), now=NOW)
    seen = [scenes()]
    for name, act in (
        ("ben", Act.COME),
        ("ben", Act.SAID),
        ("ben", Act.AGAIN),
        ("ben", Act.SAID),
        ("ben", Act.MEANT),
        ("ben", Act.REST),
        ("ben", Act.GO_ON),
        ("ada", Act.SAID),
        ("ada", Act.MEANT),
        ("ada", Act.END),
    ):
        tap(name, act)
        seen.append(scenes())

    assert seen == [
        (Scene.WAITING, Scene.INVITED),
        (Scene.LISTENING, Scene.SPEAKING),
        (Scene.SAYING_BACK, Scene.CHECKING),
        (Scene.LISTENING, Scene.SPEAKING),
        (Scene.SAYING_BACK, Scene.CHECKING),
        (Scene.SPEAKING, Scene.LISTENING),
        (Scene.RESTING, Scene.RESTING),
        (Scene.SPEAKING, Scene.LISTENING),
        (Scene.CHECKING, Scene.SAYING_BACK),
        (Scene.LISTENING, Scene.SPEAKING),
        (Scene.ENDED, Scene.ENDED),
    ]
    ended = page("ada")
    assert (ended.own_turn_count, ended.others_turn_count, ended.topic) == (1, 1, "")


def test_each_change_makes_the_pages_before_it_old(inside):
    versions = [adas().version]
    for act in (Act.SAID, Act.MEANT, Act.END):
        tap("ada", act)
        versions.append(adas().version)

    actions.begin(ON_ONE, by=person("ben"), now=NOW - timedelta(days=400))
    versions.append(adas().version)

    assert versions == list(range(TALK_VERSION, TALK_VERSION + 5))


def test_no_version_comes_again_after_the_row_has_gone(inside):
    spaces.leave(by=person("ben"), now=NOW)
    actions.begin(ON_ONE, by=person("ada"), now=NOW)

    assert adas().version > TALK_VERSION


@pytest.mark.parametrize("act", [Act.SAID, Act.REST, Act.END])
def test_tapping_twice_is_tapping_once(inside, act):
    for _time in range(3):
        tap("ada", act, TALK_VERSION)

    assert adas().version == TALK_VERSION + 1


@pytest.mark.parametrize(
    ("first", "then", "late"),
    [
        (("ben", Act.REST), ("ada", Act.SAID), MOVED_ON),
        (("ada", Act.SAID), ("ben", Act.REST), MOVED_ON),
        (("ben", Act.END), ("ada", Act.SAID), GONE),
        (("ada", Act.SAID), ("ada", Act.MEANT), MOVED_ON),
    ],
)
def test_a_tap_from_an_older_page_changes_nothing_and_says_so(inside, first, then, late):
    tap(*first, version=TALK_VERSION)
    before = adas().talk

    assert refused(tap, *then, version=TALK_VERSION) == late
    assert adas().talk == before


@pytest.mark.parametrize("version", [0, -1, TALK_VERSION + 1, 10**40])
def test_a_version_that_never_was_changes_nothing(inside, version):
    before = adas().talk

    assert refused(tap, "ada", Act.SAID, version) == MOVED_ON
    assert adas().talk == before


@pytest.mark.parametrize("act", [Act.COME, Act.SAID, Act.MEANT, Act.AGAIN, Act.GO_ON])
def test_the_listener_cannot_take_the_floor(inside, act):
    before = adas().talk

    refused(tap, "ben", act)

    assert adas().talk == before


def test_whoever_asked_for_the_pause_says_when_to_go_on(inside):
    tap("ben", Act.REST)

    refused(tap, "ada", Act.GO_ON)

    assert (page("ada").acts, page("ben").acts) == ({Act.END}, {Act.GO_ON, Act.END})


def test_the_seconds_left_stand_still_in_a_pause(inside):
    tap("ben", Act.REST, now=NOW + timedelta(seconds=20))  # Ben came a minute ago

    left = page("ada", NOW + timedelta(hours=3)).left
    tap("ben", Act.GO_ON, now=NOW + timedelta(hours=3))

    assert (left, page("ada", NOW + timedelta(hours=3, seconds=9)).left) == (100, 91)


@pytest.mark.parametrize("name", ["ada", "ben"])
def test_a_second_talk_does_not_begin_while_one_goes_on(inside, name):
    before = adas().talk

    assert "%(words)s" in refused(actions.begin, ON_TWO, by=person(name), now=NOW)
    assert "%(words)s" not in refused(actions.begin, replace(ON_TWO, words=""), by=person(name), now=NOW)
    assert (adas().talk, adas().topic) == (before, TOPIC)


def test_a_talk_nobody_has_touched_for_half_a_day_is_over_and_its_topic_goes(inside):
    now = NOW + HALF_A_DAY
    assert (scenes(now), page("ada", now).topic) == ((Scene.START, Scene.START), "")

    tap("ada", Act.SAID, TALK_VERSION, now=now)

    assert (adas().talk.phase, adas().topic, scenes(now)) == (Phase.ENDED, "", (Scene.ENDED, Scene.ENDED))


def test_a_new_talk_takes_the_place_of_a_forgotten_one(inside):
    now = NOW + HALF_A_DAY

    actions.begin(ON_TWO, by=person("ben"), now=now)

    assert (scenes(now), adas().topic) == ((Scene.INVITED, Scene.WAITING), "the summer")
    assert page("ada", now).own_floor


def test_the_topic_goes_when_the_talk_ends(inside):
    assert (page("ada").topic, page("ben").topic) == (TOPIC, TOPIC)

    over()

    assert (adas().topic, page("ada").topic, page("ben").topic) == ("", "", "")


def test_an_ended_talk_is_put_away_by_each_for_themselves(inside):
    over()
    for _time in range(2):
        actions.close(adas().version, by=person("ben"), now=NOW)

    assert scenes() == (Scene.ENDED, Scene.START)
    actions.close(adas().version, by=person("ada"), now=NOW)
    assert scenes() == (Scene.START, Scene.START)


@pytest.mark.parametrize("version", [TALK_VERSION, TALK_VERSION - 1, 0])
def test_a_talk_that_goes_on_is_not_put_away(inside, version):
    actions.close(version, by=person("ben"), now=NOW)

    assert scenes() == (Scene.SPEAKING, Scene.LISTENING)


def test_the_partner_learns_of_a_talk_while_it_waits_for_them(inside):
    over()
    actions.begin(ON_TWO, by=person("ada"), now=NOW)

    assert {name: waits(name) for name in ("ada", "ben", "cleo")} == {
        "ada": False,
        "ben": True,
        "cleo": False,
    }
    assert not waits("ben", NOW + HALF_A_DAY)
    tap("ben", Act.COME)
    assert not waits("ben")


@pytest.mark.parametrize(
    ("name", "seen"), [("ada", (Scene.START, Scene.START)), ("ben", (Scene.ENDED, Scene.START))]
)
def test_a_talk_can_be_put_off_before_it_has_begun(inside, name, seen):
    over()
    actions.begin(ON_TWO, by=person("ada"), now=NOW)

    tap(name, Act.END)

    assert (scenes(), waits("ben")) == (seen, False)


def test_alone_a_talk_is_led_on_one_phone(inside):
    assert refused(actions.begin, ON_TWO, by=person("cleo"), now=NOW)
    actions.begin(ON_ONE, by=person("cleo"), now=NOW)

    shown = page("cleo")
    assert (shown.scene, shown.own_floor, shown.acts) == (
        Scene.SPEAKING,
        False,
        {Act.SAID, Act.REST, Act.END},
    )


def test_a_talk_of_one_phone_shows_its_topic_on_that_phone_alone(inside):
    over()
    actions.begin(ON_ONE, by=person("ada"), now=NOW)

    assert (page("ada").topic, page("ben").topic, page("ben").scene) == ("the summer", "", Scene.ELSEWHERE)


def test_who_joins_finds_a_talk_begun_alone_without_its_topic(inside):
    actions.begin(ON_ONE, by=person("cleo"), now=NOW)
    actions.begin(replace(ON_ONE, words="dan alone"), by=person("dan"), now=NOW)

    couple("cleo", "dan", NOW)

    assert [(page(name).scene, page(name).topic) for name in ("cleo", "dan")] == [
        (Scene.SPEAKING, "the summer"),
        (Scene.ELSEWHERE, ""),
    ]
    assert "dan alone" not in [row.topic for row in rows()]


@pytest.mark.parametrize("leaver", ["ada", "ben"])
def test_leaving_ends_the_talk_for_both(inside, leaver):
    spaces.leave(by=person(leaver), now=NOW)

    assert (rows(), scenes()) == ([], (Scene.START, Scene.START))
    for name in ("ada", "ben"):
        with pytest.raises(Refused, match="over"):
            actions.tap(Act.SAID, TALK_VERSION, by=person(name), now=NOW)
        actions.close(TALK_VERSION, by=person(name), now=NOW)


def test_what_opened_last_can_be_talked_about(inside):
    assert topics(person("ada")) == {OWN: ADA_OPENED.talk_about, PARTNERS: BEN_OPENED.talk_about}
    assert topics(person("ben")) == {OWN: BEN_OPENED.talk_about, PARTNERS: ADA_OPENED.talk_about}


def test_what_was_handed_over_is_offered_to_both(inside):
    checkins.hand_over(SEALED_WEEK, by=person("ada"), now=NOW)

    assert list(topics(person("ada"))) == [OWN]
    assert list(topics(person("ben"))) == [PARTNERS]
    assert topics(person("ada"))[OWN] == topics(person("ben"))[PARTNERS]


@pytest.mark.parametrize("name", ["cleo", "dan"])
def test_alone_nothing_of_a_check_in_is_offered(inside, name):
    assert topics(person(name)) == {}


def test_what_was_opened_to_a_former_partner_is_not_offered(inside):
    spaces.leave(by=person("ben"), now=NOW)
    couple("ada", "cleo", NOW)

    assert {name: topics(person(name)) for name in ("ada", "ben", "cleo")} == {
        "ada": {},
        "ben": {},
        "cleo": {},
    }


def test_an_answer_left_empty_is_no_topic(inside):
    checkins.seal(SEALED_WEEK, Answers(closeness=3), by=person("ben"), now=NOW)

    assert (list(topics(person("ada"))), list(topics(person("ben")))) == ([OWN], [PARTNERS])


@pytest.mark.parametrize("about", [OWN, PARTNERS])
def test_a_topic_of_the_check_in_is_taken_as_it_is_written_there(inside, about):
    over()

    actions.begin(replace(ON_TWO, about=about, words=""), by=person("ben"), now=NOW)

    assert adas().topic == topics(person("ben"))[about]


def test_a_topic_that_is_not_there_begins_nothing(inside):
    over()

    for about in (OWN, PARTNERS):
        refused(actions.begin, replace(ON_ONE, about=about), by=person("cleo"), now=NOW)
    refused(actions.begin, replace(ON_TWO, about="anything"), by=person("ada"), now=NOW)

    assert [row.phase for row in rows()] == [Phase.ENDED]


def habits_at_the_end(name):
    return {habit.name: (habit.together, habit.done) for habit in page(name).habits}


def plant_all():
    for number in (2, 4, 10, 3):
        planted(f"together {number}", by="ada", mode=Mode.TOGETHER, strategy=number)
    planted("each", by="ben", mode=Mode.EACH, strategy=2)
    planted("ben's secret", by="ben", mode=Mode.ONE, strategy=2, private=True)
    ticked("together 2", TODAY, 1, by="ada")


def test_what_belongs_to_a_talk_and_is_theirs_can_be_ticked_at_its_end(inside):
    plant_all()
    over()

    shared = {"together 2": (True, True), "together 4": (True, False), "together 10": (True, False)}
    assert habits_at_the_end("ben") == shared | {"each": (False, False), "ben's secret": (False, False)}
    adas = habits_at_the_end("ada")
    assert adas.items() >= (shared | {"each": (False, False)}).items()
    assert "ben's secret" not in adas


def test_nothing_private_is_shown_on_a_phone_that_both_look_at(inside):
    plant_all()
    over()
    actions.begin(ON_ONE, by=person("ben"), now=NOW)
    tap("ben", Act.END)

    assert set(habits_at_the_end("ben")) == {"together 2", "together 4", "together 10", "each"}


def test_alone_what_is_for_two_can_be_ticked_on_the_phone_that_both_look_at(inside):
    planted("for two", by="cleo", mode=Mode.TOGETHER, strategy=2)
    planted("for me", by="cleo", mode=Mode.ONE, strategy=2)
    actions.begin(ON_ONE, by=person("cleo"), now=NOW)
    row = next(row for row in rows() if row.host_id == person("cleo").id)
    actions.tap(Act.END, row.version, by=person("cleo"), now=NOW)

    assert set(habits_at_the_end("cleo")) == {"for two", CLEOS}


def test_no_habit_is_offered_while_the_talk_goes_on(inside):
    assert page("ada").habits == ()
    assert EACH not in {habit.name for habit in page("ben").habits}


def test_a_page_is_told_from_an_older_one_and_from_the_partners(inside):
    tags = {tag_of(person(name), NOW) for name in ("ada", "ben", "cleo")}
    assert tags == {page(name).tag for name in ("ada", "ben", "cleo")}
    tap("ben", Act.REST)

    assert len(tags | {tag_of(person(name), NOW) for name in ("ada", "ben")}) == 5
    assert tag_of(person("ada"), NOW) == tag_of(person("ada"), NOW + timedelta(hours=1))
    assert tag_of(person("ada"), NOW) != tag_of(person("ada"), NOW + HALF_A_DAY)


# Two at the same instant.


def act(name, what, version=TALK_VERSION):
    def do():
        actions.tap(what, version, by=person(name), now=NOW)
        db.session.commit()

    return do


def begin(name, words):
    def do():
        actions.begin(replace(ON_TWO, words=words), by=person(name), now=NOW)
        db.session.commit()

    return do


def standing(place):
    with place.app.app_context():
        row = adas()
        db.session.rollback()
        return row.version, row.talk


def sentences(results):
    return sorted(getattr(each, "sentence", "") for each in results)


@pytest.mark.parametrize("times", range(3))
def test_two_taps_on_the_same_button_at_the_same_instant_are_one(concurrent, times):
    results = concurrent.at_once(act("ada", Act.SAID), act("ada", Act.SAID), act("ada", Act.SAID))

    version, talk = standing(concurrent)
    assert (results, version, talk.phase) == ([None] * 3, TALK_VERSION + 1, Phase.SAYING_BACK)


@pytest.mark.parametrize("times", range(3))
def test_of_one_who_is_understood_and_one_who_pauses_only_one_counts(concurrent, times):
    with concurrent.app.app_context():
        tap("ada", Act.SAID)
        db.session.commit()
    version = TALK_VERSION + 1

    results = concurrent.at_once(act("ada", Act.MEANT, version), act("ben", Act.REST, version))

    after, talk = standing(concurrent)
    assert after == version + 1
    assert sentences(results) == ["", MOVED_ON]
    assert (talk.floor, talk.resting) in ((Side.OTHER, None), (Side.HOST, Side.OTHER))


def test_both_who_pause_at_the_same_instant_pause(concurrent):
    results = concurrent.at_once(act("ada", Act.REST), act("ben", Act.REST))

    version, talk = standing(concurrent)
    assert (results, version, talk.resting is not None) == ([None, None], TALK_VERSION + 1, True)


@pytest.mark.parametrize("times", range(3))
@pytest.mark.crossed("a try and the database")
def test_of_two_who_begin_at_the_same_instant_one_begins(concurrent, times):
    with concurrent.app.app_context():
        over()
        db.session.commit()

    results = concurrent.at_once(begin("ada", "hers"), begin("ben", "his"))

    with concurrent.app.app_context():
        begun = adas().topic
        db.session.rollback()
    refusals = [each for each in results if each]
    assert [type(each) for each in refusals] == [Refused]
    assert {begun, refusals[0].values["words"]} == {"hers", "his"}


def test_the_first_two_talks_of_a_space_begun_at_the_same_instant_are_one(concurrent):
    with concurrent.app.app_context():
        db.session.delete(adas())
        db.session.commit()

    results = concurrent.at_once(begin("ada", ""), begin("ben", ""), begin("ada", ""))

    assert sorted(map(type, results), key=str) == sorted([type(None), Refused, Refused], key=str)


@pytest.mark.parametrize("times", range(3))
@pytest.mark.crossed("a try and the database")
def test_one_who_taps_while_the_other_leaves_finds_the_talk_over_or_was_before(concurrent, times):
    def leave():
        spaces.leave(by=person("ben"), now=NOW)
        db.session.commit()

    results = concurrent.at_once(act("ada", Act.SAID), leave)

    assert sentences(results) in (["", ""], ["", GONE])
    with concurrent.app.app_context():
        assert rows() == []
        db.session.rollback()
