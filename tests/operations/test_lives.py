"""A life that is written down at once is the one that Tend would have kept had two people lived it day by day."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from config import settings_from
from tests.databases import furnish
from tracker.app import create_app
from tracker.bench import deeds as done
from tracker.bench.decades import member, move_in
from tracker.bench.lived import OTHER, evening, life
from tracker.bench.written import read_all, tend, write
from tracker.checkins import actions as checkins
from tracker.checkins.hearing import hear
from tracker.database import upgrade
from tracker.dates import actions as dates
from tracker.demo.picture import two_mugs
from tracker.domain.days import ONE_DAY, today
from tracker.domain.pictures import Enclosed
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.tracks import track_to_tick
from tracker.history import actions as history
from tracker.jar import actions as jar
from tracker.models import Habit, Outing, Track
from tracker.pauses import actions as pauses
from tracker.reflections import actions as reflections
from tracker.wall import actions as wall

pytestmark = [pytest.mark.sql, pytest.mark.whole("lives are written at once for measurements alone")]

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY_COUNT = 31
MINUTE = timedelta(minutes=1)
DRAWN_ANEW = {"invitations", "withdrawals", "beginnings"}


@pytest.fixture
def spaces(tmp_path):
    """Two empty Tends, in each of which Ada and Ben have just come together."""
    apps = []
    for name in ("lived", "written"):
        furnish(tmp_path / name)
        apps.append(create_app(settings_from({"TEND_DATA": str(tmp_path / name)})))
        upgrade(apps[-1])
        with apps[-1].app_context():
            move_in(BEGIN)
            db.session.commit()
    return apps


def test_a_life_is_written_as_it_would_have_been_lived(spaces):
    lived, written = spaces
    first = today(rhythm_in(lived), BEGIN)
    last = first + DAY_COUNT * ONE_DAY
    deeds, now = list(life(first, last)), evening(last, 200)

    with lived.app_context():
        for _at, act in sorted((each for deed in deeds for each in acts_of(deed) if each[0] <= now), key=at):
            act()
            db.session.flush()
        read_all(now)
        db.session.commit()
        one = all_rows()
    with written.app_context():
        write(deeds, now)
        db.session.commit()
        other = all_rows()

    assert {name for name, rows in one.items() if rows} >= {
        "ticks",
        "remarks",
        "pictures",
        "openings",
        "pauses",
    }
    for name in one:
        assert (name, other[name]) == (name, one[name])


def at(act):
    return act[0]


def rhythm_in(app):
    with app.app_context():
        return member("ada").rhythm


def acts_of(deed):
    """What somebody does, and perhaps later, each with its moment."""
    yield deed.at, partial(ACTS[type(deed)], deed)
    if isinstance(deed, done.WentOut) and deed.line is not None:
        yield evening(deed.plan.day + ONE_DAY), partial(finish, deed)
    if isinstance(deed, done.PutIn) and deed.opened_at:
        yield deed.opened_at, partial(open_one, deed)


def track_of(deed):
    by = member(deed.who)
    there = select(Track.id).join(Habit).where(Habit.name == deed.habit)
    own = db.session.scalar(there.where(Track.owner_id == by.id))
    return track_to_tick(by, own or db.session.scalar(there.where(Track.owner_id.is_(None)))), by


def tick(deed):
    track, by = track_of(deed)
    habits.tick(track, deed.day, by=by, now=deed.at, amount=deed.amount)


def remark(deed):
    track, by = track_of(deed)
    history.remark(track, deed.day, deed.body, private=deed.private, by=by, now=deed.at)


def note(deed):
    enclosed = Enclosed(two_mugs(), deed.seen) if deed.seen else None
    made = wall.write(deed.body, by=member(deed.who), now=deed.at, enclosed=enclosed)
    reader = member(OTHER[deed.who])
    wall.react(made, deed.reaction, by=reader, now=deed.at + 5 * MINUTE)
    if deed.answer:
        wall.answer(made, deed.answer, by=reader, now=deed.at + 5 * MINUTE)


def reflect(deed):
    made = reflections.write(deed.entry, by=member(deed.who), now=deed.at)
    if deed.shared:
        reflections.share(made.id, by=member(deed.who), now=deed.at)


def finish(deed):
    outing = db.session.scalars(select(Outing).where(Outing.title == deed.plan.title)).one()
    dates.finish(outing, deed.line, by=member(deed.who), now=evening(deed.plan.day + ONE_DAY))


def pause(deed):
    made = pauses.pause(deed.days, both=deed.both, by=member(deed.who), now=deed.at)
    if deed.both:
        pauses.accept(made, by=member(OTHER[deed.who]), now=deed.at + MINUTE)


def seal(deed):
    checkins.seal(deed.week, deed.answers, by=member(deed.who), now=deed.at)


def say_heard(deed):
    hear(deed.week, deed.question, deed.line, by=member(deed.who), now=deed.at)


def plan(deed):
    dates.plan(deed.plan, by=member(deed.who), now=deed.at)


def put_in(deed):
    jar.put_in(deed.body, by=member(deed.who), now=deed.at)


def open_one(deed):
    jar.open_one(by=member(OTHER[deed.who]), now=deed.opened_at)


ACTS = {
    done.Planted: tend,
    done.Archived: tend,
    done.Ticked: tick,
    done.SaidOfDay: remark,
    done.CheckedIn: seal,
    done.SaidHeard: say_heard,
    done.Noted: note,
    done.WroteDown: reflect,
    done.WentOut: plan,
    done.PutIn: put_in,
    done.Paused: pause,
}


def all_rows():
    """All rows of all tables, as they read whatever ids were drawn: each id stands for what it leads to."""
    tables = {name: each for name, each in db.metadata.tables.items() if name not in DRAWN_ANEW}
    found = {name: db.session.execute(select(table)).mappings().all() for name, table in tables.items()}
    by_id = {name: {row["id"]: row for row in rows} for name, rows in found.items() if "id" in tables[name].c}

    def told(name, row):
        return tuple(
            (column.name, told_at(column, row[column.name]))
            for column in tables[name].columns
            if column.name != "id"
        )

    def told_at(column, value):
        for key in column.foreign_keys:
            return value and told(key.column.table.name, by_id[key.column.table.name][value])
        return value

    return {name: sorted((told(name, row) for row in rows), key=repr) for name, rows in found.items()}
