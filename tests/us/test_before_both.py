"""What somebody tended before both were in stays theirs, and is told to nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from tests.databases import acting
from tests.world import ADAS_PRIVATE, NOW, TODAY, TOGETHER, person, ticked
from tracker.extensions import db
from tracker.models import Person, Tick
from tracker.us.queries import us_page

DAY = timedelta(days=1)
WORDS = "before you were both in"


@pytest.fixture
def later(app, world):
    """Ben has come eight days ago only, and no tick is from before but Ada's."""
    with acting(app):
        db.session.execute(
            update(Person).where(Person.id == world.people["ben"]).values(joined_on=TODAY - 8 * DAY)
        )
        own = [world.tracks[name] for name in world.tracks if name.endswith(" of ben")]
        bens = Tick.track_id.in_(own) | (Tick.ticker_id == world.people["ben"])
        db.session.execute(delete(Tick).where(bens, Tick.day < TODAY - 8 * DAY))


def before(name):
    return us_page(person(name), NOW).tended_before


def test_each_reads_on_how_many_days_they_tended_before_and_not_the_other(app, ada, ben, later):
    assert WORDS in ada.page("/us").text
    assert WORDS not in ben.page("/us").text


def test_it_is_counted_by_days_whatever_was_done_on_them(inside, later):
    db.session.execute(delete(Tick).where(Tick.space_id == person("ada").space_id))
    ticked(TOGETHER, TODAY - 9 * DAY, 1, by="ada")
    ticked(ADAS_PRIVATE, TODAY - 9 * DAY, 1, by="ada")
    ticked(ADAS_PRIVATE, TODAY - 8 * DAY, 1, by="ada")

    assert (before("ada"), before("ben")) == (1, 0)


def test_it_is_said_once_at_the_top_and_not_with_earlier_weeks(inside, later):
    assert us_page(person("ada"), NOW, before=TODAY).tended_before == 0


def test_alone_there_is_nothing_before(inside):
    assert before("cleo") == 0
