import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from tempfile import TemporaryDirectory
from threading import Thread
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from config import settings_from
from tests.databases import with_compiled
from tests.house.sources import ROOT
from tests.smtp import FreePortController, SmtpServer
from tracker.accounts import actions
from tracker.accounts.actions import ALREADY_HERE, RESET, Newcomer
from tracker.accounts.links import person_for
from tracker.app import create_app
from tracker.chores import ALWAYS, MAILS, Chores
from tracker.extensions import db
from tracker.mails import letters, sending
from tracker.models import Mail
from tracker.web.clock import now
from tracker.web.mails import write_mail

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SOON = timedelta(seconds=1)
NOTHING_MORE = SimpleNamespace(
    ways=SimpleNamespace(wording=""), name="", done=()
)  # than anybody gets by default
LONGEST_SUBJECT = 40  # letters, which a locked phone shows whole


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request):
    if request.param == "sqlite":
        yield ""
        return
    postgres, tables = request.getfixturevalue("postgres"), request.getfixturevalue("tables")
    postgres.create("mails", tables)
    yield postgres.url("mails")
    postgres.drop("mails")


@pytest.fixture
def app(home, database_url):
    yield from app_with(home, TEND_DATABASE_URL=database_url)


@pytest.fixture
def lite(home):
    yield from app_with(home)


@pytest.fixture
def home(tmp_path, set_up):
    return set_up(tmp_path / "data")


def app_with(folder, **environment):
    settings = {"TEND_DATA": str(folder), "TEND_PUBLIC_URL": "https://tend.example.org", **environment}
    app = with_compiled(create_app(settings_from(settings)))
    with app.app_context():
        actions.register(Newcomer("Ada", "ada@example.org", "hash", "UTC", 0), now=NOW)
        db.session.commit()
    yield app
    with app.app_context():
        db.engine.dispose()


class TlsServer(SmtpServer):
    def start(self):
        self.folder = TemporaryDirectory(prefix="tend-smtp-")
        self.controller = FreePortController(
            self, hostname=self.host, port=0, server_hostname="localhost", ssl_context=self.tls()
        )
        self.controller.start()
        self.port = self.controller.port


def leave_mail(kind=RESET, address="ada@example.org", locale="en", now=NOW):
    write_mail(kind, address, locale=locale, now=now)
    db.session.commit()


def waiting_count():
    return db.session.scalar(select(func.count()).select_from(Mail))


def settings_for(app, server, *, user="tend", **changes):
    return replace(
        app.config["TEND"],
        smtp_host="localhost",
        smtp_port=server.port,
        smtp_ca_file=str(server.cafile),
        smtp_user=user,
        smtp_password="secret",
        **changes,
    )


def test_a_reset_mail_arrives_over_tls_and_its_link_works(lite):
    with SmtpServer(starttls=True, user="tend", password="secret") as server, lite.app_context():
        settings = settings_for(lite, server)
        leave_mail()

        assert sending.send_all(settings, NOW) == 1

        (mail,) = server.wait_for(1)
        assert server.recipients == [["ada@example.org"]]
        assert waiting_count() == 0
        assert mail["From"] == "tend@tend.example.org"
        assert mail["To"] == "ada@example.org"
        assert mail["Subject"] == "A new password for Tend"
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail.get_content_type() == "text/plain"
        link = next(line for line in mail.get_content().splitlines() if line.startswith("https://"))
        token = link.removeprefix("https://tend.example.org/reset/")
        assert person_for(token, settings.secret_key, datetime.now(UTC)).name == "Ada"


@pytest.mark.parametrize("kind", sorted(path.stem for path in (ROOT / "templates/mails").glob("*.txt")))
def test_a_subject_tells_a_bystander_nothing_and_each_address_has_a_line_of_its_own(lite, kind):
    links = {
        name: f"https://tend.example.org/{name}"
        for name in ("login", "forgotten", "reset", "gone", "hold", "today", "off")
    }
    with lite.app_context():
        letter = letters.letter(
            kind,
            "en",
            name="Ada",
            code="ABCD-EFGH",
            host="tend.example.org",
            links=links,
            hold=links["hold"],
            until="March 18",
            found=NOTHING_MORE,
            there=links["today"],
            off=links["off"],
        )

    assert [word for word in ("Ada", "ABCD", "http", "example", "partner") if word in letter.subject] == []
    assert len(letter.subject) <= LONGEST_SUBJECT
    lines = letter.body.splitlines()
    assert (lines[0].startswith("Hello"), lines[-1]) == (True, "All the best from your Tend")
    assert [line for line in lines if "://" in line and line not in links.values()] == []
    assert "<" not in letter.body


def test_whoever_registers_twice_is_led_to_log_in(lite):
    with SmtpServer() as server, lite.app_context():
        settings = replace(
            lite.config["TEND"], smtp_host=server.host, smtp_port=server.port, smtp_security="none"
        )
        leave_mail(ALREADY_HERE, locale="en_GB")

        sending.send_all(settings, NOW)

        (mail,) = server.wait_for(1)
        lines = mail.get_content().splitlines()
        assert {"Hello Ada,", "https://tend.example.org/login", "https://tend.example.org/reset"} <= set(
            lines
        )


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("http://192.0.2.5:8000", "[192.0.2.5]"),
        ("http://[2001:db8::1]:8000", "[IPv6:2001:db8::1]"),
        ("http://tend.local:8000", "tend.local"),
    ],
)
def test_a_tend_without_a_name_greets_mail_servers_by_its_number_in_brackets(home, address, named):
    apps = app_with(home, TEND_PUBLIC_URL=address)
    app = next(apps)
    with SmtpServer() as server, app.app_context():
        greeted = []

        async def take_note(_server, session, envelope, sender, _options):
            greeted.append((session.host_name, sender))
            envelope.mail_from = sender
            return "250 OK"

        server.handle_MAIL = take_note
        settings = replace(
            app.config["TEND"], smtp_host=server.host, smtp_port=server.port, smtp_security="none"
        )
        leave_mail()

        assert sending.send_all(settings, NOW) == 1

        (mail,) = server.wait_for(1)
        assert greeted == [(named, f"tend@{named}")]
        assert mail["From"] == f"tend@{named}"
        assert mail["Message-ID"].endswith(f"@{named}>")
    next(apps, None)


