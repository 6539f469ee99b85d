"""Weeks that somebody can look back on are counted without reading their words."""

from alembic import op

revision = "0055"
down_revision = "0054"

COUNTED = ["author_id", "week", "state", "opened_to_id", "space_id"]


def upgrade() -> None:
    op.create_index("ix_check_ins_counted", "check_ins", COUNTED)


def downgrade() -> None:
    op.drop_index("ix_check_ins_counted", "check_ins")
