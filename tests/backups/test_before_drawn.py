"""A Tend of before ids were drawn, on each database: it is brought up to date, and its backup is put back into today's."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select

from tests.backups.afterwards import odd
from tests.backups.conftest import MARK, Household, all_rows, revision
from tests.backups.test_restore import ITS_OWN
from tests.earlier import BEFORE_DRAWN, go_back
from tests.world import ADA_TO_BEN, ADAS_LOOK, ADAS_REFLECTION, NOW, TODAY, person, planted, reflected
from tracker.backups.listing import FILE
from tracker.backups.package import Package
from tracker.database import known_revisions, upgrade
from tracker.domain.habits import Mode
from tracker.extensions import db
from tracker.habits.settling import settle_space
from tracker.keys import COUNTED, WERE_COUNTED, drawn, instead_of
from tracker.models import (
    Acknowledgement,
    Appointment,
    CheckIn,
    Habit,
    JarNote,
    Note,
    Opening,
    Pause,
    Picture,
    Reflection,
    Remark,
    TermRow,
    Tick,
    ToBring,
    Track,
    TrackYear,
    Withdrawal,
)

pytestmark = pytest.mark.on_either(
    "each goes back and is brought up to date by the same steps as the one beside it"
)

# What hangs on what, told by words instead of ids.
HANGS = {
    "terms": select(Habit.name, TermRow.since).join(Habit),
    "track_years": select(Habit.name, Track.owner_id, TrackYear.year, TrackYear.state)
    .select_from(TrackYear)
    .join(Track)
    .join(Habit),
    "ticks": select(Habit.name, Track.owner_id, Tick.day).select_from(Tick).join(Track).join(Habit),
    "remarks": select(Habit.name, Remark.day, Remark.body).select_from(Remark).join(Track).join(Habit),
    "pauses": select(Habit.name, Pause.starts_on).join(Habit, Habit.id == Pause.habit_id),
    "notes": select(Habit.name, Note.body).join(Habit, Habit.id == Note.habit_id),
    "pictures": select(Note.body, Picture.digest).join(Note, Note.id == Picture.note_id),
    "openings": select(JarNote.body, Opening.opened_on).join(JarNote, JarNote.id == Opening.note_id),
    "acknowledgements": select(CheckIn.week, Acknowledgement.question, Acknowledgement.line).join(CheckIn),
    "things_to_bring": select(Appointment.who, ToBring.name).join(Appointment),
    "reflections": select(Reflection.body, Reflection.shared_with_id),
}


def hanging(household):
    with household.app.app_context():
        found = {name: sorted(map(tuple, db.session.execute(each)), key=repr) for name, each in HANGS.items()}
        db.session.rollback()
        db.engine.dispose()
    return found


def back_then(home: Household):
    """What hangs on what in a Tend that then becomes one of before."""
    before = hanging(home)
    with home.app.app_context():
        go_back()
    return before


def brought_up(household):
    with household.app.app_context():
        db.engine.dispose()
    upgrade(household.app)


def kept(household):
    """All rows that a restore leaves as they were; whose words a text holds is first told when it is brought up to date."""
    return {name: rows for name, rows in all_rows(household).items() if name not in ITS_OWN | {"hands"}}


def is_whole(household, before):
    """Everything hangs where it hung, no id is one that was counted, and no rule is broken."""
    assert revision(household) == known_revisions()[-1]
    assert hanging(household) == before
    with household.app.app_context():
        for name in WERE_COUNTED:
            ids = db.session.scalars(select(db.metadata.tables[name].c.id)).all()
            assert {*ids} == {instead_of(number, name, MARK) for number in range(1, len(ids) + 1)}
            assert not [each for each in ids if each < COUNTED]
        db.session.rollback()
    assert odd(household) == []


def test_a_tend_of_before_is_the_same_brought_up_to_date_and_put_back_from_its_backup(home, elsewhere):
    before = back_then(home)
    brought_up(home)

    (backup,) = home.settings.backups.glob("*.zip")  # made before it was brought up to date
    with Package(backup) as package:
        assert package.manifest.revision == BEFORE_DRAWN
    elsewhere.restore(backup, nothing_since=True)

    for each in (home, elsewhere):
        is_whole(each, before)
    assert kept(elsewhere) == kept(home)


def test_what_was_taken_back_by_its_counted_id_and_by_its_drawn_one_stays_so(home, elsewhere):
    """The list beside the backups has a line of before, by the id that its row had, and goes on with those of today."""
    back_then(home)
    number = number_of(home, Reflection, Reflection.body == ADAS_REFLECTION)
    backup = home.back_up()
    then = [MARK, 1_000_000, NOW.isoformat(), "reflections", str(number), "gone"]
    (home.settings.backups / FILE).write_text(f"{json.dumps(then)}\n")
    brought_up(home)
    with home.acting():
        note_id = db.session.scalars(select(Note.id).where(Note.body == ADA_TO_BEN)).one()
        db.session.execute(delete(Note).where(Note.id == note_id))
    home.list()

    done = elsewhere.restore(backup, nothing_since=True)

    with elsewhere.acting():
        assert not list(db.session.scalars(select(Reflection.id).where(Reflection.body == ADAS_REFLECTION)))
        assert db.session.get(Note, note_id) is None
        assert db.session.scalars(select(Reflection.id).where(Reflection.body == ADAS_LOOK)).one()
    assert done.taken_back_count == 2
    assert odd(elsewhere) == []


def number_of(household, table, which):
    with household.app.app_context():
        found = db.session.scalars(select(table.id).where(which)).one()
        db.session.rollback()
        db.engine.dispose()
    return found


TEN_YEARS, HABITS, WRITTEN = 3652, 10, 1500


@pytest.mark.whole("a month of the same two is brought up to date and put back in every run")
def test_so_is_a_life_of_ten_years(home, elsewhere):
    with home.acting():
        live_on()
    before = back_then(home)
    assert len(before["ticks"]) > 2 * HABITS * TEN_YEARS

    brought_up(home)
    (backup,) = home.settings.backups.glob("*.zip")
    elsewhere.restore(backup, nothing_since=True)

    for each in (home, elsewhere):
        is_whole(each, before)
    assert kept(elsewhere) == kept(home)


def live_on():
    """Ada and Ben have lived together for ten years: habits and ticks, notes, reflections, check-ins, and what they took back."""
    ada, ben = person("ada"), person("ben")
    first = TODAY - timedelta(days=TEN_YEARS)
    days = [first + timedelta(days=n) for n in range(TEN_YEARS + 1)]
    for number in range(HABITS):
        habit = planted(f"Habit {number}", by="ada", mode=Mode.EACH, since=first)
        for track_id in db.session.scalars(select(Track.id).where(Track.habit_id == habit.id)):
            whose = {"track_id": track_id, "space_id": habit.space_id, "ticked_at": NOW}
            db.session.execute(insert(Tick), [{**whose, "day": day} for day in days])
    settle_space(person("ada"), NOW)
    to_ben = {"space_id": ada.space_id, "author_id": ada.id, "recipient_id": ben.id, "waiting": False}
    at = [NOW - timedelta(hours=n) for n in range(1, WRITTEN + 1)]
    db.session.execute(
        insert(Note),
        [{**to_ben, "body": f"Note {n}", "written_at": each} for n, each in enumerate(at)],
    )
    for n, each in enumerate(at):
        reflected(f"Reflection {n}", by="ben", now=each)
    gone = [
        {"thing": "notes", "key": str(drawn()), "what": "gone", "at": each, "listed": True} for each in at
    ]
    db.session.execute(insert(Withdrawal), gone)
