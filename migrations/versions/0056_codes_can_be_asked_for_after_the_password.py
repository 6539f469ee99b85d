"""Whoever wants it is asked for a code after the password; and codes that are lost are taken off after a while."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"


def upgrade() -> None:
    op.create_table(
        "code_apps",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("secret", sa.String(64), nullable=False),
        sa.Column("salt", sa.String(64), nullable=False),
        sa.Column("used_step", BIG, nullable=False),
        sa.Column("stays", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_code_apps"),
        sa.UniqueConstraint("person_id", name="uq_code_apps_person_id"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_code_apps_person_id_people", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_codes"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_recovery_codes_person_id_people", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_recovery_codes_person_id", "recovery_codes", ["person_id"])
    op.add_column("people", sa.Column("codes_end_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("people", "codes_end_at")
    op.drop_table("recovery_codes")
    op.drop_table("code_apps")


BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
