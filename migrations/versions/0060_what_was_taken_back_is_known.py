"""When a tick was taken back is known for a month, so that an older one that comes late is not there again."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"


def upgrade() -> None:
    op.create_table(
        "unticks",
        sa.Column("track_id", BIG, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("space_id", BIG, nullable=False),
        sa.Column("unticked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("track_id", "day", name="pk_unticks"),
        sa.ForeignKeyConstraint(
            ["track_id"], ["tracks.id"], name="fk_unticks_track_id_tracks", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["spaces.id"], name="fk_unticks_space_id_spaces", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_unticks_space_id", "unticks", ["space_id"])


def downgrade() -> None:
    op.drop_table("unticks")


BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
