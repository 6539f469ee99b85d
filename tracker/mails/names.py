"""How hosts and addresses are written in mails, and which a setting may hold."""

import re
from importlib import import_module
from ipaddress import ip_address

HOST = re.compile(
    r"[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*\.?"
)
LOCAL_PART = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")


def mail_host(text: str) -> str:
    """A server's name or number, as it stands: neither an address of the web nor a name with a port."""
    if text and not (is_number(text) or HOST.fullmatch(text)):
        raise ValueError(
            "the name of a server such as mail.example.org, without a port, which is TEND_SMTP_PORT"
        )
    return text


def mail_address(text: str) -> str:
    """An address for mails as it stands, with a name before it or without; nothing, too, may stand."""
    if not text:
        return text
    # Loaded where there is one: it takes 1 MB of the process that watches.
    name, address = import_module("email.utils").parseaddr(text)
    local, _at, host = address.rpartition("@")
    whole = text in (address, f"<{address}>") or (name and text.endswith(f"<{address}>"))
    if not (whole and text.isprintable() and LOCAL_PART.fullmatch(local) and is_mail_host(host)):
        raise ValueError("an address such as tend@example.org, or Tend <tend@example.org>")
    return text


def is_mail_host(host: str) -> bool:
    """Whether this can stand behind the @ of an address: a name, or a number in brackets."""
    if host.startswith("[") and host.endswith("]"):
        return is_number(host[1:-1].removeprefix("IPv6:"))
    return bool(HOST.fullmatch(host)) and not is_number(host)


def is_number(host: str) -> bool:
    """Whether a host is named by a number, of either kind."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def as_mails_name(host: str) -> str:
    """A host the way mails and mail servers name it: a number stands in brackets there."""
    if not is_number(host):
        return host
    return f"[IPv6:{host}]" if ":" in host else f"[{host}]"
