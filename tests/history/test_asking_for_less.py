"""After a month that was half kept it is offered once to ask for less."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from tests.databases import acting, kept
from tests.settled import assert_settled
from tests.world import BENS_OWN, NOW, TODAY, on, own_track_id, person, planted
from tracker.domain.habits import TOUCH, Mode
from tracker.domain.schedules import TimesAWeek
from tracker.extensions import db
from tracker.habits.settling import settle_space
from tracker.models import TermRow, Tick

DAY = timedelta(days=1)
ASKS = "Ask for four times a week instead?"


def half_kept(*, every=2, since=TODAY - 40 * DAY, **more):
    """A daily habit of Ada's of which every second day was kept; returns the path of its page."""
    habit = planted("read", by="ada", since=since, **more)
    track = {"track_id": own_track_id("read", person("ada")), "space_id": habit.space_id}
    days = [since + n * DAY for n in range(0, 40, every)]
    db.session.execute(insert(Tick), [{**track, "day": day, "ticked_at": on(day)} for day in days])
    settle_space(person("ada"), NOW)
    return f"/habits/{habit.id}"


def terms_of(app, path):
    number = int(path.rpartition("/")[2])
    return kept(app, select(TermRow.per).where(TermRow.habit_id == number).order_by(TermRow.since))


@pytest.fixture
def half(app, world):
    with acting(app):
        return half_kept(mode=Mode.EACH)


def test_a_tap_makes_it_four_times_a_week_from_today_on(app, ada, half):
    assert ASKS in ada.page(half).text

    assert ada.submit(half, to=f"{half}/less").status_code == 303

    assert terms_of(app, half) == ["weekdays", "week"]
    text = ada.page(half).text
    assert ASKS not in text
    assert "From today on it asks for four times a week." in text
    with acting(app):
        assert_settled("ada", NOW)


def test_put_away_it_never_comes_again(app, ada, half):
    assert ada.submit(half, to=f"{half}/less/put-away").status_code == 303

    assert ASKS not in ada.page(half).text
    assert terms_of(app, half) == ["weekdays"]


def test_each_is_asked_for_their_own_track(ada, ben, half):
    assert ASKS not in ben.page(half).text
    assert ASKS not in ada.page(f"{half}?of=partner").text


@pytest.mark.parametrize("every", [1, 3])
def test_of_a_month_that_was_kept_or_hardly_nothing_is_asked(app, ada, every):
    with acting(app):
        path = half_kept(every=every)

    assert ASKS not in ada.page(path).text


def test_nothing_ever_reminds_of_touch(app, ada):
    with acting(app):
        path = half_kept(strategy=TOUCH, private=True)

    assert ASKS not in ada.page(path).text


def test_a_private_habit_is_its_owners(app, ada, ben):
    with acting(app):
        path = half_kept(private=True)

    assert ASKS in ada.page(path).text
    for what in ("less", "less/put-away"):
        assert ben.send(f"{path}/{what}").status_code == 404
    assert terms_of(app, path) == ["weekdays"]


def test_what_is_the_partners_own_is_theirs_to_change(app, world, ada):
    path = f"/habits/{world.habits[BENS_OWN]}"
    before = terms_of(app, path)

    ada.send(f"{path}/less")

    assert terms_of(app, path) == before


def test_twice_is_once(app, ada, half):
    for _time in range(2):
        ada.send(f"{half}/less")

    assert terms_of(app, half) == ["weekdays", "week"]


def test_what_has_changed_meanwhile_stays_and_nothing_else_is_said(app, ada):
    with acting(app):
        path = half_kept(mode=Mode.EACH, schedule=TimesAWeek(3))

    ada.send(f"{path}/less")

    assert "it asks for four times a week" not in ada.page(path).text
    assert terms_of(app, path) == ["week"]
