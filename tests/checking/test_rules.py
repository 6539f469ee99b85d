"""`./tend check`: what is against a rule is found, named by number, and mended where that is safe."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, text, update

from tests.world import ADA_TO_BEN, EACH, NOW, OPENED_WEEK, SEALED_WEEK, TODAY, TOGETHER, person
from tracker.checking import tables, times
from tracker.checking.rules import findings, mend
from tracker.extensions import db
from tracker.models import (
    CheckIn,
    Device,
    Habit,
    Invitation,
    Mail,
    Note,
    Person,
    Picture,
    Space,
    TermRow,
    Tick,
    Track,
    Upload,
    watch,
)
from tracker.models.watching import unwatch

ALL = (*tables.RULES, *times.RULES)


def found():
    return list(findings(ALL, NOW))


def sentences():
    return [each.sentence for each in found()]


@pytest.fixture
def spoil(app, world):
    """Change something past all actions."""

    def spoil(statement):
        with app.app_context():
            db.session.execute(statement)
            db.session.commit()

    return spoil


def track_id(world, name=f"{EACH} of ada"):
    return world.tracks[name]


SPOILT = {
    "rows are in another space": lambda w: (
        update(Tick)
        .where(Tick.track_id == track_id(w), Tick.day == date(2026, 3, 2))
        .values(space_id=w.spaces["cleo"])
    ),
    "a habit is in another space than its owner": lambda w: (
        update(Habit).where(Habit.id == w.habits[EACH]).values(space_id=w.spaces["cleo"])
    ),
    "a tick is from before its track": lambda w: (
        update(Tick)
        .where(Tick.track_id == track_id(w), Tick.day == date(2026, 3, 2))
        .values(day=date(2020, 1, 1))
    ),
    "a tick is from a day to come": lambda w: (
        update(Tick)
        .where(Tick.track_id == track_id(w), Tick.day == date(2026, 3, 2))
        .values(day=TODAY + timedelta(days=5))
    ),
    "a streak is another": lambda w: (
        update(Track)
        .where(Track.id == track_id(w))
        .values(state=func.replace(Track.state, '"tick_count":', '"tick_count":9'))
    ),
    "a couple's days are others": lambda w: (
        update(Space).where(Space.id == w.spaces["ada"]).values(days=func.replace(Space.days, "k", "m"))
    ),
    "a tick is gone past its streak": lambda w: delete(Tick).where(
        Tick.track_id == track_id(w), Tick.day == date(2026, 2, 18)
    ),
    "a habit asks for nothing": lambda w: delete(TermRow).where(TermRow.habit_id == w.habits[EACH]),
    "a habit has no track": lambda w: delete(Track).where(Track.habit_id == w.habits[TOGETHER]),
    "a shared track has an owner": lambda w: (
        update(Track).where(Track.id == track_id(w, TOGETHER)).values(owner_id=w.people["ada"])
    ),
    "an opened check-in does not say when": lambda w: (
        update(CheckIn)
        .where(CheckIn.week == OPENED_WEEK, CheckIn.author_id == w.people["ada"])
        .values(opened_at=None)
    ),
    "two are sealed": lambda w: (
        update(CheckIn)
        .where(CheckIn.week == SEALED_WEEK, CheckIn.author_id == w.people["ben"])
        .values(state="sealed", closeness=3)
    ),
    "a sealed one is opened to somebody": lambda w: (
        update(CheckIn)
        .where(CheckIn.week == SEALED_WEEK, CheckIn.author_id == w.people["ada"])
        .values(opened_to_id=w.people["ben"])
    ),
    "a picture is another": lambda w: (
        update(Picture).where(Picture.note_id == w.notes[ADA_TO_BEN]).values(content=b"no picture")
    ),
    "a third is invited": lambda w: (
        update(Invitation)
        .where(Invitation.id == w.cleos_invitation)
        .values(space_id=w.spaces["ada"], inviter_id=w.people["ada"])
    ),
    "what was deleted is still there": lambda w: (
        update(Note).where(Note.id == w.notes[ADA_TO_BEN]).values(deleted_at=NOW - timedelta(days=3))
    ),
    "a log-in is over": lambda w: (
        update(Device).where(Device.person_id == w.people["ada"]).values(expires_at=NOW - timedelta(days=2))
    ),
}
MENDED = {
    "rows are in another space",
    "a streak is another",
    "a couple's days are others",
    "a tick is gone past its streak",
    "a third is invited",
    "what was deleted is still there",
    "a log-in is over",
}


def test_nothing_is_wrong_in_the_world(app):
    with app.app_context():
        assert sentences() == []


@pytest.mark.on_either("every rule is asked of both where nothing is wrong, by the same statements")
@pytest.mark.everybodys("what is wrong is looked for and mended everywhere")
@pytest.mark.parametrize("what", SPOILT)
def test_what_is_wrong_is_found_and_mended_where_it_is_safe(app, world, spoil, what):
    spoil(SPOILT[what](world))

    with app.app_context():
        wrong = found()
        assert wrong != []
        assert "canary" not in " ".join(each.sentence for each in wrong)
        mend(wrong, NOW)
        db.session.expire_all()
        assert (found() == []) == (what in MENDED)


def test_a_space_in_which_nobody_lives_goes(app):
    with app.app_context():
        db.session.add(
            Space(name="", first_weekday=0, check_in_weekday=6, founded_on=TODAY, settled_through=TODAY)
        )
        db.session.commit()

        (wrong,) = found()
        mend([wrong], NOW)

        assert wrong.sentence.startswith("Nobody lives in these spaces: 1 (")
        assert found() == []


def test_what_is_not_written_down_any_more_is_from_then_on(app):
    with app.app_context():
        with db.engine.begin() as connection:
            unwatch(connection)

        wrong = found()
        mend(wrong, NOW)

        assert [each.rule.name for each in wrong] == ["what is taken back is written down"]
        assert found() == []
        watch(db.session.connection())
        db.session.rollback()


def test_files_and_mails_past_their_time_are_found(app, world):
    with app.app_context():
        long_ago = NOW - timedelta(days=3)
        db.session.add(Upload(person_id=world.people["ada"], name="f", content=b"c", sent_at=long_ago))
        db.session.add(
            Mail(kind="reset", address="a", locale="en", created_at=NOW, leased_until=NOW + timedelta(days=9))
        )
        db.session.commit()

        assert [each.rule.name for each in found()] == [
            "what has had its time is gone",
            "what waits to be sent is looked at again soon",
        ]
        mend(found(), NOW)
        assert found() == []


@pytest.mark.everybodys("what has had its time goes everywhere")
def test_sweeping_takes_what_undo_cannot_bring_back_and_nothing_else(app, world):
    with app.app_context():
        kept = select(func.count()).where(Note.deleted_at.is_not(None))
        before = db.session.scalar(kept)
        db.session.get(Note, world.notes[ADA_TO_BEN]).deleted_at = NOW - timedelta(days=1, seconds=1)
        db.session.commit()

        assert times.sweep(NOW) == 1
        assert db.session.get(Note, world.notes[ADA_TO_BEN]) is None
        assert db.session.scalar(kept) == before
        assert times.sweep(NOW) == 0


def test_a_database_that_is_damaged_is_named(concurrent):
    """Bytes within a table's pages are overwritten, as a failing disk does."""
    url = concurrent.app.config["TEND"].database_url
    if not url.startswith("sqlite"):
        pytest.skip("PostgreSQL looks after its own files")
    with concurrent.app.app_context():
        root = db.session.scalar(
            text("SELECT rootpage FROM sqlite_master WHERE name = 'ix_notes_space_id_written_at'")
        )
        size = db.session.scalar(text("PRAGMA page_size"))
        db.session.remove()
        db.engine.dispose()
    with Path(url.removeprefix("sqlite:///")).open("r+b") as file:
        file.seek((root - 1) * size + size - 40)
        file.write(b"\x7f" * 30)

    with concurrent.app.app_context():
        assert [each.rule.name for each in findings(tables.RULES[:1], NOW)] == ["the database is whole"]
        db.engine.dispose()


def test_every_part_and_every_belonging_has_its_rule(app):
    parts = {(table.name, parent.name) for table, _column, parent in tables.parts()}
    belongings = {(table.name, column.name) for table, column in tables.belongings()}

    assert parts >= {("ticks", "tracks"), ("terms", "habits"), ("pictures", "notes")}
    assert belongings >= {("habits", "owner_id"), ("reflections", "author_id"), ("covers", "covered_id")}
    assert not belongings & set(tables.ELSEWHERE)


def test_a_person_without_a_seat_of_their_own_cannot_be(app, world):
    with app.app_context():
        with pytest.raises(Exception, match=r"(?i)seat|unique"):
            db.session.execute(update(Person).values(space_id=world.spaces["ada"], seat=1))
        db.session.rollback()
        assert person("ada").partner is not None
