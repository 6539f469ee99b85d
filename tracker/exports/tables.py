"""The same as an archive holds, as tables that a spreadsheet opens. Nothing is read back from them.

A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from tracker.domain.amounts import plain
from tracker.domain.prompts import prompt_called
from tracker.domain.strategies import STRATEGIES
from tracker.domain.terms import WHOLE
from tracker.exports.things import Archive, Habit, Track, Who

MARK = "\ufeff"  # tells spreadsheets that this is UTF-8
CALCULATED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Cell = str | int | float | bool | date | None
Row = Iterable[Cell]


def tables(archive: Archive) -> dict[str, bytes]:
    """The tables by their file names."""
    return {
        "habits.csv": written(habit_rows(archive)),
        "ticks.csv": written(tick_rows(archive)),
        "check-ins.csv": written(check_in_rows(archive)),
        "heard.csv": written(heard_rows(archive)),
        "notes.csv": written(note_rows(archive)),
        "reflections.csv": written(reflection_rows(archive)),
        "remarks.csv": written(remark_rows(archive)),
        "jar.csv": written(jar_rows(archive)),
        "dates.csv": written(outing_rows(archive)),
        "ideas.csv": written(idea_rows(archive)),
        "days-to-remember.csv": written(remembered_rows(archive)),
        "appointments.csv": written(appointment_rows(archive)),
        "wants-from-help.csv": written(wants_rows(archive)),
    }


def written(rows: Iterable[Row]) -> bytes:
    table = io.StringIO(newline="")
    table.write(MARK)
    csv.writer(table).writerows([cell(each) for each in row] for row in rows)
    return table.getvalue().encode()


def cell(value: Cell) -> str:
    """What stands in a cell for a value, never a formula.

    >>> cell("=1+1"), cell(True), cell(None), cell(0.5)
    ("'=1+1", 'yes', '', '0.5')
    """
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.isoformat(timespec="seconds")
        case str() if value.startswith(CALCULATED):
            return f"'{value}"
    return str(value)


def tracks(archive: Archive) -> Iterator[tuple[Habit, Track]]:
    return ((habit, track) for habit in archive.habits for track in habit.tracks)


def habit_rows(archive: Archive) -> Iterator[Row]:
    """A line for each track."""
    yield (
        *("key", "habit", "cue", "strategy", "done by", "owner", "shared", "unit", "whose", "starts on"),
        *("archived on", "asks per", "weekdays (0 Monday)", "times", "days", "goal"),
        *("streak", "first day", "last day", "longest", "first day of longest", "last day of longest"),
        *("graces", "kept in all", "strength"),
    )
    for habit, track in tracks(archive):
        asks, streak = habit.asks[-1], track.streak
        yield (
            *(habit.key, habit.name, habit.cue, habit.strategy, habit.mode, habit.owner, habit.shared),
            *(habit.unit, track.whose, track.starts_on, habit.archived_on, asks.per),
            *(" ".join(map(str, asks.weekdays)), asks.times or "", asks.days or "", plain(asks.goal)),
            *(streak.length, *span(streak.length, streak.first_on, streak.last_on)),
            *(streak.longest, *span(streak.longest, streak.longest_first_on, streak.longest_last_on)),
            *(streak.graces, streak.kept, track.strength),
        )


def span(length: int, first: date, last: date) -> tuple[Cell, Cell]:
    return (first, last) if length else ("", "")


def tick_rows(archive: Archive) -> Iterator[Row]:
    """An amount that was not said is the whole of what was asked, and stands as nothing."""
    yield "key", "habit", "whose", "day", "amount", "unit", "ticked at"
    for habit, track in tracks(archive):
        for tick in track.ticks:
            amount = "" if tick.amount == WHOLE else plain(tick.amount) or "0"
            yield habit.key, habit.name, track.whose, tick.day, amount, habit.unit, tick.ticked_at


def check_in_rows(archive: Archive) -> Iterator[Row]:
    """Closeness from 1 to 7, how a small thing went from 1 to 3, and a step from 1 to 5 for each strategy's statement."""
    yield (
        *("week", "by", "state", "closeness", "appreciated", "went well", "to talk about"),
        *("would help me feel loved", "small thing", "how last week's went", "only for me"),
        *(f"statement: {each.slug}" for each in STRATEGIES),
    )
    for check_in in archive.check_ins:
        answers, steps = check_in.answers, dict(check_in.answers.ratings)
        yield (
            *(check_in.week, check_in.by, check_in.state, answers.closeness or ""),
            *("\n".join(answers.appreciated), answers.went_well, answers.talk_about),
            *(answers.feel_loved, answers.small_thing, answers.small_thing_went or ""),
            answers.private_line,
            *(steps.get(each.number, "") for each in STRATEGIES),
        )


