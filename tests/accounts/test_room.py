"""What a member can keep has an end, far off, and whoever comes to it is told in words."""

from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select

from tests.checkins.making import in_week
from tests.databases import kept
from tests.makings import makings
from tests.visitors import Page
from tests.world import (
    EACH,
    NOW,
    PASSWORD,
    SECRET,
    TODAY,
    appointment,
    bring,
    email,
    habit_called,
    person,
    planted,
    remarked,
    ticked,
)
from tracker.accounts.actions import RESET
from tracker.accounts.room import letters_stored, make_room, stored_count
from tracker.app import BELONGINGS
from tracker.appointments import actions as appointments
from tracker.domain.appointments import DELETED_ITEMS
from tracker.domain.habits import HABITS_A_SPACE, TERMS_A_HABIT, HabitPlan, Mode
from tracker.domain.invitations import INVITATIONS
from tracker.domain.pauses import PausedDays
from tracker.domain.people import LOG_INS, MAILS_WAITING
from tracker.domain.prompts import Topic
from tracker.domain.reflections import entry
from tracker.domain.refusals import Missing, Refused
from tracker.domain.schedules import TimesAWeek
from tracker.domain.terms import Terms
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.milestones import actions as milestones
from tracker.models import (
    CheckIn,
    Device,
    Habit,
    Invitation,
    Limit,
    Mail,
    MilestoneRow,
    Note,
    Pause,
    Reflection,
    Remark,
    Telling,
    TermRow,
    Tick,
    ToBring,
)
from tracker.models.habits import columns_of
from tracker.pauses import actions as pauses
from tracker.reflections import actions as reflections
from tracker.spaces import actions as spaces
from tracker.wall import actions as wall
from tracker.wall.queries import own_note
from tracker.web.mails import write_mail

pytestmark = pytest.mark.on_either("what there is of a kind is counted by the same statement for all of them")

MOST = 10_000_000
DAYS = [TODAY - timedelta(days=n) for n in range(9)]


MAKING = {table: make for table, make in makings().items() if table in BELONGINGS.counted()}
every_kind = pytest.mark.parametrize("kind", MAKING, ids=lambda each: each.__tablename__)


def live(kind, name):
    """How many of a kind somebody has, without what was deleted."""
    there = select(func.count()).select_from(kind).where(BELONGINGS.counted()[kind].whose(person(name)))
    return db.session.scalar(there.where(kind.deleted_at.is_(None)) if hasattr(kind, "deleted_at") else there)


def test_of_every_kind_that_is_counted_a_test_makes_some():
    assert {
        *MAKING,
        Tick,
    } == BELONGINGS.counted().keys()  # ticks are counted where many come at once, in a file


@every_kind
def test_at_the_end_of_the_room_there_is_a_sentence_with_its_number(inside, room_for, kind):
    most = live(kind, "ada") + 1
    room_for(kind, most)
    MAKING[kind](0, "ada")

    with pytest.raises(Refused) as no:
        MAKING[kind](1, "ada")
    db.session.rollback()

    assert no.value.values == {"most": most}
    assert "%(most)s" in no.value.sentence
    assert len(no.value.sentence.split(". ")) > 1 or kind is CheckIn  # and what one can do


@pytest.mark.parametrize(
    "kind", [each for each in MAKING if each is not Pause], ids=lambda each: each.__tablename__
)
def test_what_the_partner_keeps_takes_none_of_ones_own_room(inside, room_for, kind):
    before = live(kind, "ben")
    room_for(kind, before + 2)
    for n in range(2):
        MAKING[kind](n, "ben")

    if live(kind, "ada") < before + 2:
        MAKING[kind](3, "ada")

    assert live(kind, "ben") == before + 2


def test_pauses_of_what_one_does_not_see_take_no_room(inside, room_for):
    private = planted("Only mine", by="ada", private=True)
    for day in DAYS:
        pauses.pause(PausedDays(day, day), both=False, by=person("ada"), now=NOW, habit=private)
    room_for(Pause, stored_count(Pause, person("ben"), most=MOST) + 1)

    pauses.pause(PausedDays(TODAY, TODAY), both=False, by=person("ben"), now=NOW)

    with pytest.raises(Refused):
        pauses.pause(PausedDays(TODAY, TODAY), both=False, by=person("ada"), now=NOW)


@every_kind
@pytest.mark.crossed("a kind, and the database")
def test_of_two_at_the_same_instant_one_finds_the_last_room(concurrent, room_for, kind):
    with concurrent.app.app_context():
        room_for(kind, most := live(kind, "ada") + 1)
        clear(kind)

    came = concurrent.at_once(*(lambda n=n: made(kind, n) for n in range(2)))

    assert sorted(type(each).__name__ for each in came) == ["Refused", "str"]
    with concurrent.app.app_context():
        assert stored_count(kind, person("ada"), most=MOST) == most


