"""The remarks of one person are counted without looking at those of others."""

from alembic import op

<<<<<<< HEAD:migrations/versions/0022_remarks_are_counted.py
revision = "0022"
=======
revision = "0017"
>>>>>>> d0114e9 (Number the migrations in the order in which they came):migrations/versions/0017_remarks_are_counted.py
down_revision = "0016"


def upgrade() -> None:
    op.create_index("ix_remarks_author_id", "remarks", ["author_id"])


def downgrade() -> None:
    op.drop_index("ix_remarks_author_id", "remarks")
