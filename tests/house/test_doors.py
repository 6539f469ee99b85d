"""Whatever is not theirs is not there: for a stranger, for a former partner, for a guest, and for the partner."""

from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import delete, select, update

from tests.databases import acting
from tests.house.doors import LABELS, as_said, doors, everything, rules, things_in, things_of
from tests.house.reading import page_of
from tests.house.some_doors import at_some_things
from tests.looking import DRAWN_ANEW
from tests.origins import otherwise, watched
from tests.rows import kept_now
from tests.visitors import Visitor
from tests.whole import RUN, only_whole
from tests.world import (
    ADA_ONCE_SHARED,
    ADA_TO_DAN,
    ADAS_APPOINTMENT,
    ADAS_DELETED,
    ADAS_DELETED_REFLECTION,
    ADAS_LOOK,
    ADAS_OWN_DAY,
    ADAS_OWN_IDEA,
    ADAS_OWN_OUTING,
    ADAS_PRIVATE,
    ADAS_REFLECTION,
    ADAS_TAKEN_BACK,
    ADAS_TO_BRING,
    APPOINTMENT_WITH_DAN,
    BENS_DRAFT,
    BENS_JAR,
    DAN_TO_ADA,
    JAR_UNOPENED,
    ONCE_EACH,
    ONCE_TOGETHER,
    OUTING_WITH_DAN,
    PEOPLE,
    SEALED_WEEK,
    TODAY,
    UNSHARED,
    WITH_BEN,
    hidden_from,
    person,
)
from tracker.app import BELONGINGS
from tracker.covers.actions import decline
from tracker.covers.queries import cover_for
from tracker.extensions import db
from tracker.models import (
    CheckIn,
    Habit,
    Note,
    Reflection,
)
from tracker.web.headers import PAGE

pytestmark = pytest.mark.sql

both_with_time = pytest.mark.parametrize(
    "keeper",
    ["sqlite", only_whole("postgresql", why="every page is asked of PostgreSQL by Ben in every run")],
    indirect=True,
)

PROTECTED = {**PAGE, "Cache-Control": "no-store"}

# What somebody is meant to read once they have asked for it.
OPENED_BY = {("jar.open_one", "ada"): {BENS_JAR}, ("jar.open_one", "ben"): {JAR_UNOPENED}}

# What two plan, which is its author's alone or for both.
PLANNED = [
    each.table for each in BELONGINGS if {"author_id", "shared"} <= {*each.table.__table__.columns.keys()}
]
HIDDEN_FROM_BEN = (ADAS_PRIVATE, UNSHARED, ONCE_EACH, ONCE_TOGETHER)
REFLECTIONS_HIDDEN_FROM_BEN = (
    ADAS_REFLECTION,
    ADAS_TAKEN_BACK,
    ADAS_LOOK,
    ADAS_DELETED_REFLECTION,
    ADA_ONCE_SHARED,
)


@pytest.fixture
def all_doors(app, world):
    """With all that could stand in them; those that PostgreSQL is asked of, which is asked the same, with some of it."""
    with app.app_context():
        found = [door for door in doors(app) if not door.opens_to_all]
        on_the_server = db.engine.dialect.name == "postgresql"
        db.session.rollback()
    found = [door for door in found if door.method == "GET" or has_its_day(door)]
    return at_some_things(found, world) if on_the_server else found


def has_its_day(door):
    """Whether the address of a form names no day, or this one, on which most is taken; a page is read for each."""
    tried = {*map(str, LABELS["day"] if RUN.whole else [TODAY])}
    return not door.things or not ({*map(str, LABELS["day"])} - tried) & {*door.path.split("/")}


def told(answer, reader):
    """The words in an answer, headers included, that this reader must not be shown."""
    said = text_of(answer) + str(answer.headers)
    return {canary for canary in hidden_from(reader) if canary in said}


