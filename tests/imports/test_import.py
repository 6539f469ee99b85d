"""From a file of Loop's to habits on Today: nothing before it is confirmed, everything once, and nobody else's."""

import random
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from sqlalchemy import delete, func, select

from tests import references
from tests.house.doors import everything
from tests.house.test_queries import counted
from tests.imports.loop_files import COFFEE, HABITS, READING, WATER, backup, csv_export, csv_files, zipped
from tests.references import Asked, judged_track, outcome_of, streak_over
from tests.settled import assert_settled, assert_shown, company_in
from tests.world import CLEOS, NOW, TODAY, person, planted
from tracker.domain import folds
from tracker.domain.habits import HABITS_A_SPACE, HabitPlan, Mode
from tracker.domain.pauses import PausedDays
from tracker.domain.schedules import DAILY, TimesAMonth, TimesAWeek, TimesInDays
from tracker.domain.terms import WHOLE
from tracker.extensions import db
from tracker.habits import actions as keeping
from tracker.habits.company import history_of, state_of, streak_of
from tracker.habits.queries import habits_of
from tracker.habits.tracks import ticks_on
from tracker.imports import actions, compact, files, loop, queries
from tracker.imports.arrivals import arrival, numbered, schedule_of
from tracker.imports.choices import CameIn, Choices
from tracker.imports.loop_history import LoopHabit, LoopMark, MarkKind
from tracker.imports.taking import take
from tracker.models import (
    Appointment,
    CheckIn,
    Habit,
    Note,
    Outing,
    OwnIdea,
    Pause,
    Reflection,
    Remark,
    RememberedDay,
    Tick,
    Upload,
    UploadPart,
    Wants,
)
from tracker.pauses import actions as pauses

A_DAY = timedelta(days=1)
PAGE = "/settings/import"
PREVIEW = f"{PAGE}/preview"
PROGRESS = f"{PAGE}/progress"


def bring(habits, *, by="ada", now=NOW, make=csv_export, strategy=6):
    """All habits of a file, in one go, as somebody confirms them."""
    content = files.as_stored(make(habits))
    history = files.read(content)
    actions.store("loop.zip", content, by=person(by), now=now)
    chosen = Choices(dict.fromkeys(range(history.habit_count), strategy))
    actions.choose(chosen, queries.waiting_for(person(by)), by=person(by))
    waiting = queries.waiting_for(person(by))
    while waiting.done_count < waiting.chosen_count:
        waiting = actions.go_on(history, waiting, by=person(by), now=now)
    return waiting


def imported(by="ada"):
    """The habits that came from elsewhere, by their names, each with its one track."""
    db.session.expire_all()
    return {
        habit.name: (habit, habit.tracks[0])
        for habit in habits_of(person(by))
        if habit.origin.startswith("loop:")
    }


# What comes in.


@pytest.mark.parametrize("make", [csv_export, backup])
def test_everything_in_a_file_comes_in_as_private_habits_of_ones_own(inside, make):
    came = bring(HABITS, make=make).choices.came

    assert came == CameIn(habits=3, ticks=6, skips=1, notes=4)
    found = imported()
    reading, track = found[READING.name]
    assert (reading.mode, reading.shared, reading.owner_id) == ("one", False, person("ada").id)
    assert (reading.strategy, reading.starts_on, reading.archived_on) == (6, date(2026, 2, 26), None)
    assert reading.terms[0].schedule == TimesAWeek(3)
    assert ticks_on(track.id) == {date(2026, 2, 27): WHOLE, date(2026, 3, 1): WHOLE}
    water, track = found["Water"]
    assert (water.unit, water.terms[0].schedule, water.terms[0].goal) == ("litres", DAILY, 2500)
    assert ticks_on(track.id) == {date(2026, 2, 28): 750, date(2026, 3, 1): 3000}
    coffee, track = found["Coffee"]
    assert (coffee.unit, coffee.terms[0].goal, coffee.archived_on) == ("", 0, date(2026, 3, 2))
    assert ticks_on(track.id) == {date(2026, 2, 28): WHOLE, date(2026, 3, 1): WHOLE}
    assert_settled("ada", NOW)
    assert_shown("ada", NOW)


