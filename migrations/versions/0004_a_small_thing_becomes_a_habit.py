"""A check-in says how last week's small thing went, and which habit this week's has become."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WENT = "ck_check_ins_small_thing_went_is_one_of_three"
HABIT = "fk_check_ins_habit_id_habits"
INDEX = "ix_check_ins_habit_id"


def upgrade() -> None:
    with op.batch_alter_table("check_ins") as check_ins:
        check_ins.add_column(sa.Column("small_thing_went", sa.SmallInteger))
        check_ins.add_column(sa.Column("habit_id", BIG))
        check_ins.create_check_constraint(op.f(WENT), "small_thing_went BETWEEN 1 AND 3")
        check_ins.create_foreign_key(op.f(HABIT), "habits", ["habit_id"], ["id"], ondelete="SET NULL")
        check_ins.create_index(op.f(INDEX), ["habit_id"])


def downgrade() -> None:
    with op.batch_alter_table("check_ins") as check_ins:
        check_ins.drop_index(op.f(INDEX))
        check_ins.drop_constraint(op.f(HABIT), type_="foreignkey")
        check_ins.drop_constraint(op.f(WENT), type_="check")
        check_ins.drop_column("habit_id")
        check_ins.drop_column("small_thing_went")
