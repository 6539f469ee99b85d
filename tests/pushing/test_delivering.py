import socket
import threading
from base64 import urlsafe_b64encode
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from py_vapid import Vapid02
from py_vapid.jwt import decode

from tests.pushes import CREATED, IN_THE_WORLD, NAME, Browser, PushService, letters
from tracker.domain.pushing import endpoint_at, is_inward
from tracker.pushing.delivering import SIZE, Gone, NotNow, PushWords, deliver
from tracker.pushing.outside import Outside
from tracker.pushing.sealing import public_half

NOW = datetime(2026, 3, 4, 19, 30, tzinfo=UTC)
WORDS = PushWords("Tend", "Something waits for you.", "/today")


@dataclass(frozen=True)
class Ours:
    push_key: str = urlsafe_b64encode(bytes(31) + b"\x07").decode().rstrip("=")
    public_url: str = "https://tend.example.org"
    mail_from: str = "tend@tend.example.org"


def send(browser, service, words=WORDS, *, topic="arrivals", ours=None):
    deliver(browser, words, topic=topic, settings=ours or Ours(), now=NOW, outside=service.outside)


def test_a_notice_is_read_by_the_browser_that_subscribed_and_by_no_other():
    browser, other = Browser(), Browser()
    with PushService() as service:
        send(browser, service)

    (notice,) = service.pushed
    said = browser.opened(notice.body)
    assert said == {
        "title": "Tend",
        "body": "Something waits for you.",
        "path": "/today",
        "tag": notice.headers["topic"],
    }
    assert notice.path == "/send/1"
    assert service.called == [IN_THE_WORLD]
    with pytest.raises(Exception, match="Decryption error"):
        other.opened(notice.body)


def test_who_sends_is_signed_for_this_push_service_alone_and_for_half_a_day():
    with PushService() as service:
        send(Browser(), service)

    (notice,) = service.pushed
    authorization = notice.headers["authorization"]
    token, key = (part.split("=", 1)[1] for part in authorization.removeprefix("vapid ").split(","))
    assert Vapid02.verify(authorization)
    assert key == public_half(Ours().push_key)
    assert decode(token, key) == {
        "aud": f"https://{NAME}",
        "exp": (NOW + timedelta(hours=12)).timestamp(),
        "sub": "https://tend.example.org",
    }


@pytest.mark.parametrize("address", ["http://localhost:8000", "http://tend.local"])
def test_where_tend_has_no_address_to_turn_to_that_of_its_mails_is_named(address):
    with PushService() as service:
        send(Browser(), service, ours=Ours(public_url=address))

    (notice,) = service.pushed
    token, key = (part.split("=", 1)[1] for part in notice.headers["authorization"][6:].split(","))
    assert decode(token, key)["sub"] == "mailto:tend@tend.example.org"


def test_how_a_notice_is_sent():
    with PushService() as service:
        send(Browser(), service)

    (notice,) = service.pushed
    names = ("host", "content-encoding", "ttl", "urgency", "content-length")
    assert [notice.headers[each] for each in names] == [NAME, "aes128gcm", "7200", "high", "2151"]


LONG = '\U0001f331"\\' * 500


@pytest.mark.parametrize(
    "words",
    [
        PushWords("", "", "/"),
        WORDS,
        PushWords("Tend", "Der Abend gehört euch.\nGute Nacht\x00", "/today"),
        PushWords(LONG, LONG, "/" + "a" * 500),
        PushWords("half \ud800", "a letter", "/"),
    ],
)
def test_its_length_tells_nothing(words):
    browser = Browser()
    with PushService() as service:
        send(browser, service, words)

    (notice,) = service.pushed
    assert len(notice.body) == 16 + 4 + 1 + 65 + SIZE + 1 + 16
    assert browser.opened(notice.body)["title"] == words.title[:80].replace("\ud800", "?")


def test_a_topic_is_the_same_for_the_same_and_tells_nothing():
    with PushService() as service:
        for topic in ("habit:Kissing:ada", "habit:Kissing:ada", "habit:Walks:ada"):
            send(Browser(), service, topic=topic)
        send(Browser(), service, topic="habit:Kissing:ada", ours=Ours(push_key=Ours().push_key[:-2] + "Y0"))

    first, second, third, elsewhere = (each.headers["topic"] for each in service.pushed)
    assert first == second
    assert len({first, third, elsewhere}) == 3
    assert all(
        len(each) == 32 and each.replace("-", "").replace("_", "").isalnum() for each in (first, third)
    )


