"""What several can write remembers whose words it holds, so that they go when an account ends.

Who called a space by its name is not known of before: so it goes with either of those who are in it.
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"

BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
COUNTED, LARGEST = 2**40, 2**62
OF = {
    "habit_id": "habits.id",
    "outing_id": "outings.id",
    "remembered_day_id": "remembered_days.id",
    "thing_to_bring_id": "things_to_bring.id",
}
IN_ONE = " + ".join(f"(CASE WHEN {name} IS NULL THEN 0 ELSE 1 END)" for name in OF) + " <= 1"


def upgrade() -> None:
    hands = op.create_table(
        "hands",
        sa.Column("id", BIG, primary_key=True, autoincrement=False),
        sa.Column("space_id", BIG, sa.ForeignKey("spaces.id", ondelete="CASCADE"), nullable=False),
        sa.Column("person_id", BIG, sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        sa.Column("part", sa.String(40), nullable=False),
        *(
            sa.Column(name, BIG, sa.ForeignKey(target, ondelete="CASCADE"), nullable=True)
            for name, target in OF.items()
        ),
        sa.CheckConstraint(IN_ONE, name="text_is_in_one_row"),
    )
    for name in ("space_id", "person_id", *OF):
        op.create_index(op.f(f"ix_hands_{name}"), "hands", [name])
    spaces = sa.table("spaces", sa.column("id"), sa.column("name"))
    people = sa.table("people", sa.column("id"), sa.column("space_id"))
    named = sa.select(people.c.space_id, people.c.id).join(spaces, spaces.c.id == people.c.space_id)
    rows = [
        {"id": COUNTED + secrets.randbelow(LARGEST - COUNTED), "space_id": space_id, "person_id": person_id}
        for space_id, person_id in op.get_bind().execute(named.where(spaces.c.name != "")).all()
    ]
    if rows:
        op.bulk_insert(hands, [{**row, "part": "name"} for row in rows])


def downgrade() -> None:
    op.drop_table("hands")
