"""The migrations on both databases: from empty they give the models' tables, and no row is lost on the way."""

import shutil
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, inspect, select, text

from config import ROOT, settings_from
from tests.whole import RUN
from tracker import database
from tracker.accounts.actions import RESET
from tracker.app import create_app
from tracker.backups.package import Package
from tracker.database import DatabaseError, alembic_config, known_revisions, stored_revision, upgrade
from tracker.demo.build import build
from tracker.domain.proposals import Way
from tracker.domain.states import RULES
from tracker.domain.talk import Phones, Side, TalkPlan, begun
from tracker.domain.words import folded
from tracker.extensions import db
from tracker.habits.settling import Folded, rebuild
from tracker.keys import COUNTED, WERE_COUNTED, instead_of
from tracker.models import (
    AddressCode,
    AgreementRow,
    Arrival,
    Beginning,
    CheckIn,
    Cover,
    Device,
    Feed,
    Half,
    Hand,
    InsightRow,
    Invitation,
    Limit,
    Mail,
    Note,
    Opening,
    Printing,
    Proposal,
    Reflection,
    Registration,
    Space,
    SummaryLink,
    TalkRow,
    Track,
    TrackYear,
    Upload,
    UploadPart,
    Withdrawal,
)
from tracker.models.talks import columns_of
from tracker.models.watching import names_there, watches

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HASHED = {"password_hash": "p", "first_weekday": 0}
TODAY = NOW.date()
TALK = begun(TalkPlan(Phones.TWO, minutes=3, first=Side.HOST), alone=False, now=NOW)
OLDEST = known_revisions()[0]

REBUILDS_PEOPLE = """
import sqlalchemy as sa
from alembic import op

revision = "9998"
down_revision = {before!r}


def recreate():
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"


def upgrade():
    with op.batch_alter_table("people", recreate=recreate()) as people:
        people.add_column(sa.Column("motto", sa.String(80), nullable=False, server_default=sa.text("''")))


def downgrade():
    with op.batch_alter_table("people", recreate=recreate()) as people:
        people.drop_column("motto")
"""

LEAVES_LOOSE_ENDS = """
import sqlalchemy as sa
from alembic import op

revision = "9998"
down_revision = {before!r}


def upgrade():
    op.add_column("people", sa.Column("motto", sa.String(80)))
    op.execute("DELETE FROM spaces")


def downgrade():
    pass
"""


class Files:
    """Databases of SQLite, made, copied and dropped as those of a server are."""

    def __init__(self, folder):
        self.folder = folder

    def url(self, database):
        return f"sqlite:///{self.folder / database}"

    def create(self, database, template=""):
        if template:
            shutil.copy(self.folder / template, self.folder / database)

    def drop(self, database):
        for file in self.folder.glob(f"{database}*"):
            file.unlink()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def place(request, tmp_path_factory):
    """Where databases of a kind are. In one of them migrations have made the tables, in one each table has rows too."""
    folder = tmp_path_factory.mktemp("place")
    place = request.getfixturevalue("postgres") if request.param == "postgresql" else Files(folder)
    with time_machine.travel(NOW, tick=False):
        place.create("migrated")
        with living_in("migrated", place, folder) as app:
            upgrade(app)
        place.create("filled", "migrated")
        with living_in("filled", place, folder):
            fill()
    return place


@contextmanager
def living_in(database, place, folder):
    app = create_app(settings_from({"TEND_DATA": str(folder), "TEND_DATABASE_URL": place.url(database)}))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@contextmanager
def own(place, folder, template=""):
    """A Tend with a database of its own."""
    place.create("own", template)
    with living_in("own", place, folder / "data") as app:
        yield app
    place.drop("own")


@pytest.fixture
def empty(place, tmp_path):
    """With a database in which there is nothing."""
    with own(place, tmp_path) as app:
        yield app


@pytest.fixture
def app(place, tmp_path):
    """With the tables that migrations make."""
    with own(place, tmp_path, "migrated") as app:
        yield app


