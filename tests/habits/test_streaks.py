"""What is settled of a streak is, after whatever happens, what all of history comes to."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, func, select, update

from tests.settled import assert_settled, assert_shown, company_in, tracks_in
from tests.whole import many
from tests.world import ADAS_PRIVATE, EACH, NOW, SECRET, TODAY, TOGETHER, on, person, planted, ticked
from tracker.domain.folds import TrackState
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.pauses import PausedDays
from tracker.domain.refusals import Refused
from tracker.domain.schedules import DAILY, OnWeekdays, TimesAMonth, TimesAWeek, TimesInDays
from tracker.domain.states import Basis, stored
from tracker.domain.streaks import Streak
from tracker.domain.strength import Strength
from tracker.extensions import db
from tracker.habits import actions
from tracker.habits.company import state_of
from tracker.habits.queries import habits_of
from tracker.habits.settling import Folded, rebuild, settle_space
from tracker.habits.tracks import track_to_tick
from tracker.models import Habit, Proposal, Space, Tick, Track
from tracker.models import Pause as PauseRow
from tracker.pauses import actions as pauses
from tracker.spaces import actions as spaces
from tracker.spaces.queries import asking
from tracker.today.queries import today_page

pytestmark = pytest.mark.on_either("each folds and reads streaks by the same statements as the one beside it")

SCHEDULES = [
    DAILY,
    OnWeekdays(frozenset({0, 2, 4})),
    TimesAWeek(1),
    TimesAWeek(3),
    TimesAWeek(7),
    TimesAMonth(4),
    TimesInDays(2, 5),
]
ZONES = ["Europe/Berlin", "Pacific/Auckland", "Pacific/Honolulu", "Asia/Kolkata", "Pacific/Kiritimati"]


def test_the_world_is_settled(inside):
    for name in ("ada", "cleo", "dan"):
        assert_settled(name, NOW)
        assert_shown(name, NOW)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.crossed("a walk and the database")
def test_after_a_long_random_walk_everything_is_settled(inside, seed):
    walk = Walk(random.Random(seed))
    for step in range(50):
        walk.step()
        if step % many(3, 1):
            continue
        for name in ["ada", "ben"] if person("ada").partner is None else ["ada"]:
            assert_settled(name, walk.now)
    for name in ("ada", "ben"):
        assert_shown(name, walk.now)
        assert_shown(name, walk.now, TODAY - timedelta(days=20))


class Walk:
    """Ada and Ben do all sorts of things, while time goes on."""

    def __init__(self, chance):
        self.chance = chance
        self.now = NOW
        self.done = []

    def step(self):
        act = self.chance.choice(
            [self.tick] * 6
            + [self.untick] * 3
            + [self.wait] * 3
            + [self.pause, self.end_pause, self.archive, self.bring_back, self.plant, self.share, self.change]
            + [self.live_elsewhere, self.shape, self.part, self.come_together]
        )
        self.done.append(act.__name__)
        try:
            act()
        except Refused:
            db.session.rollback()
        db.session.commit()

    def who(self):
        return self.chance.choice(["ada", "ben"])

    def day(self):
        return TODAY - timedelta(days=self.chance.randrange(-3, 25))

    def own_track(self, ticker):
        tracks = [
            track.id
            for habit in habits_of(ticker)
            for track in habit.tracks
            if track.owner_id in (None, ticker.id)
        ]
        return track_to_tick(ticker, self.chance.choice(tracks))

    def habit(self, asks):
        return self.chance.choice(habits_of(asks))

    def tick(self):
        ticker = person(self.who())
        actions.tick(self.own_track(ticker), self.day(), by=ticker, now=self.now)

    def untick(self):
        ticker = person(self.who())
        track = self.own_track(ticker)
        days = db.session.scalars(select(Tick.day).where(Tick.track_id == track.id).order_by(Tick.day)).all()
        if days:
            actions.untick(track, self.chance.choice(days), by=ticker, now=self.now)

    def wait(self):
        self.now += timedelta(hours=self.chance.choice([1, 5, 12, 24, 50]))

    def pause(self):
        first = self.day()
        days = PausedDays(first, first + timedelta(days=self.chance.randrange(6)))
        pauses.pause(days, both=self.chance.random() < 0.5, by=person(self.who()), now=self.now)

    def end_pause(self):
        by = person(self.who())
        own = [
            pause
            for pause in db.session.scalars(select(PauseRow).where(PauseRow.space_id == by.space_id))
            if pause.habit_id is None and pause.person_id in (None, by.id)
        ]
        if own:
            pauses.end(self.chance.choice(own), by=by, now=self.now)

    def archive(self):
        by = person(self.who())
        actions.archive(self.habit(by), by=by, now=self.now)

    def bring_back(self):
        by = person(self.who())
        actions.bring_back(self.habit(by), by=by, now=self.now)

    def plant(self):
        by = person(self.who())
        actions.plant(self.plan(), by=by, now=self.now)

    def change(self):
        by = person(self.who())
        actions.change(self.habit(by), self.plan(), by=by, now=self.now)

    def plan(self):
        return HabitPlan(
            strategy=self.chance.randrange(1, 11),
            name="walked",
            mode=self.chance.choice(list(Mode)),
            schedule=self.chance.choice(SCHEDULES),
            starts_on=self.day(),
            private=self.chance.random() < 0.3,
        )

    def share(self):
        by = person(self.who())
        own = [habit for habit in habits_of(by) if habit.owner_id == by.id]
        actions.share(self.chance.sample(own, min(2, len(own))), by=by, now=self.now)

    def live_elsewhere(self):
        spaces.live_by(
            person(self.who()),
            zone=self.chance.choice(ZONES),
            day_ends_at=self.chance.randrange(12),
            now=self.now,
        )

    def shape(self):
        """One of them, or both the same, which is a yes; what was proposed long ago does not stand in the way."""
        db.session.execute(delete(Proposal).where(Proposal.space_id == person("ada").space_id))
        ways = {"name": "Home", "check_in_weekday": 6}
        ways["first_weekday"] = self.chance.choice(
            [person("ada").space.first_weekday, self.chance.randrange(7)]
        )
        ways["strict"] = self.chance.random() < 0.5
        for name in self.chance.choice([["ada"], ["ada", "ben"]]):
            spaces.shape(person(name), **ways, now=self.now)

    def part(self):
        spaces.leave(by=person(self.who()), now=self.now)

    def come_together(self):
        host, guest = self.chance.sample(["ada", "ben"], 2)
        key = spaces.invite(by=person(host), now=self.now, secret=SECRET)
        spaces.ask_to_join(spaces.invitation_for(key.token, SECRET), by=person(guest), now=self.now)
        spaces.welcome(asking(person(host)).invitation, by=person(host), now=self.now)


@pytest.mark.parametrize(("east", "west"), [("ada", "ben"), ("ben", "ada")])
def test_the_couples_streak_is_the_same_on_every_page_wherever_the_two_live(inside, east, west):
    for name, zone in ((east, "Pacific/Kiritimati"), (west, "Pacific/Honolulu")):
        spaces.live_by(person(name), zone=zone, day_ends_at=3, now=NOW)
    for n in range(10):
        now = NOW + timedelta(days=n)
        for name in (east, west):
            ticker = person(name)
            track = next(
                t.id for h in habits_of(ticker) if h.name == EACH for t in h.tracks if t.owner_id == ticker.id
            )
            day = company_in(name, now).todays[ticker.id]
            actions.tick(track_to_tick(ticker, track), day, by=ticker, now=now)
        for name in (east, west):
            assert_shown(name, now)
            assert_shown(name, now, date(2026, 2, 10))


def test_moving_to_another_zone_changes_no_history(inside):
    before = db.session.execute(select(Tick.track_id, Tick.day).order_by(Tick.track_id, Tick.day)).all()

    for zone in ZONES:
        spaces.live_by(person("ada"), zone=zone, day_ends_at=11, now=NOW)
        assert_settled("ada", NOW)

    assert (
        db.session.execute(select(Tick.track_id, Tick.day).order_by(Tick.track_id, Tick.day)).all() == before
    )


def test_there_and_back_again_leaves_every_streak_as_it_was(inside):
    settle_space(person("ada"), NOW)
    before = [(track.id, state_of(track)) for track in tracks_in(person("ada").space)]

    for zone in (*ZONES, "Europe/Berlin"):
        spaces.live_by(person("ada"), zone=zone, day_ends_at=3, now=NOW)

    assert [(track.id, state_of(track)) for track in tracks_in(person("ada").space)] == before


def test_strict_and_gentle_are_counted_from_the_same_history(inside):
    since = TODAY - timedelta(days=9)
    planted("tea", by="cleo", since=since)
    ticked("tea", since, 3, by="cleo")
    ticked("tea", since + timedelta(days=4), 4, by="cleo")

    def streak(strict):
        shape = {"name": "", "first_weekday": 0, "check_in_weekday": 6, "strict": strict}
        spaces.shape(person("cleo"), **shape, now=NOW)
        assert_settled("cleo", NOW)
        track = next(each for each in tracks_in(person("cleo").space) if each.habit.name == "tea")
        return state_of(track).streak.length, state_of(track).streak.kept

    assert [streak(True), streak(False), streak(True)] == [(4, 7), (7, 7), (4, 7)]


def test_a_tick_long_ago_counts_as_if_it_had_always_been_there(inside, world):
    at = on(TODAY)
    ada = person("ada")
    track = track_to_tick(ada, world.tracks[f"{EACH} of ada"])
    for day in (date(2026, 2, 28), date(2026, 3, 1)):
        actions.tick(track, day, by=ada, now=at)

    assert_settled("ada", at)
    assert state_of(track_to_tick(ada, track.id)).streak.kept == 12 + 2 + 8


def test_a_pause_afterwards_mends_what_lay_in_it(inside):
    since = TODAY - timedelta(days=12)
    planted("walk", by="cleo", since=since)
    ticked("walk", since, 4, by="cleo")
    ticked("walk", since + timedelta(days=8), 3, by="cleo")

    def streak():
        track = next(each for each in tracks_in(person("cleo").space) if each.habit.name == "walk")
        return state_of(track).streak

    settle_space(person("cleo"), NOW)
    before = streak()
    pause = pauses.pause(
        PausedDays(since + timedelta(days=4), since + timedelta(days=7)),
        both=False,
        by=person("cleo"),
        now=NOW,
    )
    assert (streak().length, streak().graces) == (7, 3)
    assert_settled("cleo", NOW)
    pauses.end(pause, by=person("cleo"), now=NOW)
    assert streak() == before


def test_a_tick_goes_on_from_what_somebody_else_has_settled_meanwhile(app, world):
    later = NOW + timedelta(days=3)
    with app.app_context():
        settle_space(person("ben"), NOW)
        ben = person("ben")
        db.session.commit()
        with app.app_context():
            pauses.pause(
                PausedDays(date(2026, 2, 26), date(2026, 2, 27)), both=True, by=person("ada"), now=later
            )
            db.session.commit()

        track = track_to_tick(ben, world.tracks[f"{EACH} of ben"])
        actions.tick(track, TODAY + timedelta(days=3), by=ben, now=later + timedelta(days=1))
        db.session.commit()

        assert_settled("ada", later + timedelta(days=1))
        db.session.rollback()


def test_what_is_planted_now_begins_with_a_fresh_streak(inside):
    habit = planted("new", by="ada", mode=Mode.TOGETHER, since=TODAY)

    tracks = [track for track in tracks_in(person("ada").space) if track.habit_id == habit.id]
    assert [(track.owner_id, state_of(track).streak) for track in tracks] == [(None, Streak())]


@pytest.mark.everybodys("all that is folded is folded again")
def test_what_is_kept_is_checked_and_mended(inside, world):
    settle_space(person("ada"), NOW)
    rebuild(NOW)
    db.session.execute(
        update(Track)
        .where(Track.id == world.tracks[f"{EACH} of ada"])
        .values(state=stored(TrackState(Streak(kept=99), Strength(0.9, 1), TODAY), Basis(1, 1, "x")))
    )
    db.session.execute(update(Space).where(Space.id == world.spaces["ada"]).values(state=""))

    folded = rebuild(NOW)

    assert folded == Folded(db.session.scalar(select(func.count(Track.id))) + len(world.spaces), 2)
    assert_settled("ada", NOW)
    assert rebuild(NOW).changed_count == 0


def test_a_tick_mends_what_follows_from_something_else(inside, world):
    """Were a state ever wrong, the next day that closes would not go on from it."""
    ada = person("ada")
    track = track_to_tick(ada, world.tracks[f"{EACH} of ada"])
    wrong = stored(replace(state_of(track), streak=Streak(kept=99)), Basis(1, 1, "something else"))
    db.session.execute(update(Track).where(Track.id == track.id).values(state=wrong))

    track = track_to_tick(ada, track.id)
    actions.tick(track, TODAY + timedelta(days=4), by=ada, now=on(TODAY + timedelta(days=4)))

    assert_settled("ada", on(TODAY + timedelta(days=4)))


def test_a_private_tick_does_not_count_for_the_couple(inside, world):
    before = today_streak("ada")

    ada = person("ada")
    for n in range(9):
        track = track_to_tick(ada, world.tracks[f"{ADAS_PRIVATE} of ada"])
        actions.tick(track, TODAY - timedelta(days=n), by=ada, now=NOW)

    assert today_streak("ada") == before
    assert_settled("ada", NOW)


def today_streak(name):
    return today_page(person(name), None, NOW).head.streak


def test_a_day_on_which_one_ticked_only_in_private_is_not_a_day_together(inside, world):
    ada = person("ada")
    actions.tick(track_to_tick(ada, world.tracks[f"{ADAS_PRIVATE} of ada"]), TODAY, by=ada, now=NOW)
    ben = person("ben")
    actions.tick(track_to_tick(ben, world.tracks[f"{EACH} of ben"]), TODAY, by=ben, now=NOW)

    assert [today_streak(name).last_on for name in ("ada", "ben")] == [date(2026, 3, 10)] * 2
    for name in ("ada", "ben"):
        assert_shown(name, NOW)


def test_a_tick_together_counts_for_both(inside, world):
    db.session.execute(delete(Habit).where(Habit.name == EACH))
    before = today_streak("ben").length

    ada = person("ada")
    actions.tick(track_to_tick(ada, world.tracks[TOGETHER]), TODAY, by=ada, now=NOW)

    assert [today_streak(name).length for name in ("ada", "ben")] == [before + 1, before + 1]


@pytest.mark.parametrize("times", range(3))
@pytest.mark.crossed("a try and the database")
def test_a_tick_and_a_pause_at_the_same_instant_leave_everything_settled(concurrent, times):
    world, day = concurrent.world, date(2026, 2, 28)
    strictly = {"name": "", "first_weekday": 0, "check_in_weekday": 6, "strict": True}

    def tick():
        ada = person("ada")
        actions.tick(track_to_tick(ada, world.tracks[f"{EACH} of ada"]), day, by=ada, now=NOW)
        db.session.commit()

    def tick_too():
        ben = person("ben")
        actions.tick(track_to_tick(ben, world.tracks[f"{EACH} of ben"]), day, by=ben, now=NOW)
        db.session.commit()

    def pause():
        pauses.pause(PausedDays(day - timedelta(days=9), day), both=True, by=person("ben"), now=NOW)
        db.session.commit()

    def shape():
        spaces.shape(person("ada"), **strictly, now=NOW)
        db.session.commit()

    with concurrent.app.app_context():
        spaces.shape(person("ben"), **strictly, now=NOW)
        db.session.commit()
    results = concurrent.at_once(tick, pause, tick_too, shape)

    with concurrent.app.app_context():
        assert_settled("ada", NOW)
        db.session.rollback()
    assert results == [None] * 4
