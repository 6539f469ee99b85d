"""What one of two would like for their space waits for the other's yes."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", BIG, primary_key=True, autoincrement=False),
        sa.Column("space_id", BIG, sa.ForeignKey("spaces.id", ondelete="CASCADE"), nullable=False),
        sa.Column("proposer_id", BIG, sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("value", sa.SmallInteger, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("put_away_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_proposals_space_id", "proposals", ["space_id"])
    op.create_index("ix_proposals_proposer_id", "proposals", ["proposer_id"])


def downgrade() -> None:
    op.drop_table("proposals")
