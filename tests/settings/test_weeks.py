"""Another first weekday, or another day for the check-in, counts once the week that is under way has ended."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete

from tests.databases import acting
from tests.settled import assert_settled
from tests.world import ADA_SEALED, NOW, SEALED_WEEK, TODAY, person
from tracker.checkins import actions as checkins
from tracker.checkins.queries import current_week, week_page
from tracker.domain.checkins import Answers, CheckInState, Window
from tracker.domain.days import Ways, weekly
from tracker.extensions import db
from tracker.models import Proposal
from tracker.spaces import actions
from tracker.spaces.queries import open_proposal
from tracker.us.queries import us_page

pytestmark = pytest.mark.on_either("each reads weeks by the same statements, on another day")

DAY = timedelta(days=1)
WINDOW = Window(date(2026, 3, 8), date(2026, 3, 15))
NEXT_MONDAY = date(2026, 3, 16)
ANSWERS = Answers(closeness=4, went_well="Bens words")


def evening(day):
    return datetime(day.year, day.month, day.day, 20, tzinfo=UTC)


def turn(first_weekday, check_in_weekday, *, by="ada", now=NOW):
    """One of the two chooses the weekdays, and the other says yes."""
    db.session.execute(delete(Proposal).where(Proposal.space_id == person(by).space_id))
    actions.shape(
        person(by),
        name="",
        first_weekday=first_weekday,
        check_in_weekday=check_in_weekday,
        strict=False,
        now=now,
    )
    proposal = open_proposal(person(by), now)
    if proposal is not None:
        actions.agree(proposal, by=person(by).partner, now=now)
    db.session.flush()


@pytest.mark.parametrize("first_weekday", range(7))
@pytest.mark.parametrize("check_in_weekday", [0, 3, 6])
@pytest.mark.crossed("the day of the check-in, the first of the week, and the database")
def test_a_sealed_week_can_be_answered_until_the_day_it_said(inside, first_weekday, check_in_weekday):
    turn(first_weekday, check_in_weekday)

    for name in ("ada", "ben"):
        page = week_page(person(name), SEALED_WEEK, evening(WINDOW.closes_on))
        assert (page.window, page.writable) == (WINDOW, True)
        assert current_week(person(name), NOW) == SEALED_WEEK
    checkins.seal(SEALED_WEEK, ANSWERS, by=person("ben"), now=evening(WINDOW.closes_on))
    assert week_page(person("ada"), SEALED_WEEK, NOW).partners.answers.went_well == ANSWERS.went_well
    assert week_page(person("ben"), SEALED_WEEK, NOW).partners.answers.went_well == ADA_SEALED.went_well


@pytest.mark.parametrize("day", [TODAY - DAY, TODAY, date(2026, 3, 15)])
def test_a_sealed_week_is_reopened_and_sealed_again_after_the_weeks_have_turned(inside, day):
    turn(3, 2, now=evening(day))
    checkins.reopen(SEALED_WEEK, by=person("ada"), now=evening(day))
    checkins.seal(SEALED_WEEK, ADA_SEALED, by=person("ada"), now=evening(WINDOW.closes_on))

    assert week_page(person("ada"), SEALED_WEEK, NOW).own.state is CheckInState.SEALED


@pytest.mark.parametrize(("first_weekday", "ends_on"), [(6, 21), (1, 23), (4, 19), (3, 25), (0, 22)])
def test_both_see_the_same_weeks_and_no_check_in_is_out_of_reach(inside, first_weekday, ends_on):
    turn(first_weekday, 4)
    for n in range(40):
        now = evening(TODAY + n * DAY)
        weeks = {current_week(person(name), now) for name in ("ada", "ben")}
        assert len(weeks) == 1
        pages = [week_page(person(name), *weeks, now) for name in ("ada", "ben")]
        assert [page.writable for page in pages] == [True, True]
        assert pages[0].window == pages[1].window
    assert person("ben").space.weeks.last_day_of(NEXT_MONDAY) == date(2026, 3, ends_on)


def test_the_weeks_of_both_keep_their_names_and_what_happened_in_them(inside):
    before = us_page(person("ada"), NOW)
    turn(3, 2)

    assert us_page(person("ada"), NOW) == before
    later = us_page(person("ada"), evening(date(2026, 4, 2)))
    assert [each for each in later.weeks if each.week < TODAY - DAY * 2] == [
        each for each in before.weeks if each in later.weeks
    ][1:]


def test_streaks_are_the_same_before_and_after_the_weeks_have_turned(inside):
    turn(3, 2)
    assert_settled("ada", NOW)
    later = evening(date(2026, 4, 20))
    assert_settled("ada", later)


def test_who_leaves_keeps_the_weeks_they_lived(inside):
    turn(3, 2)
    weeks = person("ben").space.weeks
    actions.leave(by=person("ben"), now=NOW)

    assert person("ben").space.weeks == weeks == person("ada").space.weeks


def test_choosing_twice_is_choosing_once_and_back_is_as_if_never(inside):
    for _time in range(2):
        turn(6, 2)
    assert person("ada").space.weeks.ways[1:] == (Ways(NEXT_MONDAY, 6, 2),)
    turn(0, 6)

    assert person("ada").space.weeks == weekly(0, 6)


def test_the_page_says_from_when_it_counts(app, ada, ben):
    with acting(app):
        turn(6, 2)

    for visitor in (ada, ben):
        text = visitor.page("/settings/space").text
        assert "From Monday, March 16 on weeks begin on Sunday, and the check-in opens on Wednesday" in text
    assert "Mar 2 – Mar 8, 2026" in ben.page(f"/check-in/{SEALED_WEEK}").text


def test_a_short_week_says_its_own_days(app, ada, moment):
    with acting(app):
        turn(6, 2)
    moment.move_to(evening(date(2026, 3, 18)))

    assert "Mar 16 – Mar 21, 2026" in ada.page("/check-in").text
    assert ada.page("/today")


def test_a_week_that_was_sealed_before_weeks_turned_in_the_midst_can_be_answered(inside):
    person("ada").space.first_weekday = 3
    checkins.save(date(2026, 3, 5), ADA_SEALED, by=person("ada"), now=NOW)
    checkins.seal(date(2026, 3, 5), ADA_SEALED, by=person("ada"), now=NOW)
    person("ada").space.first_weekday = 0

    assert week_page(person("ben"), date(2026, 3, 5), NOW).writable
    checkins.seal(date(2026, 3, 5), ANSWERS, by=person("ben"), now=NOW)
    assert week_page(person("ben"), date(2026, 3, 5), NOW).partners.state is CheckInState.OPENED
