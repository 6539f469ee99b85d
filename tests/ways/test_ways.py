"""The ways: ten beds, each with its tool by name and the guide one tap behind; and where they lead."""

import re

import pytest

from tests.house.doors import rules
from tests.world import EACH
from tracker.catalogue.strategies import STRATEGIES
from tracker.guide.tools import BESIDE, LOOKING_BACK, TOOLS
from tracker.settings.sections import LOG_OUT, SECTIONS
from tracker.ways.places import settings, tools

TWO_OR_ONE = pytest.mark.parametrize("name", ["ada", "cleo"])
OF_EACH = {
    "understand": "Write",
    "communicate": "Talk",
    "time": "Plan",
    "empathy": "Listen",
    "help": "Help",
    "selfcare": "Plant your own",
    "patience": "Pause",
    "touch": "Plant together",
    "gratitude": "Thank",
    "open": "Check in",
}


def beds(page):
    """What stands in each of the ten beds, by its strategy."""
    parts = re.split(r'<li class="plot strategy--(\w+)">', page.source)[1:]
    return {slug: part.partition("</ul>")[0] for slug, part in zip(parts[::2], parts[1::2], strict=True)}


@TWO_OR_ONE
def test_there_are_ten_beds_each_with_its_tool_by_name_and_the_guide_behind_it(visit, name):
    found = beds(visit(name).page("/ways"))

    assert list(found) == [each.slug for each in STRATEGIES]
    assert {slug for slug, part in found.items() if f"{OF_EACH[slug]}</a>" not in part} == set()
    assert {slug for slug, part in found.items() if f'href="/guide/{slug}"' not in part} == set()


@TWO_OR_ONE
def test_every_way_leads_somewhere(visit, name):
    visitor = visit(name)
    links = {link.partition("#")[0] for link in visitor.page("/ways").links if link.startswith("/")}

    assert {
        "/reflections",
        "/talk",
        "/dates",
        "/wall",
        "/wall/jar",
        "/help",
        "/trends",
        "/us",
        "/garden",
    } <= links
    assert {"/habits", "/settings", "/safety", "/guide", "/pauses", "/help/summary"} <= links
    assert {
        link: visitor.get(link).status_code for link in links if visitor.get(link).status_code != 200
    } == {}


def test_whoever_is_alone_is_offered_to_invite_and_nothing_that_takes_two(ada, cleo):
    alone, two = cleo.page("/ways"), ada.page("/ways")

    assert ("/invite" in alone.links, "/invite" in two.links) == (True, False)
    assert ("Answer</a>" in alone.source, "Answer</a>" in two.source) == (False, True)


@TWO_OR_ONE
@pytest.mark.parametrize(
    "path", ["/ways", "/guide", "/guide/open", "/reflections", "/dates", "/trends", "/garden"]
)
def test_the_fifth_place_in_the_bar_is_the_ways_in_place_of_the_guide(visit, name, path):
    bar = visit(name).page(path).source.partition('<nav class="around"')[2].partition("</nav>")[0]

    assert re.findall(r'href="(/[\w-]+)"', bar) == ["/today", "/habits", "/check-in", "/wall", "/ways"]
    assert re.findall(r'href="(/[\w-]+)" aria-current="page"', bar) == ["/ways"]


def test_a_page_under_one_of_the_other_places_is_found_there(ada, world):
    for path, place in (("/wall/jar", "/wall"), (f"/habits/{world.habits[EACH]}", "/habits")):
        bar = ada.page(path).source.partition('<nav class="around"')[2].partition("</nav>")[0]

        assert re.findall(r'href="(/[\w-]+)" aria-current="page"', bar) == [place]


def test_guests_keep_the_guide_in_their_top_line_and_are_asked_in_for_the_ways(guest):
    top = guest.page("/guide").source.partition("</header>")[0]

    assert 'href="/guide"' in top
    assert guest.get("/ways").location == "/login"


def test_the_top_line_leaves_room(ada):
    top = ada.page("/ways").source.partition("</header>")[0]

    assert re.findall(r'<a class="top__[\w ]+', top) == [
        '<a class="top__name',
        '<a class="top__text top__help',
        '<a class="top__link',
    ]


# The settings


@TWO_OR_ONE
def test_the_settings_stand_in_groups_and_each_setting_in_one(visit, name):
    page = visit(name).page("/settings")
    two = name == "ada"
    shown = [
        each for group in SECTIONS for each in group.settings if not (each.for_one if two else each.for_two)
    ]

    assert [tag["id"] for what, tag in page.tags if what == "section" and "id" in tag] == [
        each.anchor for each in (*SECTIONS, LOG_OUT)
    ]
    assert [each.name for each in shown if page.source.count(f">{each.name}</span>") != 1] == []
    assert page.source.count('class="menu__link"') == len(shown)


@TWO_OR_ONE
def test_every_setting_leads_somewhere(visit, name):
    visitor = visit(name)
    links = {link for link in visitor.page("/settings").links if link.startswith("/")}

    assert {
        link: visitor.get(link).status_code
        for link in links
        if visitor.get(link).status_code not in (200, 303)
    } == {}
    for link in links:
        path, _mark, anchor = link.partition("#")
        assert not anchor or f'id="{anchor}"' in visitor.get(path).text


# What leads where


def test_everything_that_is_named_has_an_address_and_words_by_which_it_is_sought(app):
    endpoints = {rule.endpoint for rule in rules(app) if "GET" in (rule.methods or ())}
    told = [each for each, _about in (*tools(), *settings())]

    assert {each.endpoint for each in told if hasattr(each, "endpoint")} <= endpoints
    assert [each.name for each in told if not each.words] == []


def test_every_tool_is_among_the_ways_or_looks_back():
    elsewhere = {each.endpoint for each in (*LOOKING_BACK, *BESIDE)}

    assert {
        tool.endpoint
        for each in TOOLS.values()
        for tool in each
        if not tool.does and tool.endpoint not in elsewhere
    } == set()
