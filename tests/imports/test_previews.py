"""What a preview says of a file, before any of it comes in."""

import pytest

from tests.world import TODAY
from tracker.domain.schedules import DAILY
from tracker.domain.terms import Terms
from tracker.imports.arrivals import ArrivingHabit
from tracker.imports.queries import Preview, PreviewRow


@pytest.mark.parametrize(
    ("here", "put_away", "crowded"),
    [(False, False, "in use"), (False, True, "archive"), (True, False, ""), (True, True, "")],
)
def test_only_what_is_new_takes_room_in_use_or_in_the_archive(here, put_away, crowded):
    archived_on = TODAY if put_away else None
    habit = ArrivingHabit("origin", "Tea", "", 1, Terms(TODAY, DAILY), archived_on, {}, frozenset(), {}, ())
    preview = Preview("file", "mark", (), (PreviewRow(habit, here, 0),), (), 0, room=0, room_in_archive=0)

    assert (preview.crowded, preview.archive_crowded) == (crowded == "in use", crowded == "archive")
