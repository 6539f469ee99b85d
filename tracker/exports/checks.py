"""What an archive must hold to before anything of it is brought in: the rules that its shape alone does not say."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import TypeVar

from tracker.domain.acknowledgements import answered
from tracker.domain.amounts import UNIT_LENGTH
from tracker.domain.appointments import ITEM_LENGTH, ITEMS_AN_APPOINTMENT, REACH_LENGTH, WHO_LENGTH
from tracker.domain.appointments import NOTE_LENGTH as APPOINTMENT_NOTE_LENGTH
from tracker.domain.appointments import PLACE_LENGTH as APPOINTMENT_PLACE_LENGTH
from tracker.domain.checkins import ANSWER_LENGTH as CHECK_IN_ANSWER_LENGTH
from tracker.domain.checkins import CLOSENESS, MOST_APPRECIATED, STEPS, WENT, State
from tracker.domain.checkins import LINE_LENGTH as ANSWER_LINE_LENGTH
from tracker.domain.covers import LINE_LENGTH
from tracker.domain.days import LATEST_DAY_END
from tracker.domain.habits import CUE_LENGTH, Mode
from tracker.domain.habits import NAME_LENGTH as HABIT_NAME_LENGTH
from tracker.domain.ideas import IDEA_LENGTH
from tracker.domain.jar import JAR_LENGTH
from tracker.domain.milestones import Kind, Milestone, may_be
from tracker.domain.notes import ANSWER_LENGTH as NOTE_ANSWER_LENGTH
from tracker.domain.notes import NOTE_LENGTH, REACTIONS
from tracker.domain.outings import LENGTH_NAMES, PLACE_LENGTH
from tracker.domain.outings import LINE_LENGTH as OUTING_LINE_LENGTH
from tracker.domain.outings import NOTE_LENGTH as OUTING_NOTE_LENGTH
from tracker.domain.outings import TITLE_LENGTH as OUTING_TITLE_LENGTH
from tracker.domain.outings import State as Outcome
from tracker.domain.people import COLOURS, NAME_LENGTH, SPACE_NAME_LENGTH
from tracker.domain.pictures import DESCRIPTION_LENGTH
from tracker.domain.prompts import Topic
from tracker.domain.quotas import TERMS_A_HABIT
from tracker.domain.reflections import (
    ANSWER_LENGTH,
    BODY_LENGTH,
    LOOK_QUESTIONS,
    PROMPT_LENGTH,
    TITLE_LENGTH,
    Entry,
    may_share,
)
from tracker.domain.reflections import Kind as ReflectionKind
from tracker.domain.remarks import LONGEST_REMARK
from tracker.domain.remembered import NAME_LENGTH as REMEMBERED_NAME_LENGTH
from tracker.domain.remembered import is_yearly
from tracker.domain.strategies import STRATEGIES, strategy_called
from tracker.domain.summaries import fits_on_paper
from tracker.domain.terms import WHOLE
from tracker.exports.plain import Odd
from tracker.exports.things import (
    Appointment,
    Archive,
    Asked,
    CheckIn,
    Cover,
    Figures,
    Habit,
    Heard,
    Idea,
    JarNote,
    Note,
    Opened,
    Outing,
    Pause,
    Reflection,
    Remark,
    RememberedDay,
    Tick,
    Track,
    Who,
)
from tracker.exports.ways import turn_rightly
from tracker.exports.weight import refuse_too_much

Thing = TypeVar("Thing")

ZONE_LENGTH = 64
A_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")

# More than anybody comes to, beside what members have quotas for.
MOST_PAUSED = timedelta(days=10_000)
MOST_OPENED = 20_000
MOST_COVERS = 10_000
MOST_MILESTONES = 1_000

NOTES = {
    (Who.ME, Who.PARTNER),
    (Who.ME, Who.FORMER),
    (Who.ME, Who.WAITING),
    (Who.PARTNER, Who.ME),
    (Who.FORMER, Who.ME),
}
WHOSE = {
    Mode.EACH: [{Who.ME}, {Who.PARTNER}, {Who.ME, Who.PARTNER}],
    Mode.ONE: [{Who.ME}, {Who.PARTNER}],
    Mode.TOGETHER: [{Who.TOGETHER}],
}


def check(archive: Archive) -> None:
    """Raise `Odd` for what Tend would not have written or could not keep, and `Refused` for more than it has room for."""
    refuse_too_much(archive)
    with at("space"):
        weekdays = (archive.space.first_weekday, archive.space.check_in_weekday)
        must(len(archive.space.name) <= SPACE_NAME_LENGTH and all(0 <= each <= 6 for each in weekdays))
        must(turn_rightly(archive.space), "turns")
    with at("me"):
        check_person(archive.me.name, archive.me.colour)
        must(0 <= archive.me.day_ends_at <= LATEST_DAY_END)
    if archive.partner is not None:
        with at("partner"):
            check_person(archive.partner.name, archive.partner.colour)
    keys = [each.key for each in archive.habits]
    with at("habits"):
        must(keys == [f"h{n + 1}" for n in range(len(keys))])
        check_each(archive.habits, check_habit)
    with at("pauses"):
        must(all(each <= MOST_PAUSED for each in paused(archive.pauses)))
        check_each(archive.pauses, partial(check_pause, keys=keys))
    with at("check_ins"):
        must(unlike((each.week, each.by) for each in archive.check_ins))
        check_each(archive.check_ins, partial(check_check_in, keys=keys))
    with at("notes"):
        check_each(archive.notes, partial(check_note, keys=keys))
        numbers = [each.picture.number for each in archive.notes if each.picture]
        must(numbers == [n + 1 for n in range(len(numbers))], "picture")
    with at("jar"):
        check_each(archive.jar, check_jar_note)
    with at("opened"):
        must(len(archive.opened) <= MOST_OPENED and unlike(each.opened_on for each in archive.opened))
        check_each(archive.opened, check_opened)
    with at("reflections"):
        check_each(archive.reflections, check_reflection)
    with at("covers"):
        must(len(archive.covers) <= MOST_COVERS)
        must(unlike((each.day, each.covered) for each in archive.covers))
        check_each(archive.covers, check_cover)
    with at("milestones"):
        must(len(archive.milestones) <= MOST_MILESTONES)
        must(unlike((each.kind, each.number) for each in archive.milestones))
        must(
            all(
                each.kind in list(Kind) and may_be(Milestone(Kind(each.kind), each.number))
                for each in archive.milestones
            )
        )
    with at("outings"):
        check_each(archive.outings, check_outing)
    with at("ideas"):
        check_each(archive.ideas, check_idea)
    with at("remembered"):
        check_each(archive.remembered, check_remembered)
    with at("appointments"):
        check_each(archive.appointments, check_appointment)
    must(fits_on_paper(archive.wants), "wants")
    must(archive.partner is not None or not partners_things(archive), "partner")


def check_person(name: str, colour: str) -> None:
    must(0 < len(name) <= NAME_LENGTH, "name")
    must(colour in COLOURS, "colour")


def check_habit(habit: Habit) -> None:
    must(0 < len(habit.name) <= HABIT_NAME_LENGTH, "name")
    must(len(habit.cue) <= CUE_LENGTH, "cue")
    must(len(habit.unit) <= UNIT_LENGTH, "unit")
    must(strategy_called(habit.strategy) is not None, "strategy")
    must(habit.owner is Who.ME or (habit.owner is Who.PARTNER and habit.shared), "owner")
    with at("asks"):
        must(
            0 < len(habit.asks) <= TERMS_A_HABIT
            and all(one.since < other.since for one, other in pairwise(habit.asks))
        )
        check_each(habit.asks, check_asked)
    whose = [each.whose for each in habit.tracks]
    with at("tracks"):
        must(unlike(whose) and set(whose) in WHOSE[habit.mode])
        check_each(habit.tracks, check_track)


def check_asked(asked: Asked) -> None:
    must(asked.goal >= 0, "goal")
    try:
        must(bool(asked.schedule))
    except ValueError:
        raise Odd("times") from None


def check_track(track: Track) -> None:
    must(all(each >= 0 for each in counts(track.streak)), "streak")
    must(unlike(each.day for each in track.ticks), "ticks")
    with at("ticks"):
        check_each(track.ticks, check_tick)
    must(unlike((each.day, each.by) for each in track.remarks), "remarks")
    with at("remarks"):
        check_each(track.remarks, check_remark)


def check_tick(tick: Tick) -> None:
    must(tick.amount == WHOLE or tick.amount >= 0, "amount")


def check_remark(remark: Remark) -> None:
    must(remark.by in (Who.ME, Who.PARTNER), "by")
    must(remark.by is Who.ME or not remark.private, "private")
    must(len(remark.body) <= LONGEST_REMARK, "body")


def counts(streak: Figures) -> tuple[int, ...]:
    return streak.length, streak.longest, streak.graces, streak.resting_length, streak.kept


def paused(pauses: Iterable[Pause]) -> Collection[timedelta]:
    """How long each habit was paused in all, and everybody's together."""
    lengths: defaultdict[str, timedelta] = defaultdict(timedelta)
    for each in pauses:
        lengths[each.habit] += each.ends_on - each.starts_on
    return lengths.values()


