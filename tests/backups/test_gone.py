"""What is gone is in no row and in no byte of any file but backups, by the clock alone, and no restore brings it back."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.backups.test_said import WAYS_TO_DELETE, deletable, kept_ids
from tests.databases import kept as found_in
from tests.factors.apps import RECOVERY, give_recovery_code
from tests.spaces.scribbles import GIVEN, LETTERS, SCRIBBLE, all_with, scribble_everywhere
from tests.visitors import Visitor
from tests.world import (
    ADAS_REFLECTION,
    DONE_OUTING,
    EACH,
    NOW,
    PASSWORD,
    READERS,
    email,
    person,
)
from tracker import planned
from tracker.backups.listing import entries_in
from tracker.belonging import BELONGINGS
from tracker.chores import Chores, chores_of
from tracker.extensions import db
from tracker.models import (
    AccountEventRow,
    AddressCode,
    Admission,
    Arrival,
    DraftRow,
    Habit,
    Limit,
    Mail,
    Outing,
    Pause,
    PlannedReminder,
    Registration,
    RememberedDay,
    Space,
    Track,
    Untick,
    Upload,
    UploadPart,
    Withdrawal,
)
from tracker.models.watching import text_in
from tracker.spaces import actions as spaces
from tracker.traces import MOST_BYTES

pytestmark = pytest.mark.sql
on_either = pytest.mark.on_either(
    "each puts a backup back by the same statements as the one beside it", one_in=10
)

FOUND = 303
A_DAY = timedelta(days=1)
A_DAY_AND_AN_HOUR = timedelta(hours=25)
CLEOS = {word for word, readers in READERS.items() if readers == {"cleo"}} | {"Cleo"}


def database_file(household):
    """The file of SQLite's; none on PostgreSQL."""
    url = household.settings.database_url
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite") else None


def files(household):
    """All files in which this Tend keeps anything but backups."""
    file = database_file(household)
    beside = file.parent.glob(f"{file.name}*") if file else ()
    return [path for path in (*beside, *household.settings.data.rglob("*")) if path.is_file()]


def texts_in_rows(household, *which):
    """All that the rows of some tables hold as text; of all of them where none is named."""
    with household.app.app_context():
        found = [
            str(value)
            for table in which or db.metadata.sorted_tables
            for row in db.session.execute(select(table))
            for value in row
        ]
        db.session.rollback()
    return "\n".join(found)


def kept(household):
    """All that is kept, but in backups: every byte of every file, and every row."""
    return b"\n".join(path.read_bytes() for path in files(household)).decode("latin-1") + texts_in_rows(
        household
    )


def words_in(text, words=READERS):
    """The words in a text; one that only begins another is not in it."""
    found = set()
    for word in sorted(words, key=len, reverse=True):
        if word in text:
            found.add(word)
            text = text.replace(word, "")
    return found


def hours_go_by(household, moment, span):
    """Let some time pass, and the clock do all that is due then; what that brings about is listed as well."""
    moment.move_to(NOW + span)
    chores = Chores(household.app, [])
    for each in 2 * chores_of(household.settings):
        chores.do(each)
    chores.stop()


def erase_cleo(household):
    answer = Visitor.of("cleo", household.app).submit("/settings/delete", password=PASSWORD)
    assert answer.location == "/"


def test_an_erased_account_is_gone_at_once(home):
    with home.acting():
        db.session.add(
            Mail(kind="reset", address=email("cleo").upper(), locale="en", created_at=NOW, leased_until=NOW)
        )
        upload = Upload(person_id=person("cleo").id, name="a", content=b"canary-upload" * 900, sent_at=NOW)
        db.session.add(upload)
    assert words_in(kept(home), CLEOS) == CLEOS

    erase_cleo(home)

    now_kept = kept(home)
    assert words_in(now_kept, CLEOS) == set()
    assert "canary-upload" not in now_kept
    assert email("cleo").upper() not in now_kept


@pytest.fixture
def reader(home):
    """Somebody who reads for long, as a backup does."""
    file = database_file(home)
    if file is None:
        pytest.skip("PostgreSQL looks after its own files")
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM people").fetchone()
    yield connection
    connection.close()


