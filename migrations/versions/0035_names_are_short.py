"""A name has thirty letters at most, wherever others see it. Longer ones of before are cut; on the way back they stay so."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"

MOST, BEFORE = 30, 60
NAMES = (("people", "name"), ("spaces", "farewell"), ("registrations", "name"))


def upgrade() -> None:
    for table, name in NAMES:
        cut_in(sa.table(table, sa.column("id"), sa.column(name)), name)
        with op.batch_alter_table(table) as altered:
            altered.alter_column(
                name, type_=sa.String(MOST), existing_type=sa.String(BEFORE), existing_nullable=False
            )


def cut_in(table: sa.TableClause, name: str) -> None:
    connection, column = op.get_bind(), table.c[name]
    too_long = sa.select(table.c.id, column).where(sa.func.length(column) > MOST)
    for row_id, long in connection.execute(too_long).all():
        kept = long[: MOST - 1].rstrip(" \u200d")
        connection.execute(sa.update(table).where(table.c.id == row_id).values({name: f"{kept}…"}))


def downgrade() -> None:
    for table, name in NAMES:
        with op.batch_alter_table(table) as altered:
            altered.alter_column(
                name, type_=sa.String(BEFORE), existing_type=sa.String(MOST), existing_nullable=False
            )
