from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.beside import not_beside
from tests.world import (
    ADA_OPENED,
    ADA_SEALED,
    BEN_OPENED,
    BENS_DRAFT,
    NOW,
    OPENED_WEEK,
    SEALED_WEEK,
    on,
    person,
)
from tracker.checkins import actions
from tracker.checkins.queries import current_week, week_page
from tracker.checkins.sheets import NOTHING_YET, Sheet
from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.refusals import Missing, Refused
from tracker.extensions import db
from tracker.models import CheckIn
from tracker.spaces import actions as spaces

pytestmark = pytest.mark.on_either("each reads and writes a week by the same statements as the one beside it")

WHOLE = replace(BENS_DRAFT, closeness=2)
UNTOLD = {"private_line": ""}


def page(name, week=SEALED_WEEK, now=NOW):
    return week_page(person(name), week, now)


def states(week=SEALED_WEEK):
    rows = db.session.execute(
        select(CheckIn.author_id, CheckIn.state)
        .where(CheckIn.week == week, not_beside(CheckIn))
        .order_by(CheckIn.author_id)
    )
    return dict(rows.all())


def of_both(world, ada, ben):
    return {world.people["ada"]: ada, world.people["ben"]: ben, world.people["cleo"]: "kept"}


def test_it_is_time_for_the_week_whose_day_has_come(inside):
    assert current_week(person("ada"), NOW) == SEALED_WEEK
    assert current_week(person("ada"), NOW + timedelta(days=4)) == SEALED_WEEK + timedelta(days=7)


def test_a_draft_is_its_authors_alone(inside):
    own, partners = page("ben"), page("ada")

    assert own.own == Sheet(CheckInState.DRAFT, BENS_DRAFT, own.own.saved_at)
    assert partners.partners == NOTHING_YET


def test_a_draft_is_kept_as_often_as_one_likes(inside):
    for answers in (Answers(went_well="one"), Answers(went_well="two"), Answers()):
        actions.save(SEALED_WEEK, answers, by=person("ben"), now=NOW)

    assert page("ben").own.answers == Answers()


def test_of_a_sealed_one_the_partner_learns_that_it_is_sealed_no_more(inside):
    assert page("ben").partners == Sheet(CheckInState.SEALED, Answers(), None)


def test_both_open_at_the_same_moment(inside, world):
    actions.seal(SEALED_WEEK, WHOLE, by=person("ben"), now=NOW)

    assert states() == of_both(world, "opened", "opened")
    assert page("ada").partners.answers == replace(WHOLE, **UNTOLD)
    assert page("ben").partners.answers == replace(ADA_SEALED, **UNTOLD)
    assert [page("ada").own.answers, page("ben").own.answers] == [ADA_SEALED, WHOLE]
    moments = set(
        db.session.scalars(
            select(CheckIn.opened_at).where(
                CheckIn.week == SEALED_WEEK, CheckIn.state == "opened", not_beside(CheckIn)
            )
        )
    )
    assert moments == {NOW}


def test_an_opened_pair_is_read_by_both_but_for_the_private_lines(inside):
    assert page("ada", OPENED_WEEK).partners.answers == replace(BEN_OPENED, **UNTOLD)
    assert page("ben", OPENED_WEEK).partners.answers == replace(ADA_OPENED, **UNTOLD)


@pytest.mark.parametrize("act", [actions.reopen, actions.make_private])
def test_what_has_opened_stays_as_it_is(inside, act):
    before = page("ada", OPENED_WEEK)

    with pytest.raises(Refused):
        act(OPENED_WEEK, by=person("ada"), now=NOW)
    for write in (actions.save, actions.seal):
        with pytest.raises(Refused):
            write(OPENED_WEEK, Answers(closeness=1), by=person("ada"), now=NOW)

    assert page("ada", OPENED_WEEK) == before