@pytest.fixture
def filled(place, tmp_path):
    """With rows in each table."""
    with own(place, tmp_path, "filled") as app:
        yield app


@pytest.fixture
def own_folder(monkeypatch, tmp_path):
    """The migrations in a folder to which a test can add one."""
    folder = tmp_path / "migrations"
    shutil.copytree(ROOT / "migrations", folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(database, "MIGRATIONS", folder)
    return folder


def add_migration(folder, source):
    (folder / "versions" / "9998_one_more.py").write_text(source.format(before=known_revisions()[-1]))


def tables():
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def differences():
    """What alembic would have to change so that the database fits the models."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "target_metadata": db.metadata,
                "autogenerate_plugins": ["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
            },
        )
        return compare_metadata(context, db.metadata)


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


def fill():
    """At least one row in every table."""
    build("hash", NOW)
    db.session.add_all(
        [
            Device(person_id=1, token_hash="t", created_at=NOW, expires_at=NOW),
            Invitation(
                space_id=1,
                inviter_id=1,
                guest_id=2,
                link_hash="l",
                code_hash="c",
                created_at=NOW,
                expires_at=NOW,
            ),
            Mail(kind=RESET, address="ada@example.org", locale="en", created_at=NOW, leased_until=NOW),
            Registration(token_hash="r", email="e", begun_at=NOW, name="E", zone="UTC", **HASHED),
            AddressCode(email="e", code_hash="a", sent_at=NOW),
            Limit(key="reset", window=1, try_count=1),
            Cover(space_id=1, giver_id=1, covered_id=2, day=TODAY, line="", given_at=NOW),
            Feed(person_id=1, token_hash="f", neutral=True, made_at=NOW),
            SummaryLink(space_id=1, token_hash="s", made_at=NOW, ends_at=NOW),
            Printing(space_id=1, printed_on=TODAY, sections="tried"),
            Upload(person_id=1, name="f", content=b"c", sent_at=NOW),
            Half(person_id=1, space_id=1, claims=b"{}"),
            InsightRow(person_id=1, space_id=1, week_count=16, weeks=16, found=[]),
            UploadPart(person_id=1, sent_at=NOW, number=1, content=b"d"),
            *on_its_way(),
            Proposal(space_id=1, proposer_id=1, what=Way.STRICT, made_at=NOW),
            Hand(space_id=1, person_id=1, part="name"),
            Withdrawal(thing="notes", key="1", what="gone", at=NOW, listed=False),
            TalkRow(space_id=1, host_id=1, version=1, topic="", **columns_of(TALK)),
        ]
    )
    db.session.commit()
    db.session.remove()


def on_its_way():
    stage = Space(id=99, name="", first_weekday=0, founded_on=TODAY, settled_through=TODAY)
    numbers = {"piece_count": 2, "done_count": 1}
    return stage, Arrival(person_id=1, space_id=1, stage_id=99, sent_at=NOW, mark="m", **numbers)


def row_counts(names=None):
    counts = {
        table.name: db.session.scalar(select(func.count()).select_from(table))
        for table in db.metadata.sorted_tables
        if names is None or table.name in names
    }
    db.session.remove()
    return counts


def test_from_empty_they_give_the_models_tables(empty):
    upgrade(empty)

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


def test_the_way_down_leaves_nothing(filled):
    command.downgrade(alembic_config(), "base")

    assert tables() == set()
    assert stored_revision() == ""
    upgrade(filled)
    assert differences() == []


def test_down_to_the_first_and_up_again_keeps_every_row_it_knows(filled):
    before = row_counts()

    command.downgrade(alembic_config(), OLDEST)
    known = tables()
    upgrade(filled)

    after = row_counts()
    assert min(before.values()) > 0
    assert {name: after[name] for name in known} == {name: before[name] for name in known}
    assert after["terms"] == after["habits"]


def test_one_step_down_and_up_again_keeps_every_row_that_is_not_new(filled):
    before = row_counts()
    for below, revision in reversed(list(pairwise(known_revisions()))):
        command.downgrade(alembic_config(), below)
        known = tables()
        command.upgrade(alembic_config(), "head" if RUN.whole else revision)

        assert row_counts(known) == {name: before[name] for name in known}
        command.downgrade(alembic_config(), below)


def test_whoever_had_an_account_before_has_their_address(filled):
    command.downgrade(alembic_config(), "0033")
    command.upgrade(alembic_config(), "0034")

    found = db.session.execute(text("SELECT registered_at, confirmed_at FROM people")).all()
    assert [confirmed_at for registered_at, confirmed_at in found if confirmed_at != registered_at] == []
    assert len(found) > 1


def test_on_the_way_back_two_who_name_one_address_are_told_apart(filled):
    db.session.execute(text("UPDATE people SET confirmed_at = NULL, email = 'same@example.org'"))
    db.session.commit()
    db.session.remove()

    command.downgrade(alembic_config(), "0033")

    addresses = [address for (address,) in db.session.execute(text("SELECT email FROM people"))]
    assert len({*addresses}) == len(addresses) > 1


def test_whoever_waits_for_a_yes_has_three_words(filled):
    command.downgrade(alembic_config(), "0032")
    command.upgrade(alembic_config(), "0033")

    words = list(db.session.scalars(text("SELECT words FROM invitations WHERE guest_id IS NOT NULL")))
    assert words
    assert [each for each in words if len({*each.split()}) != 3] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ada", "Ada"),
        ("x" * 30, "x" * 30),
        ("x" * 31, "x" * 29 + "…"),
        ("Ada " * 15, ("Ada " * 8)[:29].rstrip() + "…"),
        ("a" * 28 + "👩\u200d👩" * 3, "a" * 28 + "👩…"),
    ],
)
def test_a_name_that_is_longer_than_names_are_is_cut(filled, before, after):
    command.downgrade(alembic_config(), "0034")
    for table, name in (("people", "name"), ("spaces", "farewell")):
        db.session.execute(text(f"UPDATE {table} SET {name} = :name"), {"name": before})
    db.session.commit()
    db.session.remove()

    command.upgrade(alembic_config(), "0035")

    names = {*db.session.scalars(text("SELECT name FROM people"))}
    assert (names, {*db.session.scalars(text("SELECT farewell FROM spaces"))}) == ({after}, {after})


def test_what_was_written_before_is_searched_without_accents(filled):
    note = db.session.scalars(select(Note).order_by(Note.written_at, Note.id)).first()
    reflection = db.session.scalars(select(Reflection).order_by(Reflection.created_at, Reflection.id)).first()
    note.body, note.answer, note.searched = "Käse für Zoé", "Ołówek", "kase fur zoe olowek"
    reflection.body, reflection.folded = "Où êtes-vous?", folded(f"{reflection.title} Où êtes-vous?")
    after = searched_now()
    command.downgrade(alembic_config(), "0018")
    before = searched_now()
    upgrade(filled)

    assert any("käse für zoé ołówek" in text for text in before)
    assert any("où êtes-vous?" in text for text in before)
    assert searched_now() == after


def searched_now():
    db.session.commit()
    found = [
        *db.session.scalars(select(Note.searched).order_by(Note.written_at, Note.id)),
        *db.session.scalars(select(Reflection.folded).order_by(Reflection.created_at, Reflection.id)),
    ]
    db.session.rollback()
    return found


def test_what_was_agreed_to_before_holds_for_the_weeks_there_are(filled):
    latest = db.session.scalar(select(func.max(CheckIn.opened_at)))
    db.session.rollback()
    command.downgrade(alembic_config(), "0025")
    command.upgrade(alembic_config(), "head")
    untils = set(db.session.execute(select(AgreementRow.section.startswith("trend-"), AgreementRow.until)))
    db.session.rollback()

    assert untils == {(True, latest), (False, None)}


def test_who_may_have_called_a_space_by_its_name_is_remembered_for_both(filled):
    command.downgrade(alembic_config(), "0035")
    db.session.execute(text("UPDATE spaces SET name = 'Home', farewell = 'Ada' WHERE id = 1"))
    db.session.commit()
    command.upgrade(alembic_config(), "head")

    hands = db.session.execute(select(Hand.space_id, Hand.person_id, Hand.part, Hand.habit_id)).all()
    told = db.session.execute(select(Space.farewell, Space.farewell_told, Space.parted_at).order_by(Space.id))
    first, *others = told.all()
    db.session.rollback()

    assert sorted(map(tuple, hands)) == [(1, 1, "name", None), (1, 2, "name", None)]
    assert (first, set(map(tuple, others))) == (("", False, None), {("", True, None)})


WAS = '{"streak":{"length":2},"strength":[0.5,1,[[739312,1.0]]],"of":[1,2,3,"a"]}'
IS = (
    '{"streak":{"length":2},"strength":{"value":0.5,"day_count":1,"recent":[[739312,1.0]]},'
    '"basis":{"tick_count":2,"tick_sum":3,"asked":"a"}}'
)


def test_states_are_brought_over_as_they_are_and_nothing_is_folded_for_it(filled):
    after = states()
    command.downgrade(alembic_config(), "0021")
    before = db.session.scalars(text("SELECT state FROM tracks UNION SELECT state FROM spaces")).all()
    set_state(WAS)
    command.upgrade(alembic_config(), "0022")
    brought = db.session.execute(select(Track.state, Track.rules, TrackYear.state).join(TrackYear)).all()
    db.session.rollback()
    command.downgrade(alembic_config(), "0021")
    back = db.session.scalars(text("SELECT state FROM tracks UNION SELECT state FROM track_years")).all()
    db.session.rollback()

    assert {f'"of":[{RULES},' in state for state in before if state} == {True}
    assert set(brought) == {(IS, 1, IS)}
    assert set(back) == {WAS}
    assert after[0] and {rules for _state, rules in after[0] if rules} == {RULES}


def test_states_are_the_same_after_a_way_down_and_up_again(filled):
    before = states()

    command.downgrade(alembic_config(), "0021")
    command.upgrade(alembic_config(), "head")

    assert states() == before
    assert rebuild(NOW, only_stale=True) == Folded(0, 0)


def states():
    found = [
        db.session.execute(select(Track.state, Track.rules).order_by(Track.id)).all(),
        db.session.execute(select(Space.state, Space.rules).order_by(Space.id)).all(),
        db.session.scalars(select(TrackYear.state).order_by(TrackYear.track_id, TrackYear.year)).all(),
    ]
    db.session.rollback()
    return found


def set_state(state):
    for table in ("tracks", "track_years"):
        db.session.execute(text(f"UPDATE {table} SET state = :state"), {"state": state})
    db.session.commit()


def test_counted_ids_give_way_wherever_they_are_written(filled):
    command.downgrade(alembic_config(), "0022")
    counted_note()
    mark = db.session.scalar(select(Beginning.mark).order_by(Beginning.id))
    db.session.rollback()
    command.upgrade(alembic_config(), "head")

    now_named = instead_of(3, "jar_notes", mark)
    assert set(db.session.scalars(select(Opening.note_id))) == {now_named}
    assert str(now_named) in db.session.scalars(select(Withdrawal.key)).all()
    for name in WERE_COUNTED:
        ids = db.session.scalars(select(db.metadata.tables[name].c.id)).all()
        assert [each for each in ids if each < COUNTED] == []
    db.session.rollback()
    assert differences() == []


def counted_note():
    """One more note in the jar, with an id as there were, that was opened, and was taken out as well."""
    names = ", ".join(column["name"] for column in inspect(db.engine).get_columns("jar_notes"))
    others = names.replace("id, ", "3, ", 1)
    for statement in (
        f"INSERT INTO jar_notes ({names}) SELECT {others} FROM jar_notes LIMIT 1",
        "UPDATE openings SET note_id = 3",
    ):
        db.session.execute(text(statement))
    db.session.add(Withdrawal(thing="jar_notes", key="3", what="gone", at=NOW, listed=False))
    db.session.commit()


def test_a_rebuilt_table_keeps_the_rows_that_point_to_it(filled, own_folder):
    before = row_counts()
    add_migration(own_folder, REBUILDS_PEOPLE)

    upgrade(filled)
    with_motto = differences()
    command.downgrade(alembic_config(), "-1")

    assert [change[0] for change in with_motto] == ["remove_column"]
    assert row_counts() == before
    assert differences() == []


def test_a_migration_that_would_leave_loose_ends_changes_nothing(filled, own_folder):
    before = row_counts()
    add_migration(own_folder, LEAVES_LOOSE_ENDS)

    with pytest.raises(DatabaseError, match=r"a fault of Tend's own: .*\nNothing was changed"):
        upgrade(filled)

    assert row_counts() == before
    assert differences() == []
    assert stored_revision() == known_revisions()[-2]


def test_what_is_there_is_backed_up_before_and_a_failure_says_how_to_go_back(filled, own_folder):
    add_migration(own_folder, LEAVES_LOOSE_ENDS)

    with pytest.raises(DatabaseError) as said:
        upgrade(filled)

    (backup,) = (filled.config["TEND"].data / "backups").glob("tend-*-before-9998.zip")
    what, unchanged, way_back = str(said.value).splitlines()
    assert what.startswith(
        f"The database could not be brought from revision {known_revisions()[-2]} to 9998: "
    )
    assert unchanged.startswith("Nothing was changed: ")
    assert way_back.endswith(f"./tend restore {backup}")
    with Package(backup) as package:
        package.verify()
        assert package.manifest.revision == known_revisions()[-2]
    with db.engine.connect() as connection:
        dialect = connection.dialect.name
        assert names_there(connection) == {each.name(dialect) for each in watches(db.metadata, dialect)}


def test_where_no_backup_can_be_made_nothing_is_changed(app, own_folder):
    add_migration(own_folder, REBUILDS_PEOPLE)
    (app.config["TEND"].data / "backups").touch()

    with pytest.raises(DatabaseError, match="Tend makes a backup before it brings the database up to date"):
        upgrade(app)

    assert differences() == []


def test_foreign_keys_hold_again_afterwards(empty):
    upgrade(empty)

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        db.session.execute(Device.__table__.insert().values(device(person_id=999)))


def device(person_id):
    return {"person_id": person_id, "token_hash": "t", "created_at": NOW, "expires_at": NOW + timedelta(1)}


def test_an_up_to_date_database_is_left_alone(app, monkeypatch):
    monkeypatch.setattr(database, "alembic_config", None)

    upgrade(app)


def test_a_newer_database_is_refused_in_one_sentence(app):
    db.session.execute(text("UPDATE alembic_version SET version_num = '8888'"))
    db.session.commit()

    with pytest.raises(DatabaseError, match="at revision 8888, which this Tend does not know yet"):
        upgrade(app)


def test_the_files_are_numbered_as_alembic_goes_through_them():
    steps = list(ScriptDirectory.from_config(alembic_config()).walk_revisions())

    assert known_revisions() == [step.revision for step in reversed(steps)]
    assert known_revisions() == [f"{number + 1:04}" for number in range(len(steps))]


def test_processes_that_start_at_once_make_one_database(empty):
    settings = empty.config["TEND"]
    environment = {"TEND_DATA": str(settings.data), "TEND_DATABASE_URL": settings.database_url}
    starts = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tracker", "migrate"],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(3)
    ]

    said = [start.communicate()[0] for start in starts]

    assert said == ["The database is up to date.\n"] * 3
    assert differences() == []