def clear(kind):
    """Let nothing of Ada's lie deleted that would make room first."""
    if hasattr(kind, "deleted_at"):
        for each in db.session.scalars(select(kind).where(kind.deleted_at.is_not(None))).all():
            db.session.delete(each)
        db.session.commit()


def made(kind, n):
    MAKING[kind](n, "ada")
    db.session.commit()
    return "made"


def test_what_was_deleted_longest_ago_makes_room_first(inside, room_for):
    first, second = (MAKING[Note](n, "cleo") for n in range(2))
    ids = first.id, second.id
    wall.remove(first, now=NOW - timedelta(minutes=2))
    wall.remove(second, now=NOW - timedelta(minutes=1))
    db.session.commit()
    room_for(Note, stored_count(Note, person("cleo"), most=MOST))

    MAKING[Note](3, "cleo")
    db.session.commit()
    db.session.expire_all()

    with pytest.raises(Missing):
        own_note(person("cleo"), ids[0], deleted=True)
    assert own_note(person("cleo"), ids[1], deleted=True).body == "Tea"


def write_long(body):
    wall.write(body, by=person("cleo"), now=NOW)


def edit_long(body):
    note_id = db.session.scalar(select(Note.id).where(Note.author_id == person("cleo").id))
    wall.edit(own_note(person("cleo"), note_id), body, by=person("cleo"), now=NOW)


def reflect_long(body):
    reflections.write(entry(Topic.FREE, body), by=person("cleo"), now=NOW)


def rewrite_long(body):
    begun = reflections.write(entry(Topic.FREE, "Tea"), by=person("cleo"), now=NOW)
    reflections.rewrite(begun.id, entry(Topic.FREE, body), by=person("cleo"), now=NOW)


LONG = {
    "a note": (Note, write_long),
    "an edited note": (Note, edit_long),
    "a reflection": (Reflection, reflect_long),
    "a longer reflection": (Reflection, rewrite_long),
    "a check-in": (CheckIn, lambda body: in_week(0, "cleo", body)),
    "a remark": (Remark, lambda body: remarked("Long", body, by="cleo")),
}


@pytest.mark.parametrize("what", LONG)
def test_characters_have_an_end_as_well(inside, room_for, what):
    kind, write = LONG[what]
    planted("Long", by="cleo")
    room_for(kind, 1000, letters=letters_stored(kind, person("cleo")) + 300)
    write("x" * 250)
    db.session.commit()

    with pytest.raises(Refused) as no:
        write("y" * 350)

    assert set(no.value.values) == {"letters"}
    assert "%(letters)s" in no.value.sentence


def test_what_is_only_made_shorter_is_never_refused(inside, room_for):
    write_long("x" * 400)
    note_id = db.session.scalar(select(Note.id).order_by(Note.written_at.desc()).limit(1))
    db.session.commit()
    room_for(Note, 1, letters=10)

    wall.edit(own_note(person("cleo"), note_id), "x" * 300, by=person("cleo"), now=NOW)

    assert own_note(person("cleo"), note_id).body == "x" * 300


def test_what_is_folded_much_longer_counts_as_what_it_takes(inside, room_for):
    room_for(Reflection, 1000, letters=3000)

    with pytest.raises(Refused):
        for _ in range(3):
            reflect_long("\ufdfa" * 200)  # one character that is eighteen when it is searched


def test_the_sentence_stands_above_what_was_typed(ada, room_for):
    room_for(Note, 1)

    answer = ada.submit("/wall", body="All of this took me an evening.")

    page = Page.of(answer)
    assert answer.status_code == 422
    assert "there is no room for more" in page.text
    assert page.form("/wall").values["body"] == "All of this took me an evening."


def test_nobody_counts_a_tick(app, world, keeper):
    with app.app_context():
        ticker = person("ada")
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("tracker.accounts.room.stored_count", None)
            ticked(EACH, TODAY, 1, by=ticker.name and "ada")


def test_a_habit_changes_so_often_and_no_oftener(inside):
    habit = planted("Tea", by="cleo", since=TODAY - timedelta(days=300))
    first = TODAY - timedelta(days=250)
    rows = [
        columns_of(Terms(first + timedelta(days=n), TimesAWeek(1 + n % 2)))
        | {"habit_id": habit.id, "space_id": habit.space_id}
        for n in range(TERMS_A_HABIT - 1)
    ]
    db.session.execute(insert(TermRow), rows)
    db.session.commit()
    db.session.expunge_all()
    habit = habit_called("Tea", "cleo")

    with pytest.raises(Refused) as no:
        habits.change(habit, HabitPlan(4, "Tea", Mode.ONE, TimesAWeek(5), TODAY), by=person("cleo"), now=NOW)

    assert no.value.values == {"most": TERMS_A_HABIT}