def test_where_somebody_reads_meanwhile_the_next_sweep_empties_the_log(home, reader, moment):
    erase_cleo(home)
    assert words_in(kept(home), CLEOS) == CLEOS

    reader.execute("ROLLBACK")
    hours_go_by(home, moment, timedelta(hours=1))

    assert words_in(kept(home), CLEOS) == set()


def test_once_an_account_has_ended_the_next_sweep_writes_the_file_anew(home, moment):
    file = database_file(home)
    if file is None:
        pytest.skip("PostgreSQL looks after its own files")
    hours_go_by(home, moment, timedelta(hours=1))
    assert stamp_on(file) == NOW.toordinal()

    erase_cleo(home)
    assert stamp_on(file) == 0

    hours_go_by(home, moment, timedelta(hours=2))
    assert stamp_on(file) == NOW.toordinal()


def stamp_on(file):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


@on_either
def test_what_was_deleted_is_gone_after_its_day_by_the_clock_alone(home, moment):
    """In every table from which people delete, all that Ada and Ben can delete."""
    delete_all(home)
    deleted = texts_of_deleted(home)
    hours_go_by(home, moment, A_DAY_AND_AN_HOUR)

    left = words_in(texts_in_rows(home))
    assert len(deleted - left) > 30
    assert words_in(kept(home)) == left


def delete_all(household):
    """Let everybody try to delete everything on the pages: each deletes what is theirs."""
    visitors = [Visitor.of(name, household.app) for name in ("ada", "ben", "cleo", "dan")]
    for table in deletable():
        for row in kept_ids(household.app, table):
            for visitor in visitors:
                if visitor.send(WAYS_TO_DELETE[table.name].format(row)).status_code == FOUND:
                    break


def texts_of_deleted(household):
    found = set()
    with household.app.app_context():
        for table in deletable():
            columns = [column for column in table.c if text_in(column) is not None]
            for row in db.session.execute(select(*columns).where(table.c.deleted_at.is_not(None))):
                found |= words_in("\n".join(map(str, row)))
        db.session.rollback()
    return found


@on_either
def test_all_that_passes_is_swept_by_the_clock(home, moment):
    later = timedelta(days=400)
    with home.acting():
        let_something_wait(home.world)
    delete_all(home)
    before = passed(home, later)
    assert min(before.values()) > 0, before

    hours_go_by(home, moment, later)

    assert set(passed(home, later).values()) == {0}
    with home.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Space)) == 4  # no stage is left


def let_something_wait(world):
    ada_id = world.people["ada"]
    stage = Space(name="", first_weekday=0, founded_on=NOW.date(), settled_through=NOW.date())
    db.session.add(stage)
    db.session.flush()
    db.session.add_all(
        [
            Mail(
                kind="reset", address="a@example.org", locale="en", created_at=NOW, leased_until=NOW + A_DAY
            ),
            Registration(
                token_hash="t",
                email="a@example.org",
                name="A",
                password_hash="p",
                zone="UTC",
                first_weekday=0,
                begun_at=NOW,
            ),
            AccountEventRow(person_id=ada_id, kind="refused", at=NOW, browser="", system=""),
            DraftRow(author_id=ada_id, kind="note", space_id=world.spaces["ada"], body="b", parted_at=NOW),
            Admission(link_hash="a", expires_at=NOW + A_DAY),
            AddressCode(email="a@example.org", code_hash="c", sent_at=NOW),
            Untick(
                track_id=world.tracks[f"{EACH} of ada"],
                day=NOW.date(),
                space_id=world.spaces["ada"],
                unticked_at=NOW,
            ),
            Limit(key="once:1-a", window=int(NOW.timestamp()), try_count=1),
            PlannedReminder(key="k", person_id=ada_id, at=NOW),
            Upload(person_id=ada_id, name="f", content=b"c", sent_at=NOW),
            UploadPart(person_id=ada_id, sent_at=NOW, number=1, content=b"c"),
            Withdrawal(thing="notes", key="0", what="gone", at=NOW, listed=True),
            Arrival(
                person_id=ada_id,
                space_id=world.spaces["ada"],
                stage_id=stage.id,
                sent_at=NOW,
                mark="",
                piece_count=2,
                done_count=1,
            ),
        ]
    )


