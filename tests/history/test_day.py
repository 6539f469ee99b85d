"""The page of one day: ticked, read, and told what it was."""

from datetime import date

import pytest
from sqlalchemy import select, update

from tests.databases import acting, rows
from tests.history.read import ADAS, BENS, day_of, remarks
from tests.settled import assert_settled
from tests.world import (
    BENS_REMARK,
    EACH,
    NOW,
    TODAY,
    TOGETHER,
    person,
)
from tracker.extensions import db
from tracker.history.days import day_page
from tracker.history.years import habit_page
from tracker.models import TermRow, Tick


def amounts(app, track_id):
    return dict(rows(app, select(Tick.day, Tick.amount).where(Tick.track_id == track_id)))


def test_any_past_day_is_ticked_and_unticked_from_its_page(app, world, ada):
    path, day = day_of(world, TOGETHER, "2026-02-18"), date(2026, 2, 18)

    answer = ada.submit(path, to=f"{path}/tick")
    assert (answer.status_code, answer.location) == (
        303,
        f"/habits/{world.habits[TOGETHER]}/2026?month=2#day-2026-02-18",
    )
    assert amounts(app, world.tracks[TOGETHER])[day] == -1
    assert "Done" in ada.page(path).text

    assert ada.submit(path, to=f"{path}/untick").status_code == 303
    assert day not in amounts(app, world.tracks[TOGETHER])
    with app.app_context():
        assert_settled("ada", NOW)
        db.session.rollback()


def test_an_amount_is_set_from_a_days_page(app, world, ada):
    with acting(app):
        db.session.execute(
            update(TermRow).where(TermRow.habit_id == world.habits[TOGETHER]).values(goal=20_000)
        )
    path, day = day_of(world, TOGETHER, "2026-02-20"), date(2026, 2, 20)

    assert ada.submit(path, to=f"{path}/amount", amount="7,5").status_code == 303
    assert amounts(app, world.tracks[TOGETHER])[day] == 7500
    assert "Done in part 7.5 of 20" in ada.page(path).text

    ada.submit(path, to=f"{path}/amount", amount="0")
    assert day not in amounts(app, world.tracks[TOGETHER])


def test_what_is_no_amount_is_said(app, world, ada):
    path = day_of(world, TOGETHER, TODAY)

    answer = ada.send(f"{path}/amount", amount="a lot", came_from=path)

    assert (answer.status_code, answer.location) == (303, path)
    assert "Please give a number up to a million" in ada.page(path).text


def test_the_partners_day_is_there_to_read_and_no_more(app, world, ada):
    path = day_of(world, BENS, TODAY)
    page = ada.page(path)

    assert not [action for action in page.actions if "/days/" in action]
    assert BENS_REMARK in page.text
    back = [link for link in page.links if link.startswith("/habits/")][-1]
    assert back == f"/habits/{world.habits[EACH]}/2026?month=3&of=partner#day-2026-03-11"
    for end in ("/tick", "/untick", "/amount", "", "/remark/delete"):
        assert ada.send(path + end, body="Mine", amount="1").status_code == 404
    assert remarks(app, world.tracks[BENS]) == [(BENS_REMARK, False)]


@pytest.mark.parametrize("day", ["2026-02-15", "2026-03-12", "2026-02-30", "1990-01-01"])
def test_a_day_before_the_start_or_to_come_is_not_there(world, ada, day):
    assert ada.get(day_of(world, ADAS, day)).status_code == 404
    assert ada.send(day_of(world, ADAS, day) + "/tick").status_code in (303, 404)


def test_days_lead_to_their_neighbours(world, ada):
    def neighbours(day):
        return [link[-10:] for link in ada.page(day_of(world, ADAS, day)).links if "/days/" in link]

    assert neighbours("2026-02-16") == ["2026-02-17"]
    assert neighbours("2026-03-01") == ["2026-02-28", "2026-03-02"]
    assert neighbours(TODAY) == ["2026-03-10"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-02-28", "A pause. Nothing was asked."),
        ("2026-02-16", "Done"),
        (TODAY, "Still open"),
    ],
)
def test_a_day_says_what_it_was(world, ada, day, words):
    assert f"You {words}" in ada.page(day_of(world, ADAS, day)).text


@pytest.mark.parametrize("asking", ["ada", "ben"])
def test_each_side_and_day_bears_the_name_of_whose_it_is_and_what_both_share_of_nobody(inside, world, asking):
    of = {"": asking, "partner": "ben" if asking == "ada" else "ada"}

    for side, owner in of.items():
        page = habit_page(person(asking), world.habits[EACH], NOW, of=side)
        day = day_page(person(asking), world.tracks[f"{EACH} of {owner}"], TODAY, NOW)
        assert (page.owner, day.owner) == (person(owner), person(owner))
        assert [choice.person for choice in page.sides] == [person(each) for each in of.values()]

    assert habit_page(person(asking), world.habits[TOGETHER], NOW).owner is None
    assert day_page(person(asking), world.tracks[TOGETHER], TODAY, NOW).owner is None