def test_the_archive_leads_past_no_bound(inside, room_for):
    room_for(Habit, 2)
    tea = planted("Tea", by="cleo")
    habits.archive(tea, by=person("cleo"), now=NOW)

    with pytest.raises(Refused):
        planted("Coffee", by="cleo")


def test_nor_does_the_way_back_from_it(inside, monkeypatch):
    away = planted("Away", by="cleo")
    habits.archive(away, by=person("cleo"), now=NOW)
    monkeypatch.setattr(habits, "HABITS_A_SPACE", 2)
    planted("Tea", by="cleo")

    with pytest.raises(Refused):
        habits.bring_back(away, by=person("cleo"), now=NOW)

    assert HABITS_A_SPACE == 100


@pytest.mark.parametrize(
    ("kind", "number"), [("days", 51), ("days", 40_000), ("first_week", 8), ("return", 5_000)]
)
def test_a_milestone_that_cannot_be_is_not_heard(inside, kind, number):
    before = [db.session.scalar(select(func.count()).select_from(table)) for table in (MilestoneRow, Telling)]

    milestones.put_away(kind, number, by=person("ada"), now=NOW)

    after = [db.session.scalar(select(func.count()).select_from(table)) for table in (MilestoneRow, Telling)]
    assert after == before


def test_with_one_log_in_too_many_the_oldest_ends(app, world, guest, ada):
    with app.app_context():
        own = person("ada").id
        fields = {"person_id": own, "created_at": NOW, "expires_at": NOW + timedelta(days=1)}
        db.session.execute(insert(Device), [fields | {"token_hash": f"{n}"} for n in range(LOG_INS - 1)])
        db.session.commit()
    assert ada.get("/settings").status_code == 200

    answer = guest.submit("/login", email=email("ada"), password=PASSWORD)

    assert (answer.status_code, guest.get("/settings").status_code) == (303, 200)
    assert len(kept(app, select(Device.id).where(Device.person_id == own))) == LOG_INS
    assert ada.get("/settings").status_code == 303


def test_log_ins_that_have_run_out_are_gone_with_the_next(app, world, guest):
    with app.app_context():
        own = person("ada").id
        ended = {"person_id": own, "created_at": NOW, "expires_at": NOW}
        db.session.execute(insert(Device), [ended | {"token_hash": "over"}])
        db.session.commit()

    guest.submit("/login", email=email("ada"), password=PASSWORD)

    assert kept(app, select(Device.id).where(Device.token_hash == "over")) == []


def test_invitations_of_long_ago_are_gone(inside):
    for n in range(INVITATIONS + 3):
        last = spaces.invite(by=person("cleo"), now=NOW + timedelta(seconds=n), secret=SECRET)

    own = select(func.count()).select_from(Invitation).where(Invitation.inviter_id == person("cleo").id)
    assert db.session.scalar(own) == INVITATIONS
    assert spaces.invitation_for(last.token, SECRET) is not None


def test_things_taken_off_the_list_are_kept_for_a_day_and_never_many(inside):
    made_one = appointment("Tea", TODAY, by="cleo")
    for _ in range(DELETED_ITEMS + 5):
        appointments.leave_at_home(bring("Tea", made_one, by="cleo"), now=NOW)

    there = select(func.count()).where(ToBring.appointment_id == made_one.id)
    assert db.session.scalar(there) == DELETED_ITEMS


def test_a_few_mails_wait_for_one_address(inside):
    for _ in range(MAILS_WAITING + 3):
        write_mail(RESET, "somebody@example.org", locale="en", now=NOW)

    waiting = select(func.count()).where(Mail.address == "somebody@example.org")
    assert db.session.scalar(waiting) == MAILS_WAITING


def test_a_mark_that_claims_to_be_of_tomorrow_goes_as_soon_as_any(app, ada):
    ada.submit("/wall", body="Tea", once="999999999999-later")

    assert kept(app, select(Limit.window).where(Limit.key == "once:999999999999-later")) == [
        int(NOW.timestamp())
    ]


def test_counting_is_over_at_the_bound(inside):
    assert stored_count(Note, person("ada"), most=1) == 1
    make_room(Note, by=person("ada"), rows=0, letters=-5)
    assert BELONGINGS.counted()[Note].quota.most == 20_000
