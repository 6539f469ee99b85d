"""The real listener on real sockets, with clients that are in no hurry."""

import socket
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import replace
from io import BytesIO

import pytest
from waitress.task import ThreadedTaskDispatcher

from tests.databases import close, made
from tracker.server import connections, worker
from tracker.server.allowances import USUAL, Allowances
from tracker.server.connections import CONNECTIONS_OF_AN_ADDRESS, FILES_AT_ONCE, Listener, household
from tracker.server.incoming import BoundedBuffer
from tracker.web.bodies import HALF_A_MEGABYTE

PATIENCE = 20
LARGE = 24 * 2**20
HOST = "127.0.0.1"
BUSY = threading.Event()


def answer(environ, start_response):
    """Says how much has come; `/large` gives a lot, `/nothing` has no body."""
    path = environ["PATH_INFO"]
    if path == "/nothing":
        start_response("304 Not Modified", [("ETag", '"1"')])
        return []
    if path == "/busy":
        BUSY.wait(PATIENCE)
    body = b"x" * LARGE if path == "/large" else str(len(environ["wsgi.input"].read())).encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """Whose cookies the listener knows; nothing is asked of it."""
    app = made("sqlite:///:memory:", tmp_path_factory.mktemp("home"))
    yield app
    close(app)


@pytest.fixture
def listen(app):
    """Starts a listener with two threads; `listen(most=…)`."""
    with ExitStack() as open_ones:
        yield lambda **how: open_ones.enter_context(Here(app, **how))


class Here:
    """A listener that listens, and the clients that have come to it."""

    def __init__(self, app, *, most=1000, fair=True):
        self.shared = socket.create_server((HOST, 0))
        self.at = self.shared.getsockname()
        self.threads = ThreadedTaskDispatcher()
        self.threads.set_thread_count(2)
        self.listener = Listener(
            answer,
            {},
            True,
            self.shared,
            dispatcher=self.threads,
            adj=worker.adjustments(),
            sockinfo=(self.shared.family, self.shared.type, self.shared.proto, self.at),
            bind_socket=False,
            allowances=Allowances(app),
            most=most,
            fair=fair,
        )
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.turn, daemon=True)
        self.clients = []

    def turn(self):
        while not self.over.is_set():
            self.listener.turn()

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_error):
        self.over.set()
        self.listener.pull_trigger()
        self.thread.join()
        self.listener.hang_up(PATIENCE)
        self.listener.close()
        for each in self.clients:
            each.close()

    @property
    def open_ones(self):
        """The connections on which it has not hung up."""
        return [each for each in [*self.listener._map.values()] if isinstance(each, connections.Connection)]

    def come(self, said=b"", *, of=HOST):
        """A client that has connected from an address, and said something."""
        client = socket.socket()
        self.clients.append(client)
        client.settimeout(PATIENCE)
        client.bind((of, 0))
        client.connect(self.at)
        client.sendall(said)
        return client


def read(client):
    """An answer: its status, and its body."""
    head = b""
    while b"\r\n\r\n" not in head:
        piece = client.recv(65536)
        assert piece, head
        head += piece
    head, _gap, body = head.partition(b"\r\n\r\n")
    length = next((int(v) for k, v in fields(head) if k == "content-length"), 0)
    while len(body) < length:
        piece = client.recv(65536)
        assert piece, "cut short"
        body += piece
    return int(head[9:12]), body


def fields(head):
    for line in head.decode().split("\r\n")[1:]:
        name, _colon, value = line.partition(":")
        yield name.lower(), value.strip()


def gone(client):
    """Whether the server has hung up."""
    try:
        return client.recv(1) == b""
    except ConnectionResetError:
        return True


def post(path="/", length=None, body=b"", **headers):
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: localhost",
        f"Content-Length: {len(body) if length is None else length}",
    ]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


CHUNKED = b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"


def test_what_comes_slowly_is_taken_whole(listen):
    client = listen().come(post(length=5))
    for letter in b"quiet":
        client.sendall(bytes([letter]))
        time.sleep(0.01)

    assert read(client) == (200, b"5")


