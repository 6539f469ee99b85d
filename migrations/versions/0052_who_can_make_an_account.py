"""Who can make an account follows from who is here already; a Tend that has people in it goes on as it was, and says so once."""

import sqlalchemy as sa
from alembic import op

from tracker.lines import Line, say

revision = "0052"
down_revision = "0051"

STAYS_OPEN = (
    "Anybody who finds this Tend can make an account in it, as until now. "
    "With TEND_REGISTRATION=invited only those can whom somebody here has invited."
)


def upgrade() -> None:
    op.create_table(
        "admissions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("link_hash", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_admissions"),
        sa.UniqueConstraint("link_hash", name="uq_admissions_link_hash"),
    )
    op.add_column(
        "beginnings", sa.Column("stays_open", sa.Boolean, nullable=False, server_default=sa.false())
    )
    if op.get_bind().scalar(sa.text("SELECT 1 FROM people LIMIT 1")):
        op.execute(sa.update(BEGINNINGS).values(stays_open=sa.true()))
        say(Line(STAYS_OPEN))


def downgrade() -> None:
    op.drop_column("beginnings", "stays_open")
    op.drop_table("admissions")


BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
BEGINNINGS = sa.table("beginnings", sa.column("stays_open"))