def test_skips_are_pauses_of_the_habit_and_notes_are_for_oneself(inside):
    days = [date(2026, 3, 1) + n * A_DAY for n in range(6)]
    marks = [LoopMark(day, MarkKind.SKIPPED if 1 <= n != 4 else MarkKind.DONE) for n, day in enumerate(days)]
    bring([replace(READING, marks=tuple(marks)), WATER])

    reading, _track = imported()[READING.name]
    pauses = db.session.execute(
        select(Pause.starts_on, Pause.ends_on, Pause.person_id).where(Pause.habit_id == reading.id)
    )
    assert sorted(map(tuple, pauses)) == [(days[1], days[3], None), (days[5], days[5], None)]
    _water, track = imported()["Water"]
    remark = db.session.scalars(select(Remark).where(Remark.track_id == track.id)).one()
    assert (remark.body, remark.private, remark.author_id) == ("Hot", True, person("ada").id)


def test_days_that_have_not_come_for_oneself_stay_behind(inside):
    marks = tuple(LoopMark(TODAY + n * A_DAY, MarkKind.DONE) for n in (-1, 0, 1, 2))
    bring([replace(READING, marks=marks)])

    _habit, track = imported()[READING.name]
    assert sorted(ticks_on(track.id)) == [TODAY - A_DAY, TODAY]
    assert arrival(replace(READING, marks=marks), TODAY).changes[-1].values == {"count": 2}


def test_a_habit_without_days_begins_today(inside):
    bring([LoopHabit(1, "New"), LoopHabit(2, "Put away", archived=True)])

    found = imported()
    assert (found["New"][0].starts_on, found["New"][0].archived_on) == (TODAY, None)
    assert (found["Put away"][0].starts_on, found["Put away"][0].archived_on) == (TODAY, TODAY)
    assert_settled("ada", NOW)


@pytest.mark.parametrize(
    ("times", "days", "schedule"),
    [
        (1, 1, DAILY),
        (7, 7, DAILY),
        (1, 7, TimesAWeek(1)),
        (4, 30, TimesAMonth(4)),
        (28, 31, TimesAMonth(28)),
        (30, 31, TimesAMonth(28)),
        (2, 14, TimesInDays(2, 14)),
        (1, 365, TimesInDays(1, 365)),
        (1, 9999, TimesInDays(1, 365)),
        (9998, 9999, TimesInDays(365, 365)),
    ],
)
def test_how_often_is_the_same_or_the_nearest(times, days, schedule):
    assert schedule_of(times, days) == schedule


def test_what_does_not_fit_is_cut_and_said():
    long = LoopHabit(
        1, "x" * 121, measurable=True, unit="y" * 25, goal=2**31 - 1, times=29, days=30, marks=WATER.marks
    )

    coming = arrival(long, TODAY)

    assert (len(coming.name), len(coming.unit), coming.terms.goal) == (120, 24, 10**9)
    assert [each.values for each in coming.changes] == [
        {"times": 29, "days": 30},
        {"most": 120},
        {"most": 24},
        {"most": "1000000"},
    ]


def test_a_day_above_a_most_is_no_tick():
    marks = (LoopMark(date(2026, 3, 1), MarkKind.DONE, 2000), LoopMark(date(2026, 3, 2), MarkKind.DONE, 2001))

    coming = arrival(replace(COFFEE, marks=marks), TODAY)

    assert coming.ticks == {date(2026, 3, 1): WHOLE}
    assert coming.changes[0].values == {"most": "2 cups"}
    assert coming.archived_on == date(2026, 3, 3)


def test_habits_beyond_the_room_there_is_are_left_out(inside):
    many = [LoopHabit(n, f"Habit {n}", archived=n % 2 == 0) for n in range(1, 2 * HABITS_A_SPACE + 30)]

    came = bring(many, by="cleo").choices.came

    assert (came.habits, came.left_out) == (2 * HABITS_A_SPACE - 1, 30)


# Streaks and strengths.


FREQUENCIES = {
    (1, 1): {"per": "weekdays", "weekdays": frozenset(range(7))},
    (3, 7): {"per": "week", "times": 3},
    (2, 30): {"per": "month", "times": 2},
    (29, 31): {"per": "month", "times": 28},
    (1, 2): {"per": "days", "times": 1, "days": 2},
    (5, 14): {"per": "days", "times": 5, "days": 14},
    (3, 730): {"per": "days", "times": 2, "days": 365},
}


