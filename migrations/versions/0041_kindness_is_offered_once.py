"""Whether some days were hard, and whether a habit should be for less often, is asked once."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    op.add_column("people", sa.Column("hard_days_answered_on", sa.Date))
    answered = sa.Column("softer_answered", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("tracks", answered)


def downgrade() -> None:
    op.drop_column("tracks", "softer_answered")
    op.drop_column("people", "hard_days_answered_on")
