"""Nobody but its author learns of a reflection that is not shared: not a word, not a number, not that there is one."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import delete, select, update

from tests.beside import not_beside
from tests.house.doors import doors
from tests.looking import Looking, let, unlike
from tests.world import (
    ADA_ONCE_SHARED,
    ADAS_DELETED_REFLECTION,
    ADAS_LOOK,
    ADAS_REFLECTION,
    ADAS_SHARED,
    ADAS_TAKEN_BACK,
    BENS_REFLECTION,
    BENS_SHARED,
    CLEOS_REFLECTION,
    DAN_ONCE_SHARED,
    NOW,
    couple,
    involve,
    person,
    reflected,
)
from tracker.domain.prompts import Topic
from tracker.domain.reflections import entry, look
from tracker.extensions import db
from tracker.models import Reflection
from tracker.reflections import actions
from tracker.reflections.queries import Sought, reflections_page
from tracker.spaces import actions as spaces
from tracker.tidings.actions import want

pytestmark = pytest.mark.on_either("each reads the same list for somebody else, or after the same parting")

UNSHARED = (ADAS_REFLECTION, ADAS_TAKEN_BACK, ADAS_LOOK, ADAS_DELETED_REFLECTION, ADA_ONCE_SHARED)
crawls = pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)


@pytest.fixture
def pages(app, world):
    """Every address that somebody could open, but the one that writes to see whether that goes, at most so often."""
    with app.app_context():
        found = [door for door in doors(app) if door.method == "GET" and door.path != "/readyz"]
        db.session.rollback()
    return found


def ids(world, names):
    return [world.reflections[name] for name in names]


def say_otherwise(world):
    involve("ada")
    changed = {"body": "otherwise " * 900, "title": "otherwise", "topic": "money", "folded": "otherwise"}
    changed |= {"written_on": date(2025, 1, 1), "prompt": "money-us-talk"}
    db.session.execute(update(Reflection).where(Reflection.id.in_(ids(world, UNSHARED))).values(changed))


def take_away(world):
    involve("ada")
    db.session.execute(delete(Reflection).where(Reflection.id.in_(ids(world, UNSHARED))))


def write_more(world):
    for n in range(30):
        actions.write(entry(Topic.WORK, f"more {n}"), by=person("ada"), now=NOW)
    actions.write(look("another", ("", "", "")), by=person("ada"), now=NOW)


@crawls
@pytest.mark.parametrize("reader", ["ben", "dan", "cleo", ""])
def test_no_page_of_anybody_elses_depends_on_one_that_is_not_shared(app, world, pages, visit, reader):
    looking = Looking(app, pages, visit(reader))
    before = looking.at_all()

    for change in (say_otherwise, write_more, take_away):
        let(app, partial(change, world))

        assert (change, unlike(before, looking.at_all())) == (change, [])


@crawls
def test_no_byte_of_the_partners_export_depends_on_one_that_is_not_shared(app, world, ben):
    before = ben.send("/settings/export").data

    let(app, lambda: say_otherwise(world))
    let(app, lambda: write_more(world))

    assert ben.send("/settings/export").data == before


@crawls
def test_the_crawl_notices_one_that_is_shared(app, world, pages, ben):
    let(app, lambda: want(person("ben"), tidings=False, nudges=True))  # which each page would tell him
    looking = Looking(app, pages, ben)
    before = looking.at_all()

    let(app, lambda: actions.share(world.reflections[ADAS_REFLECTION], by=person("ada"), now=NOW))

    changed = unlike(before, looking.at_all())
    assert set(changed) == {"GET /guide/understand", f"GET /reflections/{world.reflections[ADAS_REFLECTION]}"}


@crawls
def test_its_words_are_not_even_read_for_anybody_else(app, world, pages, visit):
    for reader in ("ben", "dan", "cleo"):
        for answer in Looking(app, pages, visit(reader)).at_all().values():
            asked = [statement for statement, _with in answer[3] if "reflections.body" in statement]
            assert all("author_id = " in each or "shared_with_id = " in each for each in asked)


def there_for(name, *, partners=False):
    page = reflections_page(person(name), Sought(partners=partners), NOW)
    return {seen.entry.body for seen in page.reflections}


def test_each_sees_their_own_and_what_the_other_shares(inside, world):
    assert there_for("ada") == {
        *(ADAS_REFLECTION, ADAS_TAKEN_BACK, ADAS_LOOK, ADAS_SHARED, ADA_ONCE_SHARED),
    }
    assert there_for("ada", partners=True) == {BENS_SHARED}
    assert there_for("ben") == {BENS_REFLECTION, BENS_SHARED}
    assert there_for("ben", partners=True) == {ADAS_SHARED}
    assert (there_for("dan"), there_for("dan", partners=True)) == ({DAN_ONCE_SHARED}, set())
    assert (there_for("cleo"), there_for("cleo", partners=True)) == ({CLEOS_REFLECTION}, set())


@pytest.mark.parametrize(("leaver", "stayer"), [("ada", "ben"), ("ben", "ada")])
def test_whoever_leaves_takes_their_own_along_and_nothing_is_shared_any_more(inside, world, leaver, stayer):
    own, others = there_for(leaver), there_for(stayer)

    spaces.leave(by=person(leaver), now=NOW)
    db.session.commit()

    assert (there_for(leaver), there_for(leaver, partners=True)) == (own, set())
    assert (there_for(stayer), there_for(stayer, partners=True)) == (others, set())
    assert set(db.session.scalars(select(Reflection.shared_with_id).where(not_beside(Reflection)))) == {None}


def test_somebody_who_joins_later_sees_nothing_of_what_was_shared_with_another(inside, world):
    spaces.leave(by=person("ben"), now=NOW)
    couple("ada", "cleo", NOW)
    db.session.commit()

    assert (there_for("cleo"), there_for("cleo", partners=True)) == ({CLEOS_REFLECTION}, set())
    assert there_for("ada", partners=True) == set()
    reflected("for Cleo", by="ada", now=NOW, shared=True)
    assert there_for("cleo", partners=True) == {"for Cleo"}


def test_whoever_comes_back_finds_nothing_shared_unasked(inside, world):
    spaces.leave(by=person("ben"), now=NOW)
    couple("ada", "ben", NOW)
    db.session.commit()

    assert (there_for("ada", partners=True), there_for("ben", partners=True)) == (set(), set())
    assert BENS_REFLECTION in there_for("ben")


def test_a_deleted_one_can_be_put_back_after_leaving_and_is_shared_with_nobody(inside, world):
    spaces.leave(by=person("ada"), now=NOW)
    deleted = world.reflections[ADAS_DELETED_REFLECTION]

    actions.put_back(deleted, by=person("ada"), now=NOW)

    assert ADAS_DELETED_REFLECTION in there_for("ada")
    assert db.session.get(Reflection, deleted).shared_with_id is None


def test_an_account_takes_its_reflections_along(inside, world):
    spaces.erase(by=person("ben"), now=NOW)
    db.session.commit()

    left = set(db.session.scalars(select(Reflection.body)))
    assert not left & {BENS_REFLECTION, BENS_SHARED}
    assert there_for("ada", partners=True) == set()