def lived(seed, times, days, position, *, measurable=False, archived=False):
    """A habit that was mostly kept for a year or two, by chance."""
    chance = random.Random(f"{seed} {times} {days}")
    first = TODAY - chance.randint(200, 700) * A_DAY
    last = TODAY - (60 * A_DAY if archived else chance.randint(0, 2) * A_DAY)
    marks = []
    likely = 0.3 + 0.7 * times / days
    for n in range((last - first).days + 1):
        day = first + n * A_DAY
        if n in (0, (last - first).days) or chance.random() < likely:
            marks.append(LoopMark(day, MarkKind.DONE, chance.choice([500, 2000, 3000]) if measurable else 0))
        elif chance.random() < 0.2:
            marks.append(LoopMark(day, MarkKind.SKIPPED, note="Away" if chance.random() < 0.2 else ""))
        elif chance.random() < 0.05:
            marks.append(LoopMark(day, MarkKind.NO, note="Tired"))
    return LoopHabit(
        position,
        f"Habit {position}",
        times=times,
        days=days,
        measurable=measurable,
        unit="pages" if measurable else "",
        goal=2000 if measurable else 0,
        archived=archived,
        marks=tuple(marks),
    )


def lives(seed):
    habits = [lived(seed, *often, n) for n, often in enumerate(FREQUENCIES, start=1)]
    habits.append(lived(seed, 1, 1, 8, measurable=True))
    habits.append(lived(seed, 3, 7, 9, archived=True))
    return habits


def expected(habit, *, today):
    """What a history comes to, by the slow reference, from the marks in Loop alone."""
    marks = habit.marks
    asked = Asked(marks[0].day, goal=habit.goal, **FREQUENCIES[habit.times, habit.days])
    lasting = {
        "terms": [asked],
        "starts_on": marks[0].day,
        "ends_on": marks[-1].day if habit.archived else date.max,
        "ticks": {m.day: m.amount if habit.measurable else -1 for m in marks if m.kind is MarkKind.DONE},
        "pauses": [(m.day, m.day) for m in marks if m.kind is MarkKind.SKIPPED],
        "today": today,
        "first_open_day": today - A_DAY,
    }
    return streak_over(judged_track(**lasting, first_weekday=0)), references.strength(**lasting)


def shown(name, now):
    company = company_in(name, now)
    found = {}
    for habit, track in imported(name).values():
        track.habit = habit
        history = history_of(track, ticks_on(track.id), company)
        state, today = state_of(track), company.todays[person(name).id]
        strength = folds.strength_today(state, history, today, today - A_DAY)
        found[habit.name] = outcome_of(streak_of(track, history.ticks, company)), strength
    return found


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("by", "make"), [("dan", csv_export), ("cleo", backup)])
def test_streaks_and_strengths_are_those_of_the_reference(inside, by, make, seed):
    habits = lives(seed)
    bring(habits, by=by, make=make)

    found = shown(by, NOW)

    for habit in habits:
        streak, strength = expected(habit, today=TODAY)
        assert (habit.name, found[habit.name][0]) == (habit.name, streak)
        assert found[habit.name][1] == pytest.approx(strength)
    assert_settled(by, NOW)
    assert_shown(by, NOW)


# Again, and later.


@pytest.mark.parametrize("by", ["ada", "dan"])
def test_the_same_file_twice_changes_nothing(inside, by):
    habits = [*lives(7), *HABITS]
    bring(habits, by=by)
    db.session.commit()
    before = everything()

    later = bring(habits, by=by, now=NOW + timedelta(minutes=5), strategy=2)

    assert later.choices.came == CameIn()
    db.session.commit()
    assert everything() == before


def test_a_backup_after_a_csv_of_the_same_changes_nothing(inside):
    bring(HABITS)
    db.session.commit()
    before = everything()

    bring(HABITS, make=backup)

    db.session.commit()
    assert everything() == before


