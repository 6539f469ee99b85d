"""One list: what is open first, done below, unasked folded, the partner's own by itself; and what it says at the end."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from tests.databases import acting
from tests.world import (
    BEN_TO_ADA,
    BENS_OWN,
    CLEOS,
    EACH,
    NOW,
    TODAY,
    TOGETHER,
    on,
    person,
    planted,
    ticked,
)
from tracker.domain.garden import Stage
from tracker.domain.habits import Mode
from tracker.domain.kindness import DAYS_LOOKED_BACK
from tracker.domain.schedules import OnWeekdays, TimesAWeek
from tracker.extensions import db
from tracker.garden.queries import garden_page
from tracker.models import Habit, Note, Pause
from tracker.spaces import actions as spaces
from tracker.today.lists import MOST_OPEN
from tracker.today.queries import today_page

pytestmark = pytest.mark.on_either(
    "each reads the lists of a day by the same statements as the one beside it"
)

DAY = timedelta(days=1)
AWAY = "You have been away. Begin with one."


def only(*names: str, by: str = "cleo") -> None:
    """Somebody has so many habits and no others, in this order."""
    db.session.execute(delete(Habit).where(Habit.space_id == person(by).space_id))
    for name in names:
        planted(name, by=by, mode=Mode.ONE, since=TODAY - 20 * DAY)


def listed(name, now=NOW, day=None):
    lists = today_page(person(name), day, now).lists
    every = (lists.open, lists.more, lists.done, lists.unasked, lists.partners)
    return tuple([row.habit.name for row in each] for each in every)


def test_open_ones_come_first_then_done_ones_and_unasked_ones_by_themselves(inside):
    only("one", "two", "three", "four")
    planted(
        "on mondays", by="cleo", mode=Mode.ONE, schedule=OnWeekdays(frozenset({0})), since=TODAY - 9 * DAY
    )
    ticked("two", TODAY, 1, by="cleo")

    assert listed("cleo") == (["one", "three", "four"], [], ["two"], ["on mondays"], [])


def test_what_is_done_though_nothing_asked_for_it_is_done(inside):
    only()
    planted(
        "on mondays", by="cleo", mode=Mode.ONE, schedule=OnWeekdays(frozenset({0})), since=TODAY - 9 * DAY
    )
    ticked("on mondays", TODAY, 1, by="cleo")

    assert listed("cleo") == ([], [], ["on mondays"], [], [])


def test_what_has_all_of_its_week_is_asked_for_no_more(inside):
    only()
    planted("twice", by="cleo", mode=Mode.ONE, schedule=TimesAWeek(2), since=TODAY - 9 * DAY)
    ticked("twice", TODAY - 2 * DAY, 1, by="cleo")
    before = listed("cleo")
    ticked("twice", TODAY - DAY, 1, by="cleo")

    assert (before, listed("cleo")) == ((["twice"], [], [], [], []), ([], [], [], ["twice"], []))


def test_habits_stand_in_the_order_in_which_they_were_planted_whatever_their_strategy(inside):
    only()
    for number, name in ((9, "thanks"), (1, "write"), (6, "walk")):
        planted(name, by="cleo", mode=Mode.ONE, strategy=number, since=TODAY)

    assert listed("cleo")[0] == ["thanks", "write", "walk"]


def test_of_thirty_eight_are_open_and_the_rest_is_folded(app, cleo):
    names = [f"habit {n:02}" for n in range(30)]
    with acting(app):
        only(*names)
        assert listed("cleo") == (names[:MOST_OPEN], names[MOST_OPEN:], [], [], [])

    page = cleo.page("/today")
    assert "and 22 more" in page.text
    assert all(name in page.text for name in names)


def test_what_the_partner_does_alone_stands_under_their_name(app, ada):
    with acting(app):
        assert listed("ada")[4] == [BENS_OWN]
        assert listed("ben")[4] == []
    assert "What Ben does alone" in ada.page("/today").text


def test_of_the_partner_only_what_they_have_done_is_said(app, ada):
    said = ada.page("/today").text
    assert f"{EACH}: not yet" in said
    assert "Ben: not yet" not in said and "Ben: done" not in said

    with acting(app):
        ticked(EACH, TODAY, 1, by="ben")
    assert f"{EACH}: not yet. Ben: done" in ada.page("/today").text


def test_the_pair_is_one_button_pressed_or_not(app, ada, world):
    path = f"/tracks/{world.tracks[f'{EACH} of ada']}/ticks/{TODAY}"
    pressed = {
        given.get("formaction"): given["aria-pressed"]
        for _tag, given in ada.page("/today").tags
        if "aria-pressed" in given
    }
    assert pressed[path] == "false"
    assert not any(str(world.tracks[f"{EACH} of ben"]) in path for path in pressed)

    assert ada.send(path, came_from="/today").status_code == 303

    page = ada.page("/today")
    assert f"{EACH}: done" in page.text
    assert "true" in [given.get("aria-pressed") for _tag, given in page.tags]


def test_alone_there_is_one_circle_and_no_word_for_two(cleo):
    page = cleo.page("/today")

    assert f"{CLEOS}: " in page.text
    assert "rings__theirs" not in page.source and "rings--together" not in page.source
    assert "both" not in page.text


def test_after_somebody_has_left_there_is_one_circle_and_no_word_for_two(app, ada, ben):
    with acting(app):
        planted("tea", by="ada", mode=Mode.ONE, since=TODAY)
    ben.submit("/settings/leave")
    ada.submit("/today", to="/farewell")

    page = ada.page("/today")
    assert "tea: not yet" in page.text
    assert "rings__theirs" not in page.source and "rings--together" not in page.source
    for word in ("Ben", "both", "Our weeks", BEN_TO_ADA):
        assert word not in page.text


# What is said once all is done.


@pytest.mark.parametrize(
    ("hour", "words"),
    [(17, "That is today."), (23, "That is today."), (24, "Good night."), (30, "Good night.")],
)
def test_once_all_is_done_the_day_says_so_and_in_the_evening_good_night(inside, hour, words):
    only("tea")
    now = on(TODAY).replace(hour=0) + timedelta(hours=hour)  # Cleo's clock is four hours behind
    assert today_page(person("cleo"), None, now).ending == ""

    ticked("tea", TODAY, 1, by="cleo")

    assert today_page(person("cleo"), None, now).ending == words


@pytest.mark.parametrize(("hour", "day", "time"), [(5, TODAY - DAY, "night"), (6, TODAY, "morning")])
def test_a_day_has_its_night_until_it_ends_and_then_it_is_the_next_morning(inside, hour, day, time):
    spaces.live_by(person("cleo"), zone="UTC", day_ends_at=6, now=NOW - 2 * DAY)

    head = today_page(person("cleo"), None, on(TODAY).replace(hour=hour)).head

    assert (head.day, head.time) == (day, time)


def test_nothing_is_said_at_the_end_of_a_day_on_which_nothing_was_done(inside):
    only()
    assert today_page(person("cleo"), None, NOW).ending == ""
    only("tea")
    ticked("tea", TODAY - DAY, 1, by="cleo")
    assert today_page(person("cleo"), TODAY - DAY, NOW).ending == ""


def test_to_two_it_is_said_when_both_are_done(inside):
    only(by="ada")
    planted("thanks", by="ada", mode=Mode.EACH, since=TODAY)
    planted("walk", by="ada", mode=Mode.TOGETHER, since=TODAY)
    planted("diary", by="ben", mode=Mode.ONE, private=True, since=TODAY)
    late = NOW + timedelta(hours=2)
    for name in ("thanks", "walk"):
        ticked(name, TODAY, 1, by="ada")
    endings = [today_page(person(name), None, late).ending for name in ("ada", "ben")]

    ticked("thanks", TODAY, 1, by="ben")

    assert endings == ["Good night.", ""]
    assert today_page(person("ada"), None, late).ending == "Good night, you two."


# After a long absence.


def test_after_a_long_absence_it_says_so_and_shows_no_old_number_until_something_is_ticked(app, moment, cleo):
    moment.shift((DAYS_LOOKED_BACK + 20) * DAY)
    page = cleo.page("/today")
    assert AWAY in page.text
    assert "kept" not in page.text and "days you tended" not in page.text

    button = next(given["formaction"] for _tag, given in page.tags if "aria-pressed" in given)
    cleo.send(button, came_from="/today")

    page = cleo.page("/today")
    assert AWAY not in page.text
    assert "kept" in page.text


def test_what_the_other_does_makes_nobody_present(inside):
    later = (DAYS_LOOKED_BACK + 20) * DAY
    ticked(EACH, TODAY + later, 3, by="ben")
    ticked(TOGETHER, TODAY + later, 1, by="ben")

    heads = [today_page(person(name), None, NOW + later).head for name in ("ada", "ben")]
    assert [head.away for head in heads] == [True, False]


def test_nobody_new_nobody_on_holiday_and_nobody_without_habits_has_been_away(inside):
    later = NOW + (DAYS_LOOKED_BACK + 20) * DAY
    assert today_page(person("cleo"), None, later).head.away
    assert not today_page(person("cleo"), TODAY, later).head.away

    pause = Pause(
        space_id=person("cleo").space_id, starts_on=later.date() - 2 * DAY, ends_on=later.date() + DAY
    )
    db.session.add(pause)
    db.session.flush()
    assert not today_page(person("cleo"), None, later).head.away
    db.session.delete(pause)
    db.session.flush()
    person("cleo").joined_on = later.date() - DAY
    assert not today_page(person("cleo"), None, later).head.away
    person("cleo").joined_on = TODAY - 60 * DAY
    only()
    assert not today_page(person("cleo"), None, later).head.away


# The garden above, and the newest note beside.


@pytest.mark.parametrize("name", ["ada", "ben", "cleo"])
def test_the_strip_shows_the_plants_of_the_garden_as_they_stand_there(inside, name):
    garden = [bed.plant for bed in garden_page(person(name), NOW).beds if bed.plant.stage is not Stage.BED]

    assert [plant for _strategy, plant in today_page(person(name), None, NOW).plants] == garden


def test_the_garden_is_one_link_with_one_sentence(ada):
    page = ada.page("/today")

    assert page.links.count("/garden") == 1
    assert "The garden: 5 plants" in page.text


def test_the_partners_newest_note_stands_beside_the_day(app, ada, ben, cleo):
    assert BEN_TO_ADA in ada.page("/today").text
    assert BEN_TO_ADA not in ada.page(f"/today/{TODAY - DAY}").text
    assert BEN_TO_ADA not in ben.page("/today").text

    with acting(app):
        db.session.execute(update(Note).where(Note.body == BEN_TO_ADA).values(deleted_at=NOW))
    assert BEN_TO_ADA not in ada.page("/today").text
