"""The rules of sight as SQL find what the domain's table says, for each kind, each state of it, and each who asks."""

from datetime import date, datetime
from functools import partial
from itertools import product

import pytest
from sqlalchemy import select

from tests.world import NOW, TODAY, TOGETHER, habit_called, person
from tracker.belonging import BELONGINGS
from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.drafts import DraftKind
from tracker.domain.habits import Mode
from tracker.domain.sight import Role, Sight, answers_for, sees, sees_check_in
from tracker.domain.summaries import Part, Section, seal_of
from tracker.extensions import db
from tracker.models import (
    AgreementRow,
    CheckIn,
    DraftRow,
    Habit,
    JarNote,
    Note,
    Opening,
    Reflection,
    Remark,
    Wants,
)
from tracker.sight import KNOWS_OF_CHECK_IN, LOOKS_BACK_ON, READS_CHECK_IN, sees_planned, through

# As whom each of them looks at what is Ada's; Dan once shared her space.
ROLES = {"ada": Role.AUTHOR, "ben": Role.PARTNER, "dan": Role.OTHER, "cleo": Role.OTHER}
NEVER = TODAY.replace(year=2020)  # a day on which nobody in the world did anything
WITH_RULES = {each.name: each for each in BELONGINGS if each.seen.rule is not None}
# What a column can hold, where nothing by its type would do; of nothing else is a row that is only there to be looked for.
ODD = {"state": "planned", "zone": "UTC"}
PLAIN = {str: "x", int: 1, bool: False, date: NEVER, datetime: NOW}


def adas(table, **values):
    """A row of Ada's."""
    row = table(space_id=person("ada").space_id, **values)
    db.session.add(row)
    db.session.flush()
    return row


def habit(shown):
    return adas(
        Habit,
        owner_id=person("ada").id,
        strategy=1,
        name="x",
        cue="",
        mode=Mode.ONE,
        shared=shown,
        starts_on=TODAY,
        position=99,
        created_at=NOW,
    )


def remark(shown):
    track_id = habit_called(TOGETHER, "ada").tracks[0].id
    return adas(
        Remark,
        track_id=track_id,
        day=NEVER,
        author_id=person("ada").id,
        body="x",
        private=not shown,
        written_at=NOW,
    )


def note(shown):
    to = {"recipient_id": person("ben").id if shown else None, "waiting": not shown}
    return adas(Note, author_id=person("ada").id, body="x", written_at=NOW, **to)


def jar_note(shown):
    to = {"recipient_id": person("ben").id if shown else None, "waiting": not shown}
    return adas(JarNote, author_id=person("ada").id, body="x", written_at=NOW, **to)


def draft(shown):
    """Of either kind: nothing shows one to the partner."""
    return adas(
        DraftRow, author_id=person("ada").id, kind=DraftKind.NOTE if shown else DraftKind.JAR_NOTE, body="x"
    )


def opening(shown):
    """Shown is what the partner had written themselves."""
    author_id = person("ben").id if shown else person("dan").id
    return adas(Opening, reader_id=person("ada").id, author_id=author_id, opened_on=NEVER, body="x")


def reflection(shown):
    with_whom = {"shared_with_id": person("ben").id, "shared_at": NOW} if shown else {}
    return adas(
        Reflection,
        author_id=person("ada").id,
        kind="free",
        topic="free",
        prompt="",
        title="x",
        body="",
        answers=[],
        folded="x",
        written_on=TODAY,
        created_at=NOW,
        saved_at=NOW,
        **with_whom,
    )


def plain_type(column):
    return getattr(column.type, "impl_instance", column.type).python_type


def planned(table, shown):
    """Of what is its author's until they share it, whatever else it holds."""
    needed = [
        each
        for each in table.__table__.columns
        if not (each.nullable or each.primary_key or each.name in ("space_id", "author_id", "shared"))
    ]
    values = {each.name: ODD.get(each.name, PLAIN[plain_type(each)]) for each in needed}
    return adas(table, author_id=person("ada").id, shared=shown, **values)


def wants(shown):
    """Shown are the words that are agreed to; those of before are not the words that are there."""
    ada = person("ada")
    row = db.session.get(Wants, ada.id)
    key = Section(Part.WANTS, ada.id).key
    agreement = db.session.get(AgreementRow, (ada.id, key))
    if agreement is None:
        agreement = adas(AgreementRow, person_id=ada.id, section=key, seal="")
    agreement.seal = row.seal if shown else seal_of(["other words"])
    db.session.flush()
    return row