@pytest.mark.parametrize("by", ["dan", "cleo"])
def test_a_later_file_adds_the_new_days_and_takes_nothing_away(inside, by):
    habits = lives(3)
    earlier = [replace(each, marks=each.marks[: len(each.marks) // 2]) for each in habits]
    bring(earlier, by=by)
    db.session.execute(delete(Tick).where(Tick.day == TODAY))
    here = {name: ticks_on(track.id) for name, (_habit, track) in imported(by).items()}

    came = bring(habits, by=by).choices.came

    assert came.habits == 0
    for name, (_habit, track) in imported(by).items():
        assert here[name].items() <= ticks_on(track.id).items()
    found = shown(by, NOW)
    for habit in habits:
        assert found[habit.name][0] == expected(habit, today=TODAY)[0], habit.name
    assert_settled(by, NOW)


@pytest.mark.parametrize("name", ["ada", "dan"])
def test_the_couples_streak_knows_of_what_came(inside, name):
    """Of what is shared by now, and of everything while one is alone."""
    days = [TODAY - n * A_DAY for n in range(60, -1, -1)]
    habit = LoopHabit(1, "Walk", marks=tuple(LoopMark(day, MarkKind.DONE) for day in days))
    bring([replace(habit, marks=habit.marks[:20])], by=name)
    if name == "ada":
        keeping.share([imported(name)["Walk"][0]], by=person(name), now=NOW)

    bring([habit], by=name)

    assert_settled(name, NOW)
    assert_shown(name, NOW)


def test_what_was_put_away_here_keeps_the_days_that_come_after(inside):
    days = [TODAY - n * A_DAY for n in range(30, -1, -1)]
    habit = LoopHabit(1, "Walk", marks=tuple(LoopMark(day, MarkKind.DONE) for day in days))
    bring([replace(habit, marks=habit.marks[:10])])
    keeping.archive(imported()["Walk"][0], by=person("ada"), now=NOW - 5 * A_DAY)

    bring([habit])

    assert imported()["Walk"][0].archived_on == TODAY + A_DAY
    assert shown("ada", NOW)["Walk"][0].kept == 31
    assert_settled("ada", NOW)


def test_days_from_before_the_first_let_a_habit_begin_earlier(inside):
    bring([replace(READING, marks=READING.marks[1:])])

    came = bring([READING]).choices.came

    habit, track = imported()[READING.name]
    assert came == CameIn(notes=1)
    first = READING.marks[0].day
    assert (habit.starts_on, track.starts_on, habit.terms[0].since) == (first, first, first)
    assert_settled("ada", NOW)


def test_habits_that_look_alike_stay_apart(inside):
    twins = [replace(WATER, position=n) for n in (1, 2)]

    assert bring(twins).choices.came.habits == 2
    assert bring(twins).choices.came == CameIn()


def test_what_was_planted_here_is_left_alone(inside):
    planted("Water", by="ada")
    bring([WATER])

    assert db.session.scalar(select(func.count()).select_from(Habit).where(Habit.name == "Water")) == 2


def test_ten_years_of_ten_habits_come_in_whole(app):
    first = TODAY - 3652 * A_DAY
    marks = tuple(
        LoopMark(first + n * A_DAY, MarkKind.DONE, note="Fine" if n % 9 == 0 else "")
        for n in range(3650)
        if n % 5
    )
    habits = [LoopHabit(n, f"Habit {n}", marks=marks) for n in range(1, 11)]
    content = csv_export(habits)
    with app.app_context():
        came = bring(habits, make=lambda _habits: content).choices.came
        db.session.commit()

    assert came.ticks == 29200


# Through the pages.


def sent(visitor, content, name="Loop Habits CSV.zip"):
    return visitor.submit(PAGE, file=(BytesIO(content), name))


def sent_whole(visitor, path, content):
    """A large file in a form that is written by hand: the client of the tests would leave a file of its own open."""
    parts = [
        f'--line\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{visitor.form_token()}\r\n',
        '--line\r\nContent-Disposition: form-data; name="file"; filename="large.zip"\r\n',
        "Content-Type: application/zip\r\n\r\n",
    ]
    body = "".join(parts).encode() + content + b"\r\n--line--\r\n"
    return visitor.post(path, data=body, content_type="multipart/form-data; boundary=line")


def rows_of(app):
    with app.app_context():
        found = everything()
        db.session.rollback()
    return found


def test_nothing_is_written_before_it_is_confirmed(app, ada):
    before = rows_of(app)

    assert sent(ada, csv_export()).location == PREVIEW
    page = ada.page(PREVIEW)

    assert "3 habits are in “Loop Habits CSV.zip”" in page.text
    assert READING.name in page.text and "3 times a week" in page.text
    assert "2.5 litres" in page.text and "in the archive" in page.text
    assert "2 ticks 1 skipped day 3 notes" in page.text
    assert "Feb 26, 2026 – Mar 1, 2026" in page.text
    assert "at most 2 cups" in page.text
    after = rows_of(app)
    assert len(after["uploads"]) == 1
    assert after | {"uploads": []} == before


def test_what_is_chosen_comes_in_and_the_file_is_gone(app, ada):
    sent(ada, csv_export())

    answer = ada.submit(PREVIEW, take_2=[], strategy_0="1")
    assert (answer.status_code, answer.location) == (303, PROGRESS)
    page = ada.page(PROGRESS)
    assert "0 of 2 habits" in page.text
    assert ("progress", "0", "2") in [(tag, a.get("value"), a.get("max")) for tag, a in page.tags]
    assert ("form", "onward") in [(tag, a.get("data-behaviour")) for tag, a in page.tags]
    answer = ada.submit(PROGRESS)

    assert answer.location == "/habits"
    page = ada.page("/habits")
    assert "New habits: 2 · ticks: 4 · skipped days: 1 · notes: 4." in page.text
    assert READING.name in page.text and "Coffee" not in page.text
    assert READING.name in ada.page("/today").text
    with app.app_context():
        found = {name: habit.strategy for name, (habit, _track) in imported().items()}
        assert found == {READING.name: 1, "Water": 6}
        assert db.session.scalar(select(func.count()).select_from(Upload)) == 0


def test_it_goes_on_where_it_stopped(app, ada):
    sent(ada, csv_export())
    ada.submit(PREVIEW)
    with app.app_context():
        by = person("ada")
        history, waiting = files.read(queries.content_for(by)), queries.waiting_for(by)
        actions.go_on(history, waiting, by=by, now=NOW)
        db.session.commit()
        assert list(imported()) == [READING.name]

    assert "still waits here" in ada.page(PAGE).text
    assert "1 of 3 habits" in ada.page(PROGRESS).text
    assert ada.get(PREVIEW).location == PROGRESS
    assert ada.submit(PROGRESS).location == "/habits"

    assert "New habits: 3 · ticks: 6 · skipped days: 1 · notes: 4." in ada.page("/habits").text
    with app.app_context():
        assert len(imported()) == 3


def test_two_who_press_at_once_bring_each_habit_in_once(concurrent):
    content = files.as_stored(csv_export(lives(5)))
    history = files.read(content)
    with concurrent.app.app_context():
        actions.store("a", content, by=person("cleo"), now=NOW)
        waiting = queries.waiting_for(person("cleo"))
        actions.choose(Choices(dict.fromkeys(range(9), 6)), waiting, by=person("cleo"))
        db.session.commit()

    def press():
        by = person("cleo")
        for _time in range(9):
            actions.go_on(history, waiting, by=by, now=NOW)
            db.session.commit()

    answers = concurrent.at_once(press, press)

    assert answers == [None, None]
    with concurrent.app.app_context():
        assert len(imported("cleo")) == 9
        assert_settled("cleo", NOW)


def test_what_is_here_already_is_said(ada):
    sent(ada, csv_export())
    ada.submit(PREVIEW)
    ada.submit(PROGRESS)
    more = replace(WATER, marks=(*WATER.marks, LoopMark(TODAY, MarkKind.DONE, 2500)))
    sent(ada, csv_export([READING, more]))

    page = ada.page(PREVIEW)

    assert "Here already, with all its ticks." in page.text
    assert "Here already. 1 new tick comes to it." in page.text
    ada.submit(PREVIEW)
    ada.submit(PROGRESS)
    assert "New habits: 0 · ticks: 1 · skipped days: 0 · notes: 0." in ada.page("/habits").text


def test_what_cannot_be_read_is_said_line_by_line(ada):
    files = csv_files([READING])
    place = next(name for name in files if name.startswith("001") and name.endswith("Checkmarks.csv"))
    files[place] += "".join(f"2025-02-{30 + n},YES_MANUAL,\n" for n in range(104))
    sent(ada, zipped(files))

    page = ada.page(PREVIEW)

    assert "There is no such day between 1970 and 2999." in page.text
    assert page.text.count(f"{place.rpartition('/')[2]}, line ") == 100
    assert "And 4 more." in page.text


def test_what_would_be_too_many_lines_of_a_form_is_still_a_form(ada):
    sent(ada, csv_export([LoopHabit(n, f"Habit {n}") for n in range(1, 400)]))

    assert ada.submit(PREVIEW).location == PROGRESS


# Nobody else's.


def test_somebody_elses_file_is_never_shown(app, ada, ben, cleo, guest):
    sent(ada, csv_export([replace(READING, name="Her own and nobody’s")]), "hers-alone.zip")

    for other in (ben, cleo, guest):
        assert [other.get(path).status_code for path in (PREVIEW, PROGRESS)] == [303, 303]
        told = "".join(other.get(path).text for path in (PAGE, "/settings", "/habits"))
        assert "nobody’s" not in told and "hers-alone" not in told
    for path in (PREVIEW, PROGRESS, f"{PAGE}/cancel"):
        assert ben.send(path).status_code == 303
        assert guest.send(path).status_code == 401
    assert "Her own and nobody’s" in ada.page(PREVIEW).text


def test_nothing_of_it_is_there_for_the_partner(ada, ben):
    before = {path: ben.page(path).text for path in ("/today", "/habits", "/settings")}
    sent(ada, csv_export())
    ada.submit(PREVIEW)
    ada.submit(PROGRESS)

    assert {path: ben.page(path).text for path in before} == before


# What is no file of Loop's, and what comes at the wrong time.


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This is not a file from Loop Habit Tracker."),
        (b"hello", "This is not a file from Loop Habit Tracker."),
        (b"PK\x03\x04 and no more", "This ZIP cannot be opened to its end."),
        (b"x" * (20 * 2**20 + 1), "This file is too large to be from Loop Habit Tracker."),
    ],
    ids=["empty", "a text", "cut short", "a byte too large"],
)
def test_a_file_that_is_none_of_loops_is_refused_in_words(app, ada, content, sentence):
    before = rows_of(app)

    answer = sent_whole(ada, PAGE, content)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert rows_of(app) == before


def test_without_a_file_one_is_asked_for(ada):
    for typed in ({}, {"file": "words"}, {"file": (BytesIO(b""), "")}):
        answer = ada.send(PAGE, **typed)
        assert (answer.status_code, "Please choose a file." in answer.text) == (422, True)


def test_a_file_that_is_far_too_large_is_turned_away_in_words(ada, guest):
    large = {
        "content_type": "multipart/form-data; boundary=line",
        "environ_overrides": {"CONTENT_LENGTH": str(129 * 2**20)},
    }

    answer = ada.post(PAGE, **large)

    assert (answer.status_code, "This file is larger than 128 MB." in answer.text) == (413, True)
    assert guest.post(PAGE, **large).status_code == 413


@pytest.mark.parametrize("path", [PREVIEW, PROGRESS, "/settings/profile", "/wall/jar"])
def test_a_file_is_let_through_nowhere_else(ada, path):
    assert sent_whole(ada, path, b"x" * 600_000).status_code == 413


def test_a_file_with_a_wrong_token_is_turned_away(app, ada):
    before = rows_of(app)

    answer = ada.post(PAGE, data={"csrf_token": "wrong", "file": (BytesIO(csv_export()), "a.zip")})

    assert answer.status_code == 400
    assert rows_of(app) == before


def test_a_second_file_takes_the_place_of_the_first(app, ada):
    sent(ada, csv_export([READING]))
    first = ada.page(PREVIEW).form(PREVIEW).values
    sent(ada, csv_export([WATER]), "other.zip")

    answer = ada.send(PREVIEW, **first)

    assert answer.location == PREVIEW
    page = ada.page(PREVIEW)
    assert "Another file has come in the meantime." in page.text
    assert "Water" in page.text and READING.name not in page.text
    assert len(rows_of(app)["uploads"]) == 1


def test_a_confirmation_sent_twice_is_one(app, ada):
    sent(ada, csv_export())
    form = ada.page(PREVIEW).form(PREVIEW).values
    for _time in range(2):
        assert ada.send(PREVIEW, **form).location == PROGRESS
    ada.submit(PROGRESS)

    assert ada.send(PREVIEW, **form).location == PAGE
    assert "There is no file waiting here any more." in ada.page(PAGE).text
    with app.app_context():
        assert len(imported()) == 3


@pytest.mark.parametrize("strategy", ["0", "11", "-1", "x", "", "9" * 40])
def test_a_strategy_that_is_none_is_asked_for_again(app, ada, strategy):
    sent(ada, csv_export())

    answer = ada.submit(PREVIEW, strategy_1=strategy)

    assert (answer.status_code, "Please choose one of the ten strategies." in answer.text) == (422, True)
    with app.app_context():
        assert not queries.waiting_for(person("ada")).chosen


def test_choosing_nothing_is_asked_about(ada):
    sent(ada, csv_export())

    answer = ada.submit(PREVIEW, take_0=[], take_1=[], take_2=[])

    assert (answer.status_code, "Please choose at least one habit" in answer.text) == (422, True)


@pytest.mark.parametrize("path", [PREVIEW, PROGRESS])
def test_a_file_that_is_gone_is_said_to_be(ada, path):
    for knock in (ada.get, ada.send):
        answer = knock(path)
        assert (answer.status_code, answer.location) == (303, PAGE)
        assert "There is no file waiting here any more." in ada.page(PAGE).text


def test_going_on_before_choosing_leads_to_the_choice(ada):
    sent(ada, csv_export())

    assert ada.get(PROGRESS).location == PREVIEW
    assert ada.send(PROGRESS).location == PREVIEW


def test_a_file_can_be_thrown_away(app, ada):
    sent(ada, csv_export())

    assert ada.submit(PREVIEW, to=f"{PAGE}/cancel").location == PAGE

    assert rows_of(app)["uploads"] == []
    assert ada.send(f"{PAGE}/cancel").status_code == 303


def test_a_file_nobody_came_back_to_is_gone_within_a_day(app, ada, ben, moment):
    sent(ada, csv_export())
    moment.shift(timedelta(hours=25))

    sent(ben, csv_export())

    with app.app_context():
        assert list(db.session.scalars(select(Upload.person_id))) == [person("ben").id]


def test_a_large_file_is_written_in_parts_and_read_as_one(app, ada, monkeypatch):
    monkeypatch.setattr("tracker.imports.actions.A_PART", 100)
    sent(ada, csv_export())

    with app.app_context():
        content = queries.content_for(person("ada"))
        assert content == files.as_stored(csv_export())
        sizes = db.session.scalars(select(func.length(UploadPart.content))).all()
        assert len(sizes) == (len(content) - 1) // 100
        assert max(sizes) <= 100
    ada.submit(PREVIEW)
    assert ada.submit(PROGRESS).location == "/habits"
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(UploadPart)) == 0
        assert len(imported()) == 3


