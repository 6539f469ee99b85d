"""A person's dates are a calendar that other programs read."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def of(table: str, name: str, **more: bool) -> sa.Column:
    """A column that points to a row of another table, and goes with it."""
    return sa.Column(
        name, BIG, sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), **{"nullable": False, **more}
    )


def upgrade() -> None:
    op.create_table(
        "feeds",
        of("people", "person_id", primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("neutral", sa.Boolean, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("feeds")
