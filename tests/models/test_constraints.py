"""What the database itself refuses, whatever the code above it forgets."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError, StatementError

from tests.world import (
    ADA_TO_BEN,
    ADAS_FEED,
    ADAS_TO_BRING,
    APPOINTMENT,
    EACH,
    NOW,
    OUTING,
    PASSWORD_HASH,
    TO_BRING,
    TODAY,
    TOGETHER,
    involve,
    person,
)
from tracker.calendars.queries import hashed
from tracker.domain.talk import Phase, Side
from tracker.extensions import db
from tracker.models import (
    AgreementRow,
    Appointment,
    CheckIn,
    Device,
    Feed,
    Habit,
    Invitation,
    Limit,
    Note,
    Outing,
    Pause,
    Person,
    Picture,
    Printing,
    Reflection,
    RememberedDay,
    Space,
    SummaryLink,
    TalkRow,
    TermRow,
    Tick,
    ToBring,
    Track,
    Wants,
)
from tracker.models.talks import columns_of


def refuses(statement):
    with pytest.raises(IntegrityError):
        db.session.execute(statement)
    db.session.rollback()


def newcomer(**values):
    return insert(Person).values(
        **{
            "email": "new@example.org",
            "password_hash": PASSWORD_HASH,
            "name": "New",
            "colour": "moss",
            "zone": "UTC",
            "day_ends_at": 3,
            "seat": 1,
            "joined_on": TODAY,
            "registered_at": NOW,
            **values,
        }
    )


def habit(**values):
    return insert(Habit).values(
        **{
            "strategy": 1,
            "name": "Tea",
            "cue": "",
            "mode": "one",
            "shared": False,
            "unit": "",
            "starts_on": TODAY,
            "position": 1,
            "created_at": NOW,
            **values,
        }
    )


@pytest.mark.parametrize("seat", [1, 2, 3, 0])
def test_a_space_of_two_has_no_seat_left(inside, world, seat):
    refuses(newcomer(space_id=world.spaces["ada"], seat=seat))


def test_a_person_without_a_space_is_refused(inside):
    refuses(newcomer(space_id=None))


def test_an_address_belongs_to_one_person(inside, world):
    refuses(newcomer(email=person("ada").email, space_id=world.spaces["cleo"], seat=2, confirmed_at=NOW))


@pytest.mark.parametrize("hour", [-1, 12])
def test_a_day_ends_by_noon(inside, world, hour):
    refuses(update(Person).values(day_ends_at=hour))


@pytest.mark.parametrize("weekday", [-1, 7])
@pytest.mark.parametrize("column", ["first_weekday", "check_in_weekday"])
def test_a_week_has_seven_days(inside, column, weekday):
    refuses(update(Space).values({column: weekday}))


@pytest.mark.parametrize(
    "wrong",
    [
        {"strategy": 0},
        {"strategy": 11},
        {"mode": "three"},
        {"name": None},
        {"owner_id": 2**40},
        {"space_id": 2**40},
    ],
)
def test_a_habit_has_one_strategy_and_one_mode(inside, world, wrong):
    fits = {"space_id": world.spaces["ada"], "owner_id": world.people["ada"]}

    refuses(habit(**{**fits, **wrong}))


NOTHING = {"weekdays": 0, "times": 0, "days": 0, "goal": 0}


@pytest.mark.parametrize(
    "wrong",
    [
        {"per": "year", "times": 1},
        {"per": "weekdays"},
        {"per": "weekdays", "weekdays": 128},
        {"per": "weekdays", "weekdays": -1},
        {"per": "weekdays", "weekdays": 127, "times": 3},
        {"per": "week"},
        {"per": "week", "times": 8},
        {"per": "week", "times": 2, "weekdays": 1},
        {"per": "month", "times": 29},
        {"per": "month", "times": 2, "days": 30},
        {"per": "days", "times": 1},
        {"per": "days", "times": 1, "days": 366},
        {"per": "days", "times": 4, "days": 3},
        {"per": "days", "times": 0, "days": 3},
        {"per": "week", "times": 2, "goal": -1},
        {"per": "week", "times": 2, "since": None},
        {"per": "week", "times": 2, "habit_id": 2**40},
    ],
)
def test_terms_are_one_schedule_with_a_goal_or_none(inside, world, wrong):
    fits = {"space_id": world.spaces["ada"], "habit_id": world.habits[EACH], "since": TODAY, **NOTHING}

    refuses(insert(TermRow).values(**{**fits, **wrong}))


def test_a_habit_asks_for_one_thing_on_a_day(inside, world):
    fits = {"space_id": world.spaces["ada"], "habit_id": world.habits[EACH], "since": TODAY, **NOTHING}
    weekly = fits | {"per": "week", "times": 2}

    db.session.execute(insert(TermRow).values(**weekly))
    refuses(insert(TermRow).values(**weekly))


def test_an_amount_is_some_or_the_whole(inside, world):
    refuses(update(Tick).values(amount=-2))


def test_a_habit_has_one_track_for_each_owner(inside, world):
    same = {"space_id": world.spaces["ada"], "habit_id": world.habits[EACH], "starts_on": TODAY}

    refuses(insert(Track).values(**same, owner_id=world.people["ada"], settled_through=TODAY, state=""))


def test_a_habit_has_one_track_for_both(inside, world):
    same = {"space_id": world.spaces["ada"], "habit_id": world.habits[TOGETHER], "starts_on": TODAY}

    refuses(insert(Track).values(**same, owner_id=None, settled_through=TODAY, state=""))


def test_a_day_is_ticked_once_on_a_track(inside, world):
    track_id, day = db.session.execute(select(Tick.track_id, Tick.day)).first()

    refuses(insert(Tick).values(track_id=track_id, day=day, space_id=world.spaces["ada"], ticked_at=NOW))


def test_a_pause_ends_after_it_starts(inside, world):
    refuses(
        insert(Pause).values(
            space_id=world.spaces["ada"], starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 1)
        )
    )


@pytest.mark.parametrize(
    "wrong",
    [{"closeness": 0}, {"closeness": 8}, {"state": "read"}, {"closeness": None}, {"private_line": None}],
)
def test_a_check_in_is_in_a_known_state_with_closeness_once_sealed(inside, wrong):
    refuses(update(CheckIn).where(CheckIn.state == "sealed").values(wrong))


def test_there_is_one_check_in_a_person_and_week(inside):
    first, second = db.session.scalars(select(CheckIn).order_by(CheckIn.author_id, CheckIn.week)).all()[:2]
    assert first.author_id == second.author_id

    refuses(update(CheckIn).where(CheckIn.id == second.id).values(week=first.week))


@pytest.mark.parametrize("strategy", [0, 11])
def test_a_note_is_about_one_of_ten_strategies(inside, strategy):
    refuses(update(Note).values(strategy=strategy))


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "letter"}, {"topic": "roses"}, {"topic": ""}, {"body": None}, {"kind": "look"}],
)
def test_a_reflection_is_of_a_known_kind_and_topic_and_a_look_is_never_shared(inside, wrong):
    refuses(update(Reflection).where(Reflection.shared_with_id.is_not(None)).values(wrong))


def test_a_form_makes_one_reflection(inside, world):
    refuses(update(Reflection).where(Reflection.author_id == world.people["ada"]).values(mark="1-a"))


@pytest.mark.parametrize("column", ["link_hash", "code_hash"])
def test_a_link_and_a_code_open_one_invitation(inside, world, column):
    db.session.add(
        Invitation(
            space_id=world.spaces["ada"],
            inviter_id=world.people["ada"],
            link_hash="a",
            code_hash="b",
            created_at=NOW,
            expires_at=NOW,
        )
    )
    db.session.flush()
    taken = db.session.scalar(
        select(getattr(Invitation, column)).where(Invitation.id == world.cleos_invitation)
    )

    refuses(update(Invitation).where(Invitation.link_hash == "a").values({column: taken}))


def test_a_token_opens_one_device(inside, world):
    taken = db.session.scalars(select(Device.token_hash)).first()

    refuses(
        insert(Device).values(person_id=world.people["ben"], token_hash=taken, created_at=NOW, expires_at=NOW)
    )


def test_tries_are_counted_once_a_window(inside):
    db.session.execute(insert(Limit).values(key="tea", window=60, try_count=1))

    refuses(insert(Limit).values(key="tea", window=60, try_count=1))


def test_an_instant_without_a_zone_is_refused(inside):
    with pytest.raises(StatementError, match="an instant needs a time zone"):
        db.session.execute(update(Note).values(written_at=datetime(2026, 3, 1)))
    db.session.rollback()


def test_an_instant_comes_back_as_it_went_in(inside, world):
    assert db.session.scalar(select(Device.created_at).where(Device.person_id == world.people["ada"])).tzinfo


def test_a_space_takes_all_that_lies_in_it_along(inside, world):
    space_id = world.spaces["cleo"]
    db.session.execute(delete(Person).where(Person.space_id == space_id))

    db.session.execute(delete(Space).where(Space.id == space_id))

    tables = (Habit, Track, Tick, CheckIn, Note, Reflection, Pause, Invitation)
    left = [
        db.session.scalar(select(func.count()).select_from(table).where(table.space_id == space_id))
        for table in tables
    ]
    assert left == [0] * len(tables)


def test_a_space_with_somebody_in_it_cannot_go(inside, world):
    refuses(delete(Space).where(Space.id == world.spaces["ada"]))


def test_a_person_takes_their_devices_along_and_leaves_their_notes(inside, world):
    db.session.execute(delete(Person).where(Person.id == world.people["ben"]))

    left = db.session.scalar(
        select(func.count()).select_from(Device).where(Device.person_id == world.people["ben"])
    )
    notes = db.session.execute(
        select(Note.author_id, Note.recipient_id)
        .where(Note.space_id == world.spaces["ada"])
        .order_by(Note.written_at, Note.id)
    ).all()
    ada, dan = world.people["ada"], world.people["dan"]
    assert left == 0
    assert set(notes) == {(dan, ada), (ada, dan), (None, ada), (ada, None)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"phones": 3},
        {"minutes": 4},
        {"phase": "shouting"},
        {"phase": "waiting", "phones": 1},
        {"floor": "both"},
        {"floor": None},
        {"resting": "nobody"},
        {"phase": "waiting", "resting": "host"},
        {"seconds_left": -1},
        {"seconds_left": 181},
        {"turn_count": -1},
        {"phase": "ended"},
        {"closed_by_host": True},
        {"topic": None},
        {"host_id": 2**40},
    ],
)
def test_a_talk_is_somewhere_and_keeps_no_topic_once_over(inside, wrong):
    refuses(update(TalkRow).values(wrong))


def test_a_space_leads_one_talk(inside, world):
    same = {column.name: column for column in TalkRow.__table__.columns}

    refuses(insert(TalkRow).from_select(list(same), select(*same.values())))


def test_a_talk_goes_with_its_space_and_with_its_host(inside, world):
    db.session.execute(delete(Person).where(Person.id == world.people["ada"]))

    assert world.spaces["ada"] not in db.session.scalars(select(TalkRow.space_id)).all()


def test_a_talk_comes_back_as_it_went_in(inside, world):
    here = TalkRow.space_id == world.spaces["ada"]
    row = db.session.scalars(select(TalkRow).where(here)).one()
    talk = replace(row.talk, resting=Side.OTHER, turn_count=3, left=7)

    for changed in (talk, replace(talk, phase=Phase.ENDED, resting=None, closed=frozenset({Side.OTHER}))):
        db.session.execute(update(TalkRow).where(here).values(columns_of(changed) | {"topic": ""}))
        db.session.refresh(row)
        assert row.talk == changed
    db.session.rollback()


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "perhaps"},
        {"minutes": -1},
        {"minutes": 1441},
        {"both_prepare": True},
        {"author_id": None},
        {"title": None},
    ],
)
def test_a_date_has_one_state_and_is_prepared_by_one_or_both(inside, world, wrong):
    known = Outing.id == world.outings[OUTING]  # which Ben prepares

    refuses(update(Outing).where(known).values(**wrong))


@pytest.mark.parametrize("wrong", [{"month": 0}, {"month": 13}, {"day": 0}, {"day": 32}])
def test_a_day_to_remember_is_of_a_month(inside, wrong):
    refuses(update(RememberedDay).values(**wrong))


def test_a_person_has_one_calendar_and_no_two_share_a_secret(inside, world):
    ada = {"person_id": world.people["ada"], "token_hash": "another", "neutral": False, "made_at": NOW}
    ben = {**ada, "person_id": world.people["ben"], "token_hash": hashed(ADAS_FEED)}

    refuses(insert(Feed).values(ada))
    refuses(insert(Feed).values(ben))


@pytest.mark.parametrize(
    "wrong", [{"width": 0}, {"height": -1}, {"note_id": 2**40}, {"space_id": 2**40}, {"content": None}]
)
def test_a_picture_has_a_size_and_goes_with_a_note(inside, world, wrong):
    refuses(update(Picture).where(Picture.note_id == world.notes[ADA_TO_BEN]).values(**wrong))


def test_a_note_has_one_picture_which_goes_with_it(inside, world):
    involve("ada")
    known = Picture.note_id == world.notes[ADA_TO_BEN]
    one = {column.name: column for column in Picture.__table__.columns}
    refuses(insert(Picture).from_select(list(one), select(*one.values()).where(known)))

    db.session.execute(delete(Note).where(Note.id == world.notes[ADA_TO_BEN]))

    assert db.session.scalar(select(func.count()).where(known)) == 0


@pytest.mark.parametrize("wrong", [{"author_id": None}, {"who": None}, {"zone": None}, {"day": None}])
def test_an_appointment_is_somebodys_with_somebody_on_a_day(inside, wrong):
    refuses(update(Appointment).values(**wrong))


def test_what_there_is_to_bring_goes_with_its_appointment(inside, world):
    involve("ada")
    db.session.execute(delete(Appointment).where(Appointment.id == world.appointments[APPOINTMENT]))

    left = set(db.session.scalars(select(ToBring.name)))
    assert TO_BRING not in left and ADAS_TO_BRING in left


def test_each_agrees_once_and_a_space_has_one_link_and_one_printing_of_a_kind(inside, world):
    for table in (AgreementRow, SummaryLink, Printing, Wants):
        same = {column.name: column for column in table.__table__.columns if column.name != "id"}
        refuses(insert(table).from_select(list(same), select(*same.values())))


def test_what_somebody_wants_and_agrees_to_goes_with_them(inside, world):
    db.session.execute(delete(Person).where(Person.id == world.people["ben"]))

    for table in (AgreementRow, Wants):
        assert world.people["ben"] not in set(db.session.scalars(select(table.person_id)))
