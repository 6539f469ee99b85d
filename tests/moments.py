"""The time of a test: it stands still, but for an instant after each change, so that of two changes one is the later."""

from datetime import timedelta

import time_machine

AN_INSTANT = timedelta(microseconds=1)


class Clock:
    """What holds the time, while it is held."""

    held: time_machine.Traveller | None = None

    def move_on(self) -> None:
        """An instant passes."""
        if self.held:
            self.held.shift(AN_INSTANT)


CLOCK = Clock()
