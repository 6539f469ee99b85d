"""Two people, or two windows of one, with the same thing open: nobody writes over what they have not seen."""

import pytest
from sqlalchemy import select

from tests.databases import kept
from tests.visitors import Page, Visitor
from tests.world import (
    ADA_TO_BEN,
    ADAS_REFLECTION,
    BEN_TO_ADA,
    BENS_JAR,
    BENS_OWN,
    EACH,
    OPENED_WEEK,
    OUTING,
    REMEMBERED,
    SEALED_WEEK,
    TODAY,
    TOGETHER,
)
from tracker.models import Habit, Note, Person, Space


def filled(visitor, path, to=""):
    """What a form says as somebody has it open."""
    return visitor.page(path).form(to or path).values


def habit_of(app, world, name=EACH):
    return kept(app, select(Habit).where(Habit.id == world.habits[name]))[0]


def test_two_who_change_a_habit_do_not_undo_each_other(app, world, ada, ben):
    path = f"/habits/{world.habits[EACH]}/edit"
    adas = filled(ada, path)
    ben.submit(path, name="Ben’s name for it", cue="After the tea")

    answer = ada.post(path, data=adas | {"name": "Ada’s name for it", "strategy": "3"})

    page = Page.of(answer)
    assert (answer.status_code, habit_of(app, world).name) == (422, "Ben’s name for it")
    assert "Ben has changed this while you were writing" in page.text
    assert "There now: Ben’s name for it You wrote: Ada’s name for it" in page.text
    values = page.form(path).values
    assert (values["name"], values["cue"], values["strategy"]) == ("Ada’s name for it", "After the tea", "3")

    again = ada.post(path, data=values)

    made = habit_of(app, world)
    assert (again.status_code, made.name, made.cue, made.strategy) == (
        303,
        "Ada’s name for it",
        "After the tea",
        3,
    )


def test_how_often_is_told_as_one_and_taken_along_where_it_was_not_touched(world, ada, ben):
    path = f"/habits/{world.habits[TOGETHER]}/edit"
    adas = filled(ada, path)
    ben.submit(path, often="days", times_in_days="2", days="9", goal="2.5", unit="cups")

    page = Page.of(ada.post(path, data=adas | {"name": "Another name"}))

    values = page.form(path).values
    assert "How often? There now: 2 times every 9 days" in page.text
    assert "How much at a time? There now: 2.5" in page.text
    assert (values["often"], values["times_in_days"], values["days"]) == ("days", "2", "9")
    assert (values["goal"], values["unit"], values["name"]) == ("2.5", "cups", "Another name")


def test_a_habit_that_went_into_the_archive_meanwhile_says_so(app, world, ada, ben):
    path = f"/habits/{world.habits[EACH]}"
    adas = filled(ada, f"{path}/edit")
    ben.send(f"{path}/archive")

    answer = ada.post(f"{path}/edit", data=adas | {"cue": "Many words"})

    page = Page.of(answer)
    assert (answer.status_code, page.form(f"{path}/edit").values["cue"]) == (422, "Many words")
    assert "The archive There now: It is in the archive." in page.text


def test_ones_own_habit_is_only_changed_by_oneself(world, ben):
    path = f"/habits/{world.habits[BENS_OWN]}/edit"
    older = filled(ben, path)
    ben.submit(path, private="y")

    page = Page.of(ben.post(path, data=older | {"cue": "At noon"}))

    assert "You have changed this in another window in the meantime." in page.text
    assert "Not for my partner There now: yes" in page.text
    assert page.form(path).values["private"] == "y"


def test_two_who_shape_the_space_do_not_undo_each_other(app, world, ada, ben):
    adas = filled(ada, "/settings/space")
    ben.submit("/settings/space", name="Ben’s name for it")

    answer = ada.post("/settings/space", data=adas | {"check_in_weekday": "2"})

    page = Page.of(answer)
    space = kept(app, select(Space).where(Space.id == world.spaces["ada"]))[0]
    assert (answer.status_code, space.name, space.check_in_weekday) == (422, "Ben’s name for it", 6)
    assert "There now: Ben’s name for it" in page.text
    assert page.form("/settings/space").values["check_in_weekday"] == "2"


def test_an_older_window_of_ones_own_says_what_the_newer_has_changed(app, world, ada):
    older = filled(ada, "/settings/profile")
    ada.submit("/settings/profile", colour="plum", day_ends_at="5")

    answer = ada.post("/settings/profile", data=older | {"name": "Ada the First"})

    page = Page.of(answer)
    person = kept(app, select(Person).where(Person.id == world.people["ada"]))[0]
    assert (answer.status_code, person.name, person.colour, person.day_ends_at) == (422, "Ada", "plum", 5)
    assert "Your day ends at There now: 05:00" in page.text


def test_a_picture_taken_away_meanwhile_is_told(app, world, ada):
    path = f"/wall/{world.notes[ADA_TO_BEN]}/edit"
    older = filled(ada, path)
    ada.submit(path, without_picture="y", body="The newer window")

    answer = ada.post(path, data=older | {"body": "The older window"})

    page = Page.of(answer)
    assert (answer.status_code, page.form(path).values["body"]) == (422, "The older window")
    assert "There now: The newer window You wrote: The older window" in page.text
    assert "The picture There now: There is no picture." in page.text


def test_an_answer_from_an_older_window_is_kept_beside_the_one_there_is(app, world, ben):
    answer_to = f"/wall/{world.notes[ADA_TO_BEN]}/answer"
    older = filled(ben, "/wall", answer_to)
    ben.submit("/wall", to=answer_to, answer="From the phone")

    answer = ben.post(answer_to, data=older | {"answer": "From the desk"})

    stored = kept(app, select(Note.answer).where(Note.id == world.notes[ADA_TO_BEN]))
    assert (answer.status_code, stored) == (422, ["From the phone"])
    assert "There now: From the phone You wrote: From the desk" in Page.of(answer).text