def test_a_sealed_one_can_be_reopened_changed_and_sealed_again(inside, world):
    with pytest.raises(Refused):
        actions.save(SEALED_WEEK, Answers(), by=person("ada"), now=NOW)
    actions.reopen(SEALED_WEEK, by=person("ada"), now=NOW)
    assert page("ben").partners == NOTHING_YET

    actions.seal(SEALED_WEEK, ADA_OPENED, by=person("ada"), now=NOW)

    assert states() == of_both(world, "sealed", "draft")
    assert page("ada").own.answers == ADA_OPENED


def test_reopening_twice_is_reopening_once(inside, world):
    for _time in range(2):
        actions.reopen(SEALED_WEEK, by=person("ada"), now=NOW)

    assert states() == of_both(world, "draft", "draft")
    assert page("ada").own.answers == ADA_SEALED


def test_what_one_keeps_the_partner_neither_reads_nor_hears_of(inside, world):
    actions.make_private(SEALED_WEEK, by=person("ada"), now=NOW)
    assert page("ben").partners == NOTHING_YET

    actions.seal(SEALED_WEEK, WHOLE, by=person("ben"), now=NOW)

    assert states() == of_both(world, "kept", "sealed")
    assert page("ada").partners.answers == Answers()


def test_a_draft_without_closeness_can_be_neither_sealed_nor_kept(inside, world):
    for act in (
        lambda: actions.seal(SEALED_WEEK, BENS_DRAFT, by=person("ben"), now=NOW),
        lambda: actions.make_private(SEALED_WEEK, by=person("ben"), now=NOW),
    ):
        with pytest.raises(Refused):
            act()

    assert states() == of_both(world, "sealed", "draft")


def test_a_sealed_one_handed_over_is_read_without_an_answer(inside, world):
    actions.hand_over(SEALED_WEEK, by=person("ada"), now=NOW)

    assert states() == of_both(world, "opened", "draft")
    assert page("ben").partners.answers == replace(ADA_SEALED, **UNTOLD)
    assert page("ada").partners == NOTHING_YET
    actions.seal(SEALED_WEEK, WHOLE, by=person("ben"), now=NOW)
    assert page("ada").partners.answers == replace(WHOLE, **UNTOLD)


def test_handing_over_twice_is_handing_over_once(inside, world):
    for _time in range(2):
        actions.hand_over(SEALED_WEEK, by=person("ada"), now=NOW)

    assert states() == of_both(world, "opened", "draft")


@pytest.mark.parametrize("name", ["ben", "cleo"])
def test_only_what_is_sealed_can_be_handed_over(inside, name):
    with pytest.raises(Refused):
        actions.hand_over(SEALED_WEEK, by=person(name), now=NOW)


@pytest.mark.parametrize("act", [actions.reopen, actions.make_private, actions.hand_over])
def test_there_is_nothing_to_do_with_a_week_nobody_wrote_in(inside, act):
    with pytest.raises(Refused):
        act(date(2026, 1, 26), by=person("ada"), now=NOW)


def test_alone_a_check_in_is_kept(inside):
    week = SEALED_WEEK - timedelta(days=7)
    at = NOW - timedelta(days=7)

    assert actions.seal(week, WHOLE, by=person("cleo"), now=at).state == CheckInState.KEPT
    assert page("cleo", week, at).own.answers == WHOLE


def test_a_late_seal_keeps_the_words(inside, world):
    late = NOW + timedelta(days=5)
    check_in = actions.save(SEALED_WEEK, WHOLE, by=person("ben"), now=late)

    with pytest.raises(Refused, match="closed"):
        actions.seal(SEALED_WEEK, WHOLE, by=person("ben"), now=late)

    assert (check_in.state, page("ben", now=late).own.answers) == (CheckInState.DRAFT, WHOLE)
    assert page("ben", now=late).partners.answers == Answers()


def test_the_last_moment_is_the_end_of_the_authors_own_day(inside, world):
    last = NOW.replace(day=16, hour=1, minute=59)  # three at night in Berlin, when Sunday ends for Ada

    spaces.live_by(person("ben"), zone="Europe/Berlin", day_ends_at=3, now=last)
    actions.seal(SEALED_WEEK, WHOLE, by=person("ben"), now=last)

    assert states() == of_both(world, "opened", "opened")