def text_of(answer):
    """The words of a page, or of all files in a ZIP; of a picture whatever in it could be read."""
    if answer.mimetype != "application/zip":
        return answer.data.decode(errors="replace")
    with ZipFile(BytesIO(answer.data)) as opened:
        return "".join(opened.read(name).decode(errors="replace") for name in opened.namelist())


def test_every_placeholder_in_an_address_is_known_here(app):
    unknown = {name for rule in rules(app) for name in rule.arguments} - things_in(app).keys() - LABELS.keys()

    assert unknown == set()


def test_a_placeholder_for_an_id_names_a_thing(app):
    numbers = {
        name
        for rule in rules(app)
        for name, converter in rule._converters.items()
        if type(converter).__name__ in ("IdConverter", "IntegerConverter", "UUIDConverter")
    }

    assert numbers == numbers & things_in(app).keys()


def test_there_is_something_behind_every_placeholder(app, world):
    with app.app_context():
        empty = [
            name for name, table in things_in(app).items() if not db.session.scalars(select(table.id)).all()
        ]
        db.session.rollback()

    assert empty == []


@pytest.mark.parametrize("reader", ["cleo", "dan"])
@pytest.mark.on_postgresql_by("dan")
def test_what_names_a_thing_of_somebody_elses_is_not_there(app, world, all_doors, visit, reader):
    own = things_of(app, reader)
    with app.app_context():
        before = everything()
        db.session.rollback()

    answers = {
        str(door): (door.knock(visit(reader)), door)
        for door in all_doors
        if door.things and not own & set(door.things.items())
    }

    assert {
        name: answer.status_code for name, (answer, _) in answers.items() if answer.status_code != 404
    } == {}
    assert {name: told(answer, reader) for name, (answer, _) in answers.items() if told(answer, reader)} == {}
    with app.app_context():
        assert everything() == before
        db.session.rollback()
    assert answers


@both_with_time
def test_a_guest_is_asked_to_log_in_whatever_they_want(app, all_doors, visit):
    with app.app_context():
        before = everything()
        db.session.rollback()

    answers = {str(door): door.knock(visit()) for door in all_doors if door.things}

    assert {name: unprotected(answer) for name, answer in answers.items() if unprotected(answer)} == {}
    wanted = {name: 303 if name.startswith("GET") else 401 for name in answers}
    assert {name: answer.status_code for name, answer in answers.items()} == wanted
    assert {name: told(answer, "") for name, answer in answers.items() if told(answer, "")} == {}
    with app.app_context():
        assert everything() == before
        db.session.rollback()


@pytest.mark.parametrize("reader", [*PEOPLE, ""])
@pytest.mark.on_postgresql_by("ben")
def test_no_page_shows_anybody_a_word_that_is_not_for_them_sets_a_cookie_or_goes_unprotected(
    app, all_doors, reader
):
    outside = reader not in ("ada", "ben")  # whoever is has knocked at all that names a thing, above
    reads = [door for door in all_doors if door.method == "GET" and not (outside and door.things)]
    answers = {str(door): page_of(app, reader, door.path) for door in reads}

    assert {name: told(answer, reader) for name, answer in answers.items() if told(answer, reader)} == {}
    assert {answer.status_code for answer in answers.values()} <= {200, 303, 404}
    assert {name: unprotected(answer) for name, answer in answers.items() if unprotected(answer)} == {}
    given = {name for name, answer in answers.items() if "Set-Cookie" in answer.headers}
    assert {name for name in given if reader and answers[name].status_code != 303} == set()


def unprotected(answer):
    """The headers that protect every answer, where this one carries others."""
    found = {name: answer.headers.get(name) for name in PROTECTED}
    return {name: value for name, value in found.items() if value != PROTECTED[name]}


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)  # so often is it put back
@pytest.mark.parametrize("reader", [*PEOPLE, ""])
def test_no_answer_to_a_form_shows_anybody_a_word_that_is_not_for_them_or_goes_unprotected(
    keeper, all_doors, app, world, reader
):
    inside = reader in ("ada", "ben")
    for door in at_some_things(all_doors, world):
        if door.method == "POST" and (inside or not door.things):
            visitor = Visitor.of(reader, app)
            answer = door.knock(visitor)
            after = visitor.get(answer.location) if answer.location else answer
            wanted = OPENED_BY.get((door.endpoint, reader), set())
            assert (str(door), told(answer, reader) | told(after, reader)) == (str(door), wanted)
            assert (str(door), answer.status_code) != (str(door), 500)
            assert (str(door), unprotected(answer)) == (str(door), {})
            if answer.status_code not in (400, 401, 404):
                keeper.put_back()