MADE = {
    "habits": habit,
    "remarks": remark,
    "notes": note,
    "jar_notes": jar_note,
    "drafts": draft,
    "openings": opening,
    "reflections": reflection,
    "wants": wants,
    **{
        name: partial(planned, each.table)
        for name, each in WITH_RULES.items()
        if getattr(each.seen.rule, "func", None) is sees_planned
    },
}


def finds(name, row, rule):
    """Whether somebody finds a row by a rule."""
    table = type(row)
    same = [each == getattr(row, each.key) for each in table.__mapper__.primary_key]
    found = db.session.execute(
        select(*table.__mapper__.primary_key).where(*same, rule), through(person(name))
    )
    return found.first() is not None


def test_every_rule_has_its_row_in_the_table_and_every_row_its_rule():
    assert WITH_RULES.keys() - {"check_ins"} == MADE.keys()
    assert {WITH_RULES[name].seen.sight for name in MADE} == set(Sight)
    assert set(ROLES.values()) == set(Role)


@pytest.mark.parametrize("table", sorted(MADE))
@pytest.mark.parametrize("shown", [True, False])
def test_each_finds_what_the_table_says(inside, world, table, shown):
    row, rule = MADE[table](shown), WITH_RULES[table].seen.rule

    # Whose track it is decides first; a remark on a track that is not there is asked for by nobody.
    asking = [name for name in ROLES if table != "remarks" or ROLES[name] is not Role.OTHER]
    assert {name: finds(name, row, rule(person(name))) for name in asking} == {
        name: sees(WITH_RULES[table].seen.sight, ROLES[name], shown=shown) for name in asking
    }


@pytest.mark.parametrize("state", list(CheckInState))
def test_each_finds_of_a_check_in_what_the_seal_lets_through(inside, world, state):
    opened = {"opened_at": NOW, "opened_to_id": person("ben").id} if state is CheckInState.OPENED else {}
    answers = {"appreciated": [], "ratings": {}, "talk_about": "", "feel_loved": "", "small_thing": ""}
    row = adas(
        CheckIn,
        author_id=person("ada").id,
        week=NEVER,
        state=state,
        closeness=4,
        saved_at=NOW,
        **{"went_well": "All of it", "private_line": "", **answers, **opened},
    )

    said = Answers(went_well="All of it", closeness=4)
    read = {name: answers_for(role, state, said) == said for name, role in ROLES.items()}
    assert {name: finds(name, row, READS_CHECK_IN) for name in ROLES} == read
    assert {name: finds(name, row, WITH_RULES["check_ins"].seen.rule(person(name))) for name in ROLES} == read
    assert {name: finds(name, row, KNOWS_OF_CHECK_IN) for name in ROLES} == {
        name: sees_check_in(role, state) for name, role in ROLES.items()
    }
    assert {name: finds(name, row, LOOKS_BACK_ON) for name in ROLES} == {
        name: read[name] and state in (CheckInState.OPENED, CheckInState.KEPT) for name in ROLES
    }


@pytest.mark.parametrize(("table", "name"), list(product(["notes", "reflections"], ["ben", "cleo"])))
def test_what_is_for_somebody_else_is_not_there_for_whoever_else_is(inside, world, table, name):
    """A note to a former partner, a reflection once shared with one, stays between those two."""
    row = MADE[table](False)
    if table == "notes":
        row.recipient_id, row.waiting = person("dan").id, False
    else:
        row.shared_with_id = person("dan").id
    db.session.flush()

    assert not finds(name, row, WITH_RULES[table].seen.rule(person(name)))


def test_what_was_opened_to_a_former_partner_is_not_there_for_the_next(inside, world):
    opened = {"opened_at": NOW, "opened_to_id": person("dan").id}
    answers = {"appreciated": [], "ratings": {}, "talk_about": "", "feel_loved": "", "small_thing": ""}
    row = adas(
        CheckIn,
        author_id=person("ada").id,
        week=NEVER,
        state=CheckInState.OPENED,
        closeness=4,
        **{"saved_at": NOW, "went_well": "", "private_line": "", **answers, **opened},
    )

    for rule in (READS_CHECK_IN, KNOWS_OF_CHECK_IN, LOOKS_BACK_ON):
        assert [name for name in ROLES if finds(name, row, rule)] == ["ada"]
