"""What somebody has begun to write to the other, and not sent yet, is kept for them."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("space_id", BIG, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("author_id", "kind", name="pk_drafts"),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name="fk_drafts_author_id_people", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["spaces.id"], name="fk_drafts_space_id_spaces", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_drafts_space_id", "drafts", ["space_id"])


def downgrade() -> None:
    op.drop_table("drafts")


BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
