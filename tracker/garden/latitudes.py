"""How far north or south the places lie that time zones are named after.

The table is `zone.tab`, which everybody's time zones come with: for each zone the position of its principal place, in
degrees and minutes. Older names of a zone stand in `tzdata.zi`. What is in neither, such as UTC, lies nowhere.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

NOWHERE = 0.0
POSITION = re.compile(r"(?P<side>[+-])(?P<degrees>\d\d)(?P<minutes>\d\d)")


def latitude_of(zone: str) -> float:
    """The degrees north of the equator, south where they are negative, of a zone's principal place; 0 where it is unknown."""
    return latitudes().get(zone, NOWHERE)


# Reading both files takes 3 ms, and the garden asks each time: its page would take a tenth longer.
@lru_cache(maxsize=1)
def latitudes() -> Mapping[str, float]:
    """All that is known."""
    tables = files("tzdata") / "zoneinfo"
    places = dict(placed(line) for line in lines_of((tables / "zone.tab").read_text()))
    links = [line.split() for line in (tables / "tzdata.zi").read_text().splitlines() if line[:2] == "L "]
    return {older: places[zone] for _link, zone, older in links if zone in places} | places


def lines_of(table: str) -> list[str]:
    return [line for line in table.splitlines() if line and not line.startswith("#")]


def placed(line: str) -> tuple[str, float]:
    """A zone and its latitude, from a line of the table: country, position, zone, and what else there is."""
    _country, position, zone, *_more = line.split("\t")
    found = POSITION.match(position)
    if not found:
        return zone, NOWHERE
    degrees = int(found["degrees"]) + int(found["minutes"]) / 60
    return zone, degrees if found["side"] == "+" else -degrees
