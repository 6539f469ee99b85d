"""A file speaks for whoever sends it, and for nobody else: each of two brings back their own half."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from config import ROOT
from tests.exports.bringing import bring_back
from tests.exports.lives import fresh, fresh_couple, zipped
from tests.house.doors import everything
from tests.rows import PEOPLE, Row, Rows, rows_now
from tests.world import DAN_LEFT, NOW, TODAY, appointment, person
from tracker.appointments.things import APPOINTMENTS
from tracker.archives.rows import ReadyRows, SpeaksForAnother, add, columns_of_people
from tracker.archives.taken import NotTaken
from tracker.archives.things import Figures, Partner, Turn, Who
from tracker.belonging import BELONGINGS
from tracker.checkins import actions as checkins
from tracker.checkins.things import CHECK_INS
from tracker.covers.things import COVERS, Cover
from tracker.dates import actions as dates
from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.outings import OutingPlan
from tracker.domain.pauses import PausedDays
from tracker.domain.prompts import Topic
from tracker.domain.reflections import entry
from tracker.domain.remembered import Yearly
from tracker.domain.schedules import DAILY
from tracker.exports import archive
from tracker.exports.alone import half
from tracker.exports.archive import Archive
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.settling import settle_space
from tracker.habits.things import HABITS
from tracker.ideas import actions as ideas
from tracker.jar import actions as jar
from tracker.milestones.things import MILESTONES, Milestone
from tracker.models import CheckIn
from tracker.pauses import actions as pauses
from tracker.pauses.things import PAUSES, Pause
from tracker.reflections import actions as reflections
from tracker.remembered import actions as remembered
from tracker.wall import actions as wall

pytestmark = pytest.mark.on_either(
    "each brings a half in by the same statements as the one beside it", one_in=10
)

BEGAN = TODAY - timedelta(days=30)


def forged(first: Archive) -> Archive:
    """The same with all that a hand can write into it for the other, and for the space of both."""
    space = replace(
        first.space,
        name="Adas alone",
        strict=True,
        first_weekday=2,
        check_in_weekday=1,
        founded_on=date(2020, 1, 1),
        turns=(Turn(0, 6), Turn(2, 1, TODAY - timedelta(days=TODAY.weekday()))),
    )
    yesterday = TODAY - timedelta(days=1)
    return replace(
        first,
        space=space,
        me=replace(first.me, joined_on=date(2020, 1, 1)),
        partner=Partner("Somebody else", "moss", date(2020, 1, 1)),
        streak=Figures(length=999, kept=999),
    ).with_things(
        {
            MILESTONES: tuple(Milestone("days", number, TODAY) for number in (50, 100, 365)),
            PAUSES: (
                Pause(Who.PARTNER, BEGAN, TODAY),
                Pause(Who.TOGETHER, BEGAN, BEGAN),
                *first[PAUSES],
            ),
            APPOINTMENTS: tuple(replace(each, by=Who.PARTNER, shared=True) for each in first[APPOINTMENTS]),
            COVERS: (
                Cover(yesterday, Who.PARTNER, "I stood in for you", NOW),
                Cover(yesterday, Who.ME, "and you for me", NOW),
            ),
        }
    )


def nameless(first: Archive) -> Archive:
    """One that says it is of somebody who has always been alone, and is full of what two have."""
    mine = half(first)
    shared = tuple(replace(each, shared=True) for each in mine[HABITS])
    return replace(mine, space=first.space, streak=first.streak).with_things(
        {HABITS: shared, MILESTONES: first[MILESTONES]}
    )


def bens_life() -> None:
    """Something of every kind that is Ben's, some of it shared with Ada, and nothing that is hers."""
    ben = fresh("Ben")
    for mode, private in ((Mode.EACH, False), (Mode.TOGETHER, False), (Mode.ONE, True), (Mode.ONE, False)):
        plan = HabitPlan(2, f"Bens {mode} {private}", mode, DAILY, BEGAN, private=private)
        habits.plant(plan, by=ben, now=NOW)
    wall.write("Bens note", by=ben, now=NOW)
    jar.put_in("Bens jar", by=ben, now=NOW)
    week = fresh("Ben").space.weeks.week_of(TODAY - timedelta(days=7))
    checkins.save(week, Answers(went_well="Bens draft", closeness=4), by=ben, now=NOW)
    for shared in (True, False):
        written = reflections.write(entry(Topic.FREE, f"Bens thoughts {shared}"), by=ben, now=NOW)
        if shared:
            reflections.share(written.id, by=ben, now=NOW)
    dates.plan(OutingPlan("Bens date", TODAY), by=ben, now=NOW)
    ideas.put_in("Bens idea", by=ben, now=NOW)
    remembered.remember("Bens day", Yearly(2, 29, 2016), by=ben, now=NOW)
    made = appointment("Bens doctor", TODAY, by="ben")
    made.author_id, made.space_id = ben.id, ben.space_id
    pauses.pause(PausedDays(BEGAN, BEGAN), both=False, by=ben, now=NOW)
    settle_space(fresh("Ben"), NOW)
    db.session.commit()


