"""What was done without a network is booked once, as its own, as of when it was done; or refused in words."""

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import func, select

from tests.databases import acting, kept, rows
from tests.visitors import TOKEN, Visitor
from tests.whole import many
from tests.world import (
    ADAS_PRIVATE,
    EACH,
    NOW,
    TODAY,
    TOGETHER,
    UNSHARED,
    habit_called,
    person,
    planted,
)
from tracker.domain.doings import mark_of
from tracker.domain.drafts import DraftKind
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.schedules import DAILY
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.models import Booking, DraftRow, Note, Tick
from tracker.sweeping import sweep_rows
from tracker.wall import drafts

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each sends what was done by the same statements as the one beside it"),
]

A_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)
AN_HOUR_AGO = NOW - timedelta(hours=1)
NAMES = ("one", "two", "three", "four", "five", "old", "odd", "note 0", "note 1")
SAID = "Thank you for the tea"


def id_of(name):
    """An id as a device draws it, here the same for the same name."""
    return sha256(name.encode()).hexdigest()[:32]


def milliseconds(at):
    return str(int(at.timestamp() * 1000))


class Device:
    """What keeps things for somebody, and sends them."""

    def __init__(self, visitor):
        self.visitor = visitor
        self.found = visitor.get("/sending").json
        with visitor.application.app_context():
            partner = person(visitor.name).partner
            db.session.rollback()
        self.whom = visitor.page("/wall").form("/wall") and self.whom_on_wall() if partner else ""

    def whom_on_wall(self):
        source = self.visitor.page("/wall").source
        return source.partition('data-whom="')[2].partition('"')[0]

    def send(self, name, kind, *, at=AN_HOUR_AGO, token="", **said):
        sent = {
            "doing_id": id_of(name),
            "kind": kind,
            "made_at": milliseconds(at),
            "home": self.found["home"],
        }
        sent |= {TOKEN: token or self.found["token"], "whom": self.whom, **said}
        return self.visitor.post("/sending", data=sent)

    def tick(self, name, track, *, day=TODAY, kind="tick", **more):
        return self.send(name, kind, track=str(track), day=str(day), **more)

    def note(self, name, body=SAID, **more):
        return self.send(name, "note", body=body, **more)


@pytest.fixture
def phone(ada):
    return Device(ada)


def ticks(app, track, day=TODAY):
    return [
        amount for (amount,) in rows(app, select(Tick.amount).where(Tick.track_id == track, Tick.day == day))
    ]


def notes(app, body=SAID):
    return kept(app, select(Note).where(Note.body == body))


def booked(app):
    """How much of what a test sent is booked, beside what was there before."""
    marks = [mark_of(id_of(name)) for name in (*NAMES, *map(str, range(500)))]
    return kept(app, select(func.count()).select_from(Booking).where(Booking.mark.in_(marks)))[0]


@pytest.fixture
def own(app, world):
    """A track of Ada's that is not ticked today."""
    with acting(app):
        habit = planted("Stretch", by="ada", since=TODAY - 9 * A_DAY)
        return habit_called(habit.name, "ada").tracks[0].id


def test_a_tick_its_end_and_an_amount_are_done(app, phone, own):
    assert phone.tick("one", own).status_code == 204
    assert ticks(app, own) == [-1]

    phone.tick("two", own, kind="amount", amount="2,5", at=NOW - 30 * A_MINUTE)
    assert ticks(app, own) == [2500]

    phone.tick("three", own, kind="untick", at=NOW - 20 * A_MINUTE)
    assert ticks(app, own) == []

    phone.tick("four", own, kind="amount", amount="2", at=NOW - 10 * A_MINUTE)
    phone.tick("five", own, kind="amount", amount="", at=NOW - 9 * A_MINUTE)
    assert ticks(app, own) == []


def test_the_same_again_is_booked_once_and_answered_alike(app, phone):
    answers = [phone.note("one") for _time in range(3)]

    assert [(each.status_code, each.data) for each in answers] == 3 * [(204, b"")]
    assert len(notes(app)) == 1
    assert booked(app) == 1


def test_the_same_again_undoes_nothing_that_was_done_since(app, ada, phone, own):
    phone.tick("one", own)
    ada.send(f"/tracks/{own}/ticks/{TODAY}/undo")

    assert phone.tick("one", own).status_code == 204
    assert ticks(app, own) == []


def test_an_id_that_was_used_with_other_words_is_refused(app, phone):
    phone.note("one")
    answer = phone.note("one", "Something else")

    assert (answer.status_code, answer.mimetype) == (422, "text/plain")
    assert "Something else was sent under this name before" in answer.text
    assert notes(app, "Something else") == []


