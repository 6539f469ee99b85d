"""Two people share a space, keep habits, check in once a week and write on the wall."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(40)
LINE = sa.String(320)


def id_() -> sa.Column:
    return sa.Column("id", BIG, primary_key=True)


def of(table: str, name: str, *, ondelete: str | None = "CASCADE", **more: bool) -> sa.Column:
    """A column that points to a row of another table."""
    return sa.Column(
        name, BIG, sa.ForeignKey(f"{table}.id", ondelete=ondelete), **{"nullable": False, **more}
    )


def upgrade() -> None:
    op.create_table(
        "spaces",
        id_(),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("first_weekday", sa.SmallInteger, nullable=False),
        sa.Column("check_in_weekday", sa.SmallInteger, nullable=False),
        sa.Column("strict", sa.Boolean, nullable=False),
        sa.Column("farewell", sa.String(60), nullable=False),
        sa.Column("founded_on", sa.Date, nullable=False),
        sa.Column("settled_through", sa.Date, nullable=False),
        sa.Column("streak", sa.JSON, nullable=False),
        sa.CheckConstraint("first_weekday BETWEEN 0 AND 6", name="first_weekday_is_a_weekday"),
        sa.CheckConstraint("check_in_weekday BETWEEN 0 AND 6", name="check_in_weekday_is_a_weekday"),
    )
    op.create_table(
        "people",
        id_(),
        sa.Column("email", LINE, nullable=False, unique=True),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("colour", WORD, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("day_ends_at", sa.SmallInteger, nullable=False),
        of("spaces", "space_id", ondelete=None),
        sa.Column("seat", sa.SmallInteger, nullable=False),
        sa.Column("joined_on", sa.Date, nullable=False),
        sa.Column("registered_at", MOMENT, nullable=False),
        sa.UniqueConstraint("space_id", "seat"),
        sa.CheckConstraint("seat IN (1, 2)", name="a_space_has_two_seats"),
        sa.CheckConstraint("day_ends_at BETWEEN 0 AND 11", name="a_day_ends_by_noon"),
    )
    op.create_table(
        "devices",
        id_(),
        of("people", "person_id", index=True),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
    )
    op.create_table(
        "mails",
        id_(),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("address", LINE, nullable=False),
        sa.Column("locale", sa.String(20), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("leased_until", MOMENT, nullable=False, index=True),
        sa.Column("try_count", sa.SmallInteger, nullable=False),
    )
    op.create_table(
        "limits",
        sa.Column("key", sa.String(100), primary_key=True),
        sa.Column("window", BIG, primary_key=True),
        sa.Column("try_count", sa.SmallInteger, nullable=False),
    )
    op.create_table(
        "invitations",
        id_(),
        of("spaces", "space_id", index=True),
        of("people", "inviter_id", index=True),
        sa.Column("link_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("code_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT),
        of("people", "guest_id", nullable=True, index=True),
        sa.Column("asked_at", MOMENT),
        sa.Column("welcomed_at", MOMENT),
        sa.Column("declined_at", MOMENT),
    )
    op.create_table(
        "habits",
        id_(),
        of("spaces", "space_id", index=True),
        of("people", "owner_id", index=True),
        sa.Column("strategy", sa.SmallInteger, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("cue", sa.String(120), nullable=False),
        sa.Column("mode", WORD, nullable=False),
        sa.Column("shared", sa.Boolean, nullable=False),
        sa.Column("weekdays", sa.SmallInteger, nullable=False),
        sa.Column("times_a_week", sa.SmallInteger, nullable=False),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("archived_on", sa.Date),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("strategy BETWEEN 1 AND 10", name="strategy_is_one_of_ten"),
        sa.CheckConstraint("mode IN ('each', 'together', 'one')", name="mode_is_known"),
        sa.CheckConstraint(
            "(weekdays BETWEEN 1 AND 127) <> (times_a_week BETWEEN 1 AND 7)", name="has_one_schedule"
        ),
        sa.CheckConstraint("weekdays BETWEEN 0 AND 127", name="weekdays_are_seven"),
        sa.CheckConstraint("times_a_week BETWEEN 0 AND 7", name="times_fit_a_week"),
    )
    op.create_table(
        "tracks",
        id_(),
        of("spaces", "space_id", index=True),
        of("habits", "habit_id"),
        of("people", "owner_id", nullable=True, index=True),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("settled_through", sa.Date, nullable=False),
        sa.Column("streak", sa.JSON, nullable=False),
    )
    op.create_index("uq_tracks_habit_id_owner_id", "tracks", ["habit_id", "owner_id"], unique=True)
    op.create_index(
        "uq_tracks_habit_id_together",
        "tracks",
        ["habit_id"],
        unique=True,
        sqlite_where=sa.text("owner_id IS NULL"),
        postgresql_where=sa.text("owner_id IS NULL"),
    )
    op.create_table(
        "ticks",
        of("tracks", "track_id", primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        of("spaces", "space_id", index=True),
        sa.Column("ticked_at", MOMENT, nullable=False),
    )
    op.create_table(
        "pauses",
        id_(),
        of("spaces", "space_id", index=True),
        of("people", "person_id", nullable=True, index=True),
        of("habits", "habit_id", nullable=True, index=True),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date, nullable=False),
        sa.CheckConstraint("starts_on <= ends_on", name="ends_after_it_starts"),
    )
    op.create_table(
        "check_ins",
        id_(),
        of("spaces", "space_id", index=True),
        of("people", "author_id"),
        sa.Column("week", sa.Date, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("appreciated", sa.JSON, nullable=False),
        sa.Column("went_well", sa.Text, nullable=False),
        sa.Column("closeness", sa.SmallInteger),
        sa.Column("ratings", sa.JSON, nullable=False),
        sa.Column("talk_about", sa.Text, nullable=False),
        sa.Column("feel_loved", sa.Text, nullable=False),
        sa.Column("small_thing", sa.Text, nullable=False),
        sa.Column("private_line", sa.Text, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("opened_at", MOMENT),
        of("people", "opened_to_id", ondelete="SET NULL", nullable=True, index=True),
        sa.UniqueConstraint("author_id", "week"),
        sa.CheckConstraint("closeness BETWEEN 1 AND 7", name="closeness_is_one_of_seven"),
        sa.CheckConstraint("state IN ('draft', 'sealed', 'opened', 'kept')", name="state_is_known"),
        sa.CheckConstraint("state = 'draft' OR closeness IS NOT NULL", name="closeness_is_given"),
    )
    op.create_table(
        "notes",
        id_(),
        of("spaces", "space_id"),
        of("people", "author_id", ondelete="SET NULL", nullable=True, index=True),
        of("people", "recipient_id", ondelete="SET NULL", nullable=True, index=True),
        sa.Column("waiting", sa.Boolean, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("strategy", sa.SmallInteger),
        of("habits", "habit_id", ondelete="SET NULL", nullable=True, index=True),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("edited_at", MOMENT),
        sa.Column("deleted_at", MOMENT),
        sa.Column("reaction", WORD),
        sa.CheckConstraint("strategy BETWEEN 1 AND 10", name="strategy_is_one_of_ten"),
    )
    op.create_index("ix_notes_space_id_id", "notes", ["space_id", "id"])


def downgrade() -> None:
    for table in (
        "notes",
        "check_ins",
        "pauses",
        "ticks",
        "tracks",
        "habits",
        "invitations",
        "limits",
        "mails",
        "devices",
        "people",
        "spaces",
    ):
        op.drop_table(table)
