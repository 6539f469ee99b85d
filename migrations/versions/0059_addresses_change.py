"""An address can become another: it waits for its code, the one before is told, and can hold back new passwords by mail."""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"


def upgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.add_column(
            sa.Column("new_email", sa.String(320), nullable=False, server_default=sa.text("''"))
        )
        people.add_column(sa.Column("new_email_at", sa.DateTime(timezone=True)))
        people.add_column(sa.Column("spares_former", sa.Boolean, nullable=False, server_default=sa.false()))
        people.add_column(
            sa.Column("former_email", sa.String(320), nullable=False, server_default=sa.text("''"))
        )
        people.add_column(sa.Column("address_changed_at", sa.DateTime(timezone=True)))
        people.add_column(sa.Column("resets_held_until", sa.DateTime(timezone=True)))
    op.create_index("ix_people_new_email", "people", ["new_email"])
    op.create_index("ix_people_former_email", "people", ["former_email"])


def downgrade() -> None:
    op.drop_index("ix_people_former_email", "people")
    op.drop_index("ix_people_new_email", "people")
    with op.batch_alter_table("people") as people:
        for name in COLUMNS:
            people.drop_column(name)


COLUMNS = (
    *("resets_held_until", "address_changed_at", "former_email", "spares_former", "new_email_at"),
    "new_email",
)