def test_a_mail_to_nobody_is_dropped_in_silence(lite):
    with lite.app_context():
        leave_mail(address="nobody@example.org")

        assert sending.send_all(lite.config["TEND"], NOW) == 0

        assert waiting_count() == 0


def test_a_wrong_password_leaves_the_mail_and_tells_the_log_no_address(lite, caplog):
    with SmtpServer(starttls=True, user="tend", password="other") as server, lite.app_context():
        leave_mail()

        assert sending.send_all(settings_for(lite, server), NOW) == 0

        assert (server.mails, waiting_count()) == ([], 1)
        assert "the mail server refused the password" in caplog.text
        assert "ada" not in caplog.text.lower()


def test_a_mail_goes_to_a_server_that_speaks_tls_from_the_first_word(lite):
    server = TlsServer(starttls=True)
    with server, lite.app_context():
        leave_mail()

        assert sending.send_all(settings_for(lite, server, smtp_security="tls", user=""), NOW) == 1

        assert server.wait_for(1)[0]["To"] == "ada@example.org"


def test_a_server_nobody_vouches_for_gets_nothing(lite):
    with SmtpServer(starttls=True, user="tend", password="secret") as server, lite.app_context():
        leave_mail()

        sending.send_all(replace(settings_for(lite, server), smtp_ca_file=""), NOW)

        assert (server.mails, waiting_count()) == ([], 1)


def test_a_mail_waits_for_its_server_with_longer_and_longer_pauses(lite):
    server = SmtpServer()
    server.start()
    server.stop()
    settings = replace(
        lite.config["TEND"], smtp_host=server.host, smtp_port=server.port, smtp_security="none"
    )
    with lite.app_context():
        leave_mail()

        sending.send_all(settings, NOW)
        first = db.session.scalars(select(Mail.leased_until)).one() - NOW
        sending.send_all(settings, NOW + first - SOON)
        sending.send_all(settings, NOW + first)
        second = db.session.scalars(select(Mail.leased_until)).one() - NOW - first

        assert (first.total_seconds(), second.total_seconds()) == (30, 60)
        with SmtpServer() as back:
            assert sending.send_all(replace(settings, smtp_port=back.port), NOW + first + second) == 1
            assert waiting_count() == 0


@pytest.mark.parametrize(
    ("kind", "age", "sent_count"),
    [
        (RESET, timedelta(hours=1), 1),
        (RESET, timedelta(hours=1, seconds=1), 0),
        (ALREADY_HERE, timedelta(hours=24), 1),
        (ALREADY_HERE, timedelta(hours=25), 0),
    ],
)
def test_an_old_mail_is_given_up(lite, kind, age, sent_count):
    with SmtpServer() as server, lite.app_context():
        settings = replace(
            lite.config["TEND"], smtp_host=server.host, smtp_port=server.port, smtp_security="none"
        )
        leave_mail(kind)

        assert sending.send_all(settings, NOW + age) == sent_count

        assert waiting_count() == 0


def test_a_mail_sent_twice_carries_the_same_number(lite):
    with lite.app_context():
        leave_mail()
        first = sending.claimed(NOW)
        again = sending.claimed(NOW + sending.LEASE)

        assert (first.try_count, again.try_count) == (1, 2) or first is again
        assert sending.message_number(first) == sending.message_number(again)


def test_a_claimed_mail_is_nobody_elses_until_the_lease_ends(app):
    with app.app_context():
        leave_mail()

        assert sending.claimed(NOW).address == "ada@example.org"
        assert sending.claimed(NOW + sending.LEASE - SOON) is None
        assert sending.claimed(NOW + sending.LEASE).try_count == 2


def test_of_many_senders_at_once_each_mail_has_one(app):
    with app.app_context():
        for number in range(40):
            leave_mail(address=f"ada{number}@example.org")
    claims = []

    def claim_all():
        with app.app_context():
            while (mail := sending.claimed(NOW)) is not None:
                claims.append(mail.id)

    senders = [Thread(target=claim_all) for _ in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    assert len(claims) == len(set(claims)) == 40


def test_mails_are_sent_by_the_clock(home):
    with SmtpServer() as server:
        apps = app_with(
            home,
            TEND_SMTP_HOST=server.host,
            TEND_SMTP_PORT=str(server.port),
            TEND_SMTP_SECURITY="none",
        )
        app = next(apps)
        chores = Chores(app, [*ALWAYS, replace(MAILS, every=timedelta(seconds=0.05))])
        chores.start()
        with app.app_context():
            leave_mail(now=now())

        assert server.wait_for(1)[0]["To"] == "ada@example.org"

        chores.stop()
        assert not any(each.is_alive() for each in chores.threads)
        next(apps, None)


def test_a_database_that_is_away_ends_no_chore(lite, caplog):
    with lite.app_context():
        db.drop_all()
    chores = Chores(lite, [MAILS])

    chores.do(MAILS)

    (record,) = caplog.records
    assert re.fullmatch(
        r"mails have to wait: a fault of Tend's own: OperationalError in tracker/mails/sending\.py:\d+",
        record.msg.words,
    )
    chores.lease.end()