def without_ada(rows: Rows, ada_id: int) -> Rows:
    """All but the row of Ada herself, and what pauses of hers make of the ticks that are hers or both's."""
    others = {
        name: {key: row for key, row in found.items() if name != PEOPLE or key != (ada_id,)}
        for name, found in rows.items()
    }
    for row in others["tracks"].values():
        if row["owner_id"] in (ada_id, None):
            row["state"] = ""
    return others


def seen_by_ben() -> bytes:
    """All that Ben can see, but that there are pauses of Ada's, which are hers to set."""
    found = archive_of(fresh("Ben"), NOW)
    others = tuple(each for each in found[PAUSES] if each.whose is not Who.PARTNER)
    return archive.written(found.with_things({PAUSES: others}))


@pytest.mark.parametrize("forge", [forged, nameless])
def test_a_forged_file_changes_no_row_that_is_not_its_sender_s(lived, forge):
    file = archive.read(zipped(forge(lived["ada"])))
    fresh_couple()
    bens_life()
    ada_id, space_id = fresh("Ada").id, fresh("Ada").space_id
    before, bens = rows_now(), seen_by_ben()

    bring_back(file, by=fresh("Ada"), now=NOW)
    db.session.commit()

    after = rows_now()
    assert seen_by_ben() == bens
    was, is_now = without_ada(before, ada_id), without_ada(after, ada_id)
    for name, found in was.items():
        assert {key: is_now[name].get(key) for key in found} == found, name
    new = {
        name: [row for key, row in found.items() if key not in was[name]] for name, found in is_now.items()
    }
    assert {name for name, found in new.items() if found} >= {"habits", "notes", "check_ins", "ticks"}
    assert_only_hers(new, ada_id, was)
    assert not {"milestones", "tellings", "covers", "spaces", "agreements"} & {
        name for name, found in new.items() if found
    }
    assert (
        after[PEOPLE][(ada_id,)]
        | {
            key: before[PEOPLE][(ada_id,)][key]
            for key in ("name", "colour", "zone", "day_ends_at", "own_ways")
        }
        == before[PEOPLE][(ada_id,)]
    )
    assert {row["space_id"] for found in new.values() for row in found if "space_id" in row} == {space_id}


