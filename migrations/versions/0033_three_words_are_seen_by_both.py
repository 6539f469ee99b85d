"""Whoever asks to join, and whoever is asked, see the same three words. Those who wait already get theirs."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"

WORDS = (
    "acorn",
    "bridge",
    "candle",
    "daisy",
    "eagle",
    "feather",
    "garden",
    "honey",
    "island",
    "jacket",
    "kettle",
    "meadow",
)


def upgrade() -> None:
    op.add_column(
        "invitations", sa.Column("words", sa.String(40), nullable=False, server_default=sa.text("''"))
    )
    invitations = sa.table("invitations", sa.column("id"), sa.column("guest_id"), sa.column("words"))
    connection = op.get_bind()
    asking = sa.select(invitations.c.id).where(invitations.c.guest_id.is_not(None))
    for invitation_id in connection.scalars(asking).all():
        words = " ".join(secrets.SystemRandom().sample(WORDS, 3))
        this = invitations.c.id == invitation_id
        connection.execute(sa.update(invitations).where(this).values(words=words))


def downgrade() -> None:
    with op.batch_alter_table("invitations") as invitations:
        invitations.drop_column("words")