def saying(status, head=""):
    return f"HTTP/1.1 {status} Said\r\n{head}Content-Length: 0\r\n\r\n".encode()


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_what_is_taken_is_sent(status):
    with PushService(saying(status)) as service:
        send(Browser(), service)

    assert len(service.pushed) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_over_is_gone(status):
    with PushService(saying(status)) as service, pytest.raises(Gone):
        send(Browser(), service)


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 401, 403, 405, 413, 429, 500, 502, 503, 507])
def test_all_else_can_be_tried_again_and_nothing_is_followed(status):
    head = f"Location: https://{NAME}/elsewhere\r\n"
    with PushService(saying(status, head)) as service, pytest.raises(NotNow) as told:
        send(Browser(), service)

    assert told.value.after == timedelta(0)
    assert service.connections == 1


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("120", 2),
        ("86400", 60),
        ("9" * 400, 60),
        ("Wed, 04 Mar 2026 19:35:00 GMT", 5),
        ("soon", 0),
        ("-5", 0),
    ],
)
def test_a_push_service_can_ask_to_be_left_alone_for_a_while(said, minutes):
    with PushService(saying(429, f"Retry-After: {said}\r\n")) as service, pytest.raises(NotNow) as told:
        send(Browser(), service)

    assert told.value.after == timedelta(minutes=minutes)


def silent(connection):
    connection.recv(1)


def endless(connection):
    connection.sendall(b"HTTP/1.1 201 Created\r\n")
    while True:
        connection.sendall(b"X-More: and more\r\n")


def again_and_again(connection):
    while True:
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


def gone_at_once(connection):
    pass


def slow(connection):
    connection.settimeout(0.1)
    for each in CREATED:
        connection.sendall(bytes([each]))
        with suppress(TimeoutError):
            connection.recv(1)


@pytest.mark.parametrize(
    "answer",
    [
        silent,
        endless,
        again_and_again,
        gone_at_once,
        slow,
        b"HTTP/1.1 201 " + b"x" * 10_000 + b"\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/9.9 201 Created\r\n\r\n",
        b"\x00" * 5000,
    ],
    ids=lambda each: each.__name__ if callable(each) else each[:12].decode(),
)
def test_whoever_gives_no_answer_holds_nobody_up_and_is_read_no_further(answer):
    with PushService(answer, seconds=0.4) as service, pytest.raises(NotNow):
        send(Browser(), service)

    assert service.connections == 1


def test_of_a_huge_answer_the_head_is_enough():
    def huge(connection):
        connection.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 100000000\r\n\r\n")
        while True:
            connection.sendall(bytes(65536))

    with PushService(huge) as service:
        send(Browser(), service)

    assert len(service.pushed) == 1


def test_a_name_that_is_never_found_out_holds_nobody_up():
    asked = threading.Event()
    outside = Outside(resolve=lambda host: asked.wait(60) and [], seconds=0.2)

    with pytest.raises(NotNow):
        deliver(Browser(), WORDS, topic="t", settings=Ours(), now=NOW, outside=outside)
    asked.set()


def test_who_cannot_show_that_the_name_is_theirs_gets_nothing():
    with PushService() as service, PushService() as another:
        stranger = replace(service.outside, trust=another.trust)
        with pytest.raises(NotNow):
            deliver(Browser(), WORDS, topic="t", settings=Ours(), now=NOW, outside=stranger)
        with pytest.raises(NotNow):
            send(Browser("https://another.example.org/"), service)

    assert service.pushed == []


def test_of_several_addresses_the_next_is_called_where_one_does_not_answer():
    with PushService() as service:
        service.found = [["2606:2800:21f:cb07:6820:80da:af6b:8b2c", IN_THE_WORLD]]

        def only_one(address, seconds):
            if address != IN_THE_WORLD:
                raise OSError
            return service.call(address, seconds)

        outside = replace(service.outside, call=only_one)
        deliver(Browser(), WORDS, topic="t", settings=Ours(), now=NOW, outside=outside)

    assert len(service.pushed) == 1


