"""Weeks turn when one has ended: a space knows in which ways its weeks have lain, and from which day on they lie otherwise."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    with op.batch_alter_table("spaces") as spaces:
        spaces.add_column(sa.Column("turns", sa.Text, nullable=False, server_default=sa.text("''")))
    with op.batch_alter_table("spaces") as spaces:
        spaces.alter_column("turns", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("spaces") as spaces:
        spaces.drop_column("turns")
