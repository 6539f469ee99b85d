"""What was done without a network is booked once, however often a device sends it."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"


def upgrade() -> None:
    op.create_table(
        "bookings",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("mark", sa.String(40), nullable=False),
        sa.Column("digest", sa.String(40), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "mark", name="pk_bookings"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_bookings_person_id_people", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    op.drop_table("bookings")


BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
