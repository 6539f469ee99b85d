import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete

from tests.world import ADA_OPENED, NOW, OPENED_WEEK, SEALED_WEEK, person
from tracker.checkins import actions
from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.circles import apart_for
from tracker.domain.refusals import Missing
from tracker.extensions import db
from tracker.models import CheckIn
from tracker.spaces import actions as spaces
from tracker.trends.changes import half_year
from tracker.trends.queries import by_month, columns_for

pytestmark = pytest.mark.on_either("each reads weeks by the same statements as the one beside it")

PATH = "/trends"
A_WEEK = timedelta(weeks=1)


def values(page, measure=0):
    """The values of each person's line, by name, with the first dates of the places they are in."""
    chart = next((chart for chart in page.charts if chart.measure == measure), None)
    return {
        line.who.name: {
            place.begins_on: value for place, value in zip(page.places, line.values, strict=True) if value
        }
        for line in (chart.lines if chart else ())
    }


def test_it_shows_what_has_opened_to_both_a_line_each(inside):
    assert values(half_year(person("ada"), NOW).page) == {
        "Ada": {date(2026, 1, 5): 2, OPENED_WEEK: 4},
        "Ben": {OPENED_WEEK: 5},
    }
    assert values(half_year(person("ben"), NOW).page) == {"Ben": {OPENED_WEEK: 5}, "Ada": {OPENED_WEEK: 4}}


def test_the_statements_too_where_they_were_answered(inside):
    page = half_year(person("ben"), NOW).page

    assert [chart.measure for chart in page.charts] == [0, 1, 9]
    assert values(page, 9) == {"Ben": {OPENED_WEEK: 5}, "Ada": {OPENED_WEEK: 5}}


@pytest.mark.parametrize("state", ["draft", "sealed", "kept"])
def test_nothing_of_the_partners_that_has_not_opened(inside, state):
    if state == "draft":
        actions.reopen(SEALED_WEEK, by=person("ada"), now=NOW)
    if state == "kept":
        actions.make_private(SEALED_WEEK, by=person("ada"), now=NOW)

    assert SEALED_WEEK not in values(half_year(person("ben"), NOW).page).get("Ada", {})
    assert (SEALED_WEEK in values(half_year(person("ada"), NOW).page)["Ada"]) == (state == "kept")


def test_alone_it_shows_what_one_has_kept(inside):
    assert values(half_year(person("cleo"), NOW).page) == {"Cleo": {SEALED_WEEK: 3}}


def test_a_former_partners_line_is_gone_and_ones_own_stays(inside):
    spaces.leave(by=person("ben"), now=NOW)

    assert values(half_year(person("ada"), NOW).page) == {
        "Ada": {date(2026, 1, 5): 2, OPENED_WEEK: 4, SEALED_WEEK: 6}  # what was sealed is kept from then on
    }
    assert values(half_year(person("ben"), NOW).page) == {"Ben": {OPENED_WEEK: 5}}


def test_by_months_it_is_the_median_of_the_month(inside):
    page = by_month(person("ada"), 2026, NOW)

    assert values(page) == {
        "Ada": {date(2026, 1, 1): 2, date(2026, 2, 1): 4},
        "Ben": {date(2026, 2, 1): 5},
    }
    assert page.weeks == (date(2026, 1, 5), OPENED_WEEK)


@pytest.mark.parametrize("year", [2025, 2027, 1900])
def test_there_are_no_years_before_the_first_week_nor_after_now(inside, year):
    with pytest.raises(Missing):
        by_month(person("ada"), year, NOW)


def live(name, count, *, last=OPENED_WEEK, closeness=lambda n: 1 + n % 7):
    """So many weeks that somebody alone has kept."""
    db.session.execute(delete(CheckIn).where(CheckIn.author_id == person(name).id))
    for n in range(count):
        week = last - n * A_WEEK
        row = actions.blank(week, person(name), NOW)
        actions.write(row, Answers(closeness=closeness(n)), NOW)
        row.state = CheckInState.KEPT
    db.session.commit()


