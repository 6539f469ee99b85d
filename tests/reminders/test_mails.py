from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

import pytest
from sqlalchemy import func, select, update

from tests.databases import kept
from tests.reminders.doing import choose, planned, remind
from tests.smtp import SmtpServer
from tests.world import ADAS_PRIVATE, EACH, NOW, TODAY, own_track_id, person
from tests.world.words import READERS
from tracker.accounts.actions import RESET
from tracker.domain.reminders import ReminderKind
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.tracks import track_to_tick
from tracker.mails import sending
from tracker.mails.sending import send_all
from tracker.models import Mail, Person, ReminderRow, ReminderWays
from tracker.reminders.links import off_token
from tracker.web.mails import write_mail

pytestmark = [
    pytest.mark.everybodys("whoever plans plans for all, and looks again at what all have set"),
    pytest.mark.on_either("each plans and sends reminders by the same statements as the one beside it"),
]

DUE = datetime(2026, 3, 11, 19, 30, tzinfo=UTC)
BEFORE = NOW - timedelta(hours=10)
MONDAY = datetime(2026, 3, 9, 8, tzinfo=UTC)  # nine in the morning, where Ada is
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def post():
    with SmtpServer() as server:
        yield server


@pytest.fixture
def settings(app, post):
    return replace(app.config["TEND"], smtp_host=post.host, smtp_port=post.port, smtp_security="none")


@pytest.fixture
def walk(inside, world):
    choose(now=BEFORE)
    remind(world.habits[EACH], now=BEFORE)
    remind(world.habits[ADAS_PRIVATE], now=BEFORE)
    for name in (EACH, ADAS_PRIVATE):
        track = track_to_tick(person("ada"), own_track_id(name, person("ada")))
        habits.untick(track, TODAY, by=person("ada"), now=NOW)
    db.session.commit()


def sent(settings, post, now=DUE, count=2):
    planned(now)
    assert send_all(settings, now) == count
    return post.wait_for(count)


def test_a_reminder_tells_nothing_by_default(walk, settings, post):
    for mail in sent(settings, post):
        whole = mail.as_string() + mail.get_content()

        assert mail["Subject"] == "A small reminder"
        assert mail["To"] == kept_address()
        assert [word for word in READERS if word in whole and word not in mail["To"]] == []
        assert [word for word in ("check-in", "habit", "partner", "Ada", "Ben") if word in whole] == []
    assert waiting_count() == 0


def kept_address():
    return person("ada").email


def waiting_count():
    return db.session.scalar(select(func.count()).select_from(Mail))


def test_words_of_ones_own_stand_in_place_of_ours(walk, settings, post):
    choose(wording="Water the plants & the “fern” <3")

    for mail in sent(settings, post):
        assert mail["Subject"] == "Water the plants & the “fern” <3"
        assert "Water the plants & the “fern” <3" in mail.get_content()
        assert "reminded" not in mail.get_content()


def test_names_are_told_only_where_that_was_chosen(walk, settings, post):
    choose(details=True)

    contents = [mail.get_content() for mail in sent(settings, post)]

    assert sorted(name for name in (EACH, ADAS_PRIVATE) for text in contents if name in text) == sorted(
        (EACH, ADAS_PRIVATE)
    )
    assert [mail["Subject"] for mail in post.mails] == ["A small reminder"] * 2


def test_each_ends_with_a_link_that_is_in_its_head_as_well(walk, settings, post):
    first, second = sent(settings, post)
    link = first["List-Unsubscribe"].strip("<>")

    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in first.get_content().splitlines()
    assert link == second["List-Unsubscribe"].strip("<>")
    assert first["Message-ID"] != second["Message-ID"]


def test_mails_of_the_account_have_no_such_link(inside, settings, post):
    write_mail(RESET, person("ada").email, locale="en", now=NOW)
    db.session.commit()
    send_all(settings, NOW)

    (mail,) = post.wait_for(1)
    assert mail["List-Unsubscribe"] is None


def test_reminders_that_wait_keep_nobody_from_a_new_password(walk, settings):
    address = person("ada").email
    for number in range(30):
        db.session.add(
            Mail(
                kind="reminder",
                address=address,
                locale="en",
                created_at=NOW,
                leased_until=NOW,
                key=f"{number}",
            )
        )
    write_mail(RESET, address, locale="en", now=NOW)
    db.session.commit()

    assert db.session.scalar(select(func.count()).where(Mail.kind == RESET)) == 1


def test_to_another_address_it_does_not_go(walk, settings, post):
    planned(DUE)
    person("ada").email = "elsewhere@example.org"
    db.session.commit()

    assert (send_all(settings, DUE), waiting_count()) == (0, 0)


def test_what_waited_for_more_than_two_hours_is_dropped(walk, settings, post):
    planned(DUE)

    assert send_all(settings, DUE + timedelta(hours=2, minutes=1)) == 0
    assert (post.mails, waiting_count()) == ([], 0)


@pytest.fixture
def link(app, world):
    """The path at the end of a mail of reminders to Ada."""
    with app.app_context():
        choose()
        return "/no-more/" + off_token(person("ada"), ReminderKind.HABIT, app.config["SECRET_KEY"])


def by_mail(app):
    """Whether mails are wanted by those of whom a test speaks."""
    return kept(app, select(ReminderWays.by_mail).join(Person).where(Person.name.in_(("Ada", "Ben"))))


def test_looking_at_the_link_changes_nothing(app, guest, link):
    page = guest.page(link)

    assert by_mail(app) == [True]
    assert "No more of these mails" in page.text
    assert [
        form.action for form in page.forms if form.action == link
    ] or "Send me none of these any more" in page.text


