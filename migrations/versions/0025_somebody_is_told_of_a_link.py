"""Somebody is told of a link to their account that whoever runs Tend has made."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("people", sa.Column("link_made_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.drop_column("link_made_at")
