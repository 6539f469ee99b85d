"""Where Tend listens, settled before anything else is loaded."""

import socket
from dataclasses import replace
from urllib.parse import urlsplit

from config import Settings, completed, place_of
from tracker.refusing import StartError

WAITING_CONNECTIONS = 1024


class ServerError(StartError):
    """Tend cannot serve as it is set, with a sentence for whoever runs it."""


def listening(settings: Settings) -> tuple[Settings, socket.socket]:
    """A socket that takes connections from now on, and the settings with its port. Raises `ServerError`."""
    try:
        family, kind, protocol, _name, place = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, settings.host != "::")
        listener.bind(place)
        listener.listen(WAITING_CONNECTIONS)
    except OSError as error:
        raise ServerError(
            f"Tend cannot listen at {settings.host}, port {settings.port}: {error.strerror or error}. "
            "TEND_HOST and TEND_PORT choose another place."
        ) from error
    return at_port(settings, listener.getsockname()[1]), listener


def at_port(settings: Settings, port: int) -> Settings:
    """The settings for a port that was only now chosen, which is part of the public address unless that is set."""
    if port == settings.port:
        return settings
    unset = f"http://{place_of(settings)}"
    public_url = "" if settings.public_url == unset else settings.public_url
    return completed(replace(settings, port=port, public_url=public_url))


def shown_address(settings: Settings) -> str:
    """Where people find Tend, and where it listens if that is elsewhere."""
    here = place_of(settings)
    if urlsplit(settings.public_url).netloc == here:
        return settings.public_url
    return f"{settings.public_url} (here {here})"
