"""What happens to an account is noted for its owner: log-ins, refusals, keys, ends."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"


def upgrade() -> None:
    op.create_table(
        "account_events",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", BIG),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.SmallInteger, nullable=False, server_default=sa.text("1")),
        sa.Column("browser", sa.String(40), nullable=False),
        sa.Column("system", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account_events"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_account_events_person_id_people", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_account_events_person_id", "account_events", ["person_id"])
    op.create_index("ix_account_events_at", "account_events", ["at"])


def downgrade() -> None:
    op.drop_table("account_events")


BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