def test_of_notes_all_stand_each_with_its_moment(app, phone):
    phone.note("one", at=NOW - A_DAY)
    phone.note("two", at=AN_HOUR_AGO)

    assert sorted(each.written_at for each in notes(app)) == [NOW - A_DAY, AN_HOUR_AGO]


def test_the_partner_is_told_of_a_note_and_reads_it(ben, phone):
    phone.note("one")

    assert SAID in ben.page("/wall").text


def test_a_note_keeps_what_it_is_about_as_long_as_that_is_there(app, world, phone):
    phone.note("one", "About it", about=f"habit-{world.habits[EACH]}")
    phone.note("two", "About a way", about="strategy-3")
    phone.note("three", "About nothing", about="habit-999")
    phone.note("four", "About what is the other’s", about=f"habit-{world.habits[ADAS_PRIVATE]}x")

    assert [(each.habit_id, each.strategy) for each in notes(app, "About it")] == [(world.habits[EACH], 9)]
    assert [each.strategy for each in notes(app, "About a way")] == [3]
    assert [each.habit_id for each in notes(app, "About nothing")] == [None]
    assert [each.habit_id for each in notes(app, "About what is the other’s")] == [None]


def test_a_note_takes_away_the_draft_it_was_made_of(app, phone):
    with acting(app):
        drafts.keep(SAID, DraftKind.NOTE, by=person("ada"))

    phone.note("one")

    begun = select(DraftRow).where(DraftRow.body == SAID)
    assert kept(app, begun) == []


def test_a_note_ticks_the_day_on_which_it_was_written(app, phone):
    with acting(app):
        plan = HabitPlan(9, "Write", Mode.ONE, DAILY, TODAY - 9 * A_DAY, by_note=True)
        habits.plant(plan, by=person("ada"), now=NOW)
    with acting(app):
        track = habit_called("Write", "ada").tracks[0].id

    phone.note("one", at=NOW - 2 * A_DAY)

    assert (ticks(app, track, TODAY - 2 * A_DAY), ticks(app, track)) == ([-1], [])


def test_made_is_never_later_than_arrived(app, phone, own):
    for number, at in enumerate((NOW + 400 * A_DAY, NOW.replace(year=9999))):
        phone.note(f"note {number}", at=at)
    phone.send("odd", "note", body="Far", made_at="9" * 15)

    assert {each.written_at.date() for each in (*notes(app), *notes(app, "Far"))} == {TODAY}


def test_what_is_forty_days_old_is_refused_unless_it_was_booked(app, phone, own, moment):
    phone.note("one")
    answer = phone.note("old", "From the mountains", at=NOW - 40 * A_DAY)

    assert answer.status_code == 422
    assert "more than thirty days ago" in answer.text
    assert notes(app, "From the mountains") == []
    moment.move_to(NOW + 29 * A_DAY)
    assert phone.note("one").status_code == 204


@pytest.mark.everybodys("the clock sweeps for everybody")
def test_an_id_is_known_for_thirty_days(app, phone, moment):
    phone.note("one")
    with acting(app):
        sweep_rows(NOW + 30 * A_DAY)
    assert booked(app) == 1

    with acting(app):
        sweep_rows(NOW + 31 * A_DAY)
    assert booked(app) == 0
    moment.move_to(NOW + 31 * A_DAY)
    assert phone.note("one").status_code == 422
    assert len(notes(app)) == 1


def test_nobody_sends_as_anybody_else(app, world, ben, phone):
    bens = Device(ben)
    bens.found["home"] = phone.found["home"]

    answer = bens.note("one")

    assert answer.status_code == 422
    assert "by somebody else" in answer.text
    assert notes(app) == []
    assert phone.note("one").status_code == 204


@pytest.mark.parametrize("habit", [ADAS_PRIVATE, UNSHARED])
def test_what_is_somebody_elses_is_not_there(app, world, ben, habit):
    track = next(id for name, id in world.tracks.items() if name.partition(" of ")[0] == habit)

    assert Device(ben).tick("one", track).status_code == 404
    assert booked(app) == 0


def test_the_partners_own_track_is_not_ticked(world, phone):
    assert phone.tick("one", world.tracks[f"{EACH} of ben"]).status_code == 404


def test_after_leaving_nothing_of_before_is_sent_but_what_was_booked_is_done(app, world, ada, phone):
    phone.tick("one", world.tracks[f"{EACH} of ada"])
    ada.submit("/settings/leave")
    token = ada.get("/sending").json["token"]

    assert phone.tick("one", world.tracks[f"{EACH} of ada"], token=token).status_code == 204
    answer = phone.note("two", token=token)
    assert answer.status_code == 422
    assert "where you are no longer" in answer.text


def test_a_note_is_for_whoever_it_was_written_for(app, phone):
    phone.whom = "somebody who was there then"

    answer = phone.note("one")

    assert answer.status_code == 422
    assert "somebody else than who is here" in answer.text
    assert notes(app) == []


