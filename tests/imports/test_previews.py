"""What a preview says of a file, before any of it comes in."""

import pytest

from tests.world import NOW, TODAY, person
from tracker.checkins.things import CHECK_INS
from tracker.domain.schedules import DAILY
from tracker.domain.terms import Terms
from tracker.exports.alone import half, own
from tracker.exports.queries import archive_of
from tracker.habits.things import HABITS
from tracker.imports.arrivals import ArrivingHabit
from tracker.imports.choices import Choices
from tracker.imports.queries import Preview, PreviewRow, Waiting, back_preview
from tracker.wall.things import NOTES, PICTURES

WAITING = Waiting("tend.zip", NOW, Choices(), 0)


@pytest.mark.parametrize(
    ("here", "put_away", "crowded"),
    [(False, False, "in use"), (False, True, "archive"), (True, False, ""), (True, True, "")],
)
def test_only_what_is_new_takes_room_in_use_or_in_the_archive(here, put_away, crowded):
    archived_on = TODAY if put_away else None
    habit = ArrivingHabit("origin", "Tea", "", 1, Terms(TODAY, DAILY), archived_on, {}, frozenset(), {}, ())
    preview = Preview("file", "mark", (), (PreviewRow(habit, here, 0),), (), 0, room=0, room_in_archive=0)

    assert (preview.crowded, preview.archive_crowded) == (crowded == "in use", crowded == "archive")


def test_what_is_said_of_an_export_is_what_would_come_of_it_beside_a_partner_and_alone(inside):
    archive = archive_of(person("ada"), NOW)
    of_half, of_own = counts_of(half(archive)), counts_of(own(archive))

    assert of_half != of_own
    assert said_of(archive, "ada") == of_half
    assert said_of(archive, "cleo") == of_own


def counts_of(archive):
    ticks = [day for habit in archive[HABITS] for track in habit.tracks for day in track.ticks]
    return len(archive[HABITS]), len(ticks), *(len(archive[each]) for each in (CHECK_INS, NOTES, PICTURES))


def said_of(archive, name):
    said = back_preview(WAITING, archive, person(name))
    return said.habit_count, said.tick_count, said.check_in_count, said.note_count, said.picture_count
