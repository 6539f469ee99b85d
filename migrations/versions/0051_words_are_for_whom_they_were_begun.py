"""What somebody has begun to write for one person is offered to no other: it is known that the two have parted since.

Of what stands there from before, whatever somebody has begun who is alone since a parting may have been for whoever left.
"""

import secrets
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"

BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)
COUNTED, LARGEST = 2**40, 2**62
UNDER_WAY = sa.text("parted_at IS NULL")
WORDS = ("author_id", "kind", "space_id", "body")
DRAFTS = sa.table(
    "drafts",
    *(
        sa.column("id", BIG),
        sa.column("author_id", BIG),
        sa.column("kind", sa.String),
        sa.column("space_id", BIG),
    ),
    *(sa.column("body", sa.Text), sa.column("parted_at", MOMENT), sa.column("deleted_at", MOMENT)),
)
SPACES = sa.table("spaces", sa.column("id", BIG), sa.column("parted_at", MOMENT))
CHECK_INS = sa.table(
    "check_ins", sa.column("space_id", BIG), sa.column("state", sa.String), sa.column("parted_at", MOMENT)
)
PARTED_AT = sa.select(SPACES.c.parted_at).where(SPACES.c.id == CHECK_INS.c.space_id).scalar_subquery()


def upgrade() -> None:
    words = sa.select(*(DRAFTS.c[name] for name in WORDS), SPACES.c.parted_at)
    begun = found(words.join(SPACES, SPACES.c.id == DRAFTS.c.space_id))
    op.drop_table("drafts")
    make(
        sa.Column("id", BIG, primary_key=True, autoincrement=False),
        *texts(),
        sa.Column("parted_at", MOMENT),
        sa.Column("deleted_at", MOMENT),
    )
    op.create_index("ix_drafts_author_id", "drafts", ["author_id"])
    op.create_index(
        "uq_drafts_author_id_kind",
        "drafts",
        ["author_id", "kind"],
        unique=True,
        sqlite_where=UNDER_WAY,
        postgresql_where=UNDER_WAY,
    )
    put_in([{**each, "id": COUNTED + secrets.randbelow(LARGEST - COUNTED)} for each in begun])
    with op.batch_alter_table("check_ins") as check_ins:
        check_ins.add_column(sa.Column("parted_at", MOMENT))
    op.execute(sa.update(CHECK_INS).where(CHECK_INS.c.state == "draft").values(parted_at=PARTED_AT))


def downgrade() -> None:
    with op.batch_alter_table("check_ins") as check_ins:
        check_ins.drop_column("parted_at")
    begun = found(sa.select(*(DRAFTS.c[name] for name in WORDS)).where(DRAFTS.c.parted_at.is_(None)))
    op.drop_table("drafts")
    make(*texts(), sa.PrimaryKeyConstraint("author_id", "kind", name="pk_drafts"))
    put_in(begun)


def found(statement: sa.Select[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in op.get_bind().execute(statement).mappings()]


def texts() -> Sequence[sa.Column[Any]]:
    return (
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("space_id", BIG, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )


def make(*columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        "drafts",
        *columns,
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name="fk_drafts_author_id_people", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["spaces.id"], name="fk_drafts_space_id_spaces", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_drafts_space_id", "drafts", ["space_id"])


def put_in(rows: list[dict[str, Any]]) -> None:
    if rows:
        op.bulk_insert(DRAFTS, rows)
