"""What stands in the log after a test."""

import pytest

from tracker.lines import Line


def lines_in(caplog: pytest.LogCaptureFixture) -> list[Line]:
    """The lines that Tend has said, the first first."""
    return [record.msg for record in caplog.records if record.name == "tend" and isinstance(record.msg, Line)]
