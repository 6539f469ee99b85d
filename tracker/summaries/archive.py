"""Takes along what somebody wants from help, and brings it back."""

from collections.abc import Iterator, Mapping

from tracker.accounts.queries import person_numbered
from tracker.archives.checks import must
from tracker.archives.taken import Bringing, Gathering, Row, Taken
from tracker.archives.things import Archive
from tracker.domain.summaries import fits_on_paper
from tracker.models import Wants
from tracker.summaries import queries as summary
from tracker.summaries.actions import want


def gather(gathering: Gathering) -> dict[str, str]:
    """What a person wants from help, in their words; what the partner wants is the partner's to take along."""
    wants = summary.wants_of(gathering.person)
    return {"wants": wants.words if wants else ""}


def bring(coming: Bringing, habits: Mapping[str, int]) -> None:
    """What one wants from help, in the place of an empty draft or none. Nobody has agreed to it yet."""
    by = person_numbered(coming.by_id)
    if coming.archive.wants and by is not None:
        want(coming.archive.wants, by=by, now=coming.now)


def wants_rows(archive: Archive) -> Iterator[Row]:
    yield ("what I want from help",)
    if archive.wants:
        yield (archive.wants,)


TAKEN = Taken(
    "wants",
    lambda archive: must(fits_on_paper(archive.wants)),
    gather=gather,
    bring=bring,
    used=lambda person: (Wants.person_id == person.id) & (Wants.words != ""),
    tables={"wants-from-help.csv": wants_rows},
)
