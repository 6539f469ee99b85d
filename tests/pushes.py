"""A real push service for tests: on this machine, over TLS, reached as if it were out in the world."""

import json
import socket
import ssl
import threading
from base64 import urlsafe_b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import NameOID
from http_ece import decrypt

from tracker.pushing.outside import Outside

HOST = "127.0.0.1"
NAME = "push.example.org"
IN_THE_WORLD = "93.184.215.14"
CREATED = b"HTTP/1.1 201 Created\r\nLocation: /m/1\r\nContent-Length: 0\r\n\r\n"
ALWAYS = timedelta(days=40_000)


def letters(content: bytes) -> str:
    """Bytes as browsers and push services write them."""
    return urlsafe_b64encode(content).rstrip(b"=").decode()


@dataclass(frozen=True)
class Browser:
    """A browser that has subscribed: what it tells, and the halves of it that it keeps."""

    endpoint: str = f"https://{NAME}/send/1"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = b"sixteen letters."

    @property
    def p256dh(self) -> str:
        """Its public key."""
        return letters(self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    @property
    def auth(self) -> str:
        """Its secret."""
        return letters(self.secret)

    @property
    def said(self) -> dict[str, str]:
        """What its page sends to Tend."""
        return {"endpoint": self.endpoint, "p256dh": self.p256dh, "auth": self.auth}

    def opened(self, sealed: bytes) -> Any:
        """What a notice says, which no other browser can read."""
        return json.loads(decrypt(sealed, private_key=self.key, auth_secret=self.secret))


@dataclass(frozen=True)
class Pushed:
    """A notice as it has come."""

    path: str
    headers: dict[str, str]
    body: bytes


class PushService:
    """A push service on a free port of this machine, which answers as it is told to.

        with PushService() as service:
            deliver(browser, …, outside=service.outside)
            (notice,) = service.pushed

    ``outside`` is the way out as it is, but for a name that leads here and a certificate that is good for it. ``found`` is
    what that name stands for, time after time the next, the last for good. ``called`` are the addresses that were called,
    and ``connections`` counts those that came here.
    """

    def __init__(self, answer: bytes | Callable[[ssl.SSLSocket], object] = CREATED, **way: Any) -> None:
        self.answer = answer
        self.found: list[list[str]] = [[IN_THE_WORLD]]
        self.pushed: list[Pushed] = []
        self.called: list[str] = []
        self.connections = 0
        self.stopping = threading.Event()
        self.outside = Outside(resolve=self.resolve, call=self.call, trust=self.trust, **way)

    def __enter__(self) -> Self:
        self.folder = TemporaryDirectory(prefix="tend-push-")
        certificate, key = make_certificate(Path(self.folder.name), NAME)
        self.certificate = certificate
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate, key)
        self.listener = socket.create_server((HOST, 0))
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join()
        self.folder.cleanup()

    def resolve(self, host: str) -> list[str]:
        """What a name stands for now."""
        return self.found.pop(0) if len(self.found) > 1 else self.found[0]

    def call(self, address: str, seconds: float) -> socket.socket:
        """A connection to this service, whatever address was to be called."""
        self.called.append(address)
        return socket.create_connection(self.listener.getsockname(), timeout=seconds)

    def trust(self) -> ssl.SSLContext:
        """What vouches for the certificate of this service, and for no other."""
        return ssl.create_default_context(cafile=str(self.certificate))

    def listen(self) -> None:
        while not self.stopping.is_set():
            try:
                plain, _place = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self.take, args=(plain,), daemon=True).start()

    def take(self, plain: socket.socket) -> None:
        """Take one notice in, note it, and answer; whoever was killed before the first word has sent none."""
        with suppress(OSError), self.context.wrap_socket(plain, server_side=True) as connection:
            with connection.makefile("rb") as stream:
                if not (first := stream.readline()):
                    return
                _method, path, _version = first.decode().split()
                headers = dict(parted(line) for line in iter(stream.readline, b"\r\n"))
                body = stream.read(int(headers["content-length"]))
            self.pushed.append(Pushed(path, headers, body))
            if callable(self.answer):
                self.answer(connection)
            else:
                connection.sendall(self.answer)


def parted(line: bytes) -> tuple[str, str]:
    name, _colon, value = line.decode().partition(":")
    return name.lower(), value.strip()


def make_certificate(folder: Path, *names: str) -> tuple[Path, Path]:
    """A certificate for some names that vouches for itself, whatever a test makes of the clock; and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    made = (
        x509.CertificateBuilder(issuer_name=who, subject_name=who, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2000, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2000, 1, 1, tzinfo=UTC) + ALWAYS)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(each) for each in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, private
