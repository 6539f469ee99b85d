"""Whoever stands by is looked after, and has something in every table that could be forgotten."""

import pytest
from sqlalchemy import delete, text, update

from tests.bystanders import Asked
from tests.earlier import APART
from tests.rows import home_of, rows_now, tables
from tests.world import person
from tracker.extensions import db
from tracker.models import Invitation, Note

NOBODYS = "belongs to nobody"
A_MOMENT = "is there for a moment"
NO_SECOND_STEP = "they log in by their password alone, as tests do"

# What nobody has who stands by, with the reason.
WITHOUT = {
    "account_events": "nothing has happened to their accounts",
    "address_codes": NOBODYS,
    "admissions": NOBODYS,
    "arrivals": A_MOMENT,
    "code_apps": NO_SECOND_STEP,
    "halves": "they came by no file",
    "insights": "none of them has lived sixteen weeks",
    "limits": NOBODYS,
    "mails": NOBODYS,
    "push_subscriptions": "none of them takes notices",
    "upload_parts": A_MOMENT,
    "recovery_codes": NO_SECOND_STEP,
    "registrations": NOBODYS,
    "track_years": "none of them has seen a year end",
    "unticks": "none of them has taken a tick back",
    "uploads": A_MOMENT,
}


def test_those_who_stand_by_have_something_in_every_table(inside, world):
    rows = rows_now()
    homes = {world.spaces[name] for name in ("cleo", "dan", "beside")}
    without = {
        name for name in tables() if not any(home_of(name, row, rows) in homes for row in rows[name].values())
    }

    assert without == set(WITHOUT)


def test_what_is_taken_from_or_done_to_somebody_who_stands_by_is_seen(inside, keeper):
    db.session.execute(delete(Invitation))
    db.session.execute(update(Note).values(body="No word of theirs"))

    wronged = keeper.bystanders.wronged(["invitations", "notes", "people"])

    assert {line.split()[0] for line in wronged} == {"invitations:", "notes:"}
    assert {line.split()[1] for line in wronged if line.startswith("invitations")} == {"was"}
    db.session.rollback()


@pytest.mark.everybodys("takes away all that everybody has")
def test_it_is_known_which_tables_were_written_to(app, keeper):
    with app.app_context():
        held = {name for name, rows in rows_now().items() if rows}
        db.session.execute(text(APART[db.engine.dialect.name]))
        for table in db.metadata.sorted_tables:
            db.session.execute(delete(table))
        db.session.commit()

    assert held <= set(keeper.touched())


def test_whoever_is_named_and_lives_with_them_does_not_stand_by(inside, keeper, world):
    person("ben")

    assert keeper.bystanders.standing_by(Asked.here()) == sorted(
        world.spaces[name] for name in ("cleo", "dan", "beside")
    )