def test_a_connection_stays_open_whatever_the_answer_was(listen):
    client = listen().come()
    for path, status in [("/nothing", 304), ("/", 200), ("/nothing", 304), ("/", 200)]:
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert read(client)[0] == status

    client.sendall(b"GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert read(client)[0] == 304
    assert gone(client)


def test_twelve_who_stall_in_a_body_leave_both_threads_to_others(listen):
    here = listen()
    stalled = [here.come(post(length=100, body=b"em")) for _ in range(12)]

    assert read(here.come(post(body=b"ada"), of="127.0.0.2")) == (200, b"3")
    assert len(stalled) == 12


def test_twelve_who_do_not_take_a_large_answer_leave_both_threads_to_others(listen):
    here = listen()
    asked = b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n"
    readers = [here.come(asked) for _ in range(12)]

    assert read(here.come(post(body=b"ada"), of="127.0.0.2")) == (200, b"3")
    assert [len(read(each)[1]) for each in readers[:2]] == [LARGE] * 2


def test_that_tend_lives_is_told_however_busy_it_is(listen):
    here = listen()
    BUSY.clear()
    busy = [here.come(b"GET /busy HTTP/1.1\r\nHost: a\r\n\r\n") for _ in range(4)]

    assert read(here.come(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"))[0] == 200

    BUSY.set()
    assert [read(each)[0] for each in busy] == [200] * 4


@pytest.mark.parametrize(
    ("begin", "status"),
    [
        (b"POST / HTTP/1.1\r\nHost: lo", 408),
        (post(length=100, body=b"em"), 408),
        (CHUNKED + b"3\r\nada", 408),
    ],
)
def test_who_is_late_is_told_so_in_one_plain_sentence(listen, monkeypatch, begin, status):
    monkeypatch.setattr("tracker.server.incoming.SECONDS_FOR_A_HEAD", 0.2)
    monkeypatch.setattr("tracker.server.allowances.USUAL", replace(USUAL, seconds=0.2))
    monkeypatch.setattr(connections, "A_LOOK", 0.1)

    client = listen().come(begin)

    assert read(client) == (
        status,
        b"Not all of this arrived in time. Nothing was changed: please send it once more.\n",
    )
    assert gone(client)


def test_who_says_nothing_at_all_is_hung_up_on(listen, monkeypatch):
    monkeypatch.setattr(connections, "SECONDS_TO_BEGIN", 0.2)
    monkeypatch.setattr(connections, "A_LOOK", 0.1)

    assert gone(listen().come())


def test_who_takes_an_answer_too_slowly_is_hung_up_on(listen, monkeypatch):
    monkeypatch.setattr(connections, "SECONDS_TO_READ", 0.2)
    monkeypatch.setattr(connections, "SLOWEST_READER", 2**30)
    monkeypatch.setattr(connections, "A_LOOK", 0.1)
    here = listen()
    client = here.come(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")
    client.recv(1, socket.MSG_PEEK)  # it has begun to come
    wait_until(lambda: not here.open_ones)

    taken = 0
    try:
        while piece := client.recv(2**20):
            taken += len(piece)
    except ConnectionResetError:
        pass

    assert taken < LARGE


def test_of_one_address_the_one_that_kept_silent_longest_goes_for_the_newest(listen):
    here = listen()
    first = here.come(b"POST / HTTP/1.1\r\n")
    others = [here.come(b"POST / HTTP/1.1\r\n") for _ in range(CONNECTIONS_OF_AN_ADDRESS - 1)]
    elsewhere = here.come(b"POST /", of="127.0.0.2")

    newest = here.come(post(body=b"ada"))

    assert read(newest) == (200, b"3")
    assert gone(first)
    for each in (others[-1], elsewhere):
        each.sendall(b" HTTP/1.1\r\nHost: a\r\n\r\n" if each is elsewhere else b"Host: a\r\n\r\n")
        assert read(each)[0] == 200


def test_where_there_is_no_room_left_the_address_with_most_of_it_makes_room(listen):
    here = listen(most=10)
    greedy = [here.come(b"POST / HTTP/1.1\r\n") for _ in range(9)]
    modest = here.come(b"POST / HTTP/1.1\r\n", of="127.0.0.2")

    assert read(here.come(post(body=b"ada"), of="127.0.0.3")) == (200, b"3")
    assert gone(greedy[0])
    modest.sendall(b"Host: a\r\n\r\n")
    assert read(modest)[0] == 200


def test_behind_a_proxy_nobody_has_a_part_of_their_own(listen):
    here = listen(fair=False)
    many = [here.come(b"POST / HTTP/1.1\r\n") for _ in range(CONNECTIONS_OF_AN_ADDRESS + 10)]

    many[0].sendall(b"Host: a\r\n\r\n")

    assert read(many[0])[0] == 200


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2::3", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
    ],
)
def test_connections_of_one_household_count_together(address, same):
    assert household((address, 1)) == same


def test_a_body_that_is_too_large_is_let_go_and_answered_by_tend_itself(listen):
    much = b"x" * (3 * HALF_A_MEGABYTE)

    assert read(listen().come(post(body=much))) == (200, str(HALF_A_MEGABYTE + 1).encode())


def test_a_body_in_pieces_is_not_taken_for_ever(listen):
    client = listen().come(CHUNKED)
    piece = b"1\r\nx\r\n" * 10_000
    try:
        for _ in range(200):
            client.sendall(piece)
    except OSError:
        pass

    assert gone_or_refused(client, 413)


def gone_or_refused(client, status):
    try:
        return read(client)[0] == status
    except OSError:
        return True


@pytest.mark.parametrize(
    "begin", [CHUNKED + b"1;" + b"a" * 10_000, CHUNKED + b"0\r\n" + b"a: b\r\n" * 10_000]
)
def test_a_line_without_an_end_is_not_searched_for_it(listen, begin):
    assert read(listen().come(begin))[0] == 400


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        (b"nonsense\r\n\r\n", 400, b"This request is not as a browser sends it.\n"),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 40_000, 431, b"This browser sends more headers than Tend reads."),
        (post(length=2**40), 413, b"This is larger than anything that Tend takes.\n"),
        (post(length="many"), 400, b"This request is not as a browser sends it.\n"),
        (post(length="9" * 5000), 400, b"This request is not as a browser sends it.\n"),
        (
            b"GET http://[::1 HTTP/1.1\r\nHost: a\r\n\r\n",
            400,
            b"This request is not as a browser sends it.\n",
        ),
        (
            b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
            400,
            b"This request is not as a browser sends it.\n",
        ),
        (
            b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: rot13\r\n\r\n",
            501,
            b"This request is sent in a way that Tend does not know.\n",
        ),
    ],
)
def test_what_no_browser_sends_is_answered_in_a_sentence(listen, sent, status, said):
    found, body = read(listen().come(sent))

    assert found == status
    assert body.startswith(said)


