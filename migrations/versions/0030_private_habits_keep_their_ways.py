"""Private habits of two keep the ways they have, whatever the two agree to from now on."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

people = sa.table("people", sa.column("space_id"), sa.column("own_ways"))
spaces = sa.table(
    "spaces",
    *(sa.column(name) for name in ("id", "turns", "first_weekday", "check_in_weekday")),
    sa.column("strict", sa.Boolean),
)


def upgrade() -> None:
    op.add_column("people", sa.Column("own_ways", sa.Text, nullable=False, server_default=sa.text("''")))
    shared = sa.select(people.c.space_id).group_by(people.c.space_id).having(sa.func.count() > 1)
    for space in op.get_bind().execute(sa.select(spaces).where(spaces.c.id.in_(shared))).all():
        ways = json.dumps((space.strict, space.turns, space.first_weekday, space.check_in_weekday))
        op.get_bind().execute(people.update().where(people.c.space_id == space.id).values(own_ways=ways))


def downgrade() -> None:
    op.drop_column("people", "own_ways")
