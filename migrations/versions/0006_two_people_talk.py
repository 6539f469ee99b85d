"""Two people talk: a space keeps where its talk is, and nothing that is said."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORD = sa.String(40)


def upgrade() -> None:
    op.create_table(
        "talks",
        sa.Column(
            "space_id",
            BIG,
            sa.ForeignKey("spaces.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("version", BIG, nullable=False),
        sa.Column("host_id", BIG, sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("phones", sa.SmallInteger, nullable=False),
        sa.Column("minutes", sa.SmallInteger, nullable=False),
        sa.Column("phase", WORD, nullable=False),
        sa.Column("floor", WORD, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds_left", sa.Integer, nullable=False),
        sa.Column("turn_count", sa.Integer, nullable=False),
        sa.Column("resting", WORD),
        sa.Column("closed_by_host", sa.Boolean, nullable=False),
        sa.Column("closed_by_other", sa.Boolean, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.CheckConstraint("phones IN (1, 2)", name="one_phone_or_two"),
        sa.CheckConstraint("minutes IN (2, 3, 5, 10)", name="minutes_are_offered"),
        sa.CheckConstraint("phase IN ('waiting', 'speaking', 'saying-back', 'ended')", name="phase_is_known"),
        sa.CheckConstraint("floor IN ('host', 'other')", name="one_has_the_floor"),
        sa.CheckConstraint("resting IN ('host', 'other')", name="one_asked_for_the_rest"),
        sa.CheckConstraint(
            "resting IS NULL OR phase IN ('speaking', 'saying-back')", name="a_talk_rests_midway"
        ),
        sa.CheckConstraint("phones = 2 OR phase <> 'waiting'", name="one_phone_waits_for_nobody"),
        sa.CheckConstraint("seconds_left BETWEEN 0 AND minutes * 60", name="seconds_left_are_of_a_turn"),
        sa.CheckConstraint("turn_count >= 0", name="turns_are_counted_from_none"),
        sa.CheckConstraint("topic = '' OR phase <> 'ended'", name="an_ended_talk_has_no_topic"),
        sa.CheckConstraint(
            "phase = 'ended' OR NOT (closed_by_host OR closed_by_other)", name="only_an_ended_talk_is_closed"
        ),
    )


def downgrade() -> None:
    op.drop_table("talks")
