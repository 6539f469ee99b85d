"""A Tend as most are: it sends mails, and has a name, which passkeys are of."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.proxy import first_free_port
from tests.browser.server import running
from tests.smtp import SmtpServer


@contextmanager
def mailing(folder: Path) -> Iterator[tuple[str, SmtpServer]]:
    """Where it is, and where its mails come."""
    with SmtpServer() as post:
        port = first_free_port(0)
        address = f"http://localhost:{port}"
        mails = {"TEND_SMTP_HOST": post.host, "TEND_SMTP_PORT": str(post.port), "TEND_SMTP_SECURITY": "none"}
        with running(folder, TEND_PORT=str(port), TEND_PUBLIC_URL=address, **mails):
            yield address, post
