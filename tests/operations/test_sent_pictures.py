"""Pictures that are sent to the server that people run, the worst of them several at once."""

import os
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from config import settings_from
from tests import worst_pictures as worst
from tests.databases import with_compiled
from tests.operations.processes import started, surroundings, worker_in_a_hurry
from tests.pictures import colourful, file_of
from tests.processes import drawers, family, megabytes, read
from tests.visitors import TOKEN, Visitor
from tests.whole import RUN, many
from tests.world import SECRET, token_of
from tracker.accounts.actions import Newcomer, register
from tracker.app import create_app
from tracker.domain.picture_files import HEAVY
from tracker.extensions import db
from tracker.models import Device
from tracker.wall import pictures
from tracker.web.clock import now

PATIENCE = 60
MOST_MEGABYTES = 700
SENT = file_of(colourful((1200, 900)), quality=95)
LARGE = SENT + bytes(2**20)


# The first is tried in every run: few bytes that ask for much memory.
WORST = {
    "WebP": lambda: worst.webp_of(4472, 4472),
    "JPEG": lambda: worst.with_scans(worst.progressive(7000), 35),
    "PNG": worst.png_full,
    "many scans": lambda: worst.with_scans(worst.progressive(), 300),
    "HEIC": lambda: file_of(colourful((6000, 4000)), "HEIF", quality=20),
    "vast": lambda: worst.webp_of(16383, 16383),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory, set_up):
    """An application on a database in which some live who share nothing; each server has a copy of its folder."""
    return settled_in(set_up(tmp_path_factory.mktemp("home")))


def settled_in(folder):
    settings = {"TEND_SECRET_KEY": SECRET, "TEND_PASSWORD_COST": "1"}
    app = with_compiled(create_app(settings_from(surroundings(folder, settings))))
    with app.app_context():
        for name in (*WORST, "ada", "ben", "cleo", "dan"):
            person = register(Newcomer(name, f"{name}@example.org", "", "Europe/Berlin", 0), now=now())
            token = sha256(token_of(name).encode()).hexdigest()
            until = now() + timedelta(days=1)
            db.session.add(Device(person_id=person.id, token_hash=token, created_at=now(), expires_at=until))
        db.session.commit()
        db.engine.dispose()
    app.folder, app.set = folder, settings
    return app


SOONER = """
from tracker.wall.tasks import DRAW

object.__setattr__(DRAW, "until", 4)
"""


@pytest.fixture(scope="module")
def server(home, tmp_path_factory):
    """A server at which a picture has to be drawn sooner, but with `--whole`."""
    place = tmp_path_factory.mktemp("server")
    sooner = {} if RUN.whole else worker_in_a_hurry(place / "first", SOONER)
    with started("run", folder=copy_of(home, place / "data"), **home.set, **sooner) as server:
        yield server


def copy_of(home, folder):
    return shutil.copytree(home.folder, folder, symlinks=True)


class Phone:
    """A browser that is logged in, over real sockets."""

    def __init__(self, app, name, address):
        visitor = Visitor.of(name, app)
        self.cookie = f"tend={visitor.get_cookie('tend').value}"
        self.token = visitor.form_token()
        self.place = urlsplit(address).netloc

    def send(self, content, body="Look at this"):
        """Write a note with a picture; gives back the status and the page."""
        return self.ask("POST", "/wall", *multipart("picture", content, {TOKEN: self.token, "body": body}))

    def bring(self, content):
        """Bring in a file from elsewhere."""
        return self.ask("POST", "/settings/import", *multipart("file", content, {TOKEN: self.token}))

    def write(self, body):
        """Write a note without one."""
        typed = urlencode({TOKEN: self.token, "body": body}).encode()
        return self.ask("POST", "/wall", typed, "application/x-www-form-urlencoded")

    def ask(self, method, path, body=None, kind=""):
        connection = HTTPConnection(self.place, timeout=PATIENCE)
        connection.request(method, path, body, {"Cookie": self.cookie, "Content-Type": kind})
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        return answer.status, page


