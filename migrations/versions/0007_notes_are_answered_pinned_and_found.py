"""A note can be answered, pinned, and found again by its words."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

EMPTY = {"nullable": False, "server_default": sa.text("''")}


def upgrade() -> None:
    with op.batch_alter_table("notes") as notes:
        notes.add_column(sa.Column("answer", sa.String(300), **EMPTY))
        notes.add_column(sa.Column("pinned_at", sa.DateTime(timezone=True)))
        notes.add_column(sa.Column("searched", sa.Text, **EMPTY))
    with op.batch_alter_table("notes") as notes:
        for name in ("answer", "searched"):
            notes.alter_column(name, server_default=None)
    fold_what_there_is()


def fold_what_there_is() -> None:
    notes = sa.table("notes", sa.column("id"), sa.column("body"), sa.column("searched"))
    for note_id, body in op.get_bind().execute(sa.select(notes.c.id, notes.c.body)).all():
        op.execute(notes.update().where(notes.c.id == note_id).values(searched=folded(body)))


def folded(text: str) -> str:
    """As it was folded when this was written."""
    small = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(small.split())


def downgrade() -> None:
    with op.batch_alter_table("notes") as notes:
        for name in ("searched", "pinned_at", "answer"):
            notes.drop_column(name)
