"""An archive put in the order in which somebody reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tracker.archives.things import Archive, Who
from tracker.catalogue.prompts import prompt_called
from tracker.catalogue.strategies import strategy_called
from tracker.checkins.things import CHECK_INS, CheckIn
from tracker.dates.things import OUTINGS, Outing
from tracker.domain.days import Rhythm, today
from tracker.domain.milestones import Milestone, MilestoneKind, sentence_of
from tracker.domain.prompts import Prompt
from tracker.domain.strategies import Strategy
from tracker.domain.texts import Sentence
from tracker.habits.things import HABITS, Habit
from tracker.milestones.things import MILESTONES
from tracker.reflections.things import REFLECTIONS, Reflection
from tracker.wall.things import NOTES, Note


@dataclass(frozen=True, slots=True)
class Chapter:
    """The habits of one strategy."""

    strategy: Strategy
    habits: tuple[Habit, ...]


@dataclass(frozen=True, slots=True)
class BookWeek:
    """What was written for a week, one's own first."""

    week: date
    check_ins: tuple[CheckIn, ...]


@dataclass(frozen=True, slots=True)
class Pinned:
    """A note with the day on which it was written, and the name of the habit it is about."""

    note: Note
    day: date
    habit_name: str
    strategy: Strategy | None


@dataclass(frozen=True, slots=True)
class Thought:
    """A reflection with the question it began with, if it did."""

    reflection: Reflection
    prompt: Prompt | None


@dataclass(frozen=True, slots=True)
class Book:
    """All of it: habits by strategy; weeks, notes, reflections and dates with the latest first; ``habit_names`` go by key.

    ``things`` is all that capabilities have declared, by the names of the fields.
    """

    archive: Archive
    things: Mapping[str, object]
    habit_names: Mapping[str, str]
    chapters: tuple[Chapter, ...]
    archived: tuple[Habit, ...]
    weeks: tuple[BookWeek, ...]
    notes: tuple[Pinned, ...]
    reflections: tuple[Thought, ...]
    milestones: tuple[tuple[Sentence, date], ...]
    outings: tuple[Outing, ...]


def book_of(archive: Archive) -> Book:
    """An archive as a book."""
    kept = [habit for habit in archive[HABITS] if habit.archived_on is None]
    rhythm = Rhythm(archive.me.zone, archive.me.day_ends_at)
    names = {habit.key: habit.name for habit in archive[HABITS]}
    return Book(
        archive=archive,
        things={field.name: found for field, found in archive.things.items()},
        habit_names=names,
        chapters=tuple(
            Chapter(strategy, tuple(habits))
            for slug, habits in groupby(kept, key=lambda habit: habit.strategy)
            if (strategy := strategy_called(slug))
        ),
        archived=tuple(habit for habit in archive[HABITS] if habit.archived_on is not None),
        weeks=tuple(
            BookWeek(week, tuple(sorted(check_ins, key=lambda each: each.by is not Who.ME)))
            for week, check_ins in groupby(reversed(archive[CHECK_INS]), key=lambda each: each.week)
        ),
        notes=tuple(
            Pinned(
                note,
                today(rhythm, note.written_at),
                names.get(note.habit, ""),
                strategy_called(note.strategy),
            )
            for note in reversed(archive[NOTES])
        ),
        reflections=tuple(
            Thought(each, prompt_called(each.entry.prompt)) for each in reversed(archive[REFLECTIONS])
        ),
        milestones=tuple(
            (
                sentence_of(
                    Milestone(MilestoneKind(each.kind), each.number), alone=archive.alone_on(each.reached_on)
                ),
                each.reached_on,
            )
            for each in reversed(archive[MILESTONES])
        ),
        outings=tuple(sorted(archive[OUTINGS], key=lambda each: (each.day, each.starts_at), reverse=True)),
    )