def check_pause(pause: Pause, keys: list[str]) -> None:
    must(pause.starts_on <= pause.ends_on, "ends_on")
    must(pause.whose in (Who.ME, Who.PARTNER, Who.TOGETHER), "whose")
    must(not pause.habit or pause.habit in keys, "habit")


def check_check_in(check_in: CheckIn, keys: list[str]) -> None:
    answers = check_in.answers
    must(check_in.by in (Who.ME, Who.PARTNER), "by")
    must(not check_in.habit or (check_in.by is Who.ME and check_in.habit in keys), "habit")
    must(answers.small_thing_went in (0, *WENT), "answers", "small_thing_went")
    if check_in.by is Who.PARTNER:
        must(check_in.state is State.OPENED, "state")
        must(not answers.private_line, "answers", "private_line")
    must(
        answers.closeness in CLOSENESS or (answers.closeness == 0 and check_in.state is State.DRAFT),
        "answers",
    )
    must(len(answers.appreciated) <= MOST_APPRECIATED, "answers", "appreciated")
    must(
        all(len(each) <= ANSWER_LINE_LENGTH for each in (*answers.appreciated, answers.small_thing)),
        "answers",
    )
    long = (answers.went_well, answers.talk_about, answers.feel_loved, answers.private_line)
    must(all(len(each) <= CHECK_IN_ANSWER_LENGTH for each in long), "answers")
    numbers = [number for number, _step in answers.ratings]
    known = {each.number for each in STRATEGIES}
    must(unlike(numbers) and known.issuperset(numbers), "answers", "ratings")
    must(all(step in STEPS for _number, step in answers.ratings), "answers", "ratings")
    with at("heard"):
        must(unlike(each.question for each in check_in.heard))
        check_each(check_in.heard, partial(check_heard, check_in=check_in))
    opened = check_in.by is Who.ME and check_in.state is State.OPENED
    readers = (Who.PARTNER, Who.FORMER) if opened else (Who.NOBODY,)
    must(check_in.opened_to in readers, "opened_to")


