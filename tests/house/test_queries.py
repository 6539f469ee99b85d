"""A page costs a handful of queries, and as many with thirty of what it lists as with one."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from tests.databases import statements
from tests.whole import only_whole
from tests.world import (
    ADAS_FEED,
    ARCHIVED,
    CLEOS,
    EACH,
    NOW,
    OPENED_WEEK,
    TODAY,
    TOGETHER,
    appointment,
    bring,
    on,
    outing,
    person,
    planted,
    reflected,
    remarked,
    sight,
    ticked,
)
from tracker.catalogue.strategies import STRATEGIES
from tracker.checkins import actions as checkins
from tracker.dates import actions as dates
from tracker.domain.checkins import Answers
from tracker.domain.habits import Mode
from tracker.domain.pauses import PausedDays
from tracker.domain.remembered import Yearly
from tracker.extensions import db
from tracker.ideas import actions as ideas
from tracker.models import (
    Appointment,
    CheckIn,
    Habit,
    Note,
    Outing,
    OwnIdea,
    Reflection,
    RememberedDay,
    TidingRow,
)
from tracker.models import Pause as PauseRow
from tracker.pauses import actions as pauses
from tracker.remembered import actions as remembered
from tracker.trends.keeping import keep_insights
from tracker.wall import actions as wall

pytestmark = pytest.mark.sql

with_time_on_both = pytest.mark.parametrize(
    "keeper",
    [
        "sqlite",
        only_whole(
            "postgresql", why="what one page asks for is the same on both, and counted on one in every run"
        ),
    ],
    indirect=True,
)

MOST = 6
MORE = {
    **dict.fromkeys(["/help/summary", "/help/summary/paper"], 1),  # for streaks as they stand at this moment
    f"/dates/feed/{ADAS_FEED}.ics": 1,  # for whether its owner wants reminders to sound in it
    "/settings/leave": 1,  # for each of five kinds of keys what will end
    "/settings/security": 3,  # likewise, and for what else than a password can be asked: a passkey, a code
}
# Who asks, the habits, their ticks, what bears on their days, what stands beside them; of whoever is alone, the door.
OF_TODAY = {"ada": 5, "cleo": 6}
PAGES = [
    "/",
    "/today",
    "/today/2026-03-01",
    "/today/order",
    "/habits",
    "/habits/new",
    "/habits/share",
    "/pauses",
    "/wall",
    "/wall/search?words=thank",
    "/wall/jar",
    "/talk",
    "/talk/now",
    "/live",
    "/garden",
    "/check-in",
    f"/check-in/{OPENED_WEEK}",
    "/us",
    "/reflections",
    "/reflections?of=partner",
    "/reflections/search?words=thank",
    "/reflections/new",
    "/reflections/new?topic=work",
    "/reflections/look",
    "/trends",
    "/trends/2026",
    "/dates",
    "/dates/new",
    "/dates/days",
    "/dates/feed",
    f"/dates/feed/{ADAS_FEED}.ics",
    "/dates/ideas",
    "/dates/ideas/draw",
    "/dates/ideas/draw?jar=1",
    "/help",
    "/help/appointments",
    "/help/appointments/new",
    "/help/summary",
    "/help/summary/paper",
    "/guide",
    "/guide/research",
    *(f"/guide/{each.slug}" for each in STRATEGIES),
    "/ways",
    "/ways/search?words=thank",
    "/settings",
    "/settings/profile",
    "/settings/space",
    "/settings/security",
    "/settings/proof",
    "/settings/export",
    "/settings/import",
    "/settings/leave",
    "/settings/delete",
    "/welcome",
    "/invite",
    "/join",
]


def costs(app, visitor, paths=tuple(PAGES)):
    found = {}
    for path in paths:
        address, _mark, words = path.partition("?words=")
        with statements(app) as sent:
            answer = visitor.send(address, words=words) if words else visitor.get(path)
        assert (path, answer.status_code) == (path, 200)
        found[path] = len(sent)
    return found


def grow(name, count):
    """So many of everything that is listed anywhere, in the space of somebody's."""
    own = person(name)
    db.session.execute(
        delete(Habit).where(Habit.space_id == own.space_id, Habit.name != CLEOS, Habit.name != EACH)
    )
    for table in (Note, PauseRow, CheckIn, Reflection, Outing, OwnIdea, RememberedDay, Appointment):
        db.session.execute(delete(table).where(table.space_id == own.space_id))
    for n in range(count):
        week = OPENED_WEEK - timedelta(weeks=n)
        wall.write("Thank you", by=person(name), now=NOW, enclosed=sight("Tea"))
        reflect(name)
        outing("Tea", TODAY + timedelta(days=n), by=name)
        dates.finish(outing("Tea", TODAY - timedelta(days=n), by=name), "", by=person(name), now=NOW)
        bring("Tea", appointment("Tea", TODAY + timedelta(days=n), by=name), by=name)
        ideas.put_in("Tea", by=person(name), now=NOW)
        remembered.remember("Tea", Yearly(3, 1 + n), by=person(name), now=NOW)
        pauses.pause(PausedDays(week, week), both=n % 2 == 0, by=person(name), now=NOW)
        checkins.seal(week, Answers(closeness=3), by=person(name), now=on(week + timedelta(days=7)))
    for n in range(count - 1):
        mode = (Mode.EACH, Mode.TOGETHER, Mode.ONE)[n % 3]
        planted(f"habit {n}", by=name, mode=mode, since=TODAY - timedelta(days=9), strategy=n % 10 + 1)
        ticked(f"habit {n}", TODAY - timedelta(days=1), 1, by=name)
        if n % 5 == 0:
            db.session.query(Habit).filter_by(name=f"habit {n}").one().shared = False
    db.session.execute(delete(TidingRow).where(TidingRow.space_id == person(name).space_id))  # all of it seen
    db.session.commit()
    keep_insights()  # as each hour does; until then what is found is worked out for each page


