"""The garden as one scene: its season and sky, and what stands in it."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.databases import acting
from tests.world import NOW, TODAY, person, planted, ticked
from tracker.domain.milestones import Milestone, MilestoneKind
from tracker.domain.pauses import PausedDays
from tracker.domain.zones import zones
from tracker.extensions import db
from tracker.garden.latitudes import NOWHERE, latitude_of
from tracker.garden.queries import garden_page
from tracker.garden.scene import MOST_STONES, scene_of
from tracker.habits import actions as habits
from tracker.habits.queries import habits_of
from tracker.models import MilestoneRow, Person, Telling
from tracker.pauses import actions as pauses

DAY = timedelta(days=1)
LAND = Path(__file__).parents[2] / "templates" / "garden" / "_land.html"
NOVEMBER = datetime(2026, 11, 25, 12, tzinfo=UTC)
BED = re.compile(r'<li class="garden__bed strategy--([a-z]+)(.*?)</li>', re.DOTALL)


def scene(name, now=NOW):
    return garden_page(person(name), now).scene


def scale_of(standing):
    return float(standing.transform.partition("scale(")[2].removesuffix(")"))


def beds_of(page):
    """The beds of the scene as they stand on a page, each by its strategy, in their order."""
    return dict(BED.findall(page.source))


# Season and light


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("zone", "season", "light"),
    [
        ("Europe/Berlin", "autumn", "day"),
        ("Pacific/Auckland", "spring", "night"),
        ("America/Argentina/Ushuaia", "spring", "day"),
        ("America/New_York", "autumn", "dawn"),
        ("Asia/Singapore", "", "night"),
        ("Asia/Tokyo", "autumn", "night"),
        ("UTC", "", "day"),
    ],
)
def test_the_sky_is_that_of_the_viewers_own_clock_and_half_of_the_earth(inside, zone, season, light):
    person("ada").zone = zone

    found = scene_of(person("ada"), NOVEMBER, [], [])

    assert (found.season, found.light) == (season, light)


def test_two_who_live_apart_each_see_their_own_sky(app, world, ada, ben, moment):
    with acting(app):
        db.session.execute(
            update(Person).where(Person.id == world.people["ben"]).values(zone="Pacific/Auckland")
        )

    own, partners = ada.page("/garden"), ben.page("/garden")

    assert "garden garden--night garden--spring" in own.source
    assert "garden garden--day garden--autumn" in partners.source
    assert ("The middle of March" in own.text, "The middle of March" in partners.text) == (True, True)


def test_the_tropics_have_a_garden_without_a_season(app, world, ada):
    with acting(app):
        db.session.execute(
            update(Person).where(Person.id == world.people["ada"]).values(zone="Africa/Nairobi")
        )

    page = ada.page("/garden")

    assert 'class="garden garden--night"' in page.source
    assert "garden__scattered" not in page.source


def test_each_zone_that_somebody_can_choose_lies_somewhere_but_utc():
    assert [zone for zone in zones() if latitude_of(zone) == NOWHERE] == ["UTC"]
    assert latitude_of("Nowhere/At_All") == NOWHERE
    assert latitude_of("Australia/NSW") == latitude_of("Australia/Sydney") == pytest.approx(-33.87, abs=0.01)


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("day", "part"), [(1, 0), (10, 0), (11, 1), (20, 1), (21, 2), (30, 2)])
def test_a_month_has_an_early_part_a_middle_and_a_late_one(inside, day, part):
    assert scene_of(person("ada"), datetime(2026, 11, day, 12, tzinfo=UTC), [], []).part == part


# What stands in it


def test_a_plant_is_drawn_as_large_as_it_is_strong(inside):
    sizes = []
    for number, days in ((4, 0), (6, 4), (8, 15), (9, 60)):
        planted(f"habit {number}", by="cleo", since=TODAY - 60 * DAY, strategy=number)
        ticked(f"habit {number}", TODAY - days * DAY, days + 1, by="cleo")
        sizes.append(
            next(scale_of(each) for each in scene("cleo").standing if each.bed.strategy.number == number)
        )

    assert sizes == sorted(sizes) and len(set(sizes)) == 4
    assert 0.66 <= sizes[0] < sizes[-1] <= 1


def test_plants_stand_on_the_ground_in_every_size(inside):
    for standing in scene("ada").standing:
        (down,) = map(float, re.findall(r"^translate\(\S+ ([^)]+)\)", standing.transform))
        assert 136 * scale_of(standing) + down == pytest.approx(136, abs=0.7)


def test_what_rests_does_so_under_a_moon(app, world, cleo):
    with acting(app):
        planted("walk", by="cleo", since=TODAY - 3 * DAY, strategy=8)
        pauses.pause(PausedDays(TODAY, TODAY + 5 * DAY), both=False, by=person("cleo"), now=NOW)

    beds = beds_of(cleo.page("/garden"))

    assert "garden__bed--resting" in beds["touch"] and "#resting" in beds["touch"]
    assert "resting" in beds["touch"].partition("garden__line")[2]
    assert not any("#resting" in bed for slug, bed in beds.items() if "garden__bed--free" in bed)


def test_free_beds_lie_in_front_of_what_is_planted(ada):
    page = ada.page("/garden")

    free = ["garden__bed--free" in bed for bed in beds_of(page).values()]

    assert len(free) == 10 and free == sorted(free)
    assert f"{sum(free)} beds are still free." in page.text


def test_where_nothing_is_planted_all_beds_are_free(app, cleo):
    with acting(app):
        for habit in habits_of(person("cleo")):
            habits.archive(habit, by=person("cleo"), now=NOW)

    page = cleo.page("/garden")

    assert all("garden__bed--free" in bed and "%" not in bed for bed in beds_of(page).values())
    assert "All beds are free." in page.text


def test_milestones_lie_there_as_stones_the_latest_few(inside):
    many = [Milestone(MilestoneKind.RETURN, number) for number in range(30, 0, -1)]

    stones = scene_of(person("ada"), NOW, [], many).stones

    assert stones == tuple(reversed(many[:MOST_STONES]))


def test_a_stone_leads_to_what_it_stands_for(app, world, ada, ben):
    assert "#stones" not in ada.page("/garden").links
    with acting(app):
        for kind, number in (("first_week", 7), ("days", 50)):
            same = {"space_id": world.spaces["ada"], "kind": kind, "number": number}
            db.session.add(MilestoneRow(**same, reached_on=date(2026, 2, 22)))
            db.session.add(Telling(**same, person_id=world.people["ada"]))

    page = ada.page("/garden")

    scene_of_it = page.source.partition('id="stones"')[0]
    assert scene_of_it.count('class="stone ') == 2
    assert "#stones" in page.links
    assert [
        tag
        for tag, given in page.tags
        if given.get("aria-label") == "2 stones on the path, for how far you have come"
    ] == ["a"]
    assert "#stones" not in ben.page("/garden").links


# In words


def test_names_are_links_and_none_stands_over_the_garden(ada):
    page = ada.page("/garden")

    for slug, bed in beds_of(page).items():
        plant, _line, words = bed.partition("garden__line")
        assert (
            re.findall(r">([^<>]+)<", plant.partition("<label")[2].replace("\n", "").replace(" ", "")) == []
        )
        assert f'href="/guide/{slug}"' in words
    assert [link for link in page.links if link.startswith("/guide/")][:10] == [
        f"/guide/{slug}" for slug in beds_of(page)
    ]


def test_the_line_of_a_bed_has_its_word_and_its_numbers(app, world, cleo):
    with acting(app):
        planted("walk", by="cleo", since=TODAY - 40 * DAY, strategy=9)
        ticked("walk", TODAY - 40 * DAY, 41, by="cleo")

    assert "Show gratitude and appreciation Well grown · 88% · kept 41 times" in cleo.page("/garden").text


def test_one_bed_at_a_time_can_be_chosen_without_a_form(ada):
    page = ada.page("/garden")

    choices = [given for tag, given in page.tags if tag == "input" and given.get("name") == "bed"]
    assert [given["type"] for given in choices] == ["radio"] * 10
    assert len({given["aria-label"] for given in choices}) == 10
    assert not any(name == "bed" for form in page.forms for name in form.values)


@pytest.mark.parametrize("before", ['garden__stars" d="', '"winter": "'])
def test_no_star_and_no_flake_lies_on_the_name_of_the_garden(before):
    path = LAND.read_text().partition(before)[2].partition('"')[0]

    points = [(float(x), float(y)) for x, y in re.findall(r"M([\d.]+) ([\d.]+)h", path)]

    assert len(points) > 10
    assert [(x, y) for x, y in points if x < 45 and y < 22] == []
