"""When one of two has left is known for both, so that nothing reminds of closeness for a while.

Who that was is named on that day alone, and not once their account has ended; that they have left is told until it is
put away.
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    op.add_column("spaces", sa.Column("parted_at", sa.DateTime(timezone=True), nullable=True))
    told = sa.Column("farewell_told", sa.Boolean, nullable=False, server_default=sa.true())
    op.add_column("spaces", told)
    op.execute("UPDATE spaces SET farewell_told = false, farewell = '' WHERE farewell <> ''")


def downgrade() -> None:
    op.drop_column("spaces", "farewell_told")
    op.drop_column("spaces", "parted_at")
