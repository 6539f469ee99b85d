"""What one does for the other is told to them, once."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    op.create_table(
        "tidings",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("thing_id", BIG, nullable=False, autoincrement=False),
        sa.Column("space_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "kind", "thing_id", name="pk_tidings"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_tidings_person_id_people", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["spaces.id"], name="fk_tidings_space_id_spaces", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_tidings_space_id", "tidings", ["space_id"])
    op.add_column("people", sa.Column("tells_tidings", sa.Boolean, nullable=False, server_default=sa.true()))


def downgrade() -> None:
    op.drop_column("people", "tells_tidings")
    op.drop_table("tidings")


BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
