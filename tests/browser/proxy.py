"""A real nginx with a certificate before a real Tend, set up by the lines that the README gives."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.browser.server import ROOT, running

GIVEN = re.compile(r"```nginx\n(.*?)```", re.DOTALL)
AROUND = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/nginx.txt error;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/answers;
    fastcgi_temp_path {folder}/none;
    uwsgi_temp_path {folder}/none;
    scgi_temp_path {folder}/none;
{lines}
}}
"""
PATIENCE = 60.0


@contextmanager
def running_behind_nginx(folder: Path, public_url: str, port: int) -> Iterator[None]:
    """Tend at a public address, whose host leads to nginx at a port of this machine."""
    with running(folder, TEND_PUBLIC_URL=public_url) as here:
        configuration = folder / "nginx.conf"
        lines = lines_for(here, public_url, port, certificate(folder))
        configuration.write_text(AROUND.format(folder=folder, lines=lines))
        with subprocess.Popen(
            [nginx(), "-p", folder, "-c", configuration], stderr=subprocess.DEVNULL
        ) as proxy:
            try:
                wait_for(port)
                yield
            finally:
                proxy.terminate()
    assert (folder / "nginx.txt").read_text() == ""


def lines_for(here: str, public_url: str, port: int, pair: tuple[Path, Path]) -> str:
    """The lines in the README, with what is one's own put in."""
    host = public_url.partition("://")[2].partition(":")[0]
    own = {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "server_name tend.example.org": f"server_name {host}",
        "http://127.0.0.1:8000": here,
        "/etc/ssl/tend.pem": str(pair[0]),
        "/etc/ssl/tend.key": str(pair[1]),
    }
    [lines] = map(str, GIVEN.findall((ROOT / "README.md").read_text()))
    for given, mine in own.items():
        assert lines.count(given) == 1, given
        lines = lines.replace(given, mine)
    return lines


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate that nobody vouches for, and its key."""
    pair = folder / "tend.pem", folder / "tend.key"
    words = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost")
    subprocess.run(["openssl", *words, "-out", pair[0], "-keyout", pair[1]], check=True, capture_output=True)
    return pair


def nginx() -> str:
    """The path of nginx; without one the test is left out, and does not pass where it counts."""
    path = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("No nginx here: apt-get install nginx.")
    return path


def first_free_port(least: int) -> int:
    """The first port from here on that nobody listens at; any that is free from 0 on."""
    for port in [0] if least == 0 else range(least, least + 100):
        with socket.socket() as trial:
            try:
                trial.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(trial.getsockname()[1])
    raise AssertionError("no port is free")


def wait_for(port: int) -> None:
    """Wait until Tend answers through the proxy."""
    unchecked = ssl._create_unverified_context()
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urlopen(f"https://127.0.0.1:{port}/healthz", context=unchecked) as answer:
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("nginx does not answer")