@pytest.mark.parametrize(
    "bent",
    [
        {"p256dh": ""},
        {"p256dh": "short"},
        {"p256dh": letters(b"\x04" + bytes(64))},
        {"p256dh": letters(b"\x04" + b"\x01" * 64)},
        {"p256dh": letters(bytes(33))},
        {"p256dh": "ä" * 87},
        {"p256dh": "!" * 87},
        {"auth": ""},
        {"auth": letters(bytes(15))},
        {"auth": letters(bytes(17))},
        {"auth": "\x00"},
    ],
)
def test_a_browser_without_proper_keys_is_gone(bent):
    @dataclass
    class Bent:
        endpoint: str
        p256dh: str
        auth: str

    browser = Browser()
    odd = Bent(**{"endpoint": browser.endpoint, "p256dh": browser.p256dh, "auth": browser.auth, **bent})
    with PushService() as service, pytest.raises(Gone):
        send(odd, service)

    assert service.called == []


# What an address says by itself: none of it is asked for.
BY_FORM = (
    "http://push.example.org/",
    "ftp://push.example.org/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://127.0.0.0x1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://localhost/",
    "https://localhost./",
    "https://push.example.org./",
    "https://push.example.org:8443/",
    "https://push.example.org:0443/x y",
    "https://ada@push.example.org/",
    "https://push.example.org@127.0.0.1/",
    "https://127.0.0.1#@push.example.org/",
    "https://127.0.0.1\\@push.example.org/",
    "https://push.example.org/\r\nHost: localhost",
    "https://push.example.org/ä",
    "https://１２７.0.0.1/",
    "https://push.example.org\t/",
    "https:///send",
    "//push.example.org/",
    "",
    "https://" + "a" * 64 + ".org/",
    "https://push.example.org/" + "a" * 1000,
)
# What a name stands for.
BY_NAME = (
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.3.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.8",
    "192.88.99.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:93.184.215.14",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "2002:7f00:1::1",
    "2001::7f00:1",
    "2001:db8::1",
    "3fff::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "100::1",
    "",
    "localhost",
)


@pytest.mark.parametrize("endpoint", BY_FORM)
def test_an_address_that_is_no_push_services_is_never_asked_for(endpoint):
    with PushService() as service, pytest.raises(Gone):
        send(Browser(endpoint), service)

    assert (endpoint_at(endpoint), service.called, service.connections) == (None, [], 0)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/c1KrmpTuRm:APA91bE-4hM_x",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAAABl-_x=",
        "https://web.push.apple.com/QGuQyavXutnMH6-_x",
        "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAB%2fx%3d%3d",
        "https://PUSH.example.org:443/send",
    ],
)
def test_the_push_services_that_there_are_can_be_asked(endpoint):
    found = endpoint_at(endpoint)

    assert f"https://{found.host}{found.path}".lower() == endpoint.lower().replace(":443", "")


@pytest.mark.parametrize("number", BY_NAME)
def test_a_name_that_points_inwards_is_never_called(number):
    with PushService() as service:
        for found in ([number], [IN_THE_WORLD, number]):
            service.found = [found]
            with pytest.raises(NotNow):
                send(Browser(), service)

    assert (is_inward(number), service.called, service.connections) == (True, [], 0)


def test_a_name_that_changes_what_it_says_is_asked_once_and_that_very_address_is_called():
    with PushService() as service:
        service.found = [[IN_THE_WORLD], ["127.0.0.1"]]
        send(Browser(), service)
        with pytest.raises(NotNow):
            send(Browser(), service)

    assert (service.called, service.connections) == ([IN_THE_WORLD], 1)


def test_a_redirect_inwards_is_not_followed():
    with socket.create_server(("127.0.0.1", 0)) as inward:
        inward.setblocking(False)
        place = f"http://127.0.0.1:{inward.getsockname()[1]}/"
        with PushService(saying(307, f"Location: {place}\r\n")) as service, pytest.raises(NotNow):
            send(Browser(), service)

        with pytest.raises(BlockingIOError):
            inward.accept()


@pytest.mark.parametrize(
    "number", ["93.184.215.14", "8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450::5e"]
)
def test_what_is_out_in_the_world_is_called(number):
    with PushService() as service:
        service.found = [[number]]
        send(Browser(), service)

    assert (is_inward(number), service.called) == (False, [number])


def test_whom_the_system_knows_by_a_name_of_this_machine_is_refused_by_the_usual_way_out():
    """With nothing handed in: `localhost.localdomain` and the like lead to loopback, or nowhere."""
    with pytest.raises(NotNow):
        deliver(Browser("https://localhost.localdomain/"), WORDS, topic="t", settings=Ours(), now=NOW)
