"""Takes check-ins along, with what was said to their answers, and brings them back."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import select

from tracker.archives.checks import at, check_each, must, unlike
from tracker.archives.plain import Id
from tracker.archives.rows import add, ids_for
from tracker.archives.taken import Bringing, Gathering, Row, Taken, Weighed, each_alone, each_half
from tracker.archives.things import Archive, Field, Who
from tracker.archives.whose import member
from tracker.catalogue.strategies import STRATEGIES
from tracker.checkins import things
from tracker.checkins.sheets import seen
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
from tracker.domain.sight import Role
from tracker.extensions import db
from tracker.habits.things import keys_of
from tracker.models import Acknowledgement, CheckIn, Person
from tracker.sight import READS_CHECK_IN, through


def gather(gathering: Gathering) -> Mapping[Field[Any], object]:
    """One's own check-ins, and of the partner's those that have opened; the seal itself is the domain's."""
    person, keys = gathering.person, gathering.keys
    heard = heard_there(person)
    rows = db.session.scalars(
        select(CheckIn).where(READS_CHECK_IN).order_by(CheckIn.week),
        through(person),
    )
    check_ins = (check_in(row, person, keys, heard[row.id]) for row in rows)
    return {things.CHECK_INS: tuple(sorted(check_ins, key=lambda each: (each.week, each.by)))}


def heard_there(person: Person) -> defaultdict[int, list[things.Heard]]:
    """What was said to the answers in each check-in that a person may read, in the order of the questions.

    Of somebody who has left it is their lines alone.
    """
    heard = defaultdict(list)
    rows = db.session.scalars(
        select(Acknowledgement)
        .join(CheckIn, CheckIn.id == Acknowledgement.check_in_id)
        .where(READS_CHECK_IN, CheckIn.state == CheckInState.OPENED),
        through(person),
    )
    for row in sorted(rows, key=lambda row: list(CheckInQuestion).index(CheckInQuestion(row.question))):
        by = member(row.author_id, person)
        if by is Who.FORMER and not row.line:
            continue
        at = row.heard_at if by is Who.ME else None
        heard[row.check_in_id].append(things.Heard(CheckInQuestion(row.question), by, row.line, at))
    return heard


def check_in(
    row: CheckIn, person: Person, keys: Mapping[int, str], heard: Sequence[things.Heard]
) -> things.CheckIn:
    own = row.author_id == person.id
    sheet = seen(row, Role.AUTHOR if own else Role.PARTNER)
    opened = own and sheet.state is CheckInState.OPENED
    return things.CheckIn(
        week=row.week,
        by=Who.ME if own else Who.PARTNER,
        state=sheet.state,
        answers=sheet.answers,
        saved_at=sheet.saved_at,
        opened_at=row.opened_at if opened else None,
        opened_to=member(row.opened_to_id, person) if opened else Who.NOBODY,
        habit=keys.get(sheet.habit_id or 0, ""),
        heard=tuple(heard),
        shut=sheet.shut,
        id=Id(row.id),
        came_on=row.came_on,
    )


def check(archive: Archive) -> None:
    """One for each week and author at most, and each as it can have been."""
    must(unlike((each.week, each.by) for each in archive[things.CHECK_INS]))
    check_each(archive[things.CHECK_INS], partial(check_check_in, keys=keys_of(archive)))
    check_each(archive[things.CHECK_INS], check_shut)


def check_check_in(check_in: things.CheckIn, keys: list[str]) -> None:
    answers = check_in.answers
    must(check_in.by in (Who.ME, Who.PARTNER), "by")
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
    each_alone(things.CHECK_INS),
    half=each_half(things.CHECK_INS),
    gather=gather,
    bring=bring,
    used=lambda person: CheckIn.author_id == person.id,
    weighed=weighed,
    whose=whose,
    days=lambda archive: (each.week for each in archive[things.CHECK_INS]),
    tables={"check-ins.csv": check_in_rows, "heard.csv": heard_rows},
)
