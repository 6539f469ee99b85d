"""Takes check-ins along, with what was said to their answers, and brings them back."""

from collections.abc import Iterator, Mapping
from functools import partial

from sqlalchemy import select

from tracker.archives.checks import at, check_each, must, unlike
from tracker.archives.rows import add, ids_for
from tracker.archives.taken import Bringing, Row, Taken, Weighed, each_alone, each_half
from tracker.archives.things import Archive, Keys, Who
from tracker.catalogue.strategies import STRATEGIES
from tracker.checkins import things
from tracker.checkins.gathered import gather
from tracker.domain.acknowledgements import CheckInQuestion, answered, without
from tracker.domain.checkins import (
    ANSWER_LENGTH,
    CLOSENESS,
    LINE_LENGTH,
    MOST_APPRECIATED,
    STEPS,
    WENT,
    CheckInState,
)
from tracker.extensions import db
from tracker.habits.things import keys_of
from tracker.models import Acknowledgement, CheckIn


def check(archive: Archive) -> None:
    """One for each week and author at most, and each as it can have been."""
    must(unlike((each.week, each.by) for each in archive[things.CHECK_INS]))
    check_each(archive[things.CHECK_INS], partial(check_check_in, keys=keys_of(archive)))
    check_each(archive[things.CHECK_INS], check_shut)


def check_check_in(check_in: things.CheckIn, keys: list[str]) -> None:
    answers = check_in.answers
    must(check_in.by in (Who.ME, Who.PARTNER), "by")
    must(not check_in.left or check_in.state in (CheckInState.DRAFT, CheckInState.KEPT), "left")
    must(not check_in.habit or (check_in.by is Who.ME and check_in.habit in keys), "habit")
    must(answers.small_thing_went in (0, *WENT), "answers", "small_thing_went")
    if check_in.by is Who.PARTNER:
        must(check_in.state is CheckInState.OPENED, "state")
        must(not answers.private_line, "answers", "private_line")
    must(
        answers.closeness in CLOSENESS or (answers.closeness == 0 and check_in.state is CheckInState.DRAFT),
        "answers",
    )
    must(len(answers.appreciated) <= MOST_APPRECIATED, "answers", "appreciated")
    must(
        all(len(each) <= LINE_LENGTH for each in (*answers.appreciated, answers.small_thing)),
        "answers",
    )
    long = (answers.went_well, answers.talk_about, answers.feel_loved, answers.private_line)
    must(all(len(each) <= ANSWER_LENGTH for each in long), "answers")
    numbers = [number for number, _step in answers.ratings]
    known = {each.number for each in STRATEGIES}
    must(unlike(numbers) and known.issuperset(numbers), "answers", "ratings")
    must(all(step in STEPS for _number, step in answers.ratings), "answers", "ratings")
    with at("heard"):
        must(unlike(each.question for each in check_in.heard))
        check_each(check_in.heard, partial(check_heard, check_in=check_in))
    opened = check_in.by is Who.ME and check_in.state is CheckInState.OPENED
    readers = (Who.PARTNER, Who.FORMER) if opened else (Who.NOBODY,)
    must(check_in.opened_to in readers, "opened_to")


def check_shut(check_in: things.CheckIn) -> None:
    """What stayed shut was answered, had opened, and was to open only where the other wrote too."""
    wished = check_in.answers.mutual and check_in.by is Who.ME and check_in.state is CheckInState.OPENED
    closable = set(answered(check_in.answers)) - {CheckInQuestion.CLOSENESS}
    must(check_in.by is Who.ME or not check_in.answers.mutual, "answers", "mutual")
    with at("shut"):
        must(wished or not check_in.shut)
        must(unlike(check_in.shut) and closable.issuperset(check_in.shut))


def check_heard(heard: things.Heard, check_in: things.CheckIn) -> None:
    others = (Who.ME,) if check_in.by is Who.PARTNER else (Who.PARTNER, Who.FORMER)
    must(check_in.state is CheckInState.OPENED and heard.by in others, "by")
    must(heard.question in answered(without(check_in.answers, check_in.shut)), "question")
    must(len(heard.line) <= LINE_LENGTH, "line")


def alone(archive: Archive, keys: Keys) -> tuple[things.CheckIn, ...]:
    """One's own; what was begun for somebody is for nobody else."""
    kept = each_alone(things.CHECK_INS)(archive, keys)
    return kept if archive.partner is None else tuple(map(things.begun_for_another, kept))


