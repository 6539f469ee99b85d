"""At which of Tend's addresses it is used, and whether a form comes from there.

Browsers can be led to ask Tend under any name, and to send it forms from any page. So what asks for
another name is only told the right one, and what says that it comes from elsewhere is not taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app, g, request

from tracker.domain.origins import PORTS, Origin, origin_named, origin_of
from tracker.extensions import READING
from tracker.lines import Line, warn_of

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

ANYWHERE = frozenset({"/healthz", "/readyz"})
IN_USE = "tend.in_use"


@dataclass(frozen=True, slots=True)
class AddressesInUse:
    """Which addresses of ours a request can have been sent to, the likeliest first, and whether that begins with https."""

    ours: tuple[Origin, ...]
    https: bool


class AskedElsewhere(Exception):
    """A request names a host that is not Tend's."""


class SentFromElsewhere(Exception):
    """A form says that it comes from another address than the one in use."""


def know_hosts(app: Flask, origins: Sequence[Origin]) -> None:
    """Answer at these addresses and on this machine itself, the public one first, and take forms from there alone."""
    app.extensions["origins"] = tuple(origins)
    app.wsgi_app = at_public_address(app.wsgi_app, tuple(origins))  # type: ignore[method-assign,assignment]
    unsaid = Lock()

    @app.before_request
    def only_here() -> None:
        if in_use() or request.path in ANYWHERE:
            return
        if unsaid.acquire(blocking=False):
            warn_of(
                Line(
                    "somebody asked for Tend under a name that is not its own, and was told the right one; "
                    "if it is its own, TEND_ALSO_AT should name it (this is said once)"
                )
            )
        raise AskedElsewhere

    @app.before_request
    def only_from_here() -> None:
        if request.method not in READING and request.endpoint and stated_source() and not came_from_here():
            raise SentFromElsewhere


def at_public_address(app: WSGIApplication, ours: tuple[Origin, ...]) -> WSGIApplication:
    """Let every request look as if it had come to the public address, so that nothing can be built from another.

    Where it really came to is kept beside, for those below. Of our own addresses that is worked out once, not for every
    request: gains 4 % of a small page.
    """
    public = ours[0]
    named = {(each.scheme, each.place): used(each, ours) for each in ours}

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        scheme = environ["wsgi.url_scheme"] if environ["wsgi.url_scheme"] in PORTS else "http"
        host = environ.get("HTTP_HOST", "")
        found = named.get((scheme, host)) or used(origin_named(scheme, host), ours)
        shown = {"wsgi.url_scheme": public.scheme, "HTTP_HOST": public.place, IN_USE: found}
        return app({**environ, **shown}, start_response)

    return answer


def used(asked: Origin | None, ours: tuple[Origin, ...]) -> AddressesInUse:
    """What is in use where an address was asked for: itself, and with it those that a proxy could have made look like it.

    A proxy may pass on the name without the port, or none at all: then it seems to be this machine that was asked for.
    Where it does not tell of https, an address of ours by that name does.
    """
    if asked is None:
        return AddressesInUse((), https=False)
    named = tuple(each for each in ours if each.host == asked.host)
    found = (asked, *named, ours[0]) if asked.loopback else named
    https = asked.scheme == "https" if asked in ours else any(each.scheme == "https" for each in found)
    return AddressesInUse(found, https)


def use() -> AddressesInUse:
    """What is in use for this request."""
    environ = request.environ
    if IN_USE in environ:
        return cast(AddressesInUse, environ[IN_USE])
    asked = origin_named(
        request.scheme, environ.get("HTTP_HOST", "")
    )  # where something broke before it was noted
    return used(asked, current_app.extensions["origins"])


def in_use() -> tuple[Origin, ...]:
    """The address of ours that is in use, first; with it those that a proxy could have made look like it."""
    return use().ours


def over_https() -> bool:
    """Whether the address in use begins with https; where a proxy does not tell, whether one by its name does."""
    return use().https


def came_from_here() -> bool:
    """Whether a request comes from a page of ours: it says so, or else brought the token of one."""
    source = stated_source()
    return origin_of(source) in in_use() if source else bool(g.get("csrf_valid"))


def stated_source() -> str:
    """The address a request says that it comes from; nothing where it does not say.

    An origin of ``null`` is one that nobody can be told by: that of a frame shut off from its own site, or of a file. Only
    where the browser itself vouches that the page was ours, and merely was not to be named, or that no page was it at all, does
    it say nothing.
    """
    origin = request.headers.get("Origin", "")
    if origin == "null" and request.headers.get("Sec-Fetch-Site") in ("same-origin", "none"):
        origin = ""
    return origin or request.headers.get("Referer", "")
