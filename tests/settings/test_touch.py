"""The numbers of touch are there while both want them: either switches them off for both, and on needs both."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.databases import acting
from tests.world import NOW, TODAY, couple, habit_called, person, planted, ticked
from tracker.archives.things import Figures
from tracker.domain.garden import Stage
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.schedules import DAILY
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.garden.beds import garden_of
from tracker.habits import actions as habits
from tracker.habits.actions import share
from tracker.habits.archive import habit_rows
from tracker.habits.settling import settle_space
from tracker.habits.things import HABITS
from tracker.models import Person, Tick
from tracker.summaries.queries import contents_for
from tracker.us.queries import us_page

pytestmark = pytest.mark.on_either("each sets something by the same statement as the one beside it")

A_DAY = timedelta(days=1)


@pytest.fixture
def hug(app):
    """Ada and Ben have hugged today; returns where they read of it."""
    with acting(app):
        planted("Hug", by="ada", mode=Mode.TOGETHER, strategy=8)
        share([habit_called("Hug", "ada")], by=person("ada"), now=NOW)
        ticked("Hug", TODAY, 1, by="ada")
        return f"/habits/{habit_called('Hug', 'ada').id}"


def wanted(app, **wants):
    with acting(app):
        for name, wish in wants.items():
            db.session.execute(update(Person).where(Person.id == person(name).id).values(touch_numbers=wish))


@pytest.mark.parametrize(
    ("wants", "there"),
    [
        ({}, False),
        ({"ada": True}, False),
        ({"ben": True}, False),
        ({"ada": True, "ben": True}, True),
    ],
)
def test_the_numbers_of_touch_are_there_while_both_want_them(app, ada, ben, hug, wants, there):
    wanted(app, **wants)

    for visitor in (ada, ben):
        text = visitor.page(hug).text
        assert ("How these numbers are worked out" in text, "while you both want them" in text) == (
            there,
            not there,
        )
        today = visitor.page("/today").text
        row = today[today.index("Hug") : today.index("Hug") + 60]
        assert ("kept once" in row) is there
        assert ("small thing done" in visitor.page("/guide/touch").text) is there


def test_either_switches_them_off_for_both_in_the_settings(app, ada, ben, hug):
    for visitor in (ada, ben):
        visitor.submit("/settings/space", touch_numbers="y")
    assert "How these numbers are worked out" in ada.page(hug).text

    ben.submit("/settings/space", touch_numbers="")

    assert "How these numbers are worked out" not in ada.page(hug).text
    ada.submit("/settings/space", touch_numbers="y")
    assert "How these numbers are worked out" not in ada.page(hug).text


def test_whoever_is_alone_has_them(app, cleo):
    with acting(app):
        planted("Hold a warm cup", by="cleo", strategy=8)
        number = habit_called("Hold a warm cup", "cleo").id

    assert "How these numbers are worked out" in cleo.page(f"/habits/{number}").text
    assert "numbers of touch" not in cleo.page("/settings/space").text


@pytest.fixture
def hugs(app):
    """Ada and Ben have hugged for a while on nine days, a year ago today among them; returns where they read of it."""
    with acting(app):
        minutes = HabitPlan(8, "Hug", Mode.TOGETHER, DAILY, TODAY, goal=20_000, unit="minutes")
        habits.plant(minutes, by=person("ada"), now=NOW)
        habit = habit_called("Hug", "ada")
        year_ago = TODAY.replace(year=TODAY.year - 1)
        (track,) = habit.tracks
        habit.starts_on = track.starts_on = habit.term_rows[0].since = year_ago
        for day in (year_ago, *(TODAY - n * A_DAY for n in range(8))):
            db.session.add(
                Tick(track_id=track.id, day=day, space_id=habit.space_id, ticked_at=NOW, amount=7_500)
            )
        settle_space(person("ada"), NOW)
        return f"/tracks/{track.id}/days/{TODAY}"


PLACES = {
    "today": ("/today", "7.5 of 20"),
    "an amount to type": ("/today", "amount-"),
    "the garden": ("/garden", "One small thing was done that day."),
}


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("place", PLACES)
def test_every_page_has_them_or_none(app, ada, ben, hugs, place, both):
    path, words = PLACES[place]
    wanted(app, ada=True, ben=both)

    for visitor in (ada, ben):
        assert (words in visitor.page(path).source) is both
        day = visitor.page(hugs)
        assert ("7.5 of 20" in day.text, f"{hugs}/amount" in day.actions) == (both, both)


@pytest.mark.parametrize("both", [False, True])
def test_sums_and_plants_say_nothing_of_them_either(app, hugs, both):
    before = seen_of_weeks(app)
    wanted(app, ada=both, ben=True)

    sums, stage, lately = seen_of_weeks(app)

    assert before[1:] == (Stage.YOUNG, 0)
    assert (sums - before[0], stage is Stage.YOUNG, lately) == ((8, False, 8) if both else (0, True, 0))


def seen_of_weeks(app):
    """What Ben sees: in the sums of two weeks, of the plant, in the sum of the last four weeks."""
    with app.app_context():
        ben = person("ben")
        weeks = us_page(ben, NOW).weeks[:2]
        bed = next(each for each in garden_of(ben, NOW, lately=28).beds if each.strategy.number == 8)
        db.session.rollback()
        return sum(week.tick_count for week in weeks), bed.plant.stage, bed.tick_count


@pytest.mark.parametrize("both", [False, True])
def test_an_export_tells_figures_of_touch_only_while_both_want_them(app, hugs, both):
    wanted(app, ada=both, ben=True)

    with app.app_context():
        archive = archive_of(person("ben"), NOW)
        db.session.rollback()
    habit = next(each for each in archive[HABITS] if each.name == "Hug")
    (track,) = habit.tracks
    heads, *rows = habit_rows(archive)
    figures = slice(heads.index("streak"), heads.index("strength") + 1)
    told = {row[1]: row[figures] for row in rows}["Hug"]

    assert habit.counted is both
    assert ((track.streak, track.strength) == (Figures(), 0.0)) is not both
    assert (set(told) == {""}) is not both
    assert len(track.ticks) == 9  # days are days


@pytest.mark.parametrize("both", [False, True])
def test_the_summary_holds_nothing_of_touch(app, hugs, both):
    wanted(app, ada=both, ben=both)

    with acting(app):
        planted("Hold a warm cup", by="cleo", mode=Mode.TOGETHER, strategy=8)
        ticked("Hold a warm cup", TODAY, 1, by="cleo")
    with app.app_context():
        tried = [each for name in ("ada", "ben", "cleo") for each in contents_for(person(name), NOW).tried]
        db.session.rollback()

    assert tried and 8 not in {each.strategy for each in tried}


def test_with_another_partner_each_says_anew_that_they_want_them(inside):
    person("dan").touch_numbers = person("cleo").touch_numbers = True
    db.session.commit()

    couple("dan", "cleo", NOW)

    assert [person(name).touch_numbers for name in ("dan", "cleo")] == [False, False]
