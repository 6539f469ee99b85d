"""A Tend knows when it began, and who has to choose a new password since."""

from datetime import UTC, datetime
from secrets import token_hex

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    beginnings = op.create_table(
        "beginnings",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("mark", sa.String(32), nullable=False, unique=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.bulk_insert(beginnings, [{"mark": token_hex(16), "at": datetime.now(UTC)}])
    op.add_column(
        "people",
        sa.Column("new_password_due", sa.Boolean, nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.drop_column("new_password_due")
    op.drop_table("beginnings")
