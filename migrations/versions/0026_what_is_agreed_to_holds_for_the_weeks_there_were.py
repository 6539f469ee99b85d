"""What was agreed to of weeks holds for those there were, and not for those to come."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

agreements = sa.table("agreements", *(sa.column(name) for name in ("space_id", "section", "until")))
check_ins = sa.table("check_ins", sa.column("space_id"), sa.column("opened_at"))


def upgrade() -> None:
    op.add_column("agreements", sa.Column("until", sa.DateTime(timezone=True)))
    latest = (
        sa.select(sa.func.max(check_ins.c.opened_at))
        .where(check_ins.c.space_id == agreements.c.space_id)
        .scalar_subquery()
    )
    of_weeks = agreements.c.section.startswith("trend-")
    op.get_bind().execute(agreements.update().where(of_weeks).values(until=latest))


def downgrade() -> None:
    with op.batch_alter_table("agreements") as table:
        table.drop_column("until")
