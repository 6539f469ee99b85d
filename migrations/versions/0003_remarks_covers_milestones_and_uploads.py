"""Days get remarks, a partner can cover the other's day, milestones are told, and files wait to be brought in."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(40)
FOUND = sa.text("origin <> ''")


def of(table: str, name: str, **more: bool) -> sa.Column:
    """A column that points to a row of another table, and goes with it."""
    return sa.Column(
        name, BIG, sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), **{"nullable": False, **more}
    )


def upgrade() -> None:
    op.create_table(
        "remarks",
        of("tracks", "track_id", primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        of("people", "author_id", primary_key=True),
        of("spaces", "space_id", index=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
    )
    op.create_table(
        "covers",
        sa.Column("id", BIG, primary_key=True),
        of("spaces", "space_id", index=True),
        of("people", "giver_id", index=True),
        of("people", "covered_id"),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("line", sa.String(200), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("declined", sa.Boolean, nullable=False),
        sa.UniqueConstraint("covered_id", "day"),
    )
    op.create_table(
        "milestones",
        of("spaces", "space_id", primary_key=True),
        sa.Column("kind", WORD, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("reached_on", sa.Date, nullable=False),
    )
    op.create_table(
        "tellings",
        of("people", "person_id", primary_key=True),
        sa.Column("kind", WORD, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        of("spaces", "space_id", index=True),
    )
    op.create_table(
        "uploads",
        of("people", "person_id", primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("choices", sa.Text, nullable=False),
        sa.Column("done_count", sa.Integer, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
    )
    add_text("habits", sa.Column("origin", sa.String(80), nullable=False, server_default=sa.text("''")))
    op.create_index(
        "uq_habits_owner_id_origin",
        "habits",
        ["owner_id", "origin"],
        unique=True,
        sqlite_where=FOUND,
        postgresql_where=FOUND,
    )
    add_text("spaces", sa.Column("days", sa.Text, nullable=False, server_default=sa.text("''")))
    op.execute("UPDATE spaces SET state = ''")  # folded again at the next start, this time day by day


def add_text(table: str, column: sa.Column) -> None:
    """A column that is empty in the rows there are; new ones say what is in it."""
    with op.batch_alter_table(table) as altered:
        altered.add_column(column)
    with op.batch_alter_table(table) as altered:
        altered.alter_column(column.name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("spaces") as spaces:
        spaces.drop_column("days")
    op.drop_index("uq_habits_owner_id_origin", table_name="habits")
    with op.batch_alter_table("habits") as habits:
        habits.drop_column("origin")
    for table in ("uploads", "tellings", "milestones", "covers", "remarks"):
        op.drop_table(table)
