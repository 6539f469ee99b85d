"""Takes along what somebody wants from help, and brings it back."""

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.accounts.queries import person_numbered
from tracker.archives.checks import must
from tracker.archives.taken import Bringing, Gathering, Row, Taken
from tracker.archives.things import Archive, Field
from tracker.domain.summaries import fits_on_paper
from tracker.models import Wants
from tracker.summaries import queries as summary
from tracker.summaries import things
from tracker.summaries.actions import want


def gather(gathering: Gathering) -> Mapping[Field[Any], object]:
    """What a person wants from help, in their words; what the partner wants is the partner's to take along."""
    wants = summary.wants_of(gathering.person)
    return {things.WANTS: things.Wanted(wants.words, wants.came_on) if wants else things.Wanted()}


def bring(coming: Bringing, habits: Mapping[str, int]) -> None:
    """What one wants from help, in the place of an empty draft or none. Nobody has agreed to it yet."""
    by, words = person_numbered(coming.by_id), coming.archive[things.WANTS].words
    if words and by is not None:
        want(words, by=by, now=coming.now).came_on = coming.on


def wants_rows(archive: Archive) -> Iterator[Row]:
    yield "what I want from help", "brought back from a file on"
    if archive[things.WANTS].words:
        yield archive[things.WANTS].words, archive[things.WANTS].came_on


TAKEN = Taken(
    things.WANTS,
    lambda archive: must(fits_on_paper(archive[things.WANTS].words)),
    lambda archive, keys: archive[things.WANTS],
    gather=gather,
    bring=bring,
    used=lambda person: (Wants.person_id == person.id) & (Wants.words != ""),
    tables={"wants-from-help.csv": wants_rows},
)
