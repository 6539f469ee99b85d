"""Whatever somebody does for themselves alone, the other's pages, headers, pictures and exports stay byte for byte the same."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.databases import acting
from tests.house.doors import doors
from tests.house.test_doors import as_shown
from tests.world import (
    ADA_SEALED,
    ADAS_PRIVATE,
    ADAS_REFLECTION,
    NOW,
    SEALED_WEEK,
    TODAY,
    TOGETHER,
    appointment,
    person,
    planted,
    reflected,
    remarked,
    ticked,
    wanted,
)
from tracker.checkins import actions as checkins
from tracker.covers.actions import decline
from tracker.covers.queries import cover_for
from tracker.domain.habits import Mode
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.jar import actions as jar
from tracker.milestones.actions import put_away
from tracker.reflections import actions as reflections
from tracker.summaries import actions as agreeing
from tracker.summaries.queries import section_for

pytestmark = pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)


def sealed_otherwise():
    checkins.reopen(SEALED_WEEK, by=person("ada"), now=NOW)
    checkins.seal(SEALED_WEEK, replace(ADA_SEALED, talk_about="", mutual=True), by=person("ada"), now=NOW)


def planted_and_ticked():
    planted("A walk alone", by="ada", mode=Mode.ONE, private=True, since=TODAY - timedelta(days=9))
    ticked("A walk alone", TODAY - timedelta(days=9), 9, by="ada")


ACTS = {
    "plants and ticks a private habit": lambda world: planted_and_ticked(),
    "ticks a private habit": lambda world: ticked(ADAS_PRIVATE, TODAY, 1, by="ada"),
    "writes of a day for herself": lambda world: remarked(TOGETHER, "Alone", by="ada", private=True),
    "writes three reflections": lambda world: [reflected("Alone", by="ada", now=NOW) for _ in range(3)],
    "deletes a reflection": lambda world: reflections.remove(
        world.reflections[ADAS_REFLECTION], by=person("ada"), now=NOW
    ),
    "makes an appointment": lambda world: appointment("Somebody", TODAY, by="ada"),
    "puts a note into the jar": lambda world: jar.put_in("Later", by=person("ada"), now=NOW),
    "seals otherwise, as much as Ben does": lambda world: sealed_otherwise(),
    "says what he wants": lambda world: wanted("Something else", by="ben"),
    "declines a cover": lambda world: decline(cover_for(person("ben"), world.cover), by=person("ben")),
    "reads of a milestone": lambda world: put_away("first_week", 7, by=person("ada"), now=NOW),
    "takes back a yes that is not the last one": lambda world: agreeing.take_back(
        section_for(person("ada"), "wants-partner"), by=person("ada")
    ),
}
BY_BEN = {"says what he wants", "declines a cover"}


@pytest.fixture
def read_alone(app, world):
    """The pages that need no id in their address."""
    with app.app_context():
        found = [each for each in doors(app) if each.method == "GET" and not each.things]
        db.session.rollback()
    return [each for each in found if not each.opens_to_all and each.path != "/readyz"]


def told(app, visitor, pages):
    """All that somebody can read: each page with its headers, and what their export holds."""
    answers = {each.path: each.knock(visitor) for each in pages}
    with app.app_context():
        export = repr(archive_of(person(visitor.name), NOW))
        db.session.rollback()
    pages_told = {path: (each.status, as_shown(each), str(each.headers)) for path, each in answers.items()}
    return pages_told | {"export": export}


@pytest.mark.parametrize("act", ACTS)
def test_no_byte_of_the_others_changes(app, world, visit, read_alone, act):
    other = visit("ada" if act in BY_BEN else "ben")
    before = told(app, other, read_alone)

    with acting(app):
        ACTS[act](world)

    after = told(app, other, read_alone)
    assert [name for name in before if before[name] != after[name]] == []
