"""Somebody who has written something wherever somebody can write."""

from datetime import timedelta

from sqlalchemy import delete, select, update

from tests.spaces.whole import live_wholly
from tests.world import APPOINTMENT, EACH, NOW, OUTING, TODAY, bring, habit_called, outing, person
from tracker.dates import actions as dates
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.outings import OutingPlan
from tracker.domain.remembered import Yearly
from tracker.domain.schedules import DAILY
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.models import Appointment, Hand, Note, Outing, Person, Picture, TalkRow
from tracker.models.types import Bounded, Content
from tracker.remembered import actions as remembered
from tracker.spaces import actions as spaces

SCRIBBLE, GIVEN = "scribble", "given to read"
# What somebody gave to the other to read: it stays theirs, without the name.
LETTERS = {
    *(("notes", "body"), ("notes", "answer"), ("notes", "searched")),
    ("pictures", "description"),
    ("acknowledgements", "line"),
    ("openings", "body"),
}
OWNERS = ("author_id", "owner_id", "giver_id", "host_id", "person_id")
A_WHILE_AGO = TODAY - timedelta(days=10)


def scribble_everywhere(name: str) -> None:
    """Let somebody of the two have written something wherever somebody can write."""
    live_wholly()
    scribble_over_their_own(name)
    scribble_with_ada(name)
    db.session.flush()
    db.session.expire_all()
    left = [each for each in written_columns() if not scribbles_in(*each)]
    assert left == [("registrations", "name"), ("spaces", "farewell")], left  # before, and after


def written_columns() -> list[tuple[str, str]]:
    """The columns that hold what people write."""
    return [
        (table.name, column.name)
        for table in db.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Bounded) and not isinstance(column.type, Content)
    ]


def scribbles_in(table: str, column: str) -> list[str]:
    found = db.session.scalars(select(db.metadata.tables[table].c[column]))
    return [each for each in found if SCRIBBLE in str(each) or GIVEN in str(each)]


def scribble_over_their_own(name: str) -> None:
    """Put something else into each text of what is theirs by an id, pictures under their notes, and a talk."""
    own = person(name).id
    db.session.execute(delete(Hand).where(Hand.space_id == person(name).space_id, Hand.person_id != own))
    for table in db.metadata.sorted_tables:
        columns = [each for written, each in written_columns() if written == table.name]
        keys = [table.c[each] for each in OWNERS if each in table.c]
        keys += [table.c.id] if table is Person.__table__ else []
        if columns and keys and table.name != "talks":
            texts = {each: scribble(table.name, each) for each in columns}
            db.session.execute(update(table).where(keys[0] == own).values(texts))
    notes = select(Note.id).where(Note.author_id == own)
    db.session.execute(update(Picture).where(Picture.note_id.in_(notes)).values(description=GIVEN))
    db.session.execute(
        update(TalkRow).where(TalkRow.space_id == person(name).space_id).values(topic=SCRIBBLE)
    )


def scribble(table: str, column: str) -> str | list[str]:
    words = GIVEN if (table, column) in LETTERS else SCRIBBLE
    return [words] if column in ("appreciated", "answers") else words


def scribble_with_ada(name: str) -> None:
    """Let them write in what is Ada's, as pages do."""
    by = person(name)
    habits.change(habit_called(EACH, name), plan(), by=by, now=NOW)
    planned = db.session.scalars(select(Outing).where(Outing.title == OUTING)).one()
    dates.change(planned, OutingPlan(SCRIBBLE, planned.day, place=SCRIBBLE, note=SCRIBBLE), by=by, now=NOW)
    been = outing("of Ada's own", A_WHILE_AGO, by="ada", place="At home")
    dates.finish(been, SCRIBBLE, by=person(name), now=NOW)
    day = remembered.remember("Ada's day", Yearly(5, 1), by=person("ada"), now=NOW)
    remembered.change(day, SCRIBBLE, Yearly(5, 1), by=person(name))
    bring(
        SCRIBBLE, db.session.scalars(select(Appointment).where(Appointment.who == APPOINTMENT)).one(), by=name
    )
    call_the_space(SCRIBBLE, name)


def plan() -> HabitPlan:
    return HabitPlan(9, SCRIBBLE, Mode.EACH, DAILY, A_WHILE_AGO, SCRIBBLE, goal=3000, unit=SCRIBBLE)


def call_the_space(words: str, name: str) -> None:
    space = person(name).space
    ways = {"first_weekday": space.first_weekday, "check_in_weekday": space.check_in_weekday}
    spaces.shape(person(name), name=words, **ways, strict=False, now=NOW)


def all_with(words: str) -> set[tuple[str, str]]:
    """In which columns of all tables some words are still to be found."""
    db.session.flush()
    return {
        (table.name, column)
        for table in db.metadata.sorted_tables
        for row in db.session.execute(select(table)).mappings()
        for column, value in row.items()
        if words in str(value)
    }
