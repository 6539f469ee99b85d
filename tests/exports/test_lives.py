"""What many tests do one after the other is kept, and is brought only where nothing else has happened."""

import pytest
from sqlalchemy import func, select

from tests.exports.halves import back
from tests.exports.lives import fresh_couple, live_and_take
from tests.exports.steps import STEPS
from tests.rows import rows_now
from tests.world import NOW, person
from tracker.extensions import db
from tracker.models import Note, Person
from tracker.wall import actions as wall

pytestmark = pytest.mark.on_either(
    "each brings a file in by the same statements as the one beside it", one_in=10
)


def both_back(halves):
    fresh_couple()
    back("ada", halves)
    back("ben", halves)


def test_what_is_brought_once_more_is_what_had_happened(halves, keeper):
    both_back(halves)
    first, happened = rows_now(), keeper.happened
    STEPS.begin(keeper, live_and_take)
    assert rows_now() != first

    both_back(halves)  # after what is not lost this time, which is another thing
    assert rows_now() != first
    STEPS.begin(keeper, live_and_take)
    for act, *words in happened[1:]:
        STEPS.take(act, *words)

    assert rows_now() == first


def test_where_somebody_has_written_meanwhile_it_happens_anew(lived, keeper):
    fresh_couple()
    STEPS.begin(keeper, live_and_take)
    wall.write("Meanwhile", by=person("ada"), now=NOW)

    fresh_couple()

    assert db.session.scalars(select(func.count()).where(Note.body == "Meanwhile")).one() == 1
    assert db.session.scalars(select(func.count()).where(Person.email == "ada@new.example.org")).one() == 1


def test_what_was_only_begun_to_be_written_counts_too(lived, keeper):
    fresh_couple()
    STEPS.begin(keeper, live_and_take)
    person("ada").name = "Meanwhile"

    fresh_couple()

    assert db.session.scalars(select(func.count()).where(Person.name == "Meanwhile")).one() == 1