def test_a_browser_is_told_so_on_a_page_that_fits_a_phone_and_can_be_left_at_once(listen):
    found, body = read(listen().come(post(length=2**40, Accept="text/html,application/xml;q=0.9,*/*;q=0.8")))

    assert found == 413
    assert b'<meta name="viewport" content="width=device-width' in body
    assert b"<p>This is larger than anything that Tend takes.</p>" in body
    assert b'<form method="post" action="/exit"><button>Exit</button></form>' in body


def test_a_disk_that_is_full_is_said():
    class Full(BytesIO):
        def write(self, _piece):
            raise OSError(28, "No space left on device")

    buffer = BoundedBuffer(10, 100)
    buffer.append(b"12345")
    assert (len(buffer), buffer.full_disk) == (5, False)
    buffer._create_buffer().file = Full()
    buffer.append(b"1" * 50)

    assert buffer.full_disk


def test_no_more_is_kept_than_a_byte_too_much():
    buffer = BoundedBuffer(10, 100)
    for _ in range(50):
        buffer.append(b"12345")

    assert len(buffer) == 101


# What a file may bring, and from whom.


class Head:
    """A request's head as the listener knows it."""

    def __init__(self, path, cookie="", length=20 * 2**20, command="POST", chunked=False):
        self.path, self.command, self.content_length, self.chunked = path, command, length, chunked
        self.headers = {"COOKIE": cookie} if cookie else {}


@pytest.fixture
def cookie(app):
    visitor = app.test_client()
    with visitor.session_transaction() as session:
        session["_user_id"] = "token"
    return f"tend={visitor.get_cookie('tend').value}"


def test_a_file_is_taken_where_one_is_taken_from_whoever_is_logged_in(app, cookie):
    allowances = Allowances(app)

    for path in ("/settings/import", "/wall", "/wall/7/edit"):
        found = allowances.of(Head(path, cookie))
        assert found.most_bytes > 20 * 2**20
        assert found.seconds > 20 * 2**20 / 20_000
        assert found.log_in == "token"
        assert allowances.of(Head(path)) == USUAL
        assert allowances.of(Head(path, cookie, length=1000)) == USUAL
        assert allowances.of(Head(path, cookie, length=0, chunked=True)).most_bytes > 20 * 2**20


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("/settings/import/preview", "POST"),
        ("/settings/import", "GET"),
        ("/wall/7/answer", "POST"),
        ("/wall/edit", "POST"),
        ("/today", "POST"),
        ("/nowhere", "POST"),
        ("/wall\udcff", "POST"),
    ],
)
def test_elsewhere_half_a_megabyte_is_enough(app, cookie, path, command):
    assert Allowances(app).of(Head(path, cookie, command=command)) == USUAL


@pytest.mark.parametrize(
    "odd", ["tend=x", "tend=", "a=b", "tend=" + "a" * 5000, "\x00", "tend=eyJhIjoxfQ.x.y"]
)
def test_a_cookie_that_is_none_of_ours_opens_nothing(app, odd):
    assert Allowances(app).of(Head("/wall", odd)) == USUAL


def test_one_log_in_sends_a_few_files_at_once(listen, cookie):
    here = listen()
    large = post("/wall", length=20 * 2**20, Cookie=cookie)
    sending = [here.come(large) for _ in range(FILES_AT_ONCE)]
    wait_until(lambda: here.listener.files_coming_from("token") == FILES_AT_ONCE)

    assert read(here.come(large))[0] == 429

    sending[0].close()
    wait_until(lambda: here.listener.files_coming_from("token") == FILES_AT_ONCE - 1)
    again = here.come(post("/wall", length=600_000, Cookie=cookie) + b"x" * 600_000)
    assert read(again) == (200, b"600000")


def wait_until(so):
    until = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_where_there_is_no_folder_for_files_they_lie_in_that_of_the_data(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "file" / "below"))

    worker.find_room_for_files(tmp_path)

    assert tempfile.gettempdir() == str(tmp_path / "meanwhile")
    buffer = BoundedBuffer(10, 100)
    buffer.append(b"a" * 50)
    assert (len(buffer), buffer.full_disk) == (50, False)
    buffer.close()
