"""People can be reminded of habits and the check-in, at times and in ways of their own; each reminder is planned once."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"

BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    make_reminders()
    make_ways()
    make_planned()


def make_reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("space_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("habit_id", BIG),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("at", sa.Time, nullable=False),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('habit', 'check-in', 'letter')", name=op.f("ck_reminders_kind_is_known")
        ),
        sa.CheckConstraint(
            "(kind = 'habit') = (habit_id IS NOT NULL)", name=op.f("ck_reminders_a_habit_is_named")
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["spaces.id"], name=op.f("fk_reminders_space_id_spaces"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_reminders_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["habit_id"], ["habits.id"], name=op.f("fk_reminders_habit_id_habits"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
    )
    for column in ("space_id", "person_id", "habit_id", "look_at"):
        op.create_index(op.f(f"ix_reminders_{column}"), "reminders", [column])
    op.create_index(
        "uq_reminders_habit",
        "reminders",
        ["person_id", "habit_id", "at"],
        unique=True,
        sqlite_where=sa.text("habit_id IS NOT NULL"),
        postgresql_where=sa.text("habit_id IS NOT NULL"),
    )
    op.create_index(
        "uq_reminders_kind",
        "reminders",
        ["person_id", "kind", "at"],
        unique=True,
        sqlite_where=sa.text("habit_id IS NULL"),
        postgresql_where=sa.text("habit_id IS NULL"),
    )


def make_ways() -> None:
    op.create_table(
        "reminder_ways",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("here", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.Column("by_mail", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("by_push", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.Column("by_alarm", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("details", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("arrivals", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("told", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("arrival_at", sa.DateTime(timezone=True)),
        sa.Column("wording", sa.String(60), nullable=False, server_default=sa.text("''")),
        sa.Column("quiet_from", sa.Time, nullable=False),
        sa.Column("quiet_until", sa.Time, nullable=False),
        sa.Column("locale", sa.String(20), nullable=False, server_default=sa.text("'en'")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_reminder_ways_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_reminder_ways")),
    )
    op.create_index(op.f("ix_reminder_ways_arrival_at"), "reminder_ways", ["arrival_at"])


def make_planned() -> None:
    op.create_table(
        "planned_reminders",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_planned_reminders_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_planned_reminders")),
    )
    op.create_index(op.f("ix_planned_reminders_person_id"), "planned_reminders", ["person_id"])


def downgrade() -> None:
    op.drop_table("planned_reminders")
    op.drop_table("reminder_ways")
    op.drop_table("reminders")
