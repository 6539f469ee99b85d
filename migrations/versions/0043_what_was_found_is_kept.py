"""What was found of habits and close weeks is kept until it is looked for again."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    op.create_table(
        "insights",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("space_id", BIG, nullable=False),
        sa.Column("week_count", sa.SmallInteger, nullable=False),
        sa.Column("weeks", sa.SmallInteger, nullable=False),
        sa.Column("found", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_insights"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_insights_person_id_people", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["spaces.id"], name="fk_insights_space_id_spaces", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_insights_space_id", "insights", ["space_id"])


def downgrade() -> None:
    op.drop_table("insights")


BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