@pytest.mark.parametrize(("count", "places"), [(0, 8), (1, 8), (3, 8), (12, 13), (26, 26), (200, 26)])
def test_half_a_year_is_as_long_as_there_is_something_to_show(inside, count, places):
    live("cleo", count)

    page = half_year(person("cleo"), NOW).page

    assert len(page.places) == places
    assert page.places[-1].begins_on == SEALED_WEEK
    assert [one.begins_on + A_WEEK for one in page.places[:-1]] == [one.begins_on for one in page.places[1:]]


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (9, 9), (10, 9), (26, 9), (12, 6)])
def test_a_year_of_months_stands_in_two_rows_and_half_a_year_of_weeks_in_three(count, columns):
    assert columns_for(count) == columns


def test_years_lead_from_one_to_the_next(inside):
    live("cleo", 120)

    pages = {year: by_month(person("cleo"), year, NOW) for year in (2023, 2024, 2025, 2026)}

    assert {year: (page.earlier, page.later) for year, page in pages.items()} == {
        2023: (0, 2024),
        2024: (2023, 2025),
        2025: (2024, 2026),
        2026: (2025, 0),
    }
    assert half_year(person("cleo"), NOW).page.earlier == 2026


def test_a_week_counts_where_it_began_when_weeks_begin_on_another_day_now(inside):
    person("cleo").space.first_weekday = 6
    db.session.flush()

    page = half_year(person("cleo"), NOW).page

    assert values(page) == {"Cleo": {date(2026, 3, 1): 3}}
    assert [place.week for place in page.places if place.week] == [SEALED_WEEK]


# What a page draws is what its tables say.

POINT = re.compile(r"[ML]([\d.]+),([\d.]+)")
CIRCLE = re.compile(r"M(-?[\d.]+) ([\d.]+)a")
ROW = re.compile(r'<th scope="row">\s*(.*?)\s*</th>\s*((?:<td>.*?</td>\s*)+)', re.DOTALL)
CELL = re.compile(r"<td>(.*?)</td>")
SPARK = re.compile(r'data-of="(own|other)" d="([^"]*)"')
PAIR = re.compile(
    r'data-of="(?:own|other)".*?pairs__circles--other[^"]*" d="([^"]*)".*?pairs__circles [^"]*" d="([^"]*)"',
    re.DOTALL,
)
TOLD = re.compile(r'<dt data-told="(\d+)">[^<]*</dt>((?:\s*<dd>.*?</dd>)*)', re.DOTALL)
SAID = re.compile(r": ([\d.]+)(?:;|\s*$)")


def sections(source):
    return re.findall(r'<section class="[^"]*trend[^"]*" id="trend-(\d+)">(.*?)</section>', source, re.DOTALL)


def sparked_values(section):
    """The values of each line of a statement, one's own first."""
    lines = sorted(SPARK.findall(section), key=lambda line: line[0] != "own")
    return [[round(2 * (5 - float(y) * 4 / 100)) / 2 for _x, y in POINT.findall(line)] for _of, line in lines]


FELT = {apart_for(halves / 2): halves / 2 for halves in range(2, 15)}


def paired_values(section):
    """How close the pairs of circles of each person stand, as an answer or what lies between two."""
    return [
        [
            FELT[float(after) - float(before)]
            for (before, _up), (after, _down) in zip(
                CIRCLE.findall(first), CIRCLE.findall(second), strict=True
            )
        ]
        for first, second in PAIR.findall(section)
    ]


def told_values(section):
    """The values of each column of the table."""
    rows = [CELL.findall(cells) for _name, cells in ROW.findall(section)]
    return [[float(cell) for cell in column if cell != "–"] for column in zip(*rows, strict=True)]


