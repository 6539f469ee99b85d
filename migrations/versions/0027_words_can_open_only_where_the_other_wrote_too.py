"""Whoever seals a check-in can let its words open only where the other wrote too."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.add_column("check_ins", sa.Column("mutual", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("check_ins", sa.Column("shut", sa.JSON, nullable=False, server_default=sa.text("'[]'")))
    with op.batch_alter_table("check_ins") as check_ins:
        check_ins.alter_column("shut", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("check_ins") as check_ins:
        check_ins.drop_column("shut")
        check_ins.drop_column("mutual")
