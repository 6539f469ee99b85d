"""A real mail server for tests. It keeps what is sent to it, over STARTTLS and after a log-in where asked to."""

import ssl
import subprocess
import threading
from asyncio import Server
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"


class SmtpServer:
    """A server on a free port of this machine.

        with SmtpServer(starttls=True, user="ada", password="secret") as server:
            ...  # send to server.host, server.port, trusting server.cafile
            (mail,) = server.wait_for(1)

    With `starttls` it takes mail over TLS only, and `cafile` is what a client has to trust. With a user, which needs
    `starttls`, it takes mail after AUTH LOGIN or PLAIN only. `mails` holds what came, oldest first; `recipients` the
    addresses to which each was really sent.
    """

    host = HOST
    port: int
    cafile: Path

    def __init__(self, *, starttls: bool = False, user: str = "", password: str = "") -> None:
        self.starttls = starttls
        self.login = (user.encode(), password.encode())
        self.login_required = bool(user)
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.arrival = threading.Condition()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        self.folder = TemporaryDirectory(prefix="tend-smtp-")
        self.controller = FreePortController(
            self,
            hostname=HOST,
            port=0,
            server_hostname="localhost",
            tls_context=self.tls() if self.starttls else None,
            require_starttls=self.starttls,
            auth_required=self.login_required,
            auth_callback=self.may_log_in,
        )
        self.controller.start()
        self.port = self.controller.port

    def stop(self) -> None:
        self.controller.stop()
        self.folder.cleanup()

    def wait_for(self, count: int, timeout: float = 5.0, to: str = "") -> list[EmailMessage]:
        """The mails, to an address or to all, once so many have come. Raises `TimeoutError` when they do not within so many
        seconds."""
        with self.arrival:
            if not self.arrival.wait_for(lambda: len(self.come_to(to)) >= count, timeout):
                raise TimeoutError(f"{len(self.come_to(to))} of {count} mails came within {timeout} seconds.")
            return self.come_to(to)

    def come_to(self, address: str) -> list[EmailMessage]:
        return [each for each in self.mails if address in ("", each["To"])]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        assert isinstance(envelope.content, bytes)
        with self.arrival:
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
            self.recipients.append(envelope.rcpt_tos)
            self.arrival.notify_all()
        return "250 OK"

    def may_log_in(self, mechanism: str, user: bytes, password: bytes) -> bool:
        return (user, password) == self.login

    def tls(self) -> ssl.SSLContext:
        self.cafile, key = make_certificate(Path(self.folder.name))
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.cafile, key)
        return context


class FreePortController(Controller):
    """Told port 0, aiosmtpd takes a free one, but forgets to look which."""

    async def _create_server(self) -> Server:
        server = cast(Server, await super()._create_server())
        self.port = server.sockets[0].getsockname()[1]
        return server


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine that vouches for itself, and its key; as strict as Python 3.13 wants it."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
            ),
            *("-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", f"subjectAltName=DNS:localhost,IP:{HOST}"),
            *("-addext", "keyUsage=critical,digitalSignature,keyCertSign"),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key
