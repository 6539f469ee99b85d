"""Nothing that can be taken back is forgotten where it is written down: what is left out says why."""

import pytest
from sqlalchemy import Boolean

from tracker.extensions import db
from tracker.models import watching

# Truths that hide nothing from anybody.
HIDE_NOTHING = {
    ("people", "to_be_deleted"): "whoever runs Tend has said so, and can take it back",
    ("people", "spares_former"): "only whether their own former address is told",
    ("people", "locks"): "only whether their own browsers lock",
    ("people", "tells_tidings"): "only what they are told themselves",
    ("people", "takes_nudges"): "only what they are told themselves",
    ("people", "new_password_due"): "only asks for a new password",
    ("code_apps", "stays"): "only what becomes of codes that are lost, which is nobody else’s to see",
    ("habits", "by_note"): "only whether a note ticks it",
    ("tracks", "softer_answered"): "only whether a question was answered",
    ("notes", "waiting"): "delivered to whoever joins, never taken back",
    ("jar_notes", "waiting"): "delivered to whoever joins, never taken back",
    ("pauses", "offered"): "the partner sees it either way, offered or not",
    ("outings", "both_prepare"): "who prepares, seen by whoever sees the date",
    ("things_to_bring", "packed"): "whether it is packed",
    ("talks", "closed_by_host"): "only an ended talk is closed",
    ("talks", "closed_by_other"): "only an ended talk is closed",
}
# Who something is for or by, without which it would be seen by one less.
NAME_NOBODY = {
    ("notes", "author_id"): "unknown once the account is gone, which is written down itself",
    ("notes", "recipient_id"): "unknown once the account is gone, which is written down itself",
    ("jar_notes", "recipient_id"): "emptied when somebody leaves, which is written down itself",
    ("openings", "author_id"): "unknown once the account is gone, which is written down itself",
    ("check_ins", "opened_to_id"): "unknown once the account is gone, which is written down itself",
    ("acknowledgements", "author_id"): "unknown once the account is gone, which is written down itself",
    ("outings", "preparer_id"): "who prepares, seen by whoever sees the date",
    ("ticks", "ticker_id"): "who made one of both, seen by whoever sees the tick",
    ("tracks", "owner_id"): "one of both comes to be one's who has a part in it, and both have seen it",
    ("pauses", "person_id"): "of one it becomes one of both and back, and both see it either way",
}


def tables():
    return watching.watched(db.metadata)


def hiding():
    """The columns that hide a row from the partner."""
    return {(table.name, hides[0]) for table in tables() if (hides := watching.hides_by(table))}


def test_every_table_is_watched_or_says_why_not():
    assert set(watching.unwatched()) <= set(db.metadata.tables)
    assert {table.name for table in tables()} == set(db.metadata.tables) - set(watching.unwatched())


def test_every_truth_of_a_row_hides_it_or_says_why_not():
    truths = {
        (table.name, column.name)
        for table in tables()
        for column in table.columns
        if isinstance(column.type, Boolean)
    }
    hides = hiding()

    assert truths - hides == set(HIDE_NOTHING)


def test_whoever_a_row_is_for_can_be_taken_back_or_it_says_why_not():
    readers = {
        (table.name, key.parent.name)
        for table in tables()
        for key in table.foreign_keys
        if key.column.table.name == "people" and key.parent.nullable
    }
    hides = hiding()

    assert readers - hides == set(NAME_NOBODY)


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_a_key_is_only_numbers_days_and_words_of_ours(table):
    kinds = {str(column.type) for column in table.primary_key}

    assert kinds <= {"BIGINT", "DATE", "VARCHAR(40)"}


def test_the_database_watches_all_of_it(app):
    with app.app_context():
        connection = db.session.connection()
        wanted = {
            each.name(connection.dialect.name)
            for each in watching.watches(db.metadata, connection.dialect.name)
        }

        assert watching.names_there(connection) == wanted
        db.session.rollback()
