"""The list by which a restore knows what was taken back: what it holds, for which Tend it counts, and how long."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from tests.backups.afterwards import after, tick, untick
from tests.world import (
    ADA_TO_BEN,
    EACH,
    NOW,
    note,
    own_track_id,
    person,
    planted,
)
from tracker.backups.daily import back_up_when_due
from tracker.backups.listing import FILE, entries_in, entry_in, forget_old
from tracker.extensions import db
from tracker.models import (
    Habit,
    Note,
    Tick,
    Withdrawal,
)
from tracker.spaces import actions as spaces
from tracker.sweeping import sweep_rows
from tracker.wall import actions as wall

pytestmark = pytest.mark.on_either(
    "each puts a backup back by the same statements as the one beside it", one_in=10
)

LISTED = select(func.count()).where(Withdrawal.listed)


def test_what_came_later_and_went_takes_nothing_else_along(home, elsewhere):
    """Ada plants after the backup, Ben leaves, and what he takes along anew may bear the number of hers, which she deletes."""
    planted_ids = []

    def plant():
        planted_ids.append(planted("new", by="ada").id)

    after(
        home,
        elsewhere,
        plant,
        lambda: spaces.leave(by=person("ben"), now=NOW),
        lambda: db.session.execute(delete(Habit).where(Habit.id == planted_ids[0])),
    )

    with elsewhere.acting():
        own = select(func.count()).where(Habit.space_id == person("ben").space_id, Habit.name == EACH)
        assert db.session.scalar(own) == 1


def test_a_number_that_is_used_again_is_not_taken_for_the_first(home, elsewhere):
    def write_and_delete():
        last = wall.write("the last", by=person("ada"), now=NOW)
        db.session.flush()
        number = last.id
        db.session.delete(last)
        db.session.flush()
        db.session.add(
            Note(id=number, space_id=last.space_id, waiting=False, body="the next", written_at=NOW)
        )

    with home.acting():
        write_and_delete()
    after(home, elsewhere)

    with elsewhere.acting():
        assert db.session.scalar(select(func.count()).where(Note.body == "the next")) == 1


def test_a_second_restore_replays_nothing_twice(home, elsewhere, in_a_file):
    after(home, elsewhere, lambda: untick(EACH, NOW.date() - timedelta(days=2), "ada"))
    with elsewhere.acting():
        tick(EACH, NOW.date() - timedelta(days=2), "ada")

    done = in_a_file.restore(elsewhere.back_up(), nothing_since=True)

    assert done.taken_back_count == 0
    with in_a_file.acting():
        track_id = own_track_id(EACH, person("ada"))
        days = set(db.session.scalars(select(Tick.day).where(Tick.track_id == track_id)))
        assert NOW.date() - timedelta(days=2) in days


def test_another_tends_list_takes_nothing_back(home, elsewhere):
    backup = home.back_up()
    stranger = (
        f'["another", 1, "2026-03-11T20:00:00+00:00", "notes", "{home.world.notes[ADA_TO_BEN]}", "gone"]\n'
    )
    (home.settings.backups / FILE).write_text(stranger)

    done = elsewhere.restore(backup, nothing_since=True)

    assert done.taken_back_count == 0
    with elsewhere.acting():
        assert db.session.get(Note, home.world.notes[ADA_TO_BEN]) is not None


def test_the_list_holds_ids_and_times_and_outlives_a_cut(home):
    with home.acting():
        spaces.leave(by=person("ben"), now=NOW)
    home.list()
    file = home.settings.backups / FILE
    whole = entries_in(file.parent)

    with file.open("ab") as end:
        end.write(b'["half a li')

    assert entries_in(file.parent) == whole
    assert "canary" not in file.read_text()
    assert {each.what for each in whole} >= {"left", "hidden", "gone"}
    assert entry_in(b"[1, 2]") is None
    home.list()
    assert entries_in(file.parent) == whole


def test_what_is_too_old_for_any_backup_leaves_the_list(home):
    with home.acting():
        wall.remove(note(home.world.notes[ADA_TO_BEN]), now=NOW)
    home.list()
    with home.acting():
        newest = db.session.scalar(select(func.max(Withdrawal.at)))
        forget_old(home.settings.backups, newest + timedelta(days=61))
        assert len(entries_in(home.settings.backups)) > 0
        forget_old(home.settings.backups, newest + timedelta(days=63))
        assert entries_in(home.settings.backups) == []
        sweep_rows(newest + timedelta(days=61))
        assert db.session.scalar(LISTED) > 0
        sweep_rows(newest + timedelta(days=63))
        assert db.session.scalar(LISTED) == 0


def test_what_was_taken_back_and_not_yet_listed_is_known_where_the_database_is(home):
    backup = home.back_up()
    with home.acting():
        wall.remove(note(home.world.notes[ADA_TO_BEN]), now=NOW)

    done = home.restore(backup)

    assert (done.whole, done.taken_back_count) == (True, 1)
    with home.acting():
        assert note(home.world.notes[ADA_TO_BEN]).deleted_at is not None


def test_a_backup_that_is_due_lists_first_what_was_taken_back(home):
    with home.acting():
        wall.remove(note(home.world.notes[ADA_TO_BEN]), now=NOW)
    with home.acting():
        back_up_when_due(home.settings, NOW)

    assert [each.what for each in entries_in(home.settings.backups)][-1] == "deleted"