def reflect(name):
    """Somebody writes something for themselves; one of a couple shares something, and the other does too."""
    reflected("Thank you", by=name, now=NOW)
    for each in ("ada", "ben") if name == "ada" else ():
        reflected("Thank you", by=each, now=NOW, shared=True)


@with_time_on_both
@pytest.mark.parametrize("reader", ["ada", "cleo"])
def test_a_page_costs_a_handful_of_queries_however_much_it_lists(app, keeper, visit, reader):
    found = []
    for count in (1, 30):
        with app.app_context():
            grow(reader, count)
        found.append(costs(app, visit(reader)))
        keeper.put_back()

    one, thirty = found
    assert thirty == one
    assert {path: count for path, count in one.items() if count > MOST + MORE.get(path, 0)} == {}
    assert {one["/"], one["/today"]} == {OF_TODAY[reader]}


def test_what_waits_to_be_seen_costs_one_query_more(app, keeper, visit):
    paths = ["/today", "/garden", "/settings"]
    with app.app_context():
        grow("ada", 1)
    before = costs(app, visit("ada"), paths)
    with app.app_context():
        for each in range(5):
            wall.write(f"Note {each}", by=person("ben"), now=NOW)
        db.session.commit()

    assert costs(app, visit("ada"), paths) == {path: count + 1 for path, count in before.items()}


def test_one_habit_costs_the_same_with_much_in_it(app, keeper, world, visit):
    paths = [f"/habits/{world.habits[name]}" for name in (EACH, ARCHIVED, TOGETHER)]
    paths += [f"/habits/{world.habits[EACH]}/2026", f"/habits/{world.habits[EACH]}?of=partner"]
    paths += [f"/tracks/{world.tracks[name]}/days/{TODAY}" for name in (f"{EACH} of ada", TOGETHER)]
    found = []
    for count in (1, 20):
        with app.app_context():
            fill(count)
        found.append(costs(app, visit("ada"), paths))
        keeper.put_back()

    one, twenty = found
    assert twenty == one
    assert max(one.values()) <= MOST


def test_one_appointment_costs_the_same_with_much_to_bring(app, keeper, visit):
    found = []
    for count in (1, 30):
        with app.app_context():
            made = appointment("Tea", TODAY, by="ada")
            for _ in range(count):
                bring("Tea", made, by="ada")
            db.session.commit()
            path = f"/help/appointments/{made.id}"
        found.append(costs(app, visit("ada"), [path])[path])
        keeper.put_back()

    assert found[0] == found[1] <= MOST


def fill(count):
    """So many ticks, remarks and pauses on habits that are there."""
    for n in range(count):
        day = TODAY - timedelta(days=n)
        for name in (EACH, TOGETHER):
            ticked(name, day, 1, by="ada")
            remarked(name, "It was good", by="ada", day=day)
        pauses.pause(PausedDays(day, day), both=n % 2 == 0, by=person("ada"), now=NOW)
    db.session.execute(
        delete(TidingRow).where(TidingRow.space_id == person("ada").space_id)
    )  # all of it seen
    db.session.commit()


def test_a_guest_costs_the_database_nothing(app, guest):
    found = {}
    for path in (
        "/",
        "/guide",
        "/guide/research",
        *(f"/guide/{each.slug}" for each in STRATEGIES),
        "/guide/search?words=tea",
        "/help",
        "/login",
        "/register",
        "/reset",
        "/join",
    ):
        with statements(app) as sent:
            guest.get(path)
        found[path] = len(sent)

    assert set(found.values()) == {0}
