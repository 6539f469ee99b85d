"""Notes for a rainy day, and apart from them what was opened."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def of(table: str, name: str, *, ondelete: str = "CASCADE", index: bool = True) -> sa.Column:
    """A column that points to a row of another table; it goes with that row, or is emptied."""
    target = sa.ForeignKey(f"{table}.id", ondelete=ondelete)
    return sa.Column(name, BIG, target, nullable=ondelete == "SET NULL", index=index)


def upgrade() -> None:
    op.create_table(
        "jar_notes",
        sa.Column("id", BIG, primary_key=True),
        of("spaces", "space_id"),
        of("people", "author_id"),
        of("people", "recipient_id", ondelete="SET NULL"),
        sa.Column("waiting", sa.Boolean, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT),
    )
    op.create_table(
        "openings",
        sa.Column("id", BIG, primary_key=True),
        of("spaces", "space_id"),
        of("people", "reader_id", index=False),
        of("people", "author_id", ondelete="SET NULL"),
        of("jar_notes", "note_id", ondelete="SET NULL"),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.UniqueConstraint("reader_id", "opened_on"),
    )


def downgrade() -> None:
    op.drop_table("openings")
    op.drop_table("jar_notes")
