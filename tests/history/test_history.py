"""The year of a habit: its months and days, its figures, how its strength went."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, insert, select, update

from tests.databases import acting, rows
from tests.history.read import ADAS, BENS, day_of
from tests.world import (
    ADAS_PRIVATE,
    ARCHIVED,
    BENS_OWN,
    EACH,
    NOW,
    TODAY,
    TOGETHER,
    UNSHARED,
    on,
    own_track_id,
    person,
    planted,
)
from tracker.domain.refusals import Missing
from tracker.domain.years import DayKind
from tracker.extensions import db
from tracker.habits.actions import tick
from tracker.habits.tracks import track_to_tick
from tracker.history.queries import ticks_in
from tracker.history.years import habit_page
from tracker.models import Device, Habit, TermRow, Tick, Track, TrackYear


def cells(page):
    """The ids of the days in a calendar, and which of them lead somewhere."""
    ids = [attributes["id"] for tag, attributes in page.tags if tag == "td" and "id" in attributes]
    return ids, [link for link in page.links if "/days/" in link]


def move_on(app, moment, days):
    """Let some days pass, and everybody stay logged in."""
    with acting(app):
        then = NOW + timedelta(days=days)
        db.session.execute(update(Device).values(created_at=then, expires_at=then + timedelta(days=1)))
    moment.move_to(NOW + timedelta(days=days))
    return NOW + timedelta(days=days)


# The year


def test_a_large_month_has_all_its_days_and_those_that_were_lived_lead_on(world, ada):
    path = f"/habits/{world.habits[EACH]}"
    ids, links = cells(ada.page(path))
    earlier_ids, earlier_links = cells(ada.page(f"{path}/2026?month=2"))

    assert (len(ids), ids[0], ids[-1]) == (31, "day-2026-03-01", "day-2026-03-31")
    assert (len(earlier_ids), earlier_ids[-1]) == (28, "day-2026-02-28")
    assert earlier_links + links == [
        day_of(world, ADAS, date(2026, 2, 16) + timedelta(days=n)) for n in range(24)
    ]


def test_each_month_that_was_lived_leads_to_its_days(world, ada):
    path = f"/habits/{world.habits[EACH]}"

    page = ada.page(f"{path}?of=partner")

    months = [link for link in page.links if "month=" in link]
    assert months == [f"{path}/2026?month={number}&of=partner#month" for number in (2, 3)]
    assert "February 12 of 12 March 9 of 9" in ada.page(path).text


@pytest.mark.parametrize("month", ["0", "13", "-1", "March", ""])
def test_a_month_that_is_none_is_the_last_that_was_lived(world, ada, month):
    ids, _links = cells(ada.page(f"/habits/{world.habits[EACH]}/2026?month={month}"))

    assert ids[0] == "day-2026-03-01"


def test_the_whole_year_is_told_in_words(world, ada):
    text = ada.page(f"/habits/{world.habits[EACH]}").text

    assert (
        "The year in words February done 16–27; paused 28 March done 2–10; paused 1; still open 11; with a remark 11"
        in text
    )


def test_months_are_drawn_a_few_outlines_each(world, ada):
    page = ada.page(f"/habits/{world.habits[EACH]}")

    drawn = {
        each["class"].rpartition("--")[2]: each["d"]
        for tag, each in page.tags
        if tag == "path" and "year__days" in each.get("class", "")
    }
    legend = {kind: outline for kind, outline in drawn.items() if outline.count("M") == 1}
    assert set(drawn) == {"done", "paused", "open"} and set(legend) >= {"paused"}
    assert page.source.count('class="year__days') < 12


@pytest.mark.everybodys("a year goes by for everybody")
def test_a_year_of_days_costs_no_more_than_a_page_may(app, world, visit, moment):
    """Forty thousand bytes and a thousand elements, with every kind of day and a remark in each month."""
    move_on(app, moment, 365)
    ada, track_id = visit("ada"), world.tracks[TOGETHER]
    with acting(app):
        space_id = world.spaces["ada"]
        days = [date(2026, 3, 12) + timedelta(days=n) for n in range(0, 290, 2)]
        same = {"track_id": track_id, "space_id": space_id, "amount": -1, "ticked_at": NOW}
        db.session.execute(insert(Tick), [same | {"day": day} for day in days])
        empty = {
            "state": "",
            "settled_through": db.session.get(Track, track_id).starts_on - timedelta(days=1),
        }
        db.session.execute(update(Track).where(Track.id == track_id).values(**empty))

    page = ada.page(f"/habits/{world.habits[TOGETHER]}/2026")

    assert len(page.tags) <= 1000
    assert len(page.source.encode()) <= 40_000


def test_each_day_says_what_it_was(world, ada):
    path = f"/habits/{world.habits[EACH]}"
    text = ada.page(f"{path}/2026?month=2").text + ada.page(path).text

    for words in [
        "Feb 16: done",
        "Feb 28: paused",
        "Mar 11: still open, with a remark",
        "15 before the start",
        "12 to come",
    ]:
        assert words in text


def test_weeks_begin_on_the_day_that_the_space_says(app, world, ada):
    path = f"/habits/{world.habits[EACH]}"
    from_monday = ada.page(path).text
    with acting(app):
        person("ada").space.first_weekday = 6

    assert "March M Monday T Tuesday" in from_monday
    assert "March S Sunday M Monday" in ada.page(path).text


def test_the_partners_side_is_a_tap_away(world, ada):
    path = f"/habits/{world.habits[EACH]}"

    assert f"{path}?of=partner" in ada.page(path).links
    _ids, links = cells(ada.page(f"{path}?of=partner"))
    assert {link.rpartition("/")[0] for link in links} == {f"/tracks/{world.tracks[BENS]}/days"}


@pytest.mark.parametrize("name", [TOGETHER, BENS_OWN])
def test_where_there_is_one_track_it_is_shown_whatever_the_address_asks(world, ada, name):
    plain, asked = (ada.page(f"/habits/{world.habits[name]}{query}") for query in ("", "?of=partner"))

    assert cells(plain) == cells(asked)
    assert "of=partner" not in plain.source


def test_the_figures_are_said_in_words(world, ada):
    text = ada.page(f"/habits/{world.habits[EACH]}").text

    assert "Strength 67% Well grown" in text
    for words in [
        "Streak now 21 times",
        "In total 21 times",
        "A quiet day takes nothing off. 3 graces in hand.",
    ]:
        assert words in text
    assert "kept 21 times since Feb 16 still going longest ever" in text


def test_a_resting_streak_says_what_wakes_it(app, world, ada):
    with acting(app):
        space = person("ada").space_id
        db.session.execute(update(Habit).where(Habit.space_id == space).values(archived_on=None))
        track = world.tracks[ADAS]
        db.session.query(Tick).filter(Tick.track_id == track, Tick.day > date(2026, 3, 4)).delete()
        db.session.execute(
            update(Track).where(Track.id == track).values(state="", settled_through=date(2026, 2, 15))
        )

    text = ada.page(f"/habits/{world.habits[EACH]}").text

    assert "Streak now 15 times" in text
    assert "Resting, 2 more wake it. What you have kept stays." in text
    assert "kept 15 times since Feb 16 still going" in text


def test_how_often_is_said_by_weekday_and_by_month(world, ada):
    text = ada.page(f"/habits/{world.habits[EACH]}").text

    assert "By weekday Monday 4 of 4 Tuesday 4 of 4 Wednesday 3 of 3" in text
    assert "By month February 12 of 12 March 9 of 9" in text


def test_strength_is_a_line_and_the_same_in_numbers(world, ada):
    page = ada.page(f"/habits/{world.habits[EACH]}")

    (points,) = [attributes["points"] for tag, attributes in page.tags if tag == "polyline"]
    assert points.startswith("46,100.0 53,") and points.count(",") == 5
    assert "Month Strength at its end February 47% March 67%" in page.text


def test_the_plant_grows_along_the_line(world, ada):
    page = ada.page(f"/habits/{world.habits[EACH]}")

    drawn = [
        each["href"].rpartition("#")[2] for tag, each in page.tags if tag == "use" and each.get("x") == "-16"
    ]
    slug = drawn[0].partition("-")[0]
    assert drawn == [f"{slug}-{stage}" for stage in ("sprout", "young", "grown")]
    assert "from Feb 17: Sprouting from Feb 22: In leaf from Mar 9: Well grown" in page.text


def test_what_a_habit_asked_for_is_told_from_the_latest_on(world, ben):
    path = f"/habits/{world.habits[EACH]}"
    ben.submit(f"{path}/edit", often="month", times_a_month="4", goal="2,5", unit="cups")

    text = ben.page(path).text

    assert "from Mar 11, 2026: 4 times a month, 2.5 cups from Feb 16, 2026: every day" in text
    assert "A month counts as kept with 4 days of it done, whichever they are." in text
    assert "A day is done once it reaches 2.5 cups." in text


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"per": "week", "times": 3, "weekdays": 0}, "A week counts as kept with 3 days of it done"),
        ({"per": "week", "times": 1, "weekdays": 0}, "A week counts as kept with one day of it done"),
        (
            {"per": "days", "times": 2, "days": 9, "weekdays": 0},
            "Every 9 days count as kept with 2 of them done",
        ),
        ({"per": "weekdays", "weekdays": 5}, "Each of the chosen weekdays stands for itself"),
        ({"per": "weekdays", "weekdays": 127}, "Each day stands for itself."),
    ],
)
def test_how_the_numbers_come_about_is_told_for_each_schedule(app, world, ada, columns, words):
    with acting(app):
        db.session.execute(update(TermRow).where(TermRow.habit_id == world.habits[EACH]).values(**columns))

    assert words in ada.page(f"/habits/{world.habits[EACH]}").text


def test_a_strict_space_has_no_graces_to_tell_of(app, world, ada):
    with acting(app):
        person("ada").space.strict = True

    text = ada.page(f"/habits/{world.habits[EACH]}").text

    assert "Your space counts strictly" in text
    assert "One grace" not in text and "Two graces" not in text


def test_an_archived_habit_stays_to_be_read(world, ada):
    page = ada.page(f"/habits/{world.habits[ARCHIVED]}")

    assert "In the archive since Mar 1, 2026." in page.text
    assert "paused 28; quiet 16–27" in page.text
    assert len(cells(page)[1]) == 13
    assert ada.get(day_of(world, f"{ARCHIVED} of ada", "2026-03-01")).status_code == 404
    assert ada.page(day_of(world, f"{ARCHIVED} of ada", "2026-02-28")).text


@pytest.mark.parametrize("year", ["2025", "2027", "1999", "26", "2026-", "99999"])
def test_a_year_in_which_nothing_was_is_not_there(world, ada, year):
    assert ada.get(f"/habits/{world.habits[EACH]}/{year}").status_code == 404


def test_the_only_year_leads_to_no_other(world, ada):
    path = f"/habits/{world.habits[EACH]}"

    years = [link for link in ada.page(f"{path}/2026").links if link.startswith(f"{path}/20")]
    assert [link for link in years if "month=" not in link] == []


@pytest.mark.everybodys("years go by for everybody")
def test_earlier_and_later_years_are_a_tap_away(app, world, visit, moment):
    path = f"/habits/{world.habits[EACH]}"
    move_on(app, moment, 800)
    ada = visit("ada")

    assert f"{path}/2027" in ada.page(path).links
    assert {f"{path}/2026?of=partner", f"{path}/2028?of=partner"} <= set(
        ada.page(f"{path}/2027?of=partner").links
    )
    assert "went on" not in ada.page(f"{path}/2026").text


@pytest.mark.everybodys("years go by for everybody")
@pytest.mark.parametrize("name", [ADAS, BENS, TOGETHER])
def test_a_year_on_its_own_is_what_all_of_history_makes_of_it(app, world, visit, moment, name):
    """Ticks two years later keep the turns of the years; what they are folded from is then left behind."""
    later = move_on(app, moment, 700)
    track_id, visitor = world.tracks[name], visit("ben" if name == BENS else "ada")
    for n in (300, 301, 640, 690, 699, 700):
        visitor.send(f"/tracks/{track_id}/days/{TODAY + timedelta(days=n)}/tick")
    habit_id = world.habits[TOGETHER if name == TOGETHER else EACH]
    of = "partner" if name == BENS else ""

    def pages():
        with app.app_context():
            years = [
                habit_page(person("ada"), habit_id, later, year=year, of=of) for year in (2026, 2027, 2028)
            ]
            db.session.rollback()
        return [
            (page.calendar, page.chart, page.runs, page.kept_count, page.on_weekdays, page.standing)
            for page in years
        ]

    found = pages()
    assert rows(app, select(func.count()).where(TrackYear.track_id == track_id)) == [(2,)]
    with acting(app):
        db.session.query(TrackYear).filter_by(track_id=track_id).delete()
        start = db.session.get(Track, track_id).starts_on
        empty = {"state": "", "settled_through": start - timedelta(days=1)}
        db.session.execute(update(Track).where(Track.id == track_id).values(**empty))
    assert pages() == found


def test_the_days_of_a_year_are_of_their_kinds(app, world):
    with app.app_context():
        page = habit_page(person("ada"), world.habits[EACH], NOW)
        db.session.rollback()

    kinds = {cell.day: cell.kind for week in page.calendar.large.weeks for cell in week if cell}
    assert kinds[TODAY] is DayKind.OPEN
    assert page.calendar.kinds == {
        DayKind.BEFORE,
        DayKind.DONE,
        DayKind.PAUSED,
        DayKind.OPEN,
        DayKind.TO_COME,
    }


@pytest.mark.parametrize("name", [ADAS_PRIVATE, UNSHARED])
def test_what_is_private_is_not_there_for_the_partner(app, world, name):
    with app.app_context():
        with pytest.raises(Missing):
            habit_page(person("ben"), world.habits[name], NOW)
        db.session.rollback()


def test_of_an_earlier_year_its_own_ticks_are_read_and_those_that_are_not_settled(inside):
    planted("walk", by="cleo", since=date(2024, 1, 1))
    track_id = own_track_id("walk", person("cleo"))
    for day in (date(2024, 5, 1), date(2025, 5, 1), TODAY):
        tick(track_to_tick(person("cleo"), track_id), day, by=person("cleo"), now=on(day))
    track = track_to_tick(person("cleo"), track_id)

    found = ticks_in(track, date(2023, 12, 31), 2024)

    assert [each.day for each in found] == [date(2024, 5, 1), TODAY]
