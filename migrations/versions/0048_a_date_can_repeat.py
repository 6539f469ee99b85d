"""A date can come again every so many weeks."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"

REPEATS = "ck_outings_repeats_in_weeks"


def upgrade() -> None:
    with op.batch_alter_table("outings") as outings:
        outings.add_column(
            sa.Column("repeat_weeks", sa.SmallInteger(), nullable=False, server_default=sa.text("0"))
        )
        outings.create_check_constraint(op.f(REPEATS), "repeat_weeks IN (0, 1, 2, 4)")


def downgrade() -> None:
    with op.batch_alter_table("outings") as outings:
        outings.drop_constraint(op.f(REPEATS), type_="check")
        outings.drop_column("repeat_weeks")
