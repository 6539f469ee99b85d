"""Dates that come again."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.databases import acting, kept
from tests.world import NOW, TODAY, outing, person
from tracker.dates import actions
from tracker.dates import repeating as repeating_by_clock
from tracker.dates.queries import plan_of
from tracker.dates.repeating import plan_next
from tracker.domain.outings import REPEAT_NAMES, next_day
from tracker.domain.refusals import Refused
from tracker.extensions import db
from tracker.models import Hand, Outing
from tracker.planned import remove
from tracker.spaces.leaving import leave

pytestmark = pytest.mark.on_either("each reads the same list for somebody else, or after the same parting")

DAY = timedelta(days=1)


def repeating(weeks=1, on=TODAY, by="ada"):
    """A date for both that repeats."""
    made = outing("Tea", on, by=by)
    made.repeat_weeks = weeks
    db.session.flush()
    return made.id


def teas(app):
    """All of them, by their day: what has become of each, and whether it is the one that repeats."""
    rows = kept(app, select(Outing).where(Outing.title == "Tea").order_by(Outing.day, Outing.id))
    return [(each.day, each.state, each.repeat_weeks) for each in rows]


def later(app, days):
    """The clock has done its work some days on."""
    with acting(app):
        return plan_next(NOW + days * DAY)


@pytest.mark.parametrize("weeks", [each for each in REPEAT_NAMES if each])
def test_the_next_day_is_the_first_of_its_series_that_has_not_been(weeks):
    for days_on in range(1, 80):
        today = TODAY + days_on * DAY
        series = (TODAY + n * weeks * 7 * DAY for n in range(1, 100))
        assert next_day(TODAY, weeks, today=today) == next(each for each in series if each >= today)


def test_it_is_planned_with_how_often_and_the_page_says_so(app, world, ada):
    answer = ada.submit("/dates/new", title="Tea", day="2026-03-20", repeat_weeks="2")

    assert "Every two weeks" in ada.get(answer.location).text
    assert teas(app) == [(date(2026, 3, 20), "planned", 2)]


def test_how_often_comes_from_the_list(app, world, ada):
    answer = ada.submit("/dates/new", title="Tea", day="2026-03-20", repeat_weeks="3")

    assert "Please choose how often from the list." in answer.text
    assert teas(app) == []


def test_once_it_has_been_the_next_is_planned_and_what_was_stays(app, world):
    with acting(app):
        tea = repeating()
        actions.finish(db.session.get(Outing, tea), "With cake", by=person("ben"), now=NOW)

    assert later(app, 0) == 0
    assert later(app, 1) == 1
    assert teas(app) == [(TODAY, "done", 0), (TODAY + 7 * DAY, "planned", 1)]
    following = kept(app, select(Outing).where(Outing.title == "Tea", Outing.state == "planned"))[0]
    assert (following.line, following.version, following.shared, following.came_on) == ("", 0, True, None)
    assert later(app, 1) == 0


def test_one_that_was_called_off_comes_again_the_next_time(app, world):
    with acting(app):
        actions.call_off(db.session.get(Outing, repeating(2)), by=person("ada"), now=NOW)

    assert later(app, 1) == 1
    assert teas(app) == [(TODAY, "off", 0), (TODAY + 14 * DAY, "planned", 2)]


def test_one_of_which_nobody_says_anything_waits_three_days_and_is_then_the_next(app, world):
    with acting(app):
        repeating()

    assert later(app, 3) == 0
    assert teas(app) == [(TODAY, "planned", 1)]
    assert later(app, 4) == 1
    assert teas(app) == [(TODAY + 7 * DAY, "planned", 1)]


def test_after_a_long_while_it_is_the_next_that_is_still_to_come(app, world):
    with acting(app):
        repeating()

    assert later(app, 100) == 1
    assert teas(app) == [(TODAY + 105 * DAY, "planned", 1)]


def test_a_deleted_one_does_not_come_again(app, world):
    with acting(app):
        tea = db.session.get(Outing, repeating())
        actions.finish(tea, "", by=person("ada"), now=NOW)
        remove(tea, by=person("ada"), now=NOW)

    assert later(app, 1) == 0


def test_where_there_is_no_room_it_waits(app, world, monkeypatch):
    with acting(app):
        actions.finish(db.session.get(Outing, repeating()), "", by=person("ada"), now=NOW)
    monkeypatch.setattr(actions, "OUTINGS_A_SPACE", 0)
    assert later(app, 1) == 0

    monkeypatch.undo()
    assert later(app, 2) == 1


def test_without_room_nobody_asks_for_it_again_and_again(app, world, monkeypatch):
    with acting(app):
        made = [repeating(), repeating(), repeating(), repeating(2, on=TODAY + DAY)]
        for each in made[:3]:
            actions.finish(db.session.get(Outing, each), "", by=person("ada"), now=NOW)
    tried = []
    monkeypatch.setattr(repeating_by_clock, "make_room_for_one", lambda by: refuse(tried, by))

    assert later(app, 6) == 1
    assert (len(tried), teas(app)[-1]) == (1, (TODAY + 15 * DAY, "planned", 2))


def refuse(tried, by):
    tried.append(by)
    raise Refused("There is no room.")


def test_whose_words_it_holds_is_remembered_in_the_next_too(app, world):
    with acting(app):
        tea = db.session.get(Outing, repeating())
        plan = plan_of(tea, person("ben"))
        actions.change(
            tea,
            type(plan)(title="Tea", day=TODAY, place="Ben’s place", repeat_weeks=1),
            by=person("ben"),
            now=NOW,
        )
        actions.finish(tea, "", by=person("ben"), now=NOW)
    later(app, 1)

    places = kept(
        app, select(func.count()).where(Hand.part == "place", Hand.person_id == world.people["ben"])
    )
    assert places == [2]


def test_once_they_part_what_was_for_both_does_not_come_again(app, world):
    with acting(app):
        repeating(on=TODAY + DAY)
        repeating(by="ben")
    with acting(app):
        leave(by=person("ben"), now=NOW)

    assert {weeks for _day, _state, weeks in teas(app)} == {0}
