"""Dates are planned, and ideas for them gathered in a jar."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def of(table: str, name: str, **more: bool) -> sa.Column:
    """A column that points to a row of another table, and goes with it."""
    return sa.Column(
        name, BIG, sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), **{"nullable": False, **more}
    )


def upgrade() -> None:
    op.create_table(
        "outings",
        sa.Column("id", BIG, primary_key=True),
        of("spaces", "space_id"),
        of("people", "author_id", index=True),
        sa.Column("shared", sa.Boolean, nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("starts_at", sa.Time),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("minutes", sa.SmallInteger, nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("preparer_id", BIG, sa.ForeignKey("people.id", ondelete="SET NULL"), index=True),
        sa.Column("both_prepare", sa.Boolean, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("line", sa.String(500), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT),
        sa.CheckConstraint("state IN ('planned', 'done', 'off')", name="state_is_known"),
        sa.CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes_are_of_a_day"),
        sa.CheckConstraint("NOT (both_prepare AND preparer_id IS NOT NULL)", name="one_prepares_or_both"),
    )
    op.create_index("ix_outings_space_id_day", "outings", ["space_id", "day"])
    op.create_table(
        "ideas",
        sa.Column("id", BIG, primary_key=True),
        of("spaces", "space_id", index=True),
        of("people", "author_id", index=True),
        sa.Column("shared", sa.Boolean, nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT),
    )


def downgrade() -> None:
    for table in ("ideas", "outings"):
        op.drop_table(table)