def test_what_is_in_the_archive_is_refused_in_words_and_can_be_sent_again(app, phone, own):
    with acting(app):
        habits.archive(habit_called("Stretch", "ada"), by=person("ada"), now=NOW)

    answer = phone.tick("one", own)
    assert "in the archive" in answer.text

    with acting(app):
        habits.bring_back(habit_called("Stretch", "ada"), by=person("ada"), now=NOW)
    assert phone.tick("one", own).status_code == 204


@pytest.mark.parametrize(
    "said",
    [
        {"doing_id": ""},
        {"doing_id": "A" * 32},
        {"doing_id": "a" * 33},
        {"kind": "toggle"},
        {"kind": ""},
        {"made_at": ""},
        {"made_at": "-1"},
        {"made_at": "now"},
        {"made_at": "1" * 40},
        {"kind": "note", "body": ""},
        {"kind": "note", "body": "\u200b"},
        {"kind": "note", "body": "x" * 2001},
        {"kind": "amount", "amount": "much"},
        {"day": "2026-13-01"},
        {"day": ""},
        {"day": str(TODAY + A_DAY)},
        {"day": "0001-01-01"},
    ],
    ids=str,
)
def test_bad_input_gets_a_sentence_and_is_not_booked(app, phone, own, said):
    answer = (
        phone.tick("one", own, **{"day": TODAY, **said} if "kind" in said else said)
        if set(said) <= {"day"}
        else phone.send("one", **{"kind": "tick", "track": str(own), "day": str(TODAY), **said})
    )

    assert (answer.status_code, answer.mimetype) == (422, "text/plain")
    assert answer.text.endswith(".")
    assert booked(app) == 0


@pytest.mark.parametrize("track", ["", "0", "x", "9" * 18, "9" * 30, "-1"])
def test_a_track_that_nobody_has_is_not_there(app, phone, track):
    assert phone.tick("one", track).status_code == 404
    assert booked(app) == 0


def test_there_is_room_for_so_many(app, phone, room_for):
    room_for(Booking, 2)  # she has one
    phone.note("one")

    answer = phone.note("two")

    assert answer.status_code == 422
    assert "there is no room for more" in answer.text
    assert phone.note("one").status_code == 204


def test_the_list_holds_no_word_and_no_id(app, phone):
    phone.note("one")

    [row] = kept(app, select(Booking).where(Booking.mark == mark_of(id_of("one"))))
    assert SAID not in f"{row.mark} {row.digest}"
    assert id_of("one") not in f"{row.mark} {row.digest}"


def test_hundreds_of_things_come_one_after_the_other(app, phone, own):
    count = many(100, 500)  # either ends with four ticks of the sixteen that go round
    for number in range(count):
        day = TODAY - (number % 8) * A_DAY
        kind = "untick" if number % 16 >= 8 else "tick"
        answer = phone.tick(
            f"{number}", own, day=day, kind=kind, at=AN_HOUR_AGO + number * timedelta(seconds=1)
        )
        assert answer.status_code == 204

    assert booked(app) == count
    found = rows(app, select(Tick.day).where(Tick.track_id == own, Tick.day > TODAY - 8 * A_DAY))
    assert {day for (day,) in found} == {
        TODAY - n * A_DAY for n in range(8) if (count - 4 + n) % 16 < 8 and n < 4
    } | {TODAY - n * A_DAY for n in range(4, 8) if (count - 12 + n) % 16 < 8}


def test_the_token_is_for_whoever_is_logged_in_and_kept_by_nobody(guest, ada, ben):
    answer = ada.get("/sending")

    assert answer.headers["Cache-Control"] == "no-store"
    assert set(answer.json) == {"at", "home", "token"}
    assert 'data-home=""' in ada.page("/today").source
    ada.session |= {"_permanent": True}
    assert f'data-home="{answer.json["home"]}"' in ada.page("/today").source
    assert answer.json["home"] != ben.get("/sending").json["home"]
    assert guest.get("/sending", headers={"Tend-Part": "way"}).headers["Tend-At"].endswith("/login")
    assert guest.get("/sending").status_code == 303


def test_without_a_log_in_or_a_token_nothing_is_taken(app, guest, phone):
    phone.visitor = guest
    answer = phone.note("one", token=guest.form_token())
    assert answer.status_code == 401
    assert SAID in answer.text

    phone.visitor = Visitor.of("ada", app)
    assert phone.note("two", token="none").status_code == 400
    assert notes(app) == []


def test_both_may_use_the_same_id(app, world, ben, phone):
    assert phone.tick("one", world.tracks[TOGETHER]).status_code == 204
    assert Device(ben).tick("one", world.tracks[TOGETHER]).status_code == 204
    assert booked(app) == 2
