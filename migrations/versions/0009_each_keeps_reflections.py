"""Each can keep reflections of their own, and share one with the partner."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
TOPICS = "topic IN ('work', 'conflict', 'health', 'family', 'money', 'closeness', 'free')"


def upgrade() -> None:
    op.create_table(
        "reflections",
        sa.Column("id", BIG, primary_key=True),
        sa.Column(
            "space_id", BIG, sa.ForeignKey("spaces.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("author_id", BIG, sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("prompt", sa.String(40), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("answers", sa.JSON, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("mark", sa.String(60)),
        sa.Column("written_on", sa.Date, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.Column("shared_at", INSTANT),
        sa.Column("shared_with_id", BIG, sa.ForeignKey("people.id", ondelete="SET NULL"), index=True),
        sa.Column("deleted_at", INSTANT),
        sa.UniqueConstraint("author_id", "mark"),
        sa.CheckConstraint("kind IN ('free', 'guided', 'look')", name="kind_is_known"),
        sa.CheckConstraint("kind <> 'look' OR shared_with_id IS NULL", name="a_look_is_never_shared"),
        sa.CheckConstraint(TOPICS, name="topic_is_known"),
    )
    op.create_index("ix_reflections_author_id_id", "reflections", ["author_id", "id"])


def downgrade() -> None:
    op.drop_table("reflections")
