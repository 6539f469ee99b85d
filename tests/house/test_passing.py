"""Of every moment in a row it is said whether the row has had its time with it: no end can be added that nobody sweeps up."""

from sqlalchemy import Column, MetaData, Table

from tests.world import NOW
from tracker.belonging import BELONGINGS
from tracker.extensions import db
from tracker.models.types import Instant
from tracker.models.watching import ANEW, ENDS, PASSES, unwatched

# Moments with which no row ends, whatever table they are in.
LASTING = {
    "arrival_at": "when what has arrived is looked at",
    "asked_at": "when somebody asked; it is the answer that ends it",
    "at": "when a Tend began; a withdrawal says for itself when it ends",
    "address_changed_at": "when an address became another",
    "new_email_at": "since when an address waits for its code; with it that address is taken out after a day",
    "resets_held_until": "how long new passwords by mail are held back, which it says for itself",
    "refused_at": "since when a passkey opens nothing, until its owner removes it",
    "codes_end_at": "when codes are taken off as lost, by a chore that says so to their owner",
    "changed_at": "when it was last changed",
    "confirmed_at": "since when an address is somebody's",
    "created_at": "when it was made; a mail says for itself when it ends",
    "ended_at": "when a proposal had its answer; it says for itself when it ends",
    "edited_at": "when it was last changed",
    "disabled_at": "when whoever runs Tend has closed an account, of which a month follows",
    "given_at": "when a day was covered",
    "heard_at": "when it was said",
    "leased_until": "when a mail is looked at again",
    "link_made_at": "when a link was made by hand, of which its owner is told for a while",
    "look_at": "when a reminder is looked at again",
    "made_at": "when it was made",
    "opened_at": "when a check-in opened, which is for ever",
    "parted_at": "when one of two left, of which a month follows",
    "pinned_at": "when a note was pinned",
    "proved_at": "when the password was asked for last",
    "put_away_at": "when somebody put a line away",
    "registered_at": "when somebody came",
    "renewed_at": "when a log-in got another token, of which nothing is told for longer than two seconds",
    "saved_at": "when it was last changed",
    "shared_at": "when it was shared",
    "ticked_at": "when it was ticked",
    "touched_at": "when a log-in that locks was used last",
    "until": "up to when what there was is agreed to",
    "written_at": "when it was written",
}


def moments(metadata):
    """The columns of a schema with which a row may end, by table and name."""
    return {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Instant) and column.name not in LASTING
    }


def swept():
    """The moments by which rows are swept away."""
    return {
        (each.name, column.name)
        for each in BELONGINGS.declared
        if each.passing is not None
        for column in each.table.__table__.columns
        if f"{each.name}.{column.name} <" in str(each.passing.past(NOW))
    }


def test_every_moment_ends_its_row_or_lasts():
    assert moments(db.metadata) - swept() == set(), (
        "Say in belongings.py when rows of this table have had their time (`passing`), or in LASTING that none ends."
    )


def test_what_lasts_is_still_there():
    names = {column.name for table in db.metadata.sorted_tables for column in table.columns}

    assert set(LASTING) <= names


def test_an_end_that_nobody_has_declared_is_found():
    metadata = MetaData()
    Table("keys", metadata, Column("made_at", Instant), Column("ends_at", Instant))

    assert moments(metadata) - swept() == {("keys", "ends_at")}


def test_of_what_is_swept_a_restore_knows_or_brings_none_of_it():
    passing = {each.name for each in BELONGINGS.declared if each.passing is not None}

    assert {name for name in passing if unwatched().get(name) not in (None, ANEW, ENDS, PASSES)} == {
        "withdrawals"
    }
