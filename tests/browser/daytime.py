"""The time zone in which browsers stand: one in which it is day, and the same for as long as the tests run."""

import os
from datetime import datetime
from zoneinfo import ZoneInfo

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "America/Los_Angeles")
DAYTIME = range(6, 22)
CHOSEN = "TEND_TEST_ZONE"  # left to all processes that test at the same time


def zone_where_it_is_day() -> str:
    """A time zone in which no day ends while tests run: chosen once, since an hour may end meanwhile."""
    if CHOSEN not in os.environ:
        os.environ[CHOSEN] = next(zone for zone in ZONES if datetime.now(ZoneInfo(zone)).hour in DAYTIME)
    return os.environ[CHOSEN]