def test_what_was_read_waits_and_nobody_can_hand_it_in(ada):
    """What is kept of a file is read without doubt: so it is only ever of our own making."""
    assert sent(ada, files.as_stored(csv_export())).status_code == 422


@pytest.mark.parametrize("make", [csv_export, backup])
def test_what_was_read_of_a_file_is_kept_whole(make):
    history = loop.read(make(HABITS))
    kept = compact.read(compact.as_stored(history))

    assert kept.history() == history
    assert kept.habit_count == len(history.habits)
    assert [kept.habit(place) for place in range(kept.habit_count)] == list(numbered(history.habits))


def test_what_could_not_be_read_is_kept_with_its_reasons():
    table = csv_files()
    name = next(name for name in table if name.endswith("/Checkmarks.csv"))
    history = loop.read(zipped(table | {name: table[name] + "2026-02-30,2,\n2026-01-01,what,\n"}))

    assert len(history.unreadable) == 2
    assert compact.read(compact.as_stored(history)).history() == history


def test_what_changes_between_working_out_and_writing_is_counted(inside):
    """A pause, a tick on a day that is closed, the habit itself brought in by another: all are in it."""
    content = files.as_stored(csv_export(lives(1)))
    history = files.read(content)
    by = person("cleo")
    actions.store("a", content, by=by, now=NOW)
    actions.choose(Choices({0: 6}), queries.waiting_for(by), by=by)
    waiting = queries.waiting_for(by)
    prepared = actions.prepare(history, waiting, by=by, now=NOW)
    pauses.pause(PausedDays(TODAY - 20 * A_DAY, TODAY - 3 * A_DAY), both=True, by=by, now=NOW)
    keeping.plant(HabitPlan(1, "New", Mode.ONE, DAILY, TODAY - 9 * A_DAY), by=by, now=NOW)

    actions.go_on(history, waiting, by=by, now=NOW, prepared=prepared)

    assert len(imported("cleo")) == 1
    assert_settled("cleo", NOW)
    assert_shown("cleo", NOW)


