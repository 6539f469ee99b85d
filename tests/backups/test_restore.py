"""A backup that is put back: all that was there, none of what opened it, nothing that was taken back since."""

import json
import zipfile
from hashlib import sha256
from threading import Event, Thread

import pytest
from alembic import command
from sqlalchemy import func, select, update

from tests.backups.conftest import all_rows, revision
from tests.visitors import Visitor
from tests.world import ADAS_FEED, NOW, PASSWORD, SECRET, SUMMARY, email, person
from tracker.accounts.links import reset_token
from tracker.backups.account import account_of
from tracker.backups.package import BackupError, Package
from tracker.checking import tables, times
from tracker.checking.rules import findings
from tracker.database import alembic_config, known_revisions
from tracker.extensions import db
from tracker.models import Beginning, Note, Person, Space
from tracker.models.watching import ANEW, ENDS, PASSES, unwatched
from tracker.presence import present

ENDED = {name for name, why in unwatched().items() if why in (ANEW, ENDS, PASSES)}
# What a restore writes itself.
ITS_OWN = ENDED | {"beginnings", "withdrawals"}


on_either = pytest.mark.on_either(
    "each puts a backup back by the same statements as the one beside it", one_in=10
)


def kept_rows(household):
    """All rows that a restore leaves as they were."""
    return {name: rows for name, rows in all_rows(household).items() if name not in ITS_OWN}


@on_either
def test_it_is_counted_who_has_not_confirmed_an_address(home, elsewhere):
    with home.acting():
        db.session.execute(update(Person).where(Person.name.in_(["Ada", "Cleo"])).values(confirmed_at=None))

    done = elsewhere.restore(home.back_up(), nothing_since=True)

    assert done.unconfirmed_count == 2
    assert any("People who have not confirmed their address: 2." in line for line in account_of(done))


def test_what_was_put_back_elsewhere_is_equal_row_by_row(home, elsewhere):
    backup = home.back_up()

    done = elsewhere.restore(backup, nothing_since=True)

    assert kept_rows(elsewhere) == kept_rows(home)
    assert min(len(rows) for name, rows in kept_rows(elsewhere).items() if name not in SPARSE) > 0
    assert {name: len(rows) for name, rows in all_rows(elsewhere).items() if name in ENDED} == dict.fromkeys(
        ENDED, 0
    )
    assert revision(elsewhere) == known_revisions()[-1]
    assert (done.made_at, done.taken_back_count, done.before) == (NOW, 0, "")


SPARSE = {
    *(
        "code_apps",
        "halves",
        "insights",
        "milestones",
        "passkeys",
        "recovery_codes",
        "tellings",
        "track_years",
        "unticks",
    )
}


def test_what_one_database_gave_the_other_takes(home, in_a_file, elsewhere):
    in_a_file.restore(home.back_up(), nothing_since=True)
    elsewhere.restore(in_a_file.back_up(), nothing_since=True)

    assert kept_rows(in_a_file) == kept_rows(home)
    assert kept_rows(elsewhere) == kept_rows(home)


@on_either
def test_new_people_are_numbered_after_those_that_came_back(home, elsewhere):
    elsewhere.restore(home.back_up(), nothing_since=True)

    with elsewhere.acting():
        last = db.session.scalar(select(func.max(Space.id)))
        space = Space(name="", first_weekday=0, founded_on=NOW.date(), settled_through=NOW.date())
        db.session.add(space)
        db.session.flush()
        assert space.id == last + 1


@on_either
def test_all_rules_hold_in_what_was_put_back(home, elsewhere):
    elsewhere.restore(home.back_up(), nothing_since=True)

    with elsewhere.acting():
        assert [each.sentence for each in findings((*tables.RULES, *times.RULES), NOW)] == []


def test_a_backup_under_load_holds_both_or_neither_of_what_was_written_at_once(home, elsewhere):
    done, counts = Event(), []

    def write_on():
        count = 0
        while not done.is_set():
            with home.acting():
                for which in ("first", "second"):
                    body = f"{which} of {count}"
                    db.session.add(Note(space_id=1, waiting=False, body=body, written_at=NOW))
            count += 1
        counts.append(count)

    writer = Thread(target=write_on)
    writer.start()
    try:
        backups = [home.back_up().rename(home.settings.backups / f"{number}.zip") for number in range(3)]
    finally:
        done.set()
        writer.join()

    assert counts[0] > 0
    for backup in backups:
        elsewhere.restore(backup, nothing_since=True)
        with elsewhere.acting():
            bodies = set(db.session.scalars(select(Note.body).where(Note.body.like("% of %"))))
        assert {body.replace("first", "second") for body in bodies} == {
            body for body in bodies if body.startswith("second")
        }


