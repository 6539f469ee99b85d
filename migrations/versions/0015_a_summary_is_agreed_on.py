"""A summary for a therapist is agreed on, printed, and shown by a link for a while."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def of(table: str, name: str, **more: bool) -> sa.Column:
    """A column that points to a row of another table, and goes with it."""
    return sa.Column(
        name, BIG, sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), **{"nullable": False, **more}
    )


def upgrade() -> None:
    op.create_table(
        "wants",
        of("people", "person_id", primary_key=True),
        of("spaces", "space_id", index=True),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
    )
    op.create_table(
        "agreements",
        of("people", "person_id", primary_key=True),
        sa.Column("section", sa.String(40), primary_key=True),
        of("spaces", "space_id", index=True),
        sa.Column("seal", sa.String(64), nullable=False),
    )
    op.create_table(
        "summary_links",
        of("spaces", "space_id", primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
    )
    op.create_table(
        "printings",
        sa.Column("id", BIG, primary_key=True),
        of("spaces", "space_id"),
        sa.Column("printed_on", sa.Date, nullable=False),
        sa.Column("sections", sa.String(400), nullable=False),
        sa.UniqueConstraint("space_id", "printed_on", "sections"),
    )


def downgrade() -> None:
    for table in ("printings", "summary_links", "agreements", "wants"):
        op.drop_table(table)