def test_a_habit_that_came_meanwhile_is_not_planted_twice(inside):
    content = files.as_stored(csv_export(lives(1)))
    history = files.read(content)
    by = person("cleo")
    actions.store("a", content, by=by, now=NOW)
    actions.choose(Choices({0: 6}), queries.waiting_for(by), by=by)
    waiting = queries.waiting_for(by)
    prepared = actions.prepare(history, waiting, by=by, now=NOW)
    take(*history.habit(0)[:1], 6, by=by, now=NOW)

    came = actions.go_on(history, waiting, by=by, now=NOW, prepared=prepared).choices.came

    assert came == CameIn()
    assert len(imported("cleo")) == 1
    assert_settled("cleo", NOW)


def test_there_is_a_limit_to_files_in_an_hour(ada):
    answers = [sent(ada, b"no").status_code for _time in range(31)]

    assert answers == [422] * 30 + [429]


def test_a_page_costs_as_many_queries_for_thirty_habits_as_for_one(app, ada):
    costs = []
    for count in (1, 30):
        sent(ada, csv_export([replace(WATER, position=n, name=f"Water {n}") for n in range(count)]))
        with counted(app) as statements:
            ada.page(PREVIEW)
        costs.append(len(statements))

    assert costs[0] == costs[1]


# An export of Tend's own.


