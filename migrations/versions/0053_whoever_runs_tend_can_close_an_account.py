"""Whoever runs Tend can close an account, and sees which are not used any more."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"


def upgrade() -> None:
    op.add_column("people", sa.Column("disabled_at", sa.DateTime(timezone=True)))
    op.add_column("people", sa.Column("to_be_deleted", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("people", sa.Column("used_in", sa.Date))
    # When they were last here nobody knows: of no account it is said for a year that it was not used.
    op.execute(sa.update(PEOPLE).values(used_in=datetime.now(UTC).date().replace(day=1)))


def downgrade() -> None:
    op.drop_column("people", "used_in")
    op.drop_column("people", "to_be_deleted")
    op.drop_column("people", "disabled_at")


PEOPLE = sa.table("people", sa.column("used_in", sa.Date))