def test_an_amount_that_the_other_has_changed_is_not_written_over(world, ada, ben):
    ben.submit(f"/habits/{world.habits[TOGETHER]}/edit", goal="20", unit="minutes")
    amount = f"/tracks/{world.tracks[TOGETHER]}/days/{TODAY}"
    row = f"amount-{world.tracks[TOGETHER]}"
    ada.submit(amount, to=f"{amount}/amount", amount="5")
    today, day = (filled(ada, "/today"), filled(ada, amount, f"{amount}/amount"))
    ben.submit(amount, to=f"{amount}/amount", amount="12")

    ada.post(f"/tracks/{world.tracks[TOGETHER]}/ticks/{TODAY}/amount", data=today | {row: "7"})
    on_today = ada.page("/today")
    ada.post(f"{amount}/amount", data=day | {"amount": "8"})
    on_the_day = ada.page(amount)

    assert "It now says 12" in on_today.text and "You typed 7" in on_today.text
    assert "It now says 12" in on_the_day.text and "You typed 8" in on_the_day.text
    assert filled(ada, amount, f"{amount}/amount")["amount"] == "12"


GONE = {
    "an answer to a note that was deleted": (
        lambda world: ("/wall", f"/wall/{world.notes[BEN_TO_ADA]}/answer", "answer"),
        lambda world: f"/wall/{world.notes[BEN_TO_ADA]}/delete",
    ),
    "a date that was deleted": (
        lambda world: (f"/dates/{world.outings[OUTING]}/edit", "", "note"),
        lambda world: f"/dates/{world.outings[OUTING]}/delete",
    ),
    "a day to remember that was deleted": (
        lambda world: (f"/dates/days/{world.remembered[REMEMBERED]}/edit", "", "name"),
        lambda world: f"/dates/days/{world.remembered[REMEMBERED]}/delete",
    ),
}


@pytest.mark.parametrize("case", GONE)
def test_what_is_gone_or_hidden_by_now_is_told_kindly_and_the_words_are_kept(world, ada, ben, case):
    form, act = GONE[case]
    path, to, name = form(world)
    adas = filled(ada, path, to)
    assert ben.send(act(world)).status_code == 303

    answer = ada.post(to or path, data=adas | {name: "Many words"})

    assert (answer.status_code, "It is not here any more" in answer.text) == (404, True)
    assert "Many words" in answer.text
    assert not adas["seen"] or adas["seen"] not in answer.text


def test_whoever_never_saw_it_learns_nothing_from_a_stamp_made_up(world, cleo):
    there, nowhere = (
        cleo.send(f"/habits/{number}/edit", name="Many words", seen="0" * 8)
        for number in (world.habits[EACH], 2**40)
    )

    assert (there.status_code, there.data) == (nowhere.status_code, nowhere.data)


AT_ONCE = {
    "a habit": ("ada", "ben", lambda world: (f"/habits/{world.habits[EACH]}/edit", "", "name")),
    "the space": ("ada", "ben", lambda _world: ("/settings/space", "", "name")),
    "a date": ("ada", "ben", lambda world: (f"/dates/{world.outings[OUTING]}/edit", "", "place")),
    "a day": ("ada", "ben", lambda world: (f"/dates/days/{world.remembered[REMEMBERED]}/edit", "", "name")),
    "oneself": ("ada", "ada", lambda _world: ("/settings/profile", "", "name")),
    "a note": ("ada", "ada", lambda world: (f"/wall/{world.notes[ADA_TO_BEN]}/edit", "", "body")),
    "an answer": ("ben", "ben", lambda world: ("/wall", f"/wall/{world.notes[ADA_TO_BEN]}/answer", "answer")),
    "a jar note": ("ben", "ben", lambda world: (f"/wall/jar/{world.jar_notes[BENS_JAR]}/edit", "", "body")),
    "a reflection": (
        "ada",
        "ada",
        lambda world: (f"/reflections/{world.reflections[ADAS_REFLECTION]}/edit", "", "body"),
    ),
    "a check-in": ("ben", "ben", lambda _world: (f"/check-in/{SEALED_WEEK}", "", "went_well")),
    "what one hears": (
        "ben",
        "ben",
        lambda _world: (f"/check-in/{OPENED_WEEK}", f"/check-in/{OPENED_WEEK}/heard/went-well", "line"),
    ),
    "what one wants": ("ada", "ada", lambda _world: ("/help/summary", "/help/summary/wants", "words")),
}


@pytest.mark.parametrize("case", AT_ONCE)
@pytest.mark.crossed("a form, and the database")
def test_of_two_who_save_at_the_same_instant_one_is_taken_and_one_is_told(concurrent, case):
    *names, form = AT_ONCE[case]
    path, to, field = form(concurrent.world)
    windows = [Visitor.of(name, concurrent.app) for name in names]
    opened = [filled(each, path, to) | {field: f"Window {n}"} for n, each in enumerate(windows, start=1)]

    answers = concurrent.at_once(
        *(
            lambda window=window, values=values: window.post(to or path, data=values)
            for window, values in zip(windows, opened, strict=True)
        )
    )

    taken = [n for n, answer in enumerate(answers, start=1) if answer.status_code == 303]
    told = [answer for answer in answers if answer.status_code == 422]
    assert (len(taken), len(told)) == (1, 1)
    assert filled(windows[0], path, to)[field] == f"Window {taken[0]}"
    assert f"There now: Window {taken[0]} You wrote: Window {3 - taken[0]}" in Page.of(told[0]).text
