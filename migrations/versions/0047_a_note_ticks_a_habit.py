"""A habit can be one that a note on the wall ticks."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"


def upgrade() -> None:
    by_note = sa.Column("by_note", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("habits", by_note)


def downgrade() -> None:
    op.drop_column("habits", "by_note")
