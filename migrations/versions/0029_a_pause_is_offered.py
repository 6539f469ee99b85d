"""A pause for both holds for whoever asks, and is offered to the other."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.add_column("pauses", sa.Column("offered", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("pauses", "offered")
