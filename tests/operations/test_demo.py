from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from tests.databases import furnish
from tests.whole import many
from tracker.accounts.queries import person_called
from tracker.app import create_app
from tracker.checkins.queries import current_week
from tracker.database import upgrade
from tracker.demo.build import ADDRESSES, PASSWORD
from tracker.demo.habits import ADA, BEN, HABITS
from tracker.demo.notes import NOTES
from tracker.demo.reflections import REFLECTIONS
from tracker.demo.serve import demo_settings, prepare
from tracker.demo.weeks import ADA_AND_BEN, BEN_NOW
from tracker.domain.checkins import ANSWER_LENGTH, LINE_LENGTH, MOST_APPRECIATED, CheckInState
from tracker.domain.habits import CUE_LENGTH, NAME_LENGTH, Mode
from tracker.domain.notes import NOTE_LENGTH, REACTIONS
from tracker.domain.pictures import DESCRIPTION_LENGTH
from tracker.domain.reflections import ANSWER_LENGTH as LOOK_ANSWER_LENGTH
from tracker.domain.reflections import BODY_LENGTH, TITLE_LENGTH, ReflectionKind, may_share
from tracker.extensions import db
from tracker.habits.circumstances import seen_pauses
from tracker.habits.company import company_of, couple_streak_of, state_of, streak_of
from tracker.habits.settling import couple_ticks
from tracker.habits.tracks import ticks_on
from tracker.models import CheckIn, Habit, Note, Picture, Reflection, Tick, Track
from tracker.today.beside import beside
from tracker.wall.queries import content_of_picture

NOW = datetime(2026, 3, 4, 19, tzinfo=UTC)


@pytest.fixture(scope="module", params=range(0, many(1, 7), 3), ids=lambda days: f"{days} days later")
def demo(request, tmp_path_factory):
    """The demo on several days of the week."""
    now = NOW + timedelta(days=request.param)
    settings = demo_settings({}, str(tmp_path_factory.mktemp("demo")))
    furnish(settings.data)
    prepare(settings, now)
    app = create_app(settings)
    upgrade(app)
    with app.app_context():
        app.now = now
        yield app
        db.session.remove()
        db.engine.dispose()


def test_the_demo_keeps_nothing_where_ones_own_tend_is(tmp_path):
    own = {
        "TEND_DATA": str(tmp_path / "own"),
        "TEND_DATABASE_URL": "postgresql://tend@db/tend",
        "TEND_SECRET_KEY": "x" * 64,
        "TEND_BACKUPS": str(tmp_path / "backups"),
        "TEND_SMTP_HOST": "mail.example.org",
    }

    assert demo_settings(own, str(tmp_path)) == demo_settings({}, str(tmp_path))
    assert demo_settings(own, str(tmp_path)).data == tmp_path


@pytest.fixture
def ada(demo):
    return person_called(ADDRESSES[ADA])


@pytest.fixture
def company(demo, ada):
    return company_of(ada, demo.now, seen_pauses(ada.space_id))


def tracks():
    whole = contains_eager(Track.habit).selectinload(Habit.term_rows)
    return db.session.scalars(select(Track).join(Track.habit).options(whole)).all()


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


def test_the_password_is_the_one_that_is_printed(demo, ada):
    assert demo.extensions["passwords"].right(PASSWORD, ada.password_hash)
    assert ada.partner.email == ADDRESSES[BEN]


def test_most_streaks_are_alive_and_one_rests(demo, company):
    streaks = {track.id: streak_of(track, ticks_on(track.id), company) for track in tracks()}

    assert sum(streak.length > 0 for streak in streaks.values()) >= len(streaks) - 2
    assert any(streak.resting for streak in streaks.values())
    assert max(streak.length for streak in streaks.values()) > 60


def test_the_couples_streak_is_long(demo, company):
    space = company.space

    assert couple_streak_of(couple_ticks(space, company, after=space.settled_through), company).length > 100


def test_all_streaks_are_settled_as_far_as_days_have_closed(demo, company):
    for track in tracks():
        assert state_of(track).through >= track.starts_on
        assert track.habit.archived_on or track.settled_through > demo.now.date() - timedelta(days=10)
    assert company.space.settled_through == demo.now.date() - timedelta(days=2)


