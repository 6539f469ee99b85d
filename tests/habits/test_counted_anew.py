"""What was kept by earlier rules is folded anew when a space is opened, and the rest beside the day's work."""

import pytest
from sqlalchemy import select, update

from tests.databases import acting, kept, transactions
from tests.settled import assert_settled, assert_shown
from tests.world import ADAS_PRIVATE, EACH, NOW, person
from tracker.domain.states import CHANGES, MANY_CHANGES, RULES, restored
from tracker.extensions import db
from tracker.folding import AT_ONCE, fold_some, opened
from tracker.habits.settling import settle_space
from tracker.models import Person, Space, Track

LINE = CHANGES[RULES]
# As earlier rules kept it: names that are no more, and a longest that today's come to as well, or to another.
BEFORE = (
    '{"streak":{"length":4,"first_on":"2026-03-01","last_on":"2026-03-04","graces":1,"toward_grace":3,%s},'
    '"strength":{"value":0.5,"day_count":1,"recent":[]},"basis":{"tick_count":2,"tick_sum":3,"asked":"a"}}'
)
COUPLES = '{"streak":{"length":4,"graces":1,"toward_grace":3,%s}}'


def keep_by_earlier_rules(name, *, another=()):
    """Let a space be as an earlier Tend left it; the tracks in ``another`` with a longest that was counted otherwise."""
    asks = person(name)
    settle_space(asks, NOW)
    for track in db.session.scalars(select(Track).where(Track.space_id == asks.space_id)):
        longest = restored(track.state, track.settled_through)[0].streak.longest
        track.state = BEFORE % said(longest + (track.id in another))
        track.rules = RULES - 1
    longest = int(asks.space.state.partition('"longest":')[2].partition(",")[0] or 0)
    asks.space.state, asks.space.rules = COUPLES % said(longest), RULES - 1
    db.session.commit()


def test_the_reason_is_that_of_the_rules_which_it_was_counted_by(app, ada, earlier):
    with acting(app):
        space = person("ada").space
        space.rules = 1
    text = ada.page("/today").text

    assert MANY_CHANGES in text
    assert LINE not in text


def test_there_is_a_reason_for_each_change_of_rules():
    assert list(CHANGES) == list(range(2, RULES + 1))


def said(longest):
    return f'"longest":{longest},"kept":9'


def rules_of(app, space_id):
    found = kept(app, select(Track.rules).where(Track.space_id == space_id))
    return {*found, *kept(app, select(Space.rules).where(Space.id == space_id))}


def told(app):
    return kept(app, select(Person.name).where(Person.recounted_from > 0).order_by(Person.name))


@pytest.fixture
def earlier(app, world):
    with acting(app):
        keep_by_earlier_rules("ada", another=[world.tracks[f"{EACH} of ben"]])


@pytest.mark.parametrize(
    "path", ["/today", "/today/2026-02-20", "/habits", "/garden", "/us", "/settings/export"]
)
def test_whoever_opens_their_space_finds_it_counted_by_todays_rules(app, world, ben, earlier, path):
    assert ben.get(path).status_code == 200

    assert rules_of(app, world.spaces["ada"]) == {RULES}
    with acting(app):
        assert_settled("ada", NOW)
        for name in ("ada", "ben"):
            assert_shown(name, NOW)


def test_so_does_whoever_does_something_at_once(app, world, ada):
    path = f"/tracks/{world.tracks[f'{EACH} of ada']}/ticks/2026-03-01"
    form = ada.page("/today/2026-03-01").form(path)
    with acting(app):
        keep_by_earlier_rules("ada")

    assert ada.post(path, data=form.values).status_code == 303

    assert rules_of(app, world.spaces["ada"]) == {RULES}
    with acting(app):
        assert_settled("ada", NOW)


def test_nobody_elses_space_is_touched_for_it(app, world, cleo, earlier):
    cleo.page("/today")

    assert rules_of(app, world.spaces["ada"]) == {RULES - 1}


def test_to_whom_a_longest_has_become_another_it_is_said_once(app, ada, ben, earlier):
    assert LINE in ada.page("/today").text
    assert LINE in ada.page("/today").text

    ada.submit("/today", to="/habits/recount")
    ada.submit("/today", to="/habits/recount")

    assert LINE not in ada.page("/today").text
    assert LINE in ben.page("/today").text


def test_where_nothing_has_become_another_nothing_is_said(app, ada):
    with acting(app):
        keep_by_earlier_rules("ada")

    assert LINE not in ada.page("/today").text
    assert told(app) == []


def test_of_a_private_habit_its_owner_alone_is_told(app, world, ben):
    with acting(app):
        keep_by_earlier_rules("ada", another=[world.tracks[f"{ADAS_PRIVATE} of ada"]])

    ben.page("/today")

    assert told(app) == ["Ada"]


@pytest.mark.everybodys("all that is folded is folded again")
def test_the_rest_is_folded_a_few_at_a_time(app, world):
    names = ["ada", "cleo", "dan"]
    with acting(app):
        for name in names:
            keep_by_earlier_rules(name)
    assert len(names) <= AT_ONCE

    with app.app_context():
        assert [fold_some(NOW), fold_some(NOW)] == [len(names), 0]
        db.session.rollback()

    for name in names:
        assert rules_of(app, world.spaces[name]) == {RULES}
        with acting(app):
            assert_settled(name, NOW)


def test_where_all_is_folded_nobody_is_kept_from_writing(app):
    with app.app_context(), transactions() as begun:
        assert fold_some(NOW) == 0

    assert begun == ["reads"]


def test_two_who_open_it_at_the_same_instant_find_the_same(concurrent):
    with concurrent.app.app_context():
        keep_by_earlier_rules("ada")

    def open_as(name):
        found = opened(person(name))
        assert (found.name, found.space.rules) == (name.title(), RULES)

    answers = concurrent.at_once(lambda: open_as("ada"), lambda: open_as("ben"), lambda: fold_some(NOW))

    with concurrent.app.app_context():
        assert_settled("ada", NOW)
        db.session.rollback()
    assert answers[:2] == [None, None]


def test_a_space_in_which_nothing_was_folded_yet_is_left_as_it_is(app, world, ada):
    with acting(app):
        db.session.execute(update(Space).where(Space.id == world.spaces["ada"]).values(rules=0))

    ada.page("/today")

    assert kept(app, select(Space.rules).where(Space.id == world.spaces["ada"])) == [0]
