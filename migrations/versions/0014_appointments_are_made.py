"""Appointments are made, with what to take along to them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def of(table: str, name: str, **more: bool) -> sa.Column:
    """A column that points to a row of another table, and goes with it."""
    return sa.Column(
        name, BIG, sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), **{"nullable": False, **more}
    )


def upgrade() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", BIG, primary_key=True),
        of("spaces", "space_id"),
        of("people", "author_id", index=True),
        sa.Column("shared", sa.Boolean, nullable=False),
        sa.Column("who", sa.String(120), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("starts_at", sa.Time),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("reach", sa.String(200), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT),
    )
    op.create_index("ix_appointments_space_id_day", "appointments", ["space_id", "day"])
    op.create_table(
        "things_to_bring",
        sa.Column("id", BIG, primary_key=True),
        of("spaces", "space_id", index=True),
        of("appointments", "appointment_id", index=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("packed", sa.Boolean, nullable=False),
        sa.Column("deleted_at", MOMENT),
    )


def downgrade() -> None:
    op.drop_table("things_to_bring")
    op.drop_table("appointments")
