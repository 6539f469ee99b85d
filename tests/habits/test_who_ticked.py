"""A tick of both keeps who made it, and either may take it away."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.databases import acting, rows
from tests.world import EACH, NOW, TODAY, TOGETHER, own_track_id, person, ticked
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.habits.actions import tick, untick
from tracker.habits.things import HABITS
from tracker.habits.tracks import track_to_tick
from tracker.models import Tick, Track
from tracker.spaces import actions as spaces

pytestmark = pytest.mark.on_either("each folds and reads streaks by the same statements as the one beside it")

YESTERDAY = TODAY - timedelta(days=1)


def made_by(app, track_id, day=TODAY):
    """Who made the ticks of a track on a day, by their ids."""
    return rows(app, select(Tick.ticker_id).where(Tick.track_id == track_id, Tick.day == day))


def copy_of_both(app, world, day=TODAY):
    """The track of what both did, as Ada has it once Ben has left, of all she has the last that was ticked."""
    hers = (Track.space_id == world.spaces["ada"]) & Track.owner_id.is_(None)
    [(track_id,)] = rows(app, select(Track.id).join(Tick).where(hers, Tick.day == day))
    return track_id


def done(app, name, by, amount=-1, day=TODAY):
    with acting(app):
        track_id = own_track_id(name, person(by))
        tick(track_to_tick(person(by), track_id), day, by=person(by), now=NOW, amount=amount)


def test_one_of_both_keeps_who_made_it(app, world):
    done(app, TOGETHER, "ben")
    done(app, TOGETHER, "ada")  # it is done already, and stays as it is

    assert made_by(app, world.tracks[TOGETHER]) == [(world.people["ben"],)]


def test_whoever_says_another_amount_has_said_it(app, world):
    done(app, TOGETHER, "ben", 5_000)
    done(app, TOGETHER, "ada", 9_000)

    assert made_by(app, world.tracks[TOGETHER]) == [(world.people["ada"],)]


def test_who_made_ones_own_follows_from_the_track(app, world):
    done(app, EACH, "ada")

    assert made_by(app, world.tracks[f"{EACH} of ada"]) == [(None,)]


@pytest.mark.parametrize(("first", "other"), [("ada", "ben"), ("ben", "ada")])
def test_either_may_take_away_what_the_other_made(app, world, first, other):
    done(app, TOGETHER, first)

    with acting(app):
        track = track_to_tick(person(other), world.tracks[TOGETHER])
        untick(track, TODAY, by=person(other), now=NOW)

    assert made_by(app, world.tracks[TOGETHER]) == []


def test_pages_say_who_made_it(app, world, ada, ben):
    done(app, TOGETHER, "ben")
    track = world.tracks[TOGETHER]

    assert "Ticked by Ben" in ada.page(f"/tracks/{track}/days/{TODAY}").text
    assert "Ticked by you" in ben.page(f"/tracks/{track}/days/{TODAY}").text
    assert "Mar 11: done, ticked by Ben" in ada.page(f"/habits/{world.habits[TOGETHER]}").text
    assert "Mar 11: done, ticked by you" in ben.page(f"/habits/{world.habits[TOGETHER]}").text
    assert "ticked by Ben" in ada.page("/today").text
    assert "ticked by you" in ben.page("/today").text


def test_of_an_earlier_one_no_page_says_who_made_it(app, world, ada):
    done(app, TOGETHER, "ben")
    with acting(app):
        of_both = Tick.track_id == world.tracks[TOGETHER]
        db.session.execute(update(Tick).where(of_both).values(ticker_id=None))

    for path in (
        "/today",
        f"/habits/{world.habits[TOGETHER]}",
        f"/tracks/{world.tracks[TOGETHER]}/days/{TODAY}",
    ):
        assert "icked by" not in ada.page(path).text


@pytest.mark.parametrize(("name", "by"), [("ada", "partner"), ("ben", "me")])
def test_an_export_says_who_made_it(app, world, name, by):
    done(app, TOGETHER, "ben")

    with app.app_context():
        found = {
            (habit.name, tick.by)
            for habit in archive_of(person(name), NOW)[HABITS]
            for track in habit.tracks
            for tick in track.ticks
            if tick.day == TODAY
        }
        db.session.rollback()

    assert {each for each in found if each[0] == TOGETHER} == {(TOGETHER, by)}
    assert all(each[1] is None for each in found if each[0] != TOGETHER)


def test_the_end_of_an_account_leaves_the_tick_without_the_name(app, world):
    done(app, TOGETHER, "ben")

    with acting(app):
        spaces.erase(by=person("ben"), now=NOW)

    assert made_by(app, copy_of_both(app, world)) == [(None,)]


def test_after_a_parting_nobody_is_named_who_is_not_here(app, world, ada):
    done(app, TOGETHER, "ben", day=YESTERDAY)

    with acting(app):
        spaces.leave(by=person("ben"), now=NOW)

    page = ada.page(f"/tracks/{copy_of_both(app, world, YESTERDAY)}/days/{YESTERDAY}")
    assert "icked by" not in page.text


def test_two_who_tick_at_the_same_instant_make_one_of_either(concurrent):
    world = concurrent.world

    def act(name):
        def tick_it():
            ticker = person(name)
            tick(track_to_tick(ticker, world.tracks[TOGETHER]), TODAY, by=ticker, now=NOW)
            db.session.commit()

        return tick_it

    assert concurrent.at_once(act("ada"), act("ben")) == [None, None]
    (found,) = made_by(concurrent.app, world.tracks[TOGETHER])
    assert found in [(world.people["ada"],), (world.people["ben"],)]


def test_one_who_ticks_while_the_other_takes_it_away_leaves_what_came_last(concurrent):
    world = concurrent.world
    with acting(concurrent.app):
        ticked(TOGETHER, TODAY, 1, by="ada")

    def take_away():
        untick(track_to_tick(person("ben"), world.tracks[TOGETHER]), TODAY, by=person("ben"), now=NOW)
        db.session.commit()

    def tick_it():
        tick(track_to_tick(person("ben"), world.tracks[TOGETHER]), TODAY, by=person("ben"), now=NOW)
        db.session.commit()

    assert concurrent.at_once(take_away, tick_it) == [None, None]
    assert made_by(concurrent.app, world.tracks[TOGETHER]) in ([], [(world.people["ben"],)])


def test_one_who_ticks_while_ending_their_account_names_nobody_who_is_gone(concurrent):
    world = concurrent.world
    ben_id = world.people["ben"]

    def erase():
        spaces.erase(by=person("ben"), now=NOW)
        db.session.commit()

    def tick_it():
        ben = person("ben")
        tick(track_to_tick(ben, world.tracks[TOGETHER]), TODAY, by=ben, now=NOW)
        db.session.commit()

    concurrent.at_once(erase, tick_it)
    assert (ben_id,) not in rows(concurrent.app, select(Tick.ticker_id))
