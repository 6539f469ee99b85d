"""A backup looks only for what it needs of the tables that are there, and finds of that what the slow way finds."""

from sqlalchemy import ForeignKeyConstraint, MetaData, Table

from tracker.backups.writing import tables_of
from tracker.extensions import db


def test_tables_are_found_as_they_are(inside):
    connection = db.session.connection()
    slow = MetaData()
    slow.reflect(connection, only=list(db.metadata.tables))

    quick = tables_of(connection)

    assert [made_of(each) for each in quick.sorted_tables] == [made_of(each) for each in slow.sorted_tables]


def made_of(table: Table) -> tuple[object, ...]:
    """What of a table a backup has to know."""
    columns = [(each.name, repr(each.type)) for each in table.columns]
    return table.name, columns, list(table.primary_key.columns.keys()), pointing_from(table)


def pointing_from(table: Table) -> set[tuple[str, ...]]:
    links = [each for each in table.constraints if isinstance(each, ForeignKeyConstraint)]
    return {(*link.column_keys, *(each.target_fullname for each in link.elements)) for link in links}
