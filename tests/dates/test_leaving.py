"""What becomes of dates when somebody comes and when somebody leaves."""

from sqlalchemy import select

from tests.world import (
    ADAS_OWN_DAY,
    ADAS_OWN_IDEA,
    ADAS_OWN_OUTING,
    BENS_OUTING,
    BENS_OWN_DAY,
    BENS_OWN_IDEA,
    CLEOS_DAY,
    CLEOS_IDEA,
    CLEOS_OUTING,
    DANS_OWN_OUTING,
    DONE_OUTING,
    IDEA,
    NOW,
    OFF_OUTING,
    OUTING,
    OUTING_WITH_DAN,
    REMEMBERED,
    couple,
    person,
)
from tracker.extensions import db
from tracker.models import Outing, OwnIdea, RememberedDay
from tracker.planned import seen_by
from tracker.spaces import actions as spaces


def there_for(name):
    by = person(name)
    return {
        each.name if table is RememberedDay else each.title
        for table in (Outing, OwnIdea, RememberedDay)
        for each in db.session.scalars(select(table).where(seen_by(by, table)))
    }


OF_BOTH = {OUTING, BENS_OUTING, DONE_OUTING, OFF_OUTING, IDEA, REMEMBERED}
ADAS = {ADAS_OWN_OUTING, OUTING_WITH_DAN, ADAS_OWN_IDEA, ADAS_OWN_DAY}
BENS = {BENS_OWN_IDEA, BENS_OWN_DAY}


def test_what_was_for_both_stays_and_what_was_made_alone_goes_along(inside):
    assert there_for("ben") == OF_BOTH | BENS

    spaces.leave(by=person("ben"), now=NOW)

    assert (there_for("ada"), there_for("ben")) == (OF_BOTH | ADAS, BENS)


def test_the_one_who_began_the_space_can_leave_as_well(inside):
    spaces.leave(by=person("ada"), now=NOW)

    assert (there_for("ada"), there_for("ben")) == (ADAS, OF_BOTH | BENS)


def test_whoever_stays_has_it_to_themselves_and_the_one_who_left_prepares_nothing(inside, world):
    spaces.leave(by=person("ben"), now=NOW)

    rows = db.session.execute(
        select(Outing.title, Outing.author_id, Outing.shared, Outing.preparer_id).where(
            Outing.space_id == person("ada").space_id
        )
    )
    assert {(author_id, shared, preparer_id) for _title, author_id, shared, preparer_id in rows} == {
        (world.people["ada"], False, None)
    }


def test_the_next_to_join_sees_none_of_it_unasked(inside):
    spaces.leave(by=person("ben"), now=NOW)
    couple("ada", "cleo", NOW)

    assert there_for("ada") == OF_BOTH | ADAS
    assert there_for("cleo") == {CLEOS_OUTING, CLEOS_IDEA, CLEOS_DAY}


def test_what_dan_made_alone_came_along(inside):
    assert there_for("dan") == {DANS_OWN_OUTING}


def test_an_account_that_is_deleted_leaves_what_was_for_both(inside):
    spaces.erase(by=person("ben"), now=NOW)

    assert there_for("ada") == OF_BOTH | ADAS
