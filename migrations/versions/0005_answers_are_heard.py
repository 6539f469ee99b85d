"""An opened answer can be heard by the other, with a line of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "acknowledgements",
        sa.Column("check_in_id", BIG, sa.ForeignKey("check_ins.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("question", sa.String(40), primary_key=True),
        sa.Column(
            "space_id", BIG, sa.ForeignKey("spaces.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("author_id", BIG, sa.ForeignKey("people.id", ondelete="SET NULL"), index=True),
        sa.Column("line", sa.String(500), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("acknowledgements")