def multipart(field, content, typed):
    parts = [
        f'--line\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
        for name, text in typed.items()
    ]
    parts.append(f'--line\r\nContent-Disposition: form-data; name="{field}"; filename="a.jpg"\r\n')
    body = "".join(parts).encode() + b"Content-Type: image/jpeg\r\n\r\n" + content + b"\r\n--line--\r\n"
    return body, "multipart/form-data; boundary=line"


def until(true):
    ends = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.01)


# Files as bad as these are refused or drawn alone in tests/wall/test_child.py.
@pytest.mark.parametrize("name", list(WORST)[:: many(len(WORST), 1)])
def test_four_of_the_worst_at_once_take_little_and_let_the_others_through(home, server, name):
    sender, cleo = (Phone(home, who, server.address) for who in (name, "cleo"))
    content, most, answered = WORST[name](), 0, []
    with ThreadPoolExecutor(4) as senders:
        sent = [senders.submit(sender.send, content, "Words to keep") for _ in range(4)]
        while not all(each.done() for each in sent):
            answered += [cleo.ask("GET", "/healthz")[0], cleo.write("Meanwhile")[0]]
            most = max(most, megabytes(server.pid))
        pages = [each.result() for each in sent]

    assert drawers(server.pid) == []
    assert set(answered) == {200, 303}
    assert most < MOST_MEGABYTES
    assert {status for status, _page in pages} <= {303, 422}
    assert all("Words to keep" in page for status, page in pages if status == 422)


def test_while_one_is_not_done_a_few_wait_the_others_are_told_and_notes_are_written(home, server):
    """What draws is stopped in the middle, until its time is over."""
    ada, cleo = (Phone(home, who, server.address) for who in ("ada", "cleo"))
    with ThreadPoolExecutor(5) as senders:
        first = senders.submit(ada.send, WORST["WebP"](), "Words to keep")
        until(lambda: drawers(server.pid))
        os.kill(drawers(server.pid)[0], signal.SIGSTOP)

        sent = [first, *(senders.submit(ada.send, SENT, "Words to keep") for _ in range(4))]
        written = [cleo.write("Meanwhile")[0] for _ in range(3)]
        pages = [each.result()[1] for each in sent]
        assert drawers(server.pid) == []

    assert written == [303] * 3
    assert HEAVY in pages[0]
    assert sum(pictures.BUSY in page for page in pages) >= 5 - pictures.MOST_AT_ONCE
    assert all("Words to keep" in page for page in pages if HEAVY in page or pictures.BUSY in page)


def test_the_server_never_loads_what_draws(home, server):
    ben = Phone(home, "ben", server.address)

    assert ben.send(SENT)[0] == 303
    maps = "".join(read(Path(f"/proc/{each}/maps")) for each in family(server.pid))
    assert "_sqlite3" in maps
    assert not any(library in maps for library in ("_imaging", "_heif", "_webp"))


NOWHERE = """
import tempfile
tempfile.tempdir = {folder!r}
"""


def test_where_there_is_no_folder_for_what_is_there_for_a_moment_pictures_are_taken_all_the_same(
    home, tmp_path
):
    """A folder that cannot be is one below a file, whoever one is."""
    folder, file = copy_of(home, tmp_path / "data"), tmp_path / "file"
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "sitecustomize.py").write_text(NOWHERE.format(folder=str(file / "tmp")))
    file.write_text("")
    with started("run", folder=folder, PYTHONPATH=str(tmp_path / "first"), **home.set) as server:
        dan = Phone(home, "dan", server.address)

        taken = [dan.send(each)[0] for each in (SENT, LARGE)]
        too_large = dan.send(bytes(20 * 2**20), "Words to keep")
        assert dan.bring(LARGE)[0] == 422
    assert taken == [303, 303]
    assert (too_large[0], "Words to keep" in too_large[1]) == (422, True)
