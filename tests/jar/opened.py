"""Notes in the jar, and what was opened of them."""

from datetime import datetime, timedelta

from tests.world import NOW, person
from tracker.jar.queries import jar_page

PATH = "/wall/jar"


DAY = timedelta(days=1)


def opened(name: str, now: datetime = NOW) -> list[str]:
    return [each.body for each in jar_page(person(name), now).opened]
