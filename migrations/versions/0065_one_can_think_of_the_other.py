"""One can let the other find that they think of them, once a day; and whoever likes does without."""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"


def upgrade() -> None:
    op.add_column("people", sa.Column("nudged_on", sa.Date))
    op.add_column("people", sa.Column("takes_nudges", sa.Boolean, nullable=False, server_default=sa.true()))


def downgrade() -> None:
    op.drop_column("people", "takes_nudges")
    op.drop_column("people", "nudged_on")
