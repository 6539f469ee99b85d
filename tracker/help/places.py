"""Reading the file of places when Tend starts, and which country somebody is in."""

from collections.abc import Collection
from pathlib import Path

from babel.core import get_global

from tracker.domain.places import COUNTRIES, Place, with_ours
from tracker.domain.places_checked import NEEDED
from tracker.domain.places_file import Mistake, Mistaken, places_in

SHIPPED = Path(__file__).with_name("places.toml")


class PlacesError(Exception):
    """A file of places that cannot be used, in words for whoever runs Tend."""


def places_from(named: str) -> tuple[Place, ...]:
    """The places in the file that a setting names, if it does, and those that come with Tend; raises `PlacesError`."""
    return with_ours(written_in(Path(named)) if named else (), written_in(SHIPPED, NEEDED))


def written_in(file: Path, needed: Collection[str] = ()) -> tuple[Place, ...]:
    """The places in one file, each with what is needed; raises `PlacesError`."""
    try:
        return places_in(text_of(file), needed)
    except Mistaken as no:
        raise PlacesError(complaint(file, no)) from no
    except OSError as error:
        raise PlacesError(f"The places to turn to in {file} cannot be read: {error.strerror}.") from error


def text_of(file: Path) -> str:
    content = file.read_bytes()
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Mistaken([Mistake(line, "this is not UTF-8 text.")]) from error


def complaint(file: Path, no: Mistaken) -> str:
    """All that is wrong, a line each as editors know to jump to."""
    lines = [f"{file}, line {mistake.line}: {mistake.words}" for mistake in no.mistakes]
    return "\n".join(
        ["The file of places to turn to (TEND_PLACES_FILE) has to be mended before Tend can start.", *lines]
    )


def country_of(zone: str) -> str:
    """The country in which a time zone lies, as two letters; nothing where none does.

    >>> country_of("Europe/Berlin"), country_of("Asia/Calcutta"), country_of("UTC")
    ('DE', 'IN', '')
    """
    territories, aliases = get_global("zone_territories"), get_global("zone_aliases")
    found = territories.get(aliases.get(zone, zone)) or territories.get(zone)
    return str(found) if found in COUNTRIES else ""
