"""What came by a file says so, with its day."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"

TABLES = (
    *("habits", "check_ins", "notes", "reflections", "jar_notes", "openings", "outings", "ideas"),
    *("remembered_days", "appointments", "covers"),
)


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("came_on", sa.Date))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "came_on")
