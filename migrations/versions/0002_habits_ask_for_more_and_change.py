"""A habit can ask for an amount, by the month or in every so many days, and change what it asks from a day on."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORD = sa.String(40)

ONE_SCHEDULE = (
    "(per = 'weekdays' AND weekdays BETWEEN 1 AND 127 AND times = 0 AND days = 0)"
    " OR (per = 'week' AND weekdays = 0 AND times BETWEEN 1 AND 7 AND days = 0)"
    " OR (per = 'month' AND weekdays = 0 AND times BETWEEN 1 AND 28 AND days = 0)"
    " OR (per = 'days' AND weekdays = 0 AND days BETWEEN 1 AND 365 AND times BETWEEN 1 AND days)"
)
OLD_CHECKS = {
    "has_one_schedule": "(weekdays BETWEEN 1 AND 127) <> (times_a_week BETWEEN 1 AND 7)",
    "weekdays_are_seven": "weekdays BETWEEN 0 AND 127",
    "times_fit_a_week": "times_a_week BETWEEN 0 AND 7",
}


def space_id() -> sa.Column:
    return sa.Column(
        "space_id", BIG, sa.ForeignKey("spaces.id", ondelete="CASCADE"), nullable=False, index=True
    )


def upgrade() -> None:
    op.create_table(
        "terms",
        sa.Column("habit_id", BIG, sa.ForeignKey("habits.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("since", sa.Date, primary_key=True),
        space_id(),
        sa.Column("per", WORD, nullable=False),
        sa.Column("weekdays", sa.SmallInteger, nullable=False),
        sa.Column("times", sa.SmallInteger, nullable=False),
        sa.Column("days", sa.SmallInteger, nullable=False),
        sa.Column("goal", sa.Integer, nullable=False),
        sa.CheckConstraint(ONE_SCHEDULE, name="has_one_schedule"),
        sa.CheckConstraint("goal >= 0", name="goal_is_an_amount"),
    )
    op.execute(
        "INSERT INTO terms (habit_id, since, space_id, per, weekdays, times, days, goal) "
        "SELECT id, starts_on, space_id, CASE WHEN times_a_week > 0 THEN 'week' ELSE 'weekdays' END, "
        "CASE WHEN times_a_week > 0 THEN 0 ELSE weekdays END, times_a_week, 0, 0 FROM habits"
    )
    with op.batch_alter_table("habits") as habits:
        habits.add_column(sa.Column("unit", sa.String(24), nullable=False, server_default=sa.text("''")))
        for name in OLD_CHECKS:
            habits.drop_constraint(op.f(f"ck_habits_{name}"), type_="check")
        habits.drop_column("weekdays")
        habits.drop_column("times_a_week")
    with op.batch_alter_table("habits") as habits:
        habits.alter_column("unit", server_default=None)
    op.create_table(
        "track_years",
        sa.Column("track_id", BIG, sa.ForeignKey("tracks.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("year", sa.SmallInteger, primary_key=True),
        space_id(),
        sa.Column("settled_through", sa.Date, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
    )
    with op.batch_alter_table("ticks") as ticks:
        ticks.add_column(sa.Column("amount", sa.Integer, nullable=False, server_default=sa.text("-1")))
        ticks.create_check_constraint(op.f("ck_ticks_amount_is_one"), "amount >= -1")
    keep_states_as("state", sa.Text, "''", instead_of="streak")


def downgrade() -> None:
    keep_states_as("streak", sa.JSON, "'{}'", instead_of="state")
    with op.batch_alter_table("ticks") as ticks:
        ticks.drop_constraint(op.f("ck_ticks_amount_is_one"), type_="check")
        ticks.drop_column("amount")
    op.drop_table("track_years")
    with op.batch_alter_table("habits") as habits:
        habits.drop_column("unit")
        for name in ("weekdays", "times_a_week"):
            habits.add_column(sa.Column(name, sa.SmallInteger, nullable=False, server_default=sa.text("0")))
    # What the older Tend cannot ask for becomes once a week.
    op.execute("UPDATE habits SET times_a_week = 1")
    op.execute(
        "UPDATE habits SET weekdays = latest.weekdays, times_a_week = latest.times FROM terms AS latest "
        "WHERE latest.habit_id = habits.id AND latest.per IN ('weekdays', 'week') AND latest.since = "
        "(SELECT max(since) FROM terms WHERE terms.habit_id = habits.id)"
    )
    with op.batch_alter_table("habits") as habits:
        for name, check in OLD_CHECKS.items():
            habits.create_check_constraint(op.f(f"ck_habits_{name}"), check)
        for name in ("weekdays", "times_a_week"):
            habits.alter_column(name, server_default=None)
    op.drop_table("terms")


def keep_states_as(name: str, type_: type, empty: str, *, instead_of: str) -> None:
    """Put a new column in place of the one that held streaks. Nothing is settled then; the next start does that."""
    for table, begins_on in (("tracks", "starts_on"), ("spaces", "founded_on")):
        with op.batch_alter_table(table) as altered:
            altered.add_column(sa.Column(name, type_, nullable=False, server_default=sa.text(empty)))
            altered.drop_column(instead_of)
        with op.batch_alter_table(table) as altered:
            altered.alter_column(name, server_default=None)
        op.execute(f"UPDATE {table} SET settled_through = {day_before(begins_on)}")  # noqa: S608


def day_before(column: str) -> str:
    return f"date({column}, '-1 day')" if op.get_bind().dialect.name == "sqlite" else f"{column} - 1"
