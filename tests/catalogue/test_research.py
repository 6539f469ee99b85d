"""What the guide says of research stands in docs/research.md with its works, and each mark follows from what is said there."""

import pkgutil
import re
from importlib import import_module

import pytest

from tests.house.sources import ROOT
from tracker.catalogue import works
from tracker.catalogue.sources import COMPARED_WITH, HOW_WELL
from tracker.catalogue.strategies import STRATEGIES
from tracker.domain.research import ComparedWith, Source, SourceSeen, StudyKind

DOCUMENT = (ROOT / "docs" / "research.md").read_text()
NONE = "–"
FINDINGS = [(strategy.slug, finding) for strategy in STRATEGIES for finding in strategy.research]
WRITTEN = {
    f"{module.name}.{name}": thing
    for module in pkgutil.iter_modules(works.__path__)
    for name, thing in vars(import_module(f"{works.__name__}.{module.name}")).items()
    if isinstance(thing, Source)
}
WORKS = set(WRITTEN.values())
WORK = re.compile(r"\*\*(?P<called>.+?)\*\* (?P<whole>.+)")
FACTS = re.compile(
    r"(?P<kind>[a-z]+) · (?P<studies>\d+) · (?:people not told|(?P<people>[\d,]+) people) · (?P<compared>[a-z]+)"
)


def table(title: str) -> list[list[str]]:
    """The cells of the table under a heading, without its head."""
    section = DOCUMENT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("| ").split(" | ")] for row in rows[2:]]


STATEMENTS = table("The statements")
ROWS = table("The works")


def called(source: Source) -> str:
    return f"{source.authors.split(',')[0]} {source.year}"


def names(sources: tuple[Source, ...]) -> str:
    return ", ".join(called(each) for each in sources) or NONE


def facts(source: Source) -> str:
    people = f"{source.people:,} people" if source.people else "people not told"
    return f"{source.kind} · {source.studies} · {people} · {source.compared}"


def test_the_statements_are_those_of_the_guide():
    assert [
        [
            f"`{slug}`",
            finding.text,
            "does good" if finding.helps else "is so",
            names(finding.sources),
            names(finding.against),
            HOW_WELL[finding.known][0],
        ]
        for slug, finding in FINDINGS
    ] == STATEMENTS


def test_the_works_are_those_of_the_catalogue():
    assert [[row[0], row[1], row[3]] for row in ROWS] == [
        [
            f"**{called(each)}** {each.authors} ({each.year}): {each.title}. {each.where}.",
            facts(each),
            f"{each.seen}, {each.seen_on}",
        ]
        for each in sorted(WORKS, key=called)
    ]


def test_each_work_says_where_it_was_found_and_what_it_says():
    assert [row[0] for row in ROWS if len(row) != 5 or not row[2] or len(row[4]) < 40] == []
    assert [row[0] for row in ROWS if ("was not found" in row[2]) != row[3].startswith(SourceSeen.TOLD)] == []


def test_no_address_stands_where_words_do():
    assert re.findall(r"https?:|www\.", DOCUMENT) == []


def test_every_work_is_used_and_none_is_there_twice():
    assert {source for _slug, each in FINDINGS for source in (*each.sources, *each.against)} == WORKS
    assert len({each.title for each in WORKS}) == len(WORKS) == len({called(each) for each in WORKS})


@pytest.mark.parametrize("source", sorted(WORKS, key=called), ids=called)
def test_a_work_can_be_looked_up_and_says_what_it_is(source):
    assert 1980 <= source.year <= source.seen_on.year
    assert re.fullmatch(r".+ \d+", source.where)
    assert not source.title.endswith(".")
    assert source.studies >= 1
    assert source.people == 0 or source.people >= 2 * source.studies
    assert source.kind is not StudyKind.FOLLOWED or source.compared is ComparedWith.NOBODY
    assert source.kind is not StudyKind.TRIAL or source.compared is not ComparedWith.NOBODY


def test_there_is_a_word_for_each_way_to_compare():
    assert set(COMPARED_WITH) == set(ComparedWith)


@pytest.mark.parametrize("row", STATEMENTS, ids=lambda row: f"{row[0].strip('`')}: {row[1][:30]}")
def test_a_mark_follows_from_what_stands_of_its_works(row):
    _slug, _text, claim, stands_on, against, mark = row

    assert mark == mark_of(stands_on.split(", "), doubted=against != NONE, does_good=claim == "does good")


def mark_of(stands_on: list[str], *, doubted: bool, does_good: bool) -> str:
    """The mark as somebody would work it out who has the page before them: work by work, from the strongest down."""
    studies, people, weighed = 0, [0], False
    for name in stands_on:
        _work, what, _where, seen, _says = next(
            each for each in ROWS if WORK.fullmatch(each[0])["called"] == name
        )
        known = FACTS.fullmatch(what)
        if seen.startswith("told") or (does_good and known["compared"] == "nobody"):
            continue
        studies += int(known["studies"])
        people.append(int((known["people"] or "0").replace(",", "")))
        weighed = weighed or (known["kind"] == "weighed" and int(known["studies"]) >= 10)
    if weighed and not doubted:
        return "Well supported"
    return "Some support" if studies >= 2 or max(people) >= 400 else "First hints"


NUMBER = re.compile(r"\b\d[\d,]*\b")


@pytest.mark.parametrize(
    ("slug", "finding"), FINDINGS, ids=[f"{slug}: {each.text[:30]}" for slug, each in FINDINGS]
)
def test_a_number_that_is_said_is_one_of_its_works(slug, finding):
    known = {
        number.replace(",", "")
        for row in ROWS
        if WORK.fullmatch(row[0])["called"] in {called(each) for each in (*finding.sources, *finding.against)}
        for cell in (row[1], row[4])
        for number in NUMBER.findall(cell)
    }
    couples = {str(each.people // 2) for each in (*finding.sources, *finding.against) if each.people}

    assert {said for said in NUMBER.findall(finding.text) if said not in known | couples} == set(), slug
