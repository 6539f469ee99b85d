from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.databases import kept
from tests.world import ADA_OPENED, ADA_SEALED, NOW, ONCE_OPENED_WEEK, OPENED_WEEK, SEALED_WEEK, TODAY, person
from tracker.checkins import actions
from tracker.checkins.queries import week_page
from tracker.domain.checkins import Answers
from tracker.domain.habits import Mode
from tracker.domain.refusals import Refused
from tracker.domain.schedules import TimesAWeek
from tracker.extensions import db
from tracker.habits.queries import habit_of, habits_of
from tracker.models import CheckIn, Habit

OPENED = f"/check-in/{OPENED_WEEK}"
SEALED = f"/check-in/{SEALED_WEEK}"


def planted(name, week=OPENED_WEEK):
    return actions.plant_small_thing(week, by=person(name), now=NOW)


def seen_by(name):
    return {habit.name for habit in habits_of(person(name))}


def test_it_becomes_a_habit_of_ones_own_once_a_week(inside, world):
    habit_id = planted("ada").id

    assert week_page(person("ada"), OPENED_WEEK, NOW).own.habit_id == habit_id
    assert week_page(person("ben"), OPENED_WEEK, NOW).partners.habit_id is None
    habit = habit_of(person("ada"), habit_id)
    assert [terms.schedule for terms in habit.terms] == [TimesAWeek(1)]
    assert (habit.name, habit.mode, habit.owner_id, habit.starts_on, habit.shared) == (
        ADA_OPENED.small_thing,
        Mode.ONE,
        world.people["ada"],
        TODAY,
        True,
    )


def test_two_taps_make_one_habit(inside):
    before = len(habits_of(person("ada")))

    assert planted("ada").id == planted("ada").id
    assert len(habits_of(person("ada"))) == before + 1


@pytest.mark.parametrize("week", [SEALED_WEEK])
def test_before_it_opens_it_would_tell_the_partner_a_word_of_it(inside, week):
    with pytest.raises(Refused, match="once this check-in has opened"):
        planted("ada", week)

    assert ADA_SEALED.small_thing not in seen_by("ada") | seen_by("ben")


def test_of_what_is_kept_it_is_private(inside):
    actions.make_private(SEALED_WEEK, by=person("ada"), now=NOW)

    habit = planted("ada", SEALED_WEEK)

    assert (habit.name, habit.shared) == (ADA_SEALED.small_thing, False)
    assert ADA_SEALED.small_thing not in seen_by("ben")


def test_of_what_had_opened_to_one_who_has_left_it_is_private_too(inside):
    assert planted("ada", ONCE_OPENED_WEEK).shared is False


def test_without_a_small_thing_there_is_nothing_to_plant(inside):
    week = SEALED_WEEK - timedelta(weeks=1)
    late = NOW - timedelta(weeks=1)
    actions.seal(week, Answers(closeness=3), by=person("cleo"), now=late)

    with pytest.raises(Refused, match="not set yourself"):
        actions.plant_small_thing(week, by=person("cleo"), now=NOW)


def test_one_tap_on_the_page_is_enough_and_leads_to_the_habit_from_then_on(app, world, ada, ben):
    assert f"{OPENED}/small-thing" in ada.page(OPENED).actions
    assert [
        action
        for action in ben.page(OPENED).actions
        if action.endswith("/small-thing") and "heard" not in action
    ] == [f"{OPENED}/small-thing"]

    answer = ada.submit(OPENED, to=f"{OPENED}/small-thing")

    habit = kept(app, select(Habit).where(Habit.name == ADA_OPENED.small_thing))[0]
    page = ada.page(OPENED)
    assert (answer.status_code, answer.location) == (303, f"{OPENED}#small-thing")
    assert f"“{habit.name}” is planted" in page.text
    assert f"{OPENED}/small-thing" not in page.actions
    assert f'href="/habits/{habit.id}"' in page.source


def test_the_week_after_asks_how_it_went(app, world, ada, ben):
    ada.send(f"{SEALED}/reopen")

    page = ada.page(SEALED)
    assert "How did last week’s small thing go?" in page.text
    assert ADA_OPENED.small_thing in page.text
    ada.submit(SEALED, press="seal", small_thing_went="3")
    ben.submit(SEALED, press="seal", closeness="3")

    for visitor, whose in ((ada, "You"), (ben, "Ada")):
        assert f"Last week’s small thing {whose} It happened" in visitor.page(SEALED).text
    assert ADA_OPENED.small_thing not in ben.page(SEALED).text


def test_what_was_set_in_a_draft_or_not_at_all_is_not_asked_about(app, world, ben, cleo):
    assert "How did last week’s small thing go?" in ben.page(SEALED).text
    cleo.send(f"{SEALED}/reopen")
    assert "How did last week’s small thing go?" not in cleo.page(SEALED).text


@pytest.mark.parametrize("went", ["4", "9" * 40])
def test_an_answer_that_is_none_is_said_in_words(app, world, ben, went):
    answer = ben.submit(SEALED, small_thing_went=went, went_well="Still here")

    assert (answer.status_code, "Still here" in answer.text) == (422, True)


def test_a_long_small_thing_is_cut_after_a_word(inside, world):
    actions.reopen(SEALED_WEEK, by=person("ada"), now=NOW)
    actions.save(SEALED_WEEK, replace(ADA_SEALED, small_thing="word " * 90), by=person("ada"), now=NOW)
    actions.make_private(SEALED_WEEK, by=person("ada"), now=NOW)

    assert planted("ada", SEALED_WEEK).name == ("word " * 24)[:-1] + "…"


def test_two_taps_at_the_same_instant_make_one_habit(concurrent):
    def act():
        actions.plant_small_thing(OPENED_WEEK, by=person("ada"), now=NOW)
        db.session.commit()

    assert concurrent.at_once(act, act) == [None, None]
    with concurrent.app.app_context():
        named = select(Habit.id).where(Habit.name == ADA_OPENED.small_thing)
        ids = list(db.session.scalars(named))
        linked = select(CheckIn.habit_id).where(CheckIn.habit_id.is_not(None))
        assert list(db.session.scalars(linked)) == ids
        assert len(ids) == 1
        db.session.rollback()