def exported(visitor):
    return visitor.submit("/settings/export").data


def empty_space_of(name):
    own = person(name)
    for table in (Habit, Note, CheckIn, Reflection, Outing, OwnIdea, RememberedDay, Appointment, Wants):
        db.session.execute(delete(table).where(table.space_id == own.space_id))
    db.session.commit()


def test_an_export_of_tends_own_comes_back_whole(app, cleo):
    content = exported(cleo)
    with app.app_context():
        empty_space_of("cleo")
    assert CLEOS not in cleo.page("/habits").text
    assert sent(cleo, content, "tend.zip").location == PREVIEW
    page = cleo.page(PREVIEW)
    assert "“tend.zip” is an export of Tend’s, from Mar 11, 2026." in page.text
    assert "1 habit 5 ticks 1 check-in 1 note" in page.text
    assert cleo.get(PROGRESS).location == PREVIEW

    assert cleo.submit(PREVIEW).location == "/today"

    assert "It is all back." in cleo.page("/habits").text
    assert CLEOS in cleo.page("/habits").text
    assert cleo.send(PREVIEW).location == PAGE
    with app.app_context():
        assert_settled("cleo", NOW)


def test_an_export_comes_back_only_where_there_is_nothing_yet(app, ada):
    sent(ada, exported(ada), "tend.zip")
    before = rows_of(app)

    page = ada.page(PREVIEW)
    assert (
        "There are habits, notes, check-ins, reflections, dates or appointments of yours here already."
        in page.text
    )
    answer = ada.submit(PREVIEW)

    assert (answer.status_code, "of yours here already" in answer.text) == (422, True)
    assert rows_of(app) == before


def test_an_export_is_not_brought_in_as_a_file_of_loops(ada):
    sent(ada, exported(ada), "tend.zip")

    assert ada.send(PROGRESS).location == PREVIEW
    assert ada.send(PREVIEW, mark="another").location == PREVIEW


def test_a_damaged_export_is_refused_in_words(ada):
    answer = sent(ada, exported(ada)[:-30])

    assert (answer.status_code, "This ZIP cannot be opened to its end" in answer.text) == (422, True)
