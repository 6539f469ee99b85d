"""Pauses and what somebody wants from help say as well that they came by a file, and a habit that it was left.

Whoever is told that streaks are counted anew is told why: so it is known by which rules they were counted before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"

MARKED = ("pauses", "wants")


def upgrade() -> None:
    for table in MARKED:
        op.add_column(table, sa.Column("came_on", sa.Date))
    op.add_column("habits", sa.Column("left_on", sa.Date))
    op.add_column(
        "people", sa.Column("recounted_from", sa.SmallInteger, nullable=False, server_default=sa.text("0"))
    )
    op.execute("UPDATE people SET recounted_from = 2 WHERE recounted")
    op.drop_column("people", "recounted")


def downgrade() -> None:
    recounted = sa.Column("recounted", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("people", recounted)
    op.execute(sa.text("UPDATE people SET recounted = :yes WHERE recounted_from > 0").bindparams(yes=True))
    op.drop_column("people", "recounted_from")
    op.drop_column("habits", "left_on")
    for table in MARKED:
        op.drop_column(table, "came_on")
