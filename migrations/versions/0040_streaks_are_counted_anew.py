"""Whoever sees another longest streak since streaks are counted anew is told so, until they put it away.

Every space whose streaks were folded by earlier rules says so itself, so that nobody has to look at its tracks for it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    recounted = sa.Column("recounted", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("people", recounted)
    op.execute(
        "UPDATE spaces SET rules = 2 WHERE rules = 0 "
        "AND id IN (SELECT space_id FROM tracks WHERE rules BETWEEN 1 AND 2)"
    )


def downgrade() -> None:
    op.drop_column("people", "recounted")
