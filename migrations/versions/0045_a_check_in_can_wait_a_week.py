"""A check-in that is due can be put away until the next one."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    op.add_column("people", sa.Column("check_in_put_away", sa.Date))


def downgrade() -> None:
    op.drop_column("people", "check_in_put_away")