def said_values(source, measure):
    """The values of each sentence about a statement."""
    return [
        [float(each) for each in SAID.findall(words)]
        for number, lines in TOLD.findall(source)
        if number == measure
        for words in re.findall(r"<dd>(.*?)</dd>", lines, re.DOTALL)
    ]


@pytest.mark.parametrize("path", [PATH, "/trends/2026"])
@pytest.mark.parametrize("name", ["ada", "ben", "cleo"])
def test_pictures_and_numbers_agree(app, world, visit, path, name):
    with app.app_context():
        live_on(name)
    source = visit(name).page(path).source
    (first, closeness), *statements = sections(source)

    assert first == "0"
    assert paired_values(closeness) == told_values(closeness)
    assert any(told_values(closeness))
    assert len(statements) >= 2
    for measure, section in statements:
        assert sparked_values(section) == said_values(source, measure)
        assert any(said_values(source, measure))


def test_the_others_rings_and_lines_are_double_and_ones_own_are_not(ada):
    drawn = [given for tag, given in ada.page("/trends").tags if tag == "path"]
    others = [
        each["d"] for each in drawn if "--other" in each["class"] and "trends__sample" not in each["class"]
    ]
    between = [each["d"] for each in drawn if "__between" in each["class"] and each["d"] != "M2,6H30"]

    assert len(others) > 1
    assert between == others


def test_half_a_year_of_two_costs_no_more_than_a_page_may(app, world, visit):
    """Forty thousand bytes and a thousand elements, with every week answered whole by both."""
    with app.app_context():
        for name in ("ada", "ben"):
            for n in range(30):
                week = OPENED_WEEK - n * A_WEEK
                ratings = tuple((number, 1 + (n + number) % 5) for number in range(1, 11))
                row = actions.queries.own_check_in(person(name), week) or actions.blank(
                    week, person(name), NOW
                )
                actions.write(row, replace(ADA_OPENED, closeness=1 + n % 7, ratings=ratings), NOW)
                row.state = CheckInState.OPENED
        db.session.commit()

    page = visit("ada").page(PATH)

    assert [lines.count("<dd>") for _measure, lines in TOLD.findall(page.source)] == [2] * 10
    assert len(page.tags) <= 1000
    assert len(page.source.encode()) <= 40_000


def live_on(name):
    """A few more weeks, some of them with gaps, for whoever it is."""
    for n in (1, 2, 4, 5, 9):
        week = OPENED_WEEK - n * A_WEEK
        answers = replace(ADA_OPENED, closeness=1 + n % 7, ratings=((1, 1 + n % 5), (4, 2)))
        row = actions.queries.own_check_in(person(name), week) or actions.blank(week, person(name), NOW)
        actions.write(row, answers, NOW)
        row.state = CheckInState.KEPT
    db.session.commit()


def test_each_week_leads_to_its_check_in(ada):
    page = ada.page(PATH)

    assert f"/check-in/{OPENED_WEEK}" in page.links
    assert "/trends/2026" in page.links
    assert f"/check-in/{OPENED_WEEK}" in ada.page("/trends/2026").links


@pytest.mark.everybodys("there are none at all")
def test_with_nothing_to_show_it_invites(app, world, dan, visit):
    with app.app_context():
        db.session.execute(delete(CheckIn))
        db.session.commit()

    page = visit("cleo").page(PATH)

    assert "The first line is drawn by your first check-in" in page.text
    assert "/check-in" in page.links
    assert visit("cleo").get("/trends/2026").status_code == 200


@pytest.mark.parametrize("path", ["/trends/2025", "/trends/1899", "/trends/9999", "/trends/now", "/trends/0"])
def test_a_year_that_is_none_is_not_there(ada, path):
    assert ada.get(path).status_code == 404


def test_a_guest_is_asked_to_log_in(guest):
    assert guest.get(PATH).status_code == 303


def test_it_is_found_from_the_check_in_and_the_guide(ada):
    assert PATH in ada.page("/check-in").links
    assert PATH in ada.page("/guide/open").links
