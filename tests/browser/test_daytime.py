"""The time zone of browsers stays, whatever hour ends while tests run."""

import pytest
import time_machine

from tests.browser.daytime import CHOSEN, zone_where_it_is_day


def test_it_is_day_there_and_stays_the_zone_when_its_day_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CHOSEN, "")
    monkeypatch.delenv(CHOSEN)
    with time_machine.travel("2026-12-01T02:59Z"):
        assert zone_where_it_is_day() == "America/New_York"
    with time_machine.travel("2026-12-01T03:01Z"):
        assert zone_where_it_is_day() == "America/New_York"