@pytest.mark.parametrize("week", [date(2026, 3, 16), date(2026, 3, 9), date(2999, 12, 30), date(2026, 3, 3)])
def test_a_week_that_has_not_come_or_that_is_none_is_kindly_refused(inside, week):
    with pytest.raises(Refused):
        actions.save(week, WHOLE, by=person("ada"), now=NOW)


@pytest.mark.parametrize("week", [date(2026, 3, 16), date(2026, 1, 26), date(2026, 3, 3), date(1900, 1, 1)])
def test_a_week_nobody_wrote_in_is_not_there_to_read(inside, week):
    with pytest.raises(Missing):
        page("ada", week)


def test_a_week_with_a_partners_draft_alone_is_not_there_either(inside):
    actions.save(date(2026, 2, 2), WHOLE, by=person("ben"), now=NOW)

    with pytest.raises(Missing):
        page("ada", date(2026, 2, 2))
    assert date(2026, 2, 2) not in [each.week for each in page("ada").earlier]


def test_a_former_partners_answers_are_read_by_neither(inside):
    spaces.leave(by=person("ben"), now=NOW)

    for name, own in (("ada", ADA_OPENED), ("ben", BEN_OPENED)):
        assert (page(name, OPENED_WEEK).own.answers, page(name, OPENED_WEEK).partners) == (own, NOTHING_YET)


def test_what_was_sealed_when_one_left_is_kept(inside, world):
    spaces.leave(by=person("ben"), now=NOW)

    assert states() == of_both(world, "kept", "draft")


def test_who_comes_after_reads_nothing_of_what_was_opened_to_another(inside):
    assert page("ada", date(2026, 1, 5)).own.state == CheckInState.OPENED
    with pytest.raises(Missing):
        page("ben", date(2026, 1, 5))
    with pytest.raises(Missing):
        page("ben", date(2026, 1, 5), NOW)


def seal(place, name, answers):
    def act():
        actions.seal(SEALED_WEEK, answers, by=person(name), now=NOW)
        db.session.commit()

    return act


@pytest.mark.parametrize("times", range(3))
def test_two_who_seal_at_the_same_instant_always_open_both(concurrent, times):
    world = concurrent.world
    with concurrent.app.app_context():
        actions.reopen(SEALED_WEEK, by=person("ada"), now=NOW)
        db.session.commit()

    results = concurrent.at_once(seal(concurrent, "ada", ADA_SEALED), seal(concurrent, "ben", WHOLE))

    with concurrent.app.app_context():
        assert states() == of_both(world, "opened", "opened")
        assert [page("ada").partners.answers, page("ben").partners.answers] == [
            replace(WHOLE, **UNTOLD),
            replace(ADA_SEALED, **UNTOLD),
        ]
        db.session.rollback()
    assert results == [None, None]


def test_one_who_seals_while_the_other_reopens_never_opens_only_one(concurrent):
    world = concurrent.world

    def reopen():
        actions.reopen(SEALED_WEEK, by=person("ada"), now=NOW)
        db.session.commit()

    concurrent.at_once(seal(concurrent, "ben", WHOLE), reopen)

    with concurrent.app.app_context():
        assert states() in (of_both(world, "opened", "opened"), of_both(world, "draft", "sealed"))
        db.session.rollback()


def test_one_who_seals_while_the_other_leaves_waits_for_nobody(concurrent):
    def leave():
        spaces.leave(by=person("ada"), now=NOW)
        db.session.commit()

    concurrent.at_once(seal(concurrent, "ben", WHOLE), leave)

    with concurrent.app.app_context():
        assert "sealed" not in states().values()
        assert page("ben").partners == NOTHING_YET
        db.session.rollback()