def assert_only_hers(new: dict[str, list[Row]], ada_id: int, was: Rows) -> None:
    """Each new row names nobody but Ada, hangs under nothing that was there, and is nothing that both see."""
    tables = db.metadata.tables
    for name, found in new.items():
        for row in found:
            assert not row.get("shared"), (name, row)
            for column in tables[name].columns:
                for key in column.foreign_keys:
                    parent = key.column.table.name
                    if parent == PEOPLE:
                        assert row[column.name] in (None, ada_id), (name, row)
                    if parent not in (PEOPLE, "spaces"):
                        assert (row[column.name],) not in was[parent], (name, row)
    assert all(row["person_id"] or row["habit_id"] for row in new["pauses"])
    with_ben = [row for row in new["check_ins"] if row["week"] > DAN_LEFT]
    assert with_ben and all(row["opened_at"] is None and row["state"] != "opened" for row in with_ben)
    heard = {row["check_in_id"] for row in new["acknowledgements"]}
    assert not heard & {row["id"] for row in with_ben}
    hers = [row for row in new["notes"] if row["author_id"] == ada_id and row["written_at"].date() > DAN_LEFT]
    assert hers and not any(row["reaction"] or row["answer"] for row in hers)


def test_the_forged_file_speaks_of_the_other_wherever_it_can(lived):
    file = forged(lived["ada"])

    silent = {each.field.name for each in BELONGINGS.taken() if Who.PARTNER not in each.whose(file)}

    assert silent <= {"opened", "milestones", "wants", "drafts"}


def test_what_had_opened_comes_back_as_one_s_own_alone(lived):
    first = lived["ada"]
    fresh_couple()

    bring_back(first, by=fresh("Ada"), now=NOW)
    db.session.commit()

    mine = [each for each in first[CHECK_INS] if each.by is Who.ME]
    again = archive_of(fresh("Ada"), NOW)[CHECK_INS]
    assert {each.state for each in mine} >= {CheckInState.OPENED, CheckInState.SEALED}
    assert [(each.week, each.answers) for each in again] == [(each.week, each.answers) for each in mine]
    states = {each.state for each in again if each.week > DAN_LEFT}
    assert states <= {CheckInState.KEPT, CheckInState.DRAFT}
    seen_by_ben = select(CheckIn.id).where(CheckIn.opened_to_id == fresh("Ben").id)
    assert db.session.scalars(seen_by_ben).all() == []


def test_what_the_other_has_written_meanwhile_is_no_no(lived):
    """Whether one's half can come back follows from what is one's own, and tells nothing of the other's."""
    first = lived["ada"]
    fresh_couple()
    bens_life()

    bring_back(first, by=fresh("Ada"), now=NOW)

    assert len(archive_of(fresh("Ada"), NOW)[HABITS]) == len(half(first)[HABITS]) + 3


def test_the_days_of_both_are_what_a_fold_from_the_start_gives(lived):
    first = forged(lived["ada"])
    fresh_couple()
    bens_life()

    bring_back(first, by=fresh("Ada"), now=NOW)
    db.session.commit()

    assert settle_space(fresh("Ada"), NOW).changed_count == 0


# Nothing writes a row that names anybody else.


def taken_along():
    return [each for each in BELONGINGS if not isinstance(each.archive, NotTaken)]


def test_of_what_is_taken_along_no_row_is_written_that_names_somebody_else(inside):
    ada, ben = person("ada").id, person("ben").id
    before = everything()
    named = [(each.table, name) for each in taken_along() for name in columns_of_people(each.table)]
    assert {table.__tablename__ for table, _name in named} >= {
        *("habits", "tracks", "covers", "tellings", "pauses", "remarks", "check_ins", "acknowledgements"),
        *("notes", "jar_notes", "openings", "reflections", "ideas", "remembered_days", "outings"),
        *("appointments", "wants"),
    }

    for table, name in named:
        row = dict.fromkeys(columns_of_people(table), ada) | {name: ben}
        for write in (add, ReadyRows):
            with pytest.raises(SpeaksForAnother):
                write(table, iter([row]), by_id=ada)

    assert everything() == before


def test_nothing_but_these_writes_what_an_export_holds():
    sources = [
        *(ROOT / "tracker").glob("*/archive.py"),
        *(ROOT / "tracker").glob("*/brought.py"),
        ROOT / "tracker/exports/pieces.py",
    ]
    writes = re.compile(r"session\.add\(|\binsert\(|session\.merge\(|add_all\(")

    assert [each.parent.name for each in sources if writes.search(each.read_text())] == []