@on_either
def test_yesterdays_cookie_and_links_are_dead_in_it(home, elsewhere):
    backup = home.back_up()
    with home.acting():
        token = reset_token(person("ada"), SECRET)
    assert Visitor.of("", home.app).get(f"/reset/{token}").status_code == 200
    assert Visitor.of("ada", home.app).get("/today").status_code == 200

    elsewhere.restore(backup, nothing_since=True)

    guest = Visitor.of("", elsewhere.app)
    assert Visitor.of("ada", elsewhere.app).get("/today").status_code == 303
    assert guest.get(f"/reset/{token}").status_code == 404
    assert guest.get(f"/dates/feed/{ADAS_FEED}.ics").status_code == 404
    assert guest.get(f"/join/{home.world.cleos_key.token}").status_code == 404
    assert SUMMARY not in guest.get(f"/summary/{SUMMARY}").text
    assert guest.submit("/login", email=email("ada"), password=PASSWORD).location == "/today"


@on_either
def test_where_more_may_have_happened_everybody_chooses_a_new_password(home, elsewhere):
    done = elsewhere.restore(home.back_up())

    assert not done.whole
    guest = Visitor.of("", elsewhere.app)
    answer = guest.submit("/login", email=email("ada"), password=PASSWORD)
    assert answer.location == "/reset"
    assert "put back from a backup" in guest.page("/reset").text
    assert guest.get("/today").status_code == 303
    with elsewhere.acting():
        token = reset_token(person("ada"), SECRET)
    guest.submit(f"/reset/{token}", password="another long one")
    assert guest.submit("/login", email=email("ada"), password="another long one").location == "/today"


def test_in_the_same_place_what_was_there_tells_all_and_is_kept(home):
    backup = home.back_up()
    with home.acting():
        db.session.execute(update(Note).values(body="overwritten"))

    done = home.restore(backup)

    assert done.whole
    assert "kept" in done.before
    with home.acting():
        assert db.session.scalar(select(func.count()).where(Note.body == "overwritten")) == 0
        assert db.session.scalar(select(func.count()).where(Person.new_password_due)) == 0
        assert db.session.scalar(select(func.count()).select_from(Beginning)) == 2


@on_either
def test_an_older_backup_is_brought_up_to_date(home, elsewhere):
    before = kept_rows(home)
    with home.app.app_context():
        command.downgrade(alembic_config(), "0015")
        db.engine.dispose()
    backup = home.back_up()

    elsewhere.restore(backup)

    assert revision(elsewhere) == known_revisions()[-1]
    after = kept_rows(elsewhere)
    guessed = {
        "bookings",
        "hands",
        "drafts",
        "passkeys",
        "reminders",
    }  # an older Tend did not know whose words a text holds, kept nothing begun, and had no passkeys, reminders or late news
    assert {name: len(rows) for name, rows in after.items() if name not in guessed} == {
        name: len(rows) for name, rows in before.items() if name not in guessed
    }
    # Nor who made a tick of both, which is the last of its columns.
    assert [row[:-1] for row in after["ticks"]] == [row[:-1] for row in before["ticks"]]


def changed(backup, change):
    """A backup of which one member reads otherwise."""
    copy = backup.with_name("changed.zip")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return copy


def manifest_with(**values):
    return lambda name, content: (
        json.dumps(json.loads(content) | values).encode() if name == "manifest.json" else content
    )


def half(backup):
    copy = backup.with_name("half.zip")
    copy.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    return copy


def loose(name, content):
    """Ticks of a track that is not there, with the digest to match."""
    if name == "rows/ticks.jsonl":
        return loose_ticks(content)
    if name == "manifest.json":
        return content.replace(loose.before.encode(), loose.after.encode())
    return content


def loose_ticks(content):
    rows = [json.loads(line) for line in content.splitlines()]
    rows[0][0] = 987654
    made = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    loose.before, loose.after = sha256(content).hexdigest(), sha256(made).hexdigest()
    return made


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (half, "is not a complete backup of Tend. Nothing was changed."),
        (
            lambda file: changed(file, lambda _name, text: text.replace(b"Ada", b"Eve")),
            "is not a complete backup",
        ),
        (lambda file: changed(file, manifest_with(format=2)), "was made by a newer Tend"),
        (
            lambda file: changed(file, manifest_with(revision="8888")),
            "at revision 8888, which this Tend does not",
        ),
        (lambda file: changed(file, loose), "Nothing was changed."),
        (lambda file: file.with_name("nowhere.zip"), "nowhere.zip cannot be read: No such file"),
    ],
)
@pytest.mark.crossed("what is wrong, and the database")
def test_what_is_no_whole_backup_of_this_tend_or_an_older_one_changes_nothing(home, spoilt, said):
    before = all_rows(home)

    with pytest.raises(BackupError, match=said):
        home.restore(spoilt(home.back_up()))

    assert all_rows(home) == before
    assert {each.name for each in home.settings.data.iterdir()} <= {"in-use", "static"}


def test_a_folder_in_use_is_refused(home):
    backup = home.back_up()

    with present(home.settings), pytest.raises(BackupError, match=r"Tend is running here\. Stop it first"):
        home.restore(backup)

    home.restore(backup)


@on_either
def test_a_backup_says_what_is_in_it(home):
    with Package(home.back_up()) as package:
        package.verify()

        assert package.manifest.revision == known_revisions()[-1]
        assert [part.name for part in package.manifest.tables if part.name == "pictures"] == ["pictures"]
        assert SECRET not in str(package.manifest)