def test_the_button_turns_them_off(app, guest, link):
    answer = guest.post(link, headers={"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"})

    assert (answer.status_code, by_mail(app)) == (200, [False])
    assert "None of these mails come to you any more." in answer.text


def test_the_program_of_a_reader_turns_them_off_without_a_cookie_and_twice_is_once(app, link):
    for _ in range(2):
        answer = app.test_client().post(link, data=ONE_CLICK)

        assert (answer.status_code, by_mail(app)) == (200, [False])
        assert answer.headers.get("Set-Cookie") is None


@pytest.mark.parametrize(
    "spoilt", [lambda link: link[:-3], lambda link: "/no-more/abc", lambda link: link.swapcase()[:-1] + "é"]
)
def test_a_forged_one_is_not_there(app, guest, link, spoilt):
    assert guest.get(spoilt(link)).status_code == 404
    assert guest.post(spoilt(link), data=ONE_CLICK).status_code == 404
    assert by_mail(app) == [True]


def test_a_link_signed_by_another_secret_is_not_there(app, guest, world):
    with app.app_context():
        choose()
        token = off_token(person("ada"), ReminderKind.HABIT, "another secret")

    assert guest.post(f"/no-more/{token}").status_code == 404
    assert by_mail(app) == [True]


def test_a_page_elsewhere_cannot_press_the_button(app, guest, link):
    assert guest.post(link, headers={"Origin": "https://evil.example"}).status_code == 400
    assert by_mail(app) == [True]


def test_it_holds_for_years_and_ends_with_the_address(app, guest, link, moment):
    moment.move_to(NOW + timedelta(days=4000))
    assert guest.get(link).status_code == 200

    with app.app_context():
        db.session.execute(update(Person).where(Person.name == "Ada").values(email="new@example.org"))
        db.session.commit()
    assert guest.get(link).status_code == 404


def test_whoever_is_logged_in_as_somebody_else_turns_off_only_the_readers(app, ben, link):
    with app.app_context():
        choose("ben")
    ben.post(link, data=ONE_CLICK)

    assert sorted(by_mail(app)) == [False, True]


def test_a_closed_account_can_turn_them_off(app, ada, link):
    with app.app_context():
        db.session.execute(update(Person).where(Person.name == "Ada").values(disabled_at=NOW))
        db.session.commit()

    assert (ada.post(link, data=ONE_CLICK).status_code, by_mail(app)) == (200, [False])


def test_a_locked_log_in_is_not_in_the_way(app, ada, link):
    ada.submit("/settings/lock", locks="y")
    ada.send("/settings/lock/now")

    assert (ada.post(link, data=ONE_CLICK).status_code, by_mail(app)) == (200, [False])


@pytest.mark.parametrize(("details", "told"), [(False, False), (True, True)])
def test_a_weekly_letter_comes_on_the_first_day_of_the_week_and_names_little(
    inside, settings, post, details, told
):
    now = MONDAY - timedelta(hours=3)
    choose(letter=True, by_mail=False, details=details, now=now)

    (mail,) = sent(settings, post, MONDAY, count=1)

    assert mail["Subject"] == "Your weekly letter"
    assert any(word in mail.get_content() for word in READERS if word not in mail["To"]) is told
    assert waiting_count() == 0
    planned(MONDAY + timedelta(days=1))
    assert send_all(settings, MONDAY + timedelta(days=1)) == 0


def test_a_letter_is_no_reminder_of_the_check_in(app, ada, world):
    with app.app_context():
        choose(letter=True)

    assert ada.page("/settings/reminders/check-in").form("/settings/reminders/check-in").values["first"] == ""


def test_a_letter_is_turned_off_by_its_own_link_and_reminders_go_on(app, guest, world):
    with app.app_context():
        choose(letter=True)
        token = off_token(person("ada"), ReminderKind.LETTER, app.config["SECRET_KEY"])

    guest.post(f"/no-more/{token}", data=ONE_CLICK)

    letters = kept(app, select(ReminderRow).where(ReminderRow.kind == ReminderKind.LETTER))
    assert (letters, by_mail(app)) == ([], [True])


class Odd(StreamRequestHandler):
    """A mail server that says so much and no more; then it keeps silent, or hangs up."""

    def handle(self):
        for words in self.server.says:
            self.wfile.write(words)
            if words.endswith(b"\r\n"):
                self.rfile.readline()
        if self.server.hangs:
            self.rfile.read()


@contextmanager
def odd_server(*says, hangs):
    with ThreadingTCPServer(("127.0.0.1", 0), Odd) as server:
        server.says, server.hangs, server.daemon_threads = says, hangs, True
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


HALFWAY = (b"220 here\r\n", b"250 hello\r\n", b"250 from\r\n", b"250 to\r\n", b"354 go on\r\n")


@pytest.mark.parametrize(
    ("says", "hangs", "cause"),
    [
        ((), True, "hung up"),
        (HALFWAY, True, "hung up"),
        (HALFWAY, False, "hung up"),
        ((b"554 no\r\n",), False, "refused"),
    ],
)
@pytest.mark.crossed("where a server stops, and the database")
def test_a_server_that_hangs_or_dies_halfway_holds_nothing_and_the_reminder_waits(
    walk, settings, post, monkeypatch, caplog, says, hangs, cause
):
    monkeypatch.setattr(sending, "SECONDS_FOR_A_SERVER", 0.2)
    planned(DUE)

    with odd_server(*says, hangs=hangs) as port:
        assert send_all(replace(settings, smtp_port=port), DUE) == 0
    assert waiting_count() == 2
    assert cause in caplog.text
    assert "@" not in caplog.text

    assert send_all(settings, DUE + timedelta(minutes=1)) == 2
