"""The summary for a therapist: what could be in it, what is, and how whoever asks stands to each section."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.domain.days import today
from tracker.domain.links import readings
from tracker.domain.refusals import Missing
from tracker.domain.summaries import (
    Agreement,
    Part,
    Section,
    agreed_by,
    agreed_until,
    appearing,
    appears,
    may_read,
    name_of,
    section_named,
    section_stored,
    sections_of,
)
from tracker.extensions import db
from tracker.models import AgreementRow, Person, Printing, Space, SummaryLink, Wants
from tracker.summaries.contents import Contents, contents_of, latest_today, members_with, wants_in

MOST_PRINTINGS = 5


@dataclass(frozen=True, slots=True)
class SectionStanding:
    """A section as the one who asks stands to it: whether it is in the summary, and whether they have agreed to it.

    Behind is whoever has agreed to the weeks of a trend before the latest had opened.
    """

    section: Section
    name: str
    whose: Person | None
    own: bool
    there: bool
    mine: bool
    behind: bool
    readable: bool
    reading: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A day on which the summary was printed, with the sections that are on paper since."""

    on: date
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class LinkThere:
    """A link that has not ended: since when and until when, by the days of whoever asks."""

    since: date
    until: date
    token_hash: str


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """The summary while it is being made, the link to it if there is one, and what is on paper."""

    contents: Contents
    standings: tuple[SectionStanding, ...]
    link: LinkThere | None
    printed: tuple[Printed, ...]
    people: Mapping[int, Person]
    own_saved_at: datetime | None

    @property
    def there(self) -> bool:
        """Whether there is anything in the summary."""
        return any(standing.there for standing in self.standings)


@dataclass(frozen=True, slots=True)
class Paper:
    """The summary as it is printed, and as whoever has the link reads it."""

    contents: Contents
    sections: tuple[Section, ...]
    people: Mapping[int, Person]
    on: date
    noted: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Whose summary it is."""
        return tuple(each.name for each in self.people.values())


def hashed(token: str) -> str:
    """What is kept of the secret in a link, which is long and random itself."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def summary_page(person: Person, now: datetime) -> SummaryPage:
    """The summary as a member finds it."""
    members = members_with(person)
    agreements = agreements_in(person.space_id)
    wants = wants_in(members, reader=person)
    contents = contents_of(members, person.space, now, wants)
    link, printed = link_and_printings(person)
    own = next((each for each in wants if each.person_id == person.id), None)
    return SummaryPage(
        contents=contents,
        standings=tuple(standings(person, members, contents, agreements)),
        link=link_there(link, person) if link and link.ends_at > now else None,
        printed=printed,
        people=by_id(members),
        own_saved_at=own.saved_at if own else None,
    )


def link_there(link: SummaryLink, person: Person) -> LinkThere:
    """A link as its couple sees it: since when, until when, in the reader's days."""
    since, until = (today(person.rhythm, each) for each in (link.made_at, link.ends_at))
    return LinkThere(since, until, link.token_hash)


def standings(
    person: Person, members: Sequence[Person], contents: Contents, agreements: Sequence[Agreement]
) -> Iterator[SectionStanding]:
    """Each section as a reader finds it: whose it is, whether it is agreed to, whether they may read it."""
    people = by_id(members)
    for section in sections_of(people):
        seal = contents.seals.get(section, "")
        yield SectionStanding(
            section=section,
            name=name_of(section, person.id),
            whose=people.get(section.of),
            own=section.of == person.id,
            there=appears(section, seal, agreements, people),
            mine=person.id in agreed_by(section, seal, agreements),
            behind=agreed_until(section, agreements, [person.id]) != contents.until(section),
            readable=bool(seal) and may_read(section, seal, agreements, person.id),
            reading=contents.reading(section),
        )


def paper_for(person: Person, now: datetime) -> Paper:
    """The summary that a member prints."""
    members = members_with(person)
    paper = paper_of(members, person.space, now)
    on = today(person.rhythm, now)
    noted = db.session.scalar(
        select(Printing.id).where(
            Printing.space_id == person.space_id,
            Printing.printed_on == on,
            Printing.sections == keys_of(paper.sections),
        )
    )
    return Paper(paper.contents, paper.sections, paper.people, on, noted=noted is not None)


def paper_behind(token: str, now: datetime) -> Paper:
    """The summary behind a link, as it reads at this moment; raises `Missing` for a dead one, and where there is nothing in it."""
    members = db.session.scalars(
        select(Person)
        .join(SummaryLink, SummaryLink.space_id == Person.space_id)
        .where(SummaryLink.token_hash.in_(map(hashed, readings(token))), SummaryLink.ends_at > now)
        .options(joinedload(Person.space))
        .order_by(Person.seat)
    ).all()
    paper = paper_of(members, members[0].space, now) if members else None
    if paper is None or not paper.sections:
        raise Missing("summary")
    return paper


def paper_of(members: Sequence[Person], space: Space, now: datetime) -> Paper:
    """What all members agree to, and not a word or a week more."""
    agreements, people = agreements_in(space.id), by_id(members)
    untils = {each: agreed_until(Section(Part.TREND, each), agreements, people) for each in people}
    until = {each: at for each, at in untils.items() if at}
    contents = contents_of(members, space, now, wants_in(members, reader=None), until=until)
    sections = appearing(contents.seals, agreements, people)
    return Paper(contents, sections, people, latest_today(members, now))


def contents_for(person: Person, now: datetime) -> Contents:
    """What each section says now, as far as a member may read it."""
    members = members_with(person)
    return contents_of(members, person.space, now, wants_in(members, reader=person))


def by_id(members: Sequence[Person]) -> dict[int, Person]:
    """People by their id."""
    return {each.id: each for each in members}


def agreements_in(space_id: int) -> list[Agreement]:
    """All that has been agreed to in a space."""
    rows = db.session.execute(
        select(AgreementRow.person_id, AgreementRow.section, AgreementRow.seal, AgreementRow.until).where(
            AgreementRow.space_id == space_id
        )
    )
    return [Agreement(by, section_stored(section), seal, until) for by, section, seal, until in rows]


def link_and_printings(person: Person) -> tuple[SummaryLink | None, tuple[Printed, ...]]:
    """The link of a person's space, alive or not, and the latest printings, in one look."""
    rows = db.session.execute(
        select(SummaryLink, Printing)
        .select_from(Space)
        .outerjoin(SummaryLink, SummaryLink.space_id == Space.id)
        .outerjoin(Printing, Printing.space_id == Space.id)
        .where(Space.id == person.space_id)
        .order_by(Printing.printed_on.desc(), Printing.sections)
        .limit(MOST_PRINTINGS)
    ).all()
    return rows[0][0], tuple(printed(row[1]) for row in rows if row[1])


def printed(row: Printing) -> Printed:
    """What was on a paper, and when."""
    return Printed(row.printed_on, tuple(section_stored(key) for key in row.sections.split()))


def keys_of(sections: Sequence[Section]) -> str:
    """Sections as they are kept with a printing."""
    return " ".join(each.key for each in sections)


def section_for(person: Person, name: str) -> Section:
    """The section that a member calls so, or `Missing`."""
    found = section_named(name, person.id, person.partner.id if person.partner else 0)
    if found is None:
        raise Missing("section")
    return found


def wants_of(person: Person) -> Wants | None:
    """What a person has written that they want from help."""
    return db.session.scalar(
        select(Wants).where(Wants.person_id == person.id).execution_options(populate_existing=True)
    )
