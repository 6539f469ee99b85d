"""Some days are remembered each year."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def of(table: str, name: str, **more: bool) -> sa.Column:
    """A column that points to a row of another table, and goes with it."""
    return sa.Column(
        name, BIG, sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), **{"nullable": False, **more}
    )


def upgrade() -> None:
    op.create_table(
        "remembered_days",
        sa.Column("id", BIG, primary_key=True),
        of("spaces", "space_id", index=True),
        of("people", "author_id", index=True),
        sa.Column("shared", sa.Boolean, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("month", sa.SmallInteger, nullable=False),
        sa.Column("day", sa.SmallInteger, nullable=False),
        sa.Column("year", sa.SmallInteger, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name="month_is_one_of_twelve"),
        sa.CheckConstraint("day BETWEEN 1 AND 31", name="day_is_of_a_month"),
    )


def downgrade() -> None:
    op.drop_table("remembered_days")
