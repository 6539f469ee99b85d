"""A tick of both keeps who made it; of those that are there, nobody knows."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KNOWN = sa.text("ticker_id IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("ticks") as ticks:
        ticks.add_column(sa.Column("ticker_id", BIG))
        ticks.create_foreign_key(
            op.f("fk_ticks_ticker_id_people"), "people", ["ticker_id"], ["id"], ondelete="SET NULL"
        )
    op.create_index(
        op.f("ix_ticks_ticker_id"), "ticks", ["ticker_id"], sqlite_where=KNOWN, postgresql_where=KNOWN
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_ticks_ticker_id"), "ticks")
    with op.batch_alter_table("ticks") as ticks:
        ticks.drop_constraint(op.f("fk_ticks_ticker_id_people"), type_="foreignkey")
        ticks.drop_column("ticker_id")
