"""Whoever stands by is looked after, and has something in every table that could be forgotten."""

from sqlalchemy import delete, update

from tests.rows import home_of, rows_now, tables
from tests.world import person
from tracker.extensions import db
from tracker.models import Invitation, Note

OF_TWO = "only two who share a space have it"
NOBODYS = "belongs to nobody"
A_MOMENT = "is there for a moment"
NOT_YET = "Cleo and Dan have come to none in the world's weeks"

# What neither Cleo nor Dan has, with the reason. A list to become shorter.
WITHOUT = {
    "acknowledgements": OF_TWO,
    "address_codes": NOBODYS,
    "agreements": OF_TWO,
    "arrivals": A_MOMENT,
    "covers": OF_TWO,
    "feeds": NOT_YET,
    "jar_notes": NOT_YET,
    "limits": NOBODYS,
    "mails": NOBODYS,
    "milestones": NOT_YET,
    "openings": OF_TWO,
    "pauses": NOT_YET,
    "printings": NOT_YET,
    "proposals": OF_TWO,
    "registrations": NOBODYS,
    "remarks": NOT_YET,
    "summary_links": NOT_YET,
    "talks": NOT_YET,
    "tellings": NOT_YET,
    "track_years": NOT_YET,
    "upload_parts": A_MOMENT,
    "uploads": A_MOMENT,
}


def test_those_who_stand_by_have_something_in_every_table(inside, world):
    rows = rows_now()
    homes = {world.spaces["cleo"], world.spaces["dan"]}
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


def test_whoever_is_named_and_lives_with_them_does_not_stand_by(inside, keeper, world):
    person("ben")

    assert keeper.bystanders.standing_by() == sorted([world.spaces["cleo"], world.spaces["dan"]])
