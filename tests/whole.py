"""How much of one thing is tried: enough to see a fault soon in every run, and plenty in `./tend test --whole`."""

from dataclasses import dataclass


@dataclass
class Run:
    """The run at hand."""

    whole: bool = False


RUN = Run()


def many(usual: int, whole: int) -> int:
    """How often to try: usually, and where there is time for all of it."""
    return whole if RUN.whole else usual
