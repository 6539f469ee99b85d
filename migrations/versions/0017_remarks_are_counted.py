"""The remarks of one person are counted without looking at those of others."""

from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_index("ix_remarks_author_id", "remarks", ["author_id"])


def downgrade() -> None:
    op.drop_index("ix_remarks_author_id", "remarks")
