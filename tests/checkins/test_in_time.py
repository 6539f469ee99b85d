"""On which days a week can be sealed, and which weeks are there to read."""

from datetime import date, timedelta

import pytest

from tests.checkins.one_week import WHOLE, of_both, page, states
from tests.world import NOW, OPENED_WEEK, SEALED_WEEK, on, person
from tracker.checkins import actions
from tracker.checkins.queries import current_week
from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.refusals import Missing, Refused
from tracker.spaces import actions as spaces

pytestmark = pytest.mark.on_either("each reads and writes a week by the same statements as the one beside it")


def test_it_is_time_for_the_week_whose_day_has_come(inside):
    assert current_week(person("ada"), NOW) == SEALED_WEEK
    assert current_week(person("ada"), NOW + timedelta(days=4)) == SEALED_WEEK + timedelta(days=7)


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