def passed(household, later):
    """How many rows of each table that passes have had their time then."""
    with household.app.app_context():
        found = {
            each.name: db.session.scalar(
                select(func.count()).select_from(each.table).where(each.passing.past(NOW + later))
            )
            for each in BELONGINGS.declared
            if each.passing is not None
        }
        db.session.rollback()
    return found


@on_either
def test_no_restore_brings_back_what_was_gone_and_whoever_had_left_has_left(home, elsewhere, moment):
    backup = home.back_up()
    delete_all(home)
    deleted = texts_of_deleted(home)
    erase_cleo(home)
    Visitor.of("ben", home.app).submit("/settings/leave")
    hours_go_by(home, moment, A_DAY_AND_AN_HOUR)
    left = words_in(texts_in_rows(home))

    elsewhere.restore(backup, nothing_since=True)

    assert len((deleted | CLEOS) - left) > 50
    assert words_in(kept(elsewhere)) <= left
    assert "Cleo" not in kept(elsewhere)
    with elsewhere.acting():
        assert person("ben").partner is None


@on_either
def test_all_that_is_swept_away_is_written_down_or_left_out_of_every_restore(home, moment):
    delete_all(home)
    there_before = {(table.name, str(row)) for table in deletable() for row in deleted_ids(home, table)}
    hours_go_by(home, moment, A_DAY_AND_AN_HOUR)

    told = {(each.thing, each.key) for each in entries_in(home.settings.backups) if each.what == "gone"}
    along = {("things_to_bring", key) for thing, key in there_before if thing == "things_to_bring"}
    assert there_before - along <= told


def deleted_ids(household, table):
    return found_in(household.app, select(table.c.id).where(table.c.deleted_at.is_not(None)))


def test_what_an_older_tend_has_left_between_the_rows_goes_as_well(home, moment):
    file = database_file(home)
    if file is None:
        pytest.skip("PostgreSQL looks after its own files")
    older = sqlite3.connect(file)
    older.execute("PRAGMA secure_delete=OFF")
    older.execute("DELETE FROM reflections WHERE body = ?", (ADAS_REFLECTION,))
    older.commit()
    older.close()
    assert ADAS_REFLECTION in words_in(kept(home))

    hours_go_by(home, moment, timedelta(hours=1))

    assert ADAS_REFLECTION not in words_in(kept(home))
    assert file.stat().st_size < MOST_BYTES


def test_no_word_of_an_account_that_ended_is_left_or_comes_back_by_a_restore(home, elsewhere, moment):
    with home.acting():
        scribble_everywhere("ben")
        give_recovery_code("ben")
    backup = home.back_up()
    gone = Visitor.of("ben", home.app).submit("/settings/delete", password=PASSWORD, code=RECOVERY[0])
    assert gone.location == "/"
    hours_go_by(home, moment, A_DAY_AND_AN_HOUR)
    assert (SCRIBBLE in kept(home), GIVEN in kept(home)) == (False, True)

    elsewhere.restore(backup, nothing_since=True)

    with elsewhere.acting():
        assert (all_with(SCRIBBLE), all_with(email("ben")), all_with(GIVEN)) == (set(), set(), LETTERS)
    assert SCRIBBLE not in kept(elsewhere)


@on_either
def test_what_one_does_with_a_copy_is_found_again_by_a_restore(home, elsewhere):
    """The backup is of before the parting: the same two part once more, and the same copy is deleted."""
    backup = home.back_up()
    with home.acting():
        spaces.leave(by=person("ben"), now=NOW + timedelta(minutes=3, microseconds=7))
    with home.acting():
        planned.remove(copy_of_ada(), by=person("ada"), now=NOW + timedelta(hours=1))
    ids = ids_of_both(home)
    home.list()

    elsewhere.restore(backup, nothing_since=True)

    assert ids_of_both(elsewhere) == ids
    with elsewhere.acting():
        assert copy_of_ada().deleted_at is not None


def copy_of_ada():
    own = (Outing.title == DONE_OUTING) & (Outing.author_id == person("ada").id)
    return db.session.scalars(select(Outing).where(own)).one()


def ids_of_both(household):
    """The ids of all that there can be a copy of."""
    with household.app.app_context():
        tables = (Habit, Track, Pause, Outing, RememberedDay)
        found = {table.__tablename__: set(db.session.scalars(select(table.id))) for table in tables}
        db.session.rollback()
    return found
