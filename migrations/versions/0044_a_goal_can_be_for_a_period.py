"""A goal can be for all the amounts of a week, a month or so many days: it is then asked for no number of times."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"


def schedules(least: int) -> str:
    """What one schedule is, that asks so many times at least."""
    return (
        "(per = 'weekdays' AND weekdays BETWEEN 1 AND 127 AND times = 0 AND days = 0)"
        f" OR (per = 'week' AND weekdays = 0 AND times BETWEEN {least} AND 7 AND days = 0)"
        f" OR (per = 'month' AND weekdays = 0 AND times BETWEEN {least} AND 28 AND days = 0)"
        f" OR (per = 'days' AND weekdays = 0 AND days BETWEEN 1 AND 365 AND times BETWEEN {least} AND days)"
    )


def upgrade() -> None:
    with op.batch_alter_table("terms") as terms:
        terms.drop_constraint(op.f("ck_terms_has_one_schedule"), type_="check")
        terms.create_check_constraint(op.f("ck_terms_has_one_schedule"), schedules(0))
        terms.create_check_constraint(
            op.f("ck_terms_sum_has_a_goal"), "times > 0 OR per = 'weekdays' OR goal > 0"
        )


def downgrade() -> None:
    op.execute(sa.text("UPDATE terms SET times = 1 WHERE times = 0 AND per <> 'weekdays'"))
    with op.batch_alter_table("terms") as terms:
        terms.drop_constraint(op.f("ck_terms_sum_has_a_goal"), type_="check")
        terms.drop_constraint(op.f("ck_terms_has_one_schedule"), type_="check")
        terms.create_check_constraint(op.f("ck_terms_has_one_schedule"), schedules(1))
