"""What waits to be sent can be a reminder, and can go to a device in place of an address."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"


def upgrade() -> None:
    with op.batch_alter_table("mails") as mails:
        mails.add_column(sa.Column("way", sa.String(40), nullable=False, server_default=sa.text("'mail'")))
        mails.add_column(sa.Column("key", sa.String(80), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    with op.batch_alter_table("mails") as mails:
        mails.drop_column("key")
        mails.drop_column("way")
