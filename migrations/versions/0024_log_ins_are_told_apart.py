"""Log-ins are told apart by browser and system, and know when the password was asked for last."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    for name in ("browser", "system"):
        op.add_column("devices", sa.Column(name, sa.String(40), nullable=False, server_default=sa.text("''")))
    op.add_column("devices", sa.Column("proved_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    with op.batch_alter_table("devices") as devices:
        for name in ("proved_at", "system", "browser"):
            devices.drop_column(name)
