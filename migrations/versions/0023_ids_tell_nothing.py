"""Ids of what somebody makes tell neither in which order it was made nor how much of it there is.

Each that was counted gives way to one that cannot be guessed, and that is the same whenever a backup from before is
brought up to date. Those that have been drawn already stay.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import op

from tracker.keys import COUNTED, instead_of, key_today

revision = "0023"
down_revision = "0022"

AT_ONCE = 500

# The tables whose ids are drawn from now on, and where else each is written.
WRITTEN_IN: dict[str, tuple[tuple[str, str], ...]] = {
    "devices": (),
    "invitations": (),
    "habits": (
        ("terms", "habit_id"),
        ("tracks", "habit_id"),
        ("pauses", "habit_id"),
        ("check_ins", "habit_id"),
        ("notes", "habit_id"),
    ),
    "tracks": (("track_years", "track_id"), ("ticks", "track_id"), ("remarks", "track_id")),
    "pauses": (),
    "covers": (),
    "check_ins": (("acknowledgements", "check_in_id"),),
    "notes": (("pictures", "note_id"),),
    "jar_notes": (("openings", "note_id"),),
    "openings": (),
    "outings": (),
    "ideas": (),
    "remembered_days": (),
    "reflections": (),
    "appointments": (("things_to_bring", "appointment_id"),),
    "things_to_bring": (),
    "printings": (),
}
# By id went the pages of notes and reflections: they go by time.
BY_ID = {"notes": "space_id", "reflections": "author_id"}
BY_TIME = {"notes": "written_at", "reflections": "created_at"}


def upgrade() -> None:
    number_what_to_bring()
    mark = op.get_bind().scalar(sa.text("SELECT mark FROM beginnings ORDER BY id LIMIT 1")) or ""
    with keys_apart():
        for table, others in WRITTEN_IN.items():
            draw(table, others, mark)
    write_down_anew(mark)
    count_no_more()
    for table, first in BY_ID.items():
        op.drop_index(f"ix_{table}_{first}_id", table)
        op.create_index(f"ix_{table}_{first}_{BY_TIME[table]}", table, [first, BY_TIME[table]])


def downgrade() -> None:
    """Ids that were drawn stay as they are: nothing depends on their size, and new ones are counted on."""
    for table, first in BY_ID.items():
        op.drop_index(f"ix_{table}_{first}_{BY_TIME[table]}", table)
        op.create_index(f"ix_{table}_{first}_id", table, [first, "id"])
    count_again()
    with op.batch_alter_table("things_to_bring") as things:
        things.drop_column("position")


def number_what_to_bring() -> None:
    """What there is to take along to an appointment stands in the order in which it was thought of."""
    op.add_column(
        "things_to_bring", sa.Column("position", sa.SmallInteger, nullable=False, server_default=sa.text("0"))
    )
    op.execute(
        "UPDATE things_to_bring SET position = (SELECT count(*) FROM things_to_bring AS other "
        "WHERE other.appointment_id = things_to_bring.appointment_id AND other.id <= things_to_bring.id)"
    )
    with op.batch_alter_table("things_to_bring") as things:
        things.alter_column("position", server_default=None)


def draw(table: str, others: tuple[tuple[str, str], ...], mark: str) -> None:
    """Give the rows of a table the ids that they have from now on, wherever those are written."""
    bind = op.get_bind()
    own = sa.column("id")
    counted = bind.scalars(sa.select(own).select_from(sa.table(table)).where(own < COUNTED)).all()
    for some in pieces(counted):
        ids = [{"old": old, "new": instead_of(old, table, mark)} for old in some]
        for name, column in ((table, "id"), *others):
            there = sa.table(name, sa.column(column))
            bind.execute(
                sa.update(there)
                .where(there.c[column] == sa.bindparam("old"))
                .values({column: sa.bindparam("new")}),
                ids,
            )


def pieces(whole: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """So much as is told a database at once."""
    return (whole[start : start + AT_ONCE] for start in range(0, len(whole), AT_ONCE))


def write_down_anew(mark: str) -> None:
    """Let the list of what was taken back name the same rows as before."""
    bind = op.get_bind()
    rows = bind.execute(sa.text("SELECT id, thing, key FROM withdrawals")).all()
    keys = [{"of_id": row.id, "key": key_today(row.key, row.thing, mark)} for row in rows]
    for some in pieces(keys):
        bind.execute(sa.text("UPDATE withdrawals SET key = :key WHERE id = :of_id"), some)


@contextmanager
def keys_apart() -> Iterator[None]:
    """Let rows and those that point at them change one after the other. On SQLite nothing is looked at meanwhile anyway."""
    if op.get_bind().dialect.name == "sqlite":
        yield
        return
    inspector = sa.inspect(op.get_bind())
    keys = [
        (name, key)
        for others in WRITTEN_IN.values()
        for name, column in others
        for key in inspector.get_foreign_keys(name)
        if key["constrained_columns"] == [column]
    ]
    for name, key in keys:
        op.drop_constraint(key["name"], name, type_="foreignkey")
    yield
    for name, key in keys:
        op.create_foreign_key(
            key["name"],
            name,
            key["referred_table"],
            key["constrained_columns"],
            key["referred_columns"],
            ondelete=key["options"].get("ondelete"),
        )


def count_no_more() -> None:
    """Let PostgreSQL number nothing by itself: an id that was forgotten is an error."""
    if op.get_bind().dialect.name == "postgresql":
        for table in WRITTEN_IN:
            op.execute(f"ALTER TABLE {table} ALTER id DROP DEFAULT")
            op.execute(f"DROP SEQUENCE IF EXISTS {table}_id_seq")


def count_again() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in WRITTEN_IN:
            op.execute(f"CREATE SEQUENCE {table}_id_seq OWNED BY {table}.id")
            last = op.get_bind().scalar(sa.select(sa.func.max(sa.column("id"))).select_from(sa.table(table)))
            op.execute(f"SELECT setval('{table}_id_seq', {(last or 0) + 1}, false)")
            op.execute(f"ALTER TABLE {table} ALTER id SET DEFAULT nextval('{table}_id_seq')")
