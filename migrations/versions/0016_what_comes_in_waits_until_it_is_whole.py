"""What comes in waits until it is whole: large files in parts, and exports in a space without members."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def of(table: str, name: str, **more: bool) -> sa.Column:
    """A column that points to a row of another table, and goes with it."""
    return sa.Column(
        name, BIG, sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), **{"nullable": False, **more}
    )


def upgrade() -> None:
    op.create_table(
        "arrivals",
        of("people", "person_id", primary_key=True),
        of("spaces", "space_id", index=True),
        of("spaces", "stage_id", unique=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("piece_count", sa.Integer, nullable=False),
        sa.Column("done_count", sa.Integer, nullable=False),
    )
    op.create_table(
        "upload_parts",
        of("people", "person_id", primary_key=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("upload_parts")
    op.drop_table("arrivals")