def test_nothing_is_ticked_before_it_began_or_after_now(demo):
    ticks = (
        select(func.count())
        .select_from(Tick)
        .join(Track, Track.id == Tick.track_id)
        .join(Habit, Habit.id == Track.habit_id)
    )
    wrong = (Tick.day < Track.starts_on) | (Tick.day > demo.now.date()) | (Tick.day >= Habit.archived_on)

    assert db.session.scalar(ticks.where(wrong)) == 0
    assert db.session.scalar(ticks.where(Tick.day == demo.now.date())) > 2
    assert count(Tick) > 1000


def test_this_weeks_check_in_waits_for_ada(demo, ada):
    week = current_week(ada, demo.now)

    found = beside(ada, week, demo.now.date(), demo.now)

    assert (found.own, found.partners) == (None, CheckInState.SEALED)
    assert count(CheckIn) == 2 * len(ADA_AND_BEN) + 1
    assert db.session.scalar(select(func.count()).where(CheckIn.saved_at > demo.now)) == 0


def test_a_picture_goes_with_a_note_of_yesterday(demo, ada):
    (picture,) = db.session.scalars(select(Picture))

    assert (picture.width, picture.height) == (1600, 1200)
    assert len(content_of_picture(ada, picture.note_id)) < 100_000
    assert 0 < len(picture.description) <= DESCRIPTION_LENGTH


def test_the_wall_is_full_and_in_order(demo):
    written = db.session.scalars(select(Note.written_at).order_by(Note.written_at, Note.id)).all()

    assert len(written) == len(NOTES) >= 40
    assert written == sorted(written)
    assert written[-1] < demo.now


def test_it_says_nothing_that_could_not_be_typed():
    for said in [said for both in ADA_AND_BEN for said in both] + [BEN_NOW]:
        assert 1 <= len(said.appreciated) <= MOST_APPRECIATED
        assert (
            max(len(line) for line in (*said.appreciated, said.small_thing, said.private_line)) <= LINE_LENGTH
        )
        assert max(map(len, (said.went_well, said.talk_about, said.feel_loved))) <= ANSWER_LENGTH
    for grown in HABITS:
        assert len(grown.name) <= NAME_LENGTH
        assert len(grown.cue) <= CUE_LENGTH
        assert not grown.private or grown.mode is Mode.ONE
    for wrote in NOTES:
        assert len(wrote.body) <= NOTE_LENGTH
        assert wrote.reaction in {"", *REACTIONS}
        assert wrote.habit in {"", *(grown.key for grown in HABITS)}
    for wrote in REFLECTIONS:
        assert len(wrote.entry.title) <= TITLE_LENGTH
        assert len(wrote.entry.body) <= BODY_LENGTH
        assert max(map(len, wrote.entry.answers), default=0) <= LOOK_ANSWER_LENGTH
        assert not wrote.shared or may_share(wrote.entry.kind)


def test_reflections_are_of_all_kinds_and_in_order(demo):
    written = db.session.scalars(
        select(Reflection.written_on).order_by(Reflection.created_at, Reflection.id)
    ).all()

    assert {wrote.entry.kind for wrote in REFLECTIONS} == set(ReflectionKind)
    assert list(written) == sorted(written)
    assert {wrote.author for wrote in REFLECTIONS if wrote.shared} == {ADA, BEN}


def test_it_shows_all_strategies_modes_and_reactions():
    assert {grown.strategy for grown in HABITS} == set(range(1, 11))
    assert {grown.mode for grown in HABITS} == set(Mode)
    assert {wrote.reaction for wrote in NOTES} == {"", *REACTIONS}


def test_minutes_of_yoga_make_some_weeks_whole_and_others_not(demo):
    yoga = next(each for each in tracks() if each.habit.unit == "minutes")
    done = Counter()
    for day, amount in ticks_on(yoga.id).items():
        done[day - timedelta(days=day.weekday())] += amount

    goal = yoga.habit.term_rows[-1].goal
    assert any(each >= goal for each in done.values())
    assert any(0 < each < goal for each in done.values())