@pytest.mark.parametrize("reader", [*PEOPLE, ""])
@pytest.mark.parametrize("number", [0, 1])
def test_a_secret_address_tells_whoever_has_it_what_it_tells_its_owner(app, world, visit, reader, number):
    with app.app_context():
        feed, summary = [door for door in doors(app) if door.opens_to_all]
        secret = (feed, summary)[number]
        db.session.rollback()

    answer = secret.knock(visit(reader))

    assert answer.data == secret.knock(visit("ada")).data
    assert (answer.status_code, told(answer, "ada"), "Set-Cookie" in answer.headers) == (200, set(), False)
    assert PAGE.items() <= dict(answer.headers).items()


def test_what_is_private_of_the_partners_is_not_there(app, world, all_doors, ben):
    unseen = unseen_by(app, "ben")
    hidden = {world.habits[name] for name in HIDDEN_FROM_BEN}
    tracks = {world.tracks[f"{name} of ada"] for name in (ADAS_PRIVATE, UNSHARED, ONCE_EACH)}
    tracks.add(world.tracks[ONCE_TOGETHER])
    notes = {world.notes[name] for name in (DAN_TO_ADA, ADA_TO_DAN, ADAS_DELETED)}
    reflections = {world.reflections[name] for name in REFLECTIONS_HIDDEN_FROM_BEN}
    outings = {world.outings[name] for name in (ADAS_OWN_OUTING, OUTING_WITH_DAN)}
    ideas = {world.ideas[ADAS_OWN_IDEA]}
    remembered = {world.remembered[ADAS_OWN_DAY]}
    appointments = {world.appointments[name] for name in (ADAS_APPOINTMENT, APPOINTMENT_WITH_DAN)}
    assert unseen["habit_id"] >= hidden
    assert unseen["appointment_id"] >= appointments

    answers = {
        str(door): door.knock(ben).status_code
        for door in all_doors
        if door.things.get("habit_id") in hidden
        or door.things.get("track_id") in tracks
        or door.things.get("note_id") in notes
        or door.things.get("reflection_id") in reflections
        or door.things.get("outing_id") in outings
        or door.things.get("idea_id") in ideas
        or door.things.get("remembered_id") in remembered
        or door.things.get("appointment_id") in appointments
        or door.things.get("thing_id") == world.to_bring[ADAS_TO_BRING]
        or any(number in unseen.get(name, ()) for name, number in door.things.items())
    }

    assert {name: status for name, status in answers.items() if status != 404} == {}
    assert answers


def unseen_by(app, name):
    """The numbers of what a rule of sight keeps from somebody, by the placeholder."""
    rules_of = {each.table: each.seen.rule for each in BELONGINGS if each.seen.rule is not None}
    with app.app_context():
        asking = person(name)
        found = {
            placeholder: {*db.session.scalars(select(table.id).where(~rules_of[table](asking)))}
            for placeholder, table in things_in(app).items()
            if table in rules_of
        }
        db.session.rollback()
    return found


@dataclass(frozen=True)
class Shown:
    """What a page shows, without the marks that each form of ours carries alone, and of which tables it came."""

    page: bytes
    named: set[str]


def shown_at(door, visitor):
    with watched() as origin:
        answer = door.knock(visitor)
    return Shown(as_said(answer), origin.named)


