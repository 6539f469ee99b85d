"""An address is somebody's once they have confirmed it; until then any number of accounts may name it.

Whoever had an account before has the address. On the way back two accounts cannot have the same one, so those that
nobody has confirmed get a number before theirs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CONFIRMED = {f"{dialect}_where": sa.text("confirmed_at IS NOT NULL") for dialect in ("sqlite", "postgresql")}


def upgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True)))
        people.drop_constraint(op.f("uq_people_email"), type_="unique")
    op.execute("UPDATE people SET confirmed_at = registered_at")
    op.create_index(op.f("ix_people_email"), "people", ["email"])
    op.create_index(op.f("one_account_an_address"), "people", ["email"], unique=True, **CONFIRMED)
    op.create_table(
        "registrations",
        sa.Column("id", BIG, primary_key=True, autoincrement=False),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("first_weekday", sa.SmallInteger, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(op.f("ix_registrations_email"), "registrations", ["email"])
    op.create_table(
        "address_codes",
        sa.Column("id", BIG, primary_key=True, autoincrement=False),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(op.f("ix_address_codes_email"), "address_codes", ["email"])


def downgrade() -> None:
    op.drop_table("address_codes")
    op.drop_table("registrations")
    op.drop_index(op.f("one_account_an_address"), "people")
    op.drop_index(op.f("ix_people_email"), "people")
    op.execute("UPDATE people SET email = CAST(id AS TEXT) || '.' || email WHERE confirmed_at IS NULL")
    with op.batch_alter_table("people") as people:
        people.create_unique_constraint(op.f("uq_people_email"), ["email"])
        people.drop_column("confirmed_at")
