"""Where somebody deletes, they read when backups forget it."""

import pytest
from sqlalchemy import select

from tests.databases import acting, kept
from tests.world import NOW, person
from tracker.domain.drafts import DraftKind
from tracker.extensions import db
from tracker.models import DraftRow

WAYS_TO_DELETE = {
    "notes": "/wall/{}/delete",
    "jar_notes": "/wall/jar/{}/delete",
    "reflections": "/reflections/{}/delete",
    "outings": "/dates/{}/delete",
    "ideas": "/dates/ideas/{}/delete",
    "remembered_days": "/dates/days/{}/delete",
    "things_to_bring": "/help/bring/{}/delete",
    "appointments": "/help/appointments/{}/delete",
    "drafts": "/wall/jar/begun/{}/throw-away",
}


@pytest.mark.parametrize("table", WAYS_TO_DELETE)
def test_it_is_said_where_one_deletes_when_backups_forget_it(ada, app, table):
    with acting(app):  # only what was begun for somebody who has left is thrown away by itself
        ada_there = person("ada")
        aside = {"author_id": ada_there.id, "space_id": ada_there.space_id, "parted_at": NOW}
        db.session.add(DraftRow(kind=DraftKind.NOTE, body="Dear", **aside))
    for row in kept_ids(app, db.metadata.tables[table]):
        ada.send(WAYS_TO_DELETE[table].format(row))

    assert "Backups forget it within 30 days." in ada.page("/today").text


def test_it_is_said_where_an_account_ends_when_backups_forget_it(ada):
    assert "forget them within 30 days" in ada.page("/settings/delete").text


def test_there_is_a_way_to_delete_from_each_table_of_deleted_things():
    assert {table.name for table in deletable()} == set(WAYS_TO_DELETE)


def deletable():
    return [table for table in db.metadata.sorted_tables if "deleted_at" in table.c]


def kept_ids(app, table):
    """The ids of what is there and somebody can delete: those who live beside do nothing."""
    return kept(app, select(table.c.id).where(table.c.deleted_at.is_(None), table.c.space_id > 0))