def heard_rows(archive: Archive) -> Iterator[Row]:
    """A line for each answer that the other has heard."""
    yield "week", "answer of", "answer", "heard by", "line", "heard at"
    for check_in in archive.check_ins:
        for each in check_in.heard:
            yield check_in.week, check_in.by, each.question, each.by, each.line, each.heard_at


def note_rows(archive: Archive) -> Iterator[Row]:
    yield (
        "written at",
        "from",
        "to",
        "note",
        "strategy",
        "habit",
        "reaction",
        "answer",
        "pinned",
        "changed at",
        "picture",
        "what is to be seen",
    )
    names = {each.key: each.name for each in archive.habits}
    for note in archive.notes:
        yield (
            *(note.written_at, note.by, note.to, note.body, note.strategy, names.get(note.habit, "")),
            *(note.reaction, note.answer, note.pinned, note.edited_at),
            *((note.picture.file, note.picture.description) if note.picture else ("", "")),
        )


def jar_rows(archive: Archive) -> Iterator[Row]:
    """What one has put into the jar, and then what one has opened."""
    yield "note", "from", "to", "written at", "opened on"
    for note in archive.jar:
        yield note.body, Who.ME, note.to, note.written_at, ""
    for opened in archive.opened:
        yield opened.body, opened.by, Who.ME, "", opened.opened_on


def reflection_rows(archive: Archive) -> Iterator[Row]:
    """The answers of a look from outside stand under each other."""
    yield "written on", "by", "kind", "topic", "question", "title", "text", "answers", "shared at"
    for each in archive.reflections:
        entry, asked = each.entry, prompt_called(each.entry.prompt)
        yield (
            *(each.written_on, each.by, entry.kind, entry.topic, asked.text if asked else ""),
            *(entry.title, entry.body, "\n".join(entry.answers), each.shared_at),
        )


def remark_rows(archive: Archive) -> Iterator[Row]:
    yield "key", "habit", "whose", "day", "by", "private", "remark", "written at"
    for habit, track in tracks(archive):
        for remark in track.remarks:
            yield (
                *(habit.key, habit.name, track.whose, remark.day, remark.by, remark.private),
                *(remark.body, remark.written_at),
            )


def outing_rows(archive: Archive) -> Iterator[Row]:
    """The minutes of one with an open end are nothing."""
    yield (
        *("day", "time", "zone", "minutes", "date", "where", "state", "prepared by", "to remember"),
        *("a line about it", "planned by", "shared"),
    )
    for each in archive.outings:
        yield (
            *(each.day, each.starts_at, each.zone, each.minutes or "", each.title, each.place, each.state),
            *(each.prepared_by, each.note, each.line, each.by, each.shared),
        )


def idea_rows(archive: Archive) -> Iterator[Row]:
    yield "idea", "from", "shared"
    for each in archive.ideas:
        yield each.title, each.by, each.shared


def remembered_rows(archive: Archive) -> Iterator[Row]:
    yield "what", "month", "day", "first year", "from", "shared"
    for each in archive.remembered:
        yield each.name, each.month, each.day, each.year or "", each.by, each.shared


def appointment_rows(archive: Archive) -> Iterator[Row]:
    """What to take along stands under each other; what is packed carries a check."""
    yield "day", "time", "zone", "with", "where", "how to reach", "to remember", "to bring", "from", "shared"
    for each in archive.appointments:
        to_bring = "\n".join(f"{thing.name} ✓" if thing.packed else thing.name for thing in each.to_bring)
        yield (
            *(each.day, each.starts_at, each.zone, each.who, each.place, each.reach, each.note),
            *(to_bring, each.by, each.shared),
        )


def wants_rows(archive: Archive) -> Iterator[Row]:
    yield ("what I want from help",)
    if archive.wants:
        yield (archive.wants,)
