"""Habits are planted, kept private or shared, archived, moved."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.bad_input import A_MEGABYTE, KEPT, NOTHING
from tests.databases import acting, kept, rows
from tests.habits.planted import TEA, asked, habit, settled, ticks
from tests.visitors import Page
from tests.world import (
    ADAS_PRIVATE,
    ARCHIVED,
    BENS_OWN,
    CLEOS,
    EACH,
    NOW,
    TODAY,
    UNSHARED,
    person,
    planted,
)
from tracker.domain.habits import HABITS_A_SPACE, Mode
from tracker.domain.schedules import DAILY, OnWeekdays
from tracker.domain.terms import Terms
from tracker.extensions import db
from tracker.models import Habit, Pause, TermRow, Track
from tracker.models.habits import columns_of


def owners(app, habit_id):
    return rows(
        app,
        select(Track.owner_id, Track.starts_on).where(Track.habit_id == habit_id).order_by(Track.owner_id),
    )


@pytest.mark.parametrize("mode", list(Mode))
def test_a_habit_is_planted_for_each_together_or_one(app, world, ada, mode):
    answer = ada.submit("/habits/new", **(TEA | {"mode": mode.value}))

    (planted_one,) = habit(app, "Tea for two")
    both = [(world.people["ada"], date(2026, 3, 10)), (world.people["ben"], TODAY)]
    assert (answer.status_code, answer.location) == (303, f"/today#habit-{planted_one.id}")
    assert (planted_one.cue, planted_one.strategy, planted_one.shared) == ("After dinner", 3, True)
    assert asked(app, planted_one.id) == [Terms(date(2026, 3, 10), OnWeekdays(frozenset({0, 2})))]
    assert (
        owners(app, planted_one.id)
        == {
            Mode.EACH: both,
            Mode.TOGETHER: [(None, date(2026, 3, 10))],
            Mode.ONE: both[:1],
        }[mode]
    )
    settled(app, "ada")


def test_a_private_habit_is_there_for_nobody_else(app, ada, ben):
    ada.submit("/habits/new", **(TEA | {"mode": "one", "private": "y"}))

    (planted_one,) = habit(app, "Tea for two")
    assert planted_one.shared is False
    assert ada.get(f"/habits/{planted_one.id}").status_code == 200
    assert ben.get(f"/habits/{planted_one.id}").status_code == 404
    assert "Tea for two" not in ben.page("/habits").source + ben.page("/today").source


def test_only_a_habit_of_ones_own_can_be_private(app, ada):
    ada.send("/habits/new", **(TEA | {"mode": "each", "private": "y"}))

    assert habit(app, "Tea for two")[0].shared is True


def test_what_one_plants_alone_is_ones_own(app, world, cleo):
    cleo.submit("/habits/new", **TEA)

    (planted_one,) = habit(app, "Tea for two")
    assert planted_one.shared is False
    assert owners(app, planted_one.id) == [(world.people["cleo"], date(2026, 3, 10))]


def test_a_ready_made_habit_fills_the_form(ada):
    values = ada.page("/habits/new?like=long-hug").form("/habits/new").values

    assert (values["strategy"], bool(values["name"])) == ("8", True)


@pytest.mark.parametrize(
    "query", ["like=roses", "strategy=11", "strategy=-1", "strategy=²", "strategy=" + "9" * 5000, "like=%00"]
)
def test_an_address_that_asks_for_a_habit_nobody_made_shows_an_empty_form(ada, query):
    assert ada.page(f"/habits/new?{query}").form("/habits/new").values["name"] == ""


@pytest.mark.parametrize(
    "wrong",
    [
        *({"name": nothing} for nothing in NOTHING),
        {"name": "x" * 121},
        {"cue": "x" * 121},
        {"strategy": "0"},
        {"strategy": "11"},
        {"strategy": "nine"},
        {"strategy": "9" * 5000},
        {"mode": "three"},
        {"mode": ""},
        {"weekdays": []},
        {"weekdays": ["7"]},
        {"weekdays": ["monday"]},
        {"often": "week", "times": ""},
        {"often": "week", "times": "0"},
        {"often": "week", "times": "8"},
        {"often": "week", "times": "9" * 5000},
        {"often": "week", "times": "three"},
        {"starts_on": "2026-02-30"},
        {"starts_on": "tomorrow"},
        {"starts_on": "2026-03-12"},
        {"starts_on": "2025-03-09"},
        {"starts_on": "9999-12-31"},
        {"starts_on": "0001-01-01"},
        {"starts_on": "\x00"},
    ],
    ids=lambda wrong: str(wrong)[:40],
)
def test_what_cannot_be_planted_is_said_in_words_and_nothing_typed_is_lost(app, ada, wrong):
    before = kept(app, select(func.count()).select_from(Habit))
    answer = ada.send("/habits/new", **(TEA | wrong))

    values = Page.of(answer).form("/habits/new").values
    assert answer.status_code == 422
    assert "field__error" in answer.text
    if "cue" not in wrong:
        assert values["cue"] == "After dinner"
    if "name" not in wrong:
        assert values["name"] == "Tea for two"
    assert kept(app, select(func.count()).select_from(Habit)) == before


def test_any_text_can_be_a_habit(app, ada, ben):
    for typed, text in KEPT.items():
        ada.send("/habits/new", **(TEA | {"name": typed, "cue": typed}))
        (planted_one,) = habit(app, text)[-1:]
        page = ben.page(f"/habits/{planted_one.id}")
        edited = ben.page(f"/habits/{planted_one.id}/edit").form(f"/habits/{planted_one.id}/edit").values
        assert (planted_one.name, planted_one.cue, edited["name"], edited["cue"]) == (text, text, text, text)
        assert "<script>alert" not in page.source + ben.page("/today").source + ada.page("/habits").source


def test_a_megabyte_is_turned_away_in_words(app, ada):
    answer = ada.send("/habits/new", **(TEA | {"name": A_MEGABYTE}))

    assert (answer.status_code, bool(Page.of(answer).title)) == (413, True)
    assert habit(app, "Tea for two") == []


def test_there_is_room_for_a_hundred_habits_and_an_archived_one_makes_room(app, world, cleo):
    with acting(app):
        for n in range(HABITS_A_SPACE - 1):
            db.session.add(copy_of(person("cleo"), f"habit {n}"))

    full = cleo.send("/habits/new", **TEA)
    cleo.send(f"/habits/{world.habits[CLEOS]}/archive")
    after = cleo.send("/habits/new", **TEA)

    assert (full.status_code, after.status_code) == (422, 303)
    assert "Tea for two" in full.text


def copy_of(owner, name):
    return Habit(
        space_id=owner.space_id,
        owner_id=owner.id,
        strategy=1,
        name=name,
        cue="",
        mode="one",
        shared=False,
        starts_on=TODAY,
        position=1,
        created_at=NOW,
        term_rows=[TermRow(space_id=owner.space_id, **columns_of(Terms(TODAY, DAILY)))],
    )


def test_a_habit_of_ones_own_can_become_private_and_come_back(app, world, ada, ben):
    own = f"/habits/{world.habits[BENS_OWN]}"
    ben.submit(f"{own}/edit", private="y")
    assert ada.get(own).status_code == 404

    shown = ben.page(f"{own}/edit").form(f"{own}/edit").values
    ben.send(f"{own}/edit", **(TEA | {"name": BENS_OWN, "seen": shown["seen"]}))
    assert ada.get(own).status_code == 200
    settled(app, "ada")


@pytest.mark.parametrize("act", ["edit", "archive", "bring-back"])
def test_what_is_the_partners_own_is_only_theirs_to_change(app, world, ada, act):
    before = rows(app, select(Habit.__table__).where(Habit.name == BENS_OWN))
    answer = ada.send(f"/habits/{world.habits[BENS_OWN]}/{act}", **TEA)

    assert answer.status_code == 303
    assert "only they can change it" in ada.page(answer.location).text
    assert rows(app, select(Habit.__table__).where(Habit.name == BENS_OWN)) == before


def test_an_archived_habit_keeps_its_ticks_and_can_be_brought_back(app, world, ada, moment):
    habit_id, track_id = world.habits[EACH], world.tracks[f"{EACH} of ada"]
    before = ticks(app, track_id)

    answer = ada.submit(f"/habits/{habit_id}", to=f"/habits/{habit_id}/archive")
    assert "in the archive" in ada.page(answer.location).text
    assert EACH not in ada.page("/today").text
    assert EACH in ada.page("/today/2026-03-10").text
    settled(app, "ada")
    moment.shift(timedelta(days=3))
    ada.submit("/habits", to=f"/habits/{habit_id}/bring-back")

    assert answer.location == "/habits"
    assert EACH in ada.page("/today").text
    assert ticks(app, track_id) == before
    assert rows(app, select(Pause.starts_on, Pause.ends_on).where(Pause.habit_id == habit_id)) == [
        (date(2026, 3, 11), date(2026, 3, 13))
    ]


def test_archiving_and_bringing_back_twice_is_doing_it_once(app, world, ada):
    for _time in range(2):
        assert ada.send(f"/habits/{world.habits[EACH]}/archive").status_code == 303
    assert habit(app, EACH)[0].archived_on == TODAY
    for _time in range(2):
        assert ada.send(f"/habits/{world.habits[EACH]}/bring-back").status_code == 303

    assert habit(app, EACH)[0].archived_on is None
    assert kept(app, select(Pause.id).where(Pause.habit_id == world.habits[EACH])) == []


def test_what_was_just_archived_can_be_undone_from_the_notice(world, ada):
    ada.submit(f"/habits/{world.habits[EACH]}", to=f"/habits/{world.habits[EACH]}/archive")

    ada.submit("/habits", to=f"/habits/{world.habits[EACH]}/bring-back")

    assert EACH in ada.page("/today").text


def test_a_day_cannot_be_ticked_on_what_lies_in_the_archive(app, world, ben):
    track_id = world.tracks[f"{ARCHIVED} of ben"]
    before = ticks(app, track_id)

    answers = [ben.send(f"/tracks/{track_id}/ticks/{day}").status_code for day in (TODAY, date(2026, 3, 1))]

    assert (answers, ticks(app, track_id)) == ([303, 303], before)


def test_habits_move_up_and_down_within_their_strategy(app, ada):
    with acting(app):
        for name in ("one", "two", "three"):
            planted(name, by="ada", mode=Mode.EACH, strategy=1)
        planted("other", by="ada", mode=Mode.EACH, strategy=2)
    ids = {name: habit(app, name)[0].id for name in ("one", "two", "three")}

    def order():
        text = ada.page("/habits").text
        return sorted(ids, key=text.index)

    def move(name, way):
        ada.submit("/habits", to=f"/habits/{ids[name]}/{way}")
        return order()

    assert order() == ["one", "two", "three"]
    assert move("three", "up") == ["one", "three", "two"]
    assert move("one", "up") == ["one", "three", "two"]
    assert move("two", "down") == ["one", "three", "two"]
    assert move("one", "down") == ["three", "one", "two"]


def test_moving_what_is_archived_or_alone_changes_nothing(app, world, ada):
    before = rows(app, select(Habit.id, Habit.position).order_by(Habit.id))
    for name in (ARCHIVED, ADAS_PRIVATE, EACH):
        for way in ("up", "down"):
            assert ada.send(f"/habits/{world.habits[name]}/{way}").status_code == 303

    assert rows(app, select(Habit.id, Habit.position).order_by(Habit.id)) == before


def test_a_habit_shared_by_choice_is_there_for_both_with_its_history(app, world, ada, ben):
    answer = ada.submit("/habits/share", habit=[str(world.habits[UNSHARED])])

    assert answer.status_code == 303
    assert ben.get(f"/habits/{world.habits[UNSHARED]}").status_code == 200
    assert owners(app, world.habits[UNSHARED]) == [
        (world.people["ada"], date(2026, 1, 25)),
        (world.people["ben"], TODAY),
    ]
    settled(app, "ada")


def test_sharing_twice_or_what_is_not_ones_own_changes_nothing(app, world, ada, ben):
    for _time in range(2):
        ada.send("/habits/share", habit=[str(world.habits[UNSHARED])])
    ben.send(
        "/habits/share", habit=[str(world.habits[ADAS_PRIVATE]), str(world.habits[CLEOS]), "x", "9" * 5000]
    )

    assert len(owners(app, world.habits[UNSHARED])) == 2
    assert [habit(app, name)[0].shared for name in (ADAS_PRIVATE, CLEOS)] == [False, False]


def test_who_is_alone_cannot_share_yet(app, world, cleo):
    answer = cleo.send("/habits/share", habit=[str(world.habits[CLEOS])])

    assert answer.status_code == 303
    assert habit(app, CLEOS)[0].shared is False
