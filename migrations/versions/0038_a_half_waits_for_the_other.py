"""What a file says of two waits until the other's file says the same."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    op.create_table(
        "halves",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("space_id", BIG, nullable=False),
        sa.Column("claims", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_halves"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_halves_person_id_people", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["spaces.id"], name="fk_halves_space_id_spaces", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_halves_space_id", "halves", ["space_id"])


def downgrade() -> None:
    op.drop_table("halves")


BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
