"""The summary for a therapist: of what it can be made, and what of it appears.

A section appears only when everybody in the space has agreed to it as it reads now, and for as long as they do. A trend
appears with the weeks that there were when they agreed: those that open later wait until they agree anew.
What somebody wants from help is theirs alone until they have agreed to show it themselves.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from tracker.domain.words import cleaned

WANTS_LENGTH = 600
WANTS_LINES = 8
MOST_TRIED = 12
TRIED_LENGTH = 44  # of a habit's name, on paper
LINK_LASTS = timedelta(days=14)
PRINTINGS = 500


class Part(StrEnum):
    """What a section is about."""

    TRIED = "tried"
    TREND = "trend"
    WANTS = "wants"


@dataclass(frozen=True, slots=True)
class Section:
    """A section: what the two have tried is nobody's alone; a trend, and what is wanted, are of one, by their id."""

    part: Part
    of: int = 0

    @property
    def key(self) -> str:
        """By what it is kept.

        >>> Section(Part.WANTS, 7).key, Section(Part.TRIED).key
        ('wants-7', 'tried')
        """
        return f"{self.part}-{self.of}" if self.of else self.part.value


def section_stored(key: str) -> Section:
    """The section that is kept by a key.

    >>> section_stored("wants-7")
    Section(part=<Part.WANTS: 'wants'>, of=7)
    """
    part, _dash, of = key.partition("-")
    return Section(Part(part), int(of or 0))


@dataclass(frozen=True, slots=True)
class Agreement:
    """That somebody has agreed to a section as it read then, of which ``seal`` is the digest.

    Of a trend, ``until`` is when the latest of the weeks that they have seen had opened.
    """

    by: int
    section: Section
    seal: str
    until: datetime | None = None


def seal_of(words: Iterable[str]) -> str:
    """What tells words from any others, and nothing where there are none.

    >>> seal_of([]), seal_of(["a", "bc"]) == seal_of(["ab", "c"])
    ('', False)
    """
    told = [f"{len(each)}:{each}" for each in words if each]
    return sha256("".join(told).encode()).hexdigest() if told else ""


def sections_of(members: Iterable[int]) -> tuple[Section, ...]:
    """The sections there can be, in order: what was tried, what each wants, each one's own trend.

    >>> [section.key for section in sections_of([1, 2])]
    ['tried', 'wants-1', 'wants-2', 'trend-1', 'trend-2']
    """
    own = [Section(part, each) for part in (Part.WANTS, Part.TREND) for each in members]
    return Section(Part.TRIED), *own


def agreed_by(section: Section, seal: str, agreements: Iterable[Agreement]) -> frozenset[int]:
    """Who has agreed to a section as it reads now; nobody has to one in which there is nothing.

    >>> agreed_by(Section(Part.TRIED), "now", [Agreement(1, Section(Part.TRIED), "before")])
    frozenset()
    """
    if not seal:
        return frozenset()
    return frozenset(each.by for each in agreements if each.section == section and each.seal == seal)


def appears(section: Section, seal: str, agreements: Iterable[Agreement], members: Collection[int]) -> bool:
    """Whether a section is in the summary: everybody there has agreed to it as it reads now.

    >>> tried = Section(Part.TRIED)
    >>> appears(tried, "now", [Agreement(1, tried, "now")], [1]), appears(tried, "now", [Agreement(1, tried, "now")], [1, 2])
    (True, False)
    """
    return bool(members) and agreed_by(section, seal, agreements) >= frozenset(members)


def may_read(section: Section, seal: str, agreements: Iterable[Agreement], reader: int) -> bool:
    """Whether a member may read a section while it is being made: what the other wants only once the other shows it.

    >>> may_read(Section(Part.WANTS, 2), "now", [], 1), may_read(Section(Part.WANTS, 2), "now", [], 2)
    (False, True)
    """
    if section.part is not Part.WANTS or section.of == reader:
        return True
    return section.of in agreed_by(section, seal, agreements)


def appearing(
    seals: Mapping[Section, str], agreements: Collection[Agreement], members: Collection[int]
) -> tuple[Section, ...]:
    """The sections that are in the summary, of those with these seals, in order."""
    return tuple(
        each for each in sections_of(members) if appears(each, seals.get(each, ""), agreements, members)
    )


def agreed_until(
    section: Section, agreements: Iterable[Agreement], members: Collection[int]
) -> datetime | None:
    """When a week of a trend has to have opened at the latest to be in the summary; nothing where not all have agreed.

    >>> trend = Section(Part.TREND, 2)
    >>> days = [datetime(2026, 3, day) for day in (1, 8)]
    >>> agreements = [Agreement(by, trend, "weeks", day) for by, day in zip((1, 2), days)]
    >>> agreed_until(trend, agreements, [1, 2]) == days[0], agreed_until(trend, agreements, [1, 3])
    (True, None)
    """
    untils = {each.by: each.until for each in agreements if each.section == section}
    found = [until for until in map(untils.get, members) if until]
    return min(found) if found and len(found) == len(members) else None


def section_named(name: str, me: int, partner: int) -> Section | None:
    """The section that somebody calls so, such as ``trend-partner``; none where there is none. ``partner`` may be 0.

    >>> section_named("trend-partner", 1, 2), section_named("trend-partner", 1, 0), section_named("tried-me", 1, 2)
    (Section(part=<Part.TREND: 'trend'>, of=2), None, None)
    """
    named = {name_of(section, me): section for section in sections_of([me, *([partner] if partner else [])])}
    return named.get(name)


def name_of(section: Section, reader: int) -> str:
    """What a member calls a section in an address.

    >>> name_of(Section(Part.WANTS, 2), reader=1)
    'wants-partner'
    """
    if not section.of:
        return section.part.value
    return f"{section.part}-{'me' if section.of == reader else 'partner'}"


def fits_on_paper(words: str) -> bool:
    """Whether what somebody wants stays short enough for two pages, in lines as in letters.

    >>> fits_on_paper("To be heard."), fits_on_paper("a\\n" * 9), fits_on_paper("a" * 600), fits_on_paper("a" * 601)
    (True, False, True, False)
    """
    words = cleaned(words)
    return len(words) <= WANTS_LENGTH and words.count("\n") < WANTS_LINES


def ends_at(made_at: datetime) -> datetime:
    """When a link that is made at an instant ends.

    >>> from datetime import UTC
    >>> ends_at(datetime(2026, 3, 1, 12, tzinfo=UTC)).isoformat()
    '2026-03-15T12:00:00+00:00'
    """
    return made_at + LINK_LASTS
