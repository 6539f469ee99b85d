from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tracker.domain.people import NOTICE, long_gone, month_of, shut

NOW = datetime(2026, 3, 11, 20, tzinfo=UTC)


def test_of_when_somebody_was_here_the_month_is_kept():
    assert month_of(NOW) == date(2026, 3, 1)
    assert month_of(datetime(2026, 3, 1, 1, tzinfo=timezone(timedelta(hours=2)))) == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("used_in", "said"),
    [
        (None, False),
        (date(2026, 3, 1), False),
        (date(2025, 3, 1), False),
        (date(2025, 2, 1), True),
        (date(2020, 1, 1), True),
    ],
)
def test_an_account_is_unused_when_the_month_of_its_last_use_ended_a_year_ago(used_in, said):
    assert long_gone(used_in, NOW) is said


@pytest.mark.parametrize(
    ("closed_at", "said"),
    [(None, False), (NOW, False), (NOW - NOTICE + timedelta(seconds=1), False), (NOW - NOTICE, True)],
)
def test_an_account_is_shut_when_its_notice_is_over(closed_at, said):
    assert shut(closed_at, NOW) is said