def check_heard(heard: Heard, check_in: CheckIn) -> None:
    others = (Who.ME,) if check_in.by is Who.PARTNER else (Who.PARTNER, Who.FORMER)
    must(check_in.state is State.OPENED and heard.by in others, "by")
    must(heard.question in answered(check_in.answers), "question")
    must(len(heard.line) <= ANSWER_LINE_LENGTH, "line")


def check_note(note: Note, keys: list[str]) -> None:
    must((note.by, note.to) in NOTES, "to")
    must(len(note.body) <= NOTE_LENGTH, "body")
    must(not note.strategy or strategy_called(note.strategy) is not None, "strategy")
    must(not note.habit or note.habit in keys, "habit")
    must(not note.reaction or note.reaction in REACTIONS, "reaction")
    must(
        note.picture is None or len(note.picture.description) <= DESCRIPTION_LENGTH, "picture", "description"
    )
    must(len(note.answer) <= NOTE_ANSWER_LENGTH and (not note.answer or note.to is not Who.WAITING), "answer")


def check_jar_note(note: JarNote) -> None:
    must(note.to in (Who.PARTNER, Who.FORMER, Who.WAITING), "to")
    must(len(note.body) <= JAR_LENGTH, "body")


def check_opened(opened: Opened) -> None:
    must(opened.by in (Who.PARTNER, Who.FORMER), "by")
    must(len(opened.body) <= JAR_LENGTH, "body")


def check_reflection(reflection: Reflection) -> None:
    must(reflection.by in (Who.ME, Who.PARTNER), "by")
    with at("entry"):
        check_entry(reflection.entry)
    must(reflection.by is Who.ME or reflection.shared_at is None, "shared_at")
    shared = reflection.by is Who.PARTNER or reflection.shared_at is not None
    must(may_share(reflection.entry.kind) or not shared, "entry", "kind")


def check_entry(entry: Entry) -> None:
    must(len(entry.title) <= TITLE_LENGTH, "title")
    must(len(entry.body) <= BODY_LENGTH, "body")
    must(
        len(entry.prompt) <= PROMPT_LENGTH and bool(entry.prompt) is (entry.kind is ReflectionKind.GUIDED),
        "prompt",
    )
    must(len(entry.answers) == (len(LOOK_QUESTIONS) if entry.kind is ReflectionKind.LOOK else 0), "answers")
    must(all(len(each) <= ANSWER_LENGTH for each in entry.answers), "answers")
    must(entry.kind is not ReflectionKind.LOOK or entry.topic is Topic.CONFLICT, "topic")


def check_cover(cover: Cover) -> None:
    must(cover.covered in (Who.ME, Who.PARTNER), "covered")
    must(cover.covered is Who.ME or not cover.declined, "declined")
    must(len(cover.line) <= LINE_LENGTH, "line")


