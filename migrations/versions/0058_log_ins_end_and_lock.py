"""Log-ins say on which day they were used last, and end when they are not; they get new tokens, and lock where that is chosen.

Those that are there have thirty days from now.
"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"

UNUSED_FOR = timedelta(days=30)


def upgrade() -> None:
    with op.batch_alter_table("devices") as devices:
        devices.add_column(sa.Column("used_on", sa.Date))
        devices.add_column(sa.Column("former_hash", sa.String(64)))
        devices.add_column(sa.Column("renewed_at", sa.DateTime(timezone=True)))
        devices.add_column(sa.Column("touched_at", sa.DateTime(timezone=True)))
        devices.add_column(sa.Column("locked", sa.Boolean, nullable=False, server_default=sa.false()))
        devices.add_column(sa.Column("unsent", sa.Text, nullable=False, server_default=sa.text("''")))
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("locks", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index("ix_devices_former_hash", "devices", ["former_hash"])
    latest = datetime.now(UTC) + UNUSED_FOR
    op.execute(sa.update(DEVICES).where(DEVICES.c.expires_at > latest).values(expires_at=latest))


def downgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.drop_column("locks")
    op.drop_index("ix_devices_former_hash", "devices")
    with op.batch_alter_table("devices") as devices:
        devices.drop_column("unsent")
        devices.drop_column("locked")
        devices.drop_column("touched_at")
        devices.drop_column("renewed_at")
        devices.drop_column("former_hash")
        devices.drop_column("used_on")


DEVICES = sa.table("devices", sa.column("expires_at", sa.DateTime(timezone=True)))