class Looks:
    """Somebody looks at pages, and once more when other tables hold something else: at those that come of them."""

    def __init__(self, app, visitor, reads):
        self.app, self.visitor, self.rows = app, visitor, rows_in(app)
        self.before = [(door, shown_at(door, visitor)) for door in reads if str(door) not in DRAWN_ANEW]

    def changes(self):
        """Which pages show something else."""
        changed = otherwise(self.rows, rows_in(self.app))
        again = [(door, shown) for door, shown in self.before if RUN.whole or shown.named & changed]
        assert again
        return [str(door) for door, shown in again if shown_at(door, self.visitor).page != shown.page]


def rows_in(app):
    with app.app_context():
        found = kept_now()
        db.session.rollback()
    return found


@both_with_time
def test_no_page_of_bens_changes_with_what_only_ada_can_see(app, world, all_doors, ben):
    looks = Looks(app, ben, [door for door in all_doors if door.method == "GET" and not door.things])
    with app.app_context():
        private = [world.habits[name] for name in HIDDEN_FROM_BEN]
        db.session.execute(delete(Habit).where(Habit.id.in_(private)))
        db.session.execute(
            delete(Note).where(
                Note.id.in_([world.notes[name] for name in (DAN_TO_ADA, ADA_TO_DAN, ADAS_DELETED)])
            )
        )
        unshared = [world.reflections[name] for name in REFLECTIONS_HIDDEN_FROM_BEN]
        db.session.execute(delete(Reflection).where(Reflection.id.in_(unshared)))
        for table in PLANNED:
            adas_alone = (table.author_id == world.people["ada"]) & table.shared.is_(False)
            assert db.session.execute(delete(table).where(adas_alone)).rowcount
        sealed = (CheckIn.author_id == world.people["ada"]) & (CheckIn.week == SEALED_WEEK)
        db.session.execute(
            update(CheckIn)
            .where(sealed)
            .values(went_well="", appreciated=[], ratings={}, private_line="", closeness=1, talk_about="")
        )
        db.session.execute(
            delete(CheckIn).where(CheckIn.week < WITH_BEN, CheckIn.author_id == world.people["ada"])
        )
        db.session.commit()

    assert looks.changes() == []


@both_with_time
def test_no_page_of_adas_changes_when_ben_declines_what_she_covered(app, world, all_doors, ada):
    looks = Looks(app, ada, [door for door in all_doors if door.method == "GET"])
    with acting(app):
        decline(cover_for(person("ben"), world.cover), by=person("ben"))

    assert looks.changes() == []


@both_with_time
def test_no_page_of_adas_changes_with_a_draft_of_bens(app, world, all_doors, ada):
    looks = Looks(app, ada, [door for door in all_doors if door.method == "GET"])
    with app.app_context():
        draft = (CheckIn.author_id == world.people["ben"]) & (CheckIn.state == "draft")
        gone = db.session.execute(delete(CheckIn).where(draft, CheckIn.went_well == BENS_DRAFT.went_well))
        db.session.commit()

    assert gone.rowcount == 1
    assert looks.changes() == []


@pytest.mark.parametrize("number", [0, 2**63, 2**64, 10**30, -1])
def test_an_id_that_no_database_could_hold_is_an_address_that_is_not_there(app, ada, number):
    answers, named = {}, things_in(app).keys()
    for rule in rules(app):
        if rule.arguments & named:
            path = rule.rule
            for name in rule.arguments:
                path = path.replace(f"<id:{name}>", str(number)).replace(f"<day:{name}>", "2026-03-01")
            for method in rule.methods & {"GET", "POST"}:
                answers[method + path] = (ada.get(path) if method == "GET" else ada.send(path)).status_code

    assert set(answers.values()) == {404}


@pytest.mark.parametrize("path", ["/", "/guide", "/guide/open", "/healthz", "/no-such-page", "/robots.txt"])
def test_a_guest_who_only_reads_gets_no_cookie(app, path):
    newcomer = Visitor(app, app.response_class, use_cookies=True)

    assert "Set-Cookie" not in newcomer.get(path).headers