def check_outing(outing: Outing) -> None:
    must(outing.by is Who.ME or (outing.by is Who.PARTNER and outing.shared), "by")
    must(0 < len(outing.title) <= OUTING_TITLE_LENGTH, "title")
    must(len(outing.place) <= PLACE_LENGTH, "place")
    must(len(outing.note) <= OUTING_NOTE_LENGTH, "note")
    must(len(outing.line) <= OUTING_LINE_LENGTH, "line")
    must(outing.minutes in LENGTH_NAMES, "minutes")
    must(len(outing.zone) <= ZONE_LENGTH, "zone")
    must(not outing.starts_at or A_TIME.fullmatch(outing.starts_at) is not None, "starts_at")
    must(outing.prepared_by in (Who.NOBODY, Who.ME, Who.PARTNER, Who.TOGETHER), "prepared_by")


def check_appointment(appointment: Appointment) -> None:
    must(appointment.by is Who.ME or (appointment.by is Who.PARTNER and appointment.shared), "by")
    must(0 < len(appointment.who) <= WHO_LENGTH, "who")
    must(len(appointment.place) <= APPOINTMENT_PLACE_LENGTH, "place")
    must(len(appointment.reach) <= REACH_LENGTH, "reach")
    must(len(appointment.note) <= APPOINTMENT_NOTE_LENGTH, "note")
    must(len(appointment.zone) <= ZONE_LENGTH, "zone")
    must(not appointment.starts_at or A_TIME.fullmatch(appointment.starts_at) is not None, "starts_at")
    must(len(appointment.to_bring) <= ITEMS_AN_APPOINTMENT, "to_bring")
    must(all(0 < len(each.name) <= ITEM_LENGTH for each in appointment.to_bring), "to_bring")


def check_idea(idea: Idea) -> None:
    must(idea.by is Who.ME or (idea.by is Who.PARTNER and idea.shared), "by")
    must(0 < len(idea.title) <= IDEA_LENGTH, "title")


def check_remembered(day: RememberedDay) -> None:
    must(day.by is Who.ME or (day.by is Who.PARTNER and day.shared), "by")
    must(0 < len(day.name) <= REMEMBERED_NAME_LENGTH, "name")
    must(is_yearly(day.month, day.day, day.year), "day")


def partners_things(archive: Archive) -> bool:
    """Whether anything in it is a partner's, so that there must be one."""
    tracks = [track for habit in archive.habits for track in habit.tracks]
    return bool(archive.covers) or Who.PARTNER in {
        *(each.owner for each in archive.habits),
        *(each.whose for each in tracks),
        *(remark.by for each in tracks for remark in each.remarks),
        *(each.whose for each in archive.pauses),
        *(each.by for each in archive.check_ins),
        *(each.opened_to for each in archive.check_ins),
        *(heard.by for each in archive.check_ins for heard in each.heard),
        *(who for each in archive.notes for who in (each.by, each.to)),
        *(each.to for each in archive.jar),
        *(each.by for each in archive.opened),
        *(Who.PARTNER if each.shared_at else each.by for each in archive.reflections),
        *(who for each in archive.outings for who in (each.by, each.prepared_by)),
        *(each.by for each in archive.ideas),
        *(each.by for each in archive.remembered),
        *(each.by for each in archive.appointments),
    }


def latest_day(archive: Archive) -> date:
    """The last day that anything in it says somebody has lived; pauses may go on."""
    tracks = [track for habit in archive.habits for track in habit.tracks]
    return max(
        archive.space.founded_on,
        archive.me.joined_on,
        archive.partner.joined_on if archive.partner else date.min,
        *(each.starts_on for each in archive.habits),
        *(asked.since for each in archive.habits for asked in each.asks),
        *(each.archived_on for each in archive.habits if each.archived_on),
        *(each.starts_on for each in tracks),
        *(tick.day for each in tracks for tick in each.ticks),
        *(each.week for each in archive.check_ins),
        *(each.written_on for each in archive.reflections),
        *(each.day for each in archive.covers),
        *(each.opened_on for each in archive.opened),
        *(each.reached_on for each in archive.milestones),
        *(each.day for each in archive.outings if each.state is Outcome.DONE),
    )


@contextmanager
def at(step: str | int) -> Iterator[None]:
    """Say of whatever is odd in here where that was."""
    try:
        yield
    except Odd as odd:
        raise odd.within(step) from None


def check_each(things: Sequence[Thing], check_one: Callable[[Thing], None]) -> None:
    """Check some things, and say of an odd one which it was."""
    for number, each in enumerate(things):
        try:
            check_one(each)
        except Odd as odd:
            raise odd.within(number) from None


def must(right: bool, *place: str | int) -> None:
    if not right:
        raise Odd(*place)


def unlike(things: Iterable[object]) -> bool:
    """Whether no two are the same."""
    listed = list(things)
    return len(set(listed)) == len(listed)