def test_a_form_sent_twice_at_the_same_instant_is_kept_once(concurrent):
    week = date(2026, 2, 16)

    def save():
        actions.save(week, WHOLE, by=person("ben"), now=NOW)
        db.session.commit()

    assert concurrent.at_once(save, save, save) == [None] * 3
    with concurrent.app.app_context():
        assert states(week) == {concurrent.world.people["ben"]: "draft"}
        db.session.rollback()


def test_sealing_twice_is_sealing_once(inside, world):
    for _time in range(2):
        actions.seal(SEALED_WEEK, WHOLE, by=person("ben"), now=NOW)

    assert states() == of_both(world, "opened", "opened")


def test_a_draft_that_comes_after_its_seal_changes_nothing_if_it_says_the_same(inside, world):
    assert actions.save(SEALED_WEEK, ADA_SEALED, by=person("ada"), now=NOW).state == CheckInState.SEALED

    with pytest.raises(Refused, match="sealed"):
        actions.save(SEALED_WEEK, replace(ADA_SEALED, closeness=1), by=person("ada"), now=NOW)
    assert states() == of_both(world, "sealed", "draft")


def test_what_was_kept_can_be_sealed_again_as_it_was(inside, world):
    assert actions.make_private(SEALED_WEEK, by=person("ada"), now=NOW) is CheckInState.SEALED

    for _time in range(2):
        actions.seal_again(SEALED_WEEK, by=person("ada"), now=NOW)

    assert states() == of_both(world, "sealed", "draft")
    assert page("ada").own.answers == ADA_SEALED


def test_what_is_sealed_again_opens_when_the_others_is_sealed_by_then(inside, world):
    actions.make_private(SEALED_WEEK, by=person("ada"), now=NOW)
    actions.seal(SEALED_WEEK, WHOLE, by=person("ben"), now=NOW)

    actions.seal_again(SEALED_WEEK, by=person("ada"), now=NOW)

    assert states() == of_both(world, "opened", "opened")


def test_alone_what_is_kept_stays_kept(inside):
    assert actions.seal_again(SEALED_WEEK, by=person("cleo"), now=NOW).state == CheckInState.KEPT


@pytest.mark.parametrize(
    ("now", "sentence"),
    [(NOW - timedelta(days=5), "has not opened yet"), (NOW + timedelta(days=5), "has closed")],
)
def test_a_clock_that_jumps_keeps_the_words_and_opens_nothing(inside, world, now, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.seal(SEALED_WEEK, WHOLE, by=person("ben"), now=now)

    assert states() == of_both(world, "sealed", "draft")
    assert page("ben").own.answers == WHOLE


@pytest.mark.parametrize("day", ["opens_on", "closes_on"])
def test_on_the_first_and_on_the_last_of_its_days_a_week_is_sealed(inside, world, day):
    now = on(getattr(actions.window_of(SEALED_WEEK, person("ben")), day))

    actions.seal(SEALED_WEEK, WHOLE, by=person("ben"), now=now)

    assert states() == of_both(world, "opened", "opened")


def test_what_is_sealed_in_a_week_that_has_closed_stays_sealed_or_is_kept_or_handed_over(inside, world):
    late = NOW + timedelta(days=5)
    with pytest.raises(Refused, match="closed"):
        actions.reopen(SEALED_WEEK, by=person("ada"), now=late)
    assert states() == of_both(world, "sealed", "draft")

    actions.make_private(SEALED_WEEK, by=person("ada"), now=late)
    actions.seal_again(SEALED_WEEK, by=person("ada"), now=late)
    actions.hand_over(SEALED_WEEK, by=person("ada"), now=late)

    assert states() == of_both(world, "opened", "draft")


def test_only_the_latest_weeks_are_listed(inside):
    long_after = NOW + timedelta(weeks=60)

    assert page("ada", now=long_after).earlier == ()
    assert [each.week for each in page("ada").earlier] == [OPENED_WEEK]


def test_the_latest_of_the_weeks_that_were_comes_first(inside):
    a_week = timedelta(weeks=1)

    later = page("ada", SEALED_WEEK + a_week, NOW + a_week).earlier

    assert [each.week for each in later] == [SEALED_WEEK, OPENED_WEEK]
