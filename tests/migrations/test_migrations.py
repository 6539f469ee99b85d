"""The migrations on both databases: from empty they give the models' tables, and no row is lost on the way."""

from datetime import timedelta
from itertools import pairwise

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from tests.migrations.filling import NOW
from tests.migrations.looks import differences, row_counts, tables
from tests.whole import RUN, many
from tracker.database import alembic_config, known_revisions, stored_revision, upgrade
from tracker.extensions import db
from tracker.models import (
    Device,
)

OLDEST = known_revisions()[0]
STEPS = list(pairwise(known_revisions()))[-many(6, whole=len(known_revisions())) :]

on_either = pytest.mark.on_either("each goes the way of all migrations, down and up, as the one beside it")


def check_constraints():
    """By table, the names the database knows against those of the models."""
    known, meant = {}, {}
    for table in db.metadata.sorted_tables:
        known[table.name] = {each["name"] for each in inspect(db.engine).get_check_constraints(table.name)}
        meant[table.name] = {
            db.engine.dialect.identifier_preparer.format_constraint(each)
            for each in table.constraints
            if each.__visit_name__ in ("check_constraint", "table_or_column_check_constraint")
        }
    return known, meant


def test_from_empty_they_give_the_models_tables(app):
    known, meant = check_constraints()
    assert differences() == []
    assert known == meant
    assert stored_revision() == known_revisions()[-1]


def test_the_comparison_sees_a_check_that_is_not_there(app):
    meant = inspect(db.engine).get_columns("pauses")
    columns = ", ".join(f"{each['name']} {each['type']}" for each in meant)
    db.session.execute(text("DROP TABLE pauses"))
    db.session.execute(text(f"CREATE TABLE pauses ({columns})"))
    db.session.commit()

    changes = [change for change in differences() if isinstance(change, tuple)]
    assert any(str(change[-1]).startswith("ck_pauses") or "ends_after" in repr(change) for change in changes)


@on_either
def test_the_way_down_leaves_nothing(filled):
    command.downgrade(alembic_config(), "base")

    assert tables() == set()
    assert stored_revision() == ""
    upgrade(filled)
    assert differences() == []


@on_either
def test_down_to_the_first_and_up_again_keeps_every_row_it_knows(filled):
    before = row_counts()

    command.downgrade(alembic_config(), OLDEST)
    known = tables()
    upgrade(filled)

    after = row_counts()
    assert min(before.values()) > 0
    assert {name: after[name] for name in known} == {name: before[name] for name in known}
    assert after["terms"] == after["habits"]


@on_either
def test_one_step_down_and_up_again_keeps_every_row_that_is_not_new(filled):
    """In every run the newest steps, in a whole one all of them."""
    before = row_counts()
    for below, revision in reversed(STEPS):
        command.downgrade(alembic_config(), below)
        known = tables()

        command.upgrade(alembic_config(), "head" if RUN.whole else revision)

        assert row_counts(known) == {name: before[name] for name in known}


def test_foreign_keys_hold_again_afterwards(app):
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        db.session.execute(Device.__table__.insert().values(device(person_id=999)))


def device(person_id):
    return {"person_id": person_id, "token_hash": "t", "created_at": NOW, "expires_at": NOW + timedelta(1)}


def test_the_files_are_numbered_as_alembic_goes_through_them():
    steps = list(ScriptDirectory.from_config(alembic_config()).walk_revisions())

    assert known_revisions() == [step.revision for step in reversed(steps)]
    assert known_revisions() == [f"{number + 1:04}" for number in range(len(steps))]
