"""A start brings the database up to date once, whole or not at all, and says how to go back."""

import shutil
import subprocess
import sys

import pytest
from alembic import command
from sqlalchemy import text

from config import ROOT
from tests.migrations.looks import differences, row_counts
from tracker import database
from tracker.backups.package import Package
from tracker.database import DatabaseError, alembic_config, known_revisions, stored_revision, upgrade
from tracker.extensions import db
from tracker.models.watching import names_there, watches

pytestmark = pytest.mark.on_either(
    "each starts on a database of before by the same steps as the one beside it"
)

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


@pytest.fixture
def own_folder(monkeypatch, tmp_path):
    """The migrations in a folder to which a test can add one."""
    folder = tmp_path / "migrations"
    shutil.copytree(ROOT / "migrations", folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(database, "MIGRATIONS", folder)
    return folder


def add_migration(folder, source):
    (folder / "versions" / "9998_one_more.py").write_text(source.format(before=known_revisions()[-1]))


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


def test_an_up_to_date_database_is_left_alone(app, monkeypatch):
    monkeypatch.setattr(database, "alembic_config", None)

    upgrade(app)


def test_a_newer_database_is_refused_in_one_sentence(app):
    db.session.execute(text("UPDATE alembic_version SET version_num = '8888'"))
    db.session.commit()

    with pytest.raises(DatabaseError, match="at revision 8888, which this Tend does not know yet"):
        upgrade(app)


def test_processes_that_start_at_once_make_one_database(empty, tmp_path):
    settings = empty.config["TEND"]
    environment = {"TEND_DATA": str(settings.data), "TEND_DATABASE_URL": settings.database_url}
    files = [tmp_path / f"said by {number}" for number in range(3)]

    subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.migrations.beginning", *map(str, files)],
        env=environment,
        cwd=ROOT,
        check=True,
    )

    assert [file.read_text() for file in files] == ["The database is up to date.\n"] * 3
    assert differences() == []
