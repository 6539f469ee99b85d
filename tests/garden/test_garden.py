"""The garden, as each of the two sees it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from tests.databases import acting
from tests.references import Asked, strength
from tests.world import (
    ADA_TO_BEN,
    ADAS_PRIVATE,
    EACH,
    NOW,
    PEOPLE,
    TODAY,
    hidden_from,
    on,
    person,
    planted,
    ticked,
)
from tracker.domain.garden import Stage
from tracker.domain.pauses import PausedDays
from tracker.extensions import db
from tracker.garden.queries import garden_page
from tracker.habits import actions as habits
from tracker.models import MilestoneRow, Note, Telling, Tick
from tracker.pauses import actions as pauses
from tracker.wall import actions as wall

pytestmark = pytest.mark.on_either("each reads the same list for somebody else, or after the same parting")

DAY = timedelta(days=1)


def bed(name, number, now=NOW):
    return garden_page(person(name), now).beds[number - 1]


def test_a_newcomer_finds_ten_beds_ready_to_plant(inside):
    db.session.execute(update(Tick).values(amount=-1))
    beds = garden_page(person("dan"), NOW).beds

    assert [each.strategy.number for each in beds] == list(range(1, 11))
    assert {each.plant.stage for each in beds if not each.habits} == {Stage.BED}


def test_a_plant_grows_with_the_strength_of_its_habit(inside):
    since = TODAY - 40 * DAY
    planted("walk", by="cleo", since=since, strategy=8)
    ticked("walk", since, 41, by="cleo")

    grown = bed("cleo", 8).plant

    slow = strength(
        terms=[Asked(since, "weekdays", weekdays=frozenset(range(7)))],
        starts_on=since,
        ends_on=date.max,
        ticks={since + n * DAY: -1 for n in range(41)},
        pauses=[],
        today=TODAY,
        first_open_day=TODAY - DAY,
    )
    assert (grown.stage, grown.strength) == (Stage.GROWN, pytest.approx(slow))


def test_a_private_habit_feeds_only_its_owners_garden(inside):
    shared = bed("ben", 4)

    assert len(bed("ada", 4).habits) > len(shared.habits)
    before = shared.plant
    ticked(ADAS_PRIVATE, TODAY - 4 * DAY, 5, by="ada")
    assert bed("ben", 4).plant == before


def test_a_plant_rests_while_all_of_it_is_paused(inside):
    planted("walk", by="cleo", since=TODAY - 3 * DAY, strategy=8)
    pauses.pause(PausedDays(TODAY, TODAY + 5 * DAY), both=False, by=person("cleo"), now=NOW)

    assert (bed("cleo", 8).plant.resting, bed("cleo", 9).plant.resting) == (True, False)
    assert not bed("cleo", 8, NOW + 7 * DAY).plant.resting


def test_what_is_archived_feeds_no_plant(inside):
    habit = planted("walk", by="cleo", since=TODAY - 3 * DAY, strategy=8)
    habits.archive(habit, by=person("cleo"), now=NOW)

    assert bed("cleo", 8).plant.stage is Stage.BED


def test_looking_back_finds_ticks_and_notes_of_the_day_a_year_ago(app, world, ada, ben, cleo):
    with acting(app):
        year_ago = date(2025, 3, 11)
        first = db.session.scalars(
            select(Tick).where(Tick.track_id == world.tracks[f"{EACH} of ada"])
        ).first()
        db.session.execute(
            update(Tick).where(Tick.track_id == first.track_id, Tick.day == first.day).values(day=year_ago)
        )
        late = datetime(2025, 3, 12, 0, 30, tzinfo=UTC)  # past midnight in Berlin, before the day ends
        db.session.execute(update(Note).where(Note.id == world.notes[ADA_TO_BEN]).values(written_at=late))

    for visitor in (ada, ben):
        assert ADA_TO_BEN in visitor.page("/garden").text
        assert "A year ago today" in visitor.page("/garden").text
    assert "A year ago today" not in cleo.page("/garden").text


def test_a_leap_day_is_remembered_on_the_last_of_february(inside):
    wall.write("leap", by=person("cleo"), now=on(date(2024, 2, 29)))

    back = garden_page(person("cleo"), on(date(2026, 2, 28))).back

    assert [(each.day, each.year_count, len(each.notes)) for each in back] == [(date(2024, 2, 29), 2, 1)]


def test_milestones_are_listed_the_latest_first(app, world, ada):
    with acting(app):
        for kind, number, reached_on in (("first_week", 7, date(2026, 2, 22)), ("days", 50, TODAY)):
            same = {"space_id": world.spaces["ada"], "kind": kind, "number": number}
            db.session.add(MilestoneRow(**same, reached_on=reached_on))
            db.session.add(Telling(**same, person_id=world.people["ada"]))

    text = ada.page("/garden").text

    assert text.index("50 days on which both of you") < text.index("Your first week together")


@pytest.mark.parametrize("reader", PEOPLE)
def test_the_garden_says_nothing_that_is_not_for_its_reader(visit, reader):
    answer = visit(reader).get("/garden")

    assert [word for word in hidden_from(reader) if word in answer.text] == []


def test_looking_back_goes_five_years_far(inside):
    for year in (2020, 2021, 2025):
        wall.write(f"of {year}", by=person("cleo"), now=on(date(year, 3, 11)))

    back = garden_page(person("cleo"), on(date(2026, 3, 11))).back

    assert [each.year_count for each in back] == [1, 5]


def test_looking_back_shows_the_first_three_notes_of_a_day(inside):
    for number in range(4):
        at = on(date(2025, 3, 11)) + timedelta(minutes=number)
        wall.write(f"number {number}", by=person("cleo"), now=at)

    (year_ago,) = garden_page(person("cleo"), on(date(2026, 3, 11))).back

    assert [each.note.body for each in year_ago.notes] == ["number 0", "number 1", "number 2"]