def bring(coming: Bringing, habits: Mapping[str, int]) -> None:
    """One's own; of one that has opened to somebody who has left, what was heard of it too."""
    there = coming.archive[things.CHECK_INS]
    add(
        CheckIn,
        (
            {
                "id": check_in_id,
                "came_on": coming.on,
                "space_id": coming.space_id,
                "author_id": coming.people[each.by],
                "week": each.week,
                "state": each.state.value,
                "appreciated": list(each.answers.appreciated),
                "went_well": each.answers.went_well,
                "closeness": each.answers.closeness or None,
                "ratings": {str(number): step for number, step in each.answers.ratings},
                "talk_about": each.answers.talk_about,
                "feel_loved": each.answers.feel_loved,
                "small_thing": each.answers.small_thing,
                "private_line": each.answers.private_line,
                "small_thing_went": each.answers.small_thing_went or None,
                "mutual": each.answers.mutual,
                "shut": [str(question) for question in each.shut],
                "habit_id": habits.get(each.habit),
                "saved_at": each.saved_at or coming.now,
                "opened_at": each.opened_at,
                "parted_at": coming.now if each.left else None,
                "opened_to_id": None,
            }
            for check_in_id, each in zip(ids_for(CheckIn, [each.id for each in there]), there, strict=True)
        ),
        by_id=coming.by_id,
    )
    bring_heard(coming)


def bring_heard(coming: Bringing) -> None:
    """What was said to the answers in check-ins that have just been brought."""
    rows = db.session.execute(select(CheckIn.week, CheckIn.id).where(CheckIn.author_id == coming.by_id))
    ids = {row.week: row.id for row in rows}
    add(
        Acknowledgement,
        (
            {
                "check_in_id": ids[each.week],
                "question": heard.question.value,
                "space_id": coming.space_id,
                "author_id": coming.people.get(heard.by),
                "line": heard.line,
                "heard_at": heard.heard_at or coming.now,
            }
            for each in coming.archive[things.CHECK_INS]
            for heard in each.heard
            if heard.line or heard.by in coming.people
        ),
        by_id=coming.by_id,
    )


def check_in_rows(archive: Archive) -> Iterator[Row]:
    """Closeness from 1 to 7, how a small thing went from 1 to 3, and a step from 1 to 5 for each strategy's statement."""
    yield (
        *("week", "by", "state", "closeness", "appreciated", "went well", "to talk about"),
        *("would help me feel loved", "small thing", "how last week's went", "for myself"),
        *(f"statement: {each.slug}" for each in STRATEGIES),
        "brought back from a file on",
    )
    for check_in in archive[things.CHECK_INS]:
        answers, steps = check_in.answers, dict(check_in.answers.ratings)
        yield (
            *(check_in.week, check_in.by, check_in.state, answers.closeness or ""),
            *("\n".join(answers.appreciated), answers.went_well, answers.talk_about),
            *(answers.feel_loved, answers.small_thing, answers.small_thing_went or ""),
            answers.private_line,
            *(steps.get(each.number, "") for each in STRATEGIES),
            check_in.came_on,
        )


def heard_rows(archive: Archive) -> Iterator[Row]:
    """A line for each answer that the other has heard."""
    yield "week", "answer of", "answer", "heard by", "line", "heard at"
    for check_in in archive[things.CHECK_INS]:
        for each in check_in.heard:
            yield check_in.week, check_in.by, each.question, each.by, each.line, each.heard_at


def weighed(archive: Archive) -> Iterator[Weighed]:
    return ((CheckIn, each.by, each.answers.letters) for each in archive[things.CHECK_INS])


def whose(archive: Archive) -> Iterator[Who]:
    for each in archive[things.CHECK_INS]:
        yield from (each.by, each.opened_to, *(heard.by for heard in each.heard))


TAKEN = Taken(
    things.CHECK_INS,
    check,
    alone,
    half=each_half(things.CHECK_INS),
    gather=gather,
    bring=bring,
    used=lambda person: CheckIn.author_id == person.id,
    weighed=weighed,
    whose=whose,
    days=lambda archive: (each.week for each in archive[things.CHECK_INS]),
    tables={"check-ins.csv": check_in_rows, "heard.csv": heard_rows},
)
