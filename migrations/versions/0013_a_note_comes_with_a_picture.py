"""A note comes with a picture."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def of(table: str, name: str, **more: bool) -> sa.Column:
    """A column that points to a row of another table, and goes with it."""
    target = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, BIG, target, **{"nullable": False, **more})


def upgrade() -> None:
    op.create_table(
        "pictures",
        of("notes", "note_id", primary_key=True),
        of("spaces", "space_id", index=True),
        sa.Column("width", sa.SmallInteger, nullable=False),
        sa.Column("height", sa.SmallInteger, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("description", sa.String(300), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("width > 0 AND height > 0", name="has_a_size"),
    )


def downgrade() -> None:
    op.drop_table("pictures")
