"""Addresses: dates and ids in paths, and the way back."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, redirect, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter, IntegerConverter, Map, ValidationError
from werkzeug.wrappers import Response

from tracker.domain.origins import origin_of
from tracker.domain.words import one_line
from tracker.web.hosts import in_use

SLASHES = re.compile(r"/{2,}")
DOTS = frozenset({".", ".."})  # which a browser would take for a way up
LARGEST_ID = 2**63 - 1
MOST_PAST = 100_000  # so far back a list is leafed through
EARLIEST_DAY, LATEST_DAY = date(1900, 1, 1), date(2999, 12, 31)


class DayConverter(BaseConverter):
    """A date such as 2026-03-01. One that does not exist, or that nobody lives, is an address that does not exist."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        try:
            day = date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError from error
        if not EARLIEST_DAY <= day <= LATEST_DAY:
            raise ValidationError
        return day

    def to_url(self, value: date) -> str:
        return value.isoformat()


class YearConverter(BaseConverter):
    """A year such as 2026."""

    regex = r"(?:19|20|21)\d{2}"

    def to_python(self, value: str) -> int:
        return int(value)


class IdConverter(IntegerConverter):
    """A number that a database can hold."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, min=1, max=LARGEST_ID)


def know_addresses(app: Flask) -> None:
    """Teach the address map our converters. Slashes too many are ours to see to, in `path_meant`."""
    app.url_map.converters.update(day=DayConverter, id=IdConverter, year=YearConverter)
    app.url_map.merge_slashes = False


def public_address(endpoint: str, /, **values: Any) -> str:
    """The whole address of a page, as anybody would type it, wherever one happens to be now."""
    return str(current_app.config["TEND"].public_url) + url_for(endpoint, **values)


def path_meant() -> str:
    """The page's own path and query, where it was asked for with slashes too many; else nothing."""
    path = SLASHES.sub("/", request.path).rstrip("/")
    if path == request.path or DOTS.intersection(path.split("/")):
        return ""
    try:
        rule, values = current_app.url_map.bind("").match(path, request.method, return_rule=True)
    except HTTPException:
        return ""
    query = request.query_string.decode("latin-1")
    return url_for(rule.endpoint, **values) + (f"?{query}" if query else "")


def redirect_to(target: str) -> Response:
    """A 303 to a page of ours."""
    return redirect(target, 303)


def back(otherwise: str, *, anchor: str = "") -> Response:
    """A 303 to the page the person came from, or to another of ours."""
    target = local_path(request.referrer or "") or otherwise
    return redirect(f"{target}#{anchor}" if anchor else target, 303)


def asked_for(name: str, most: int = LARGEST_ID) -> int:
    """A number that an address or a form asks for, 0 where it asks for none; one that is too large is as large as can be."""
    return max(0, min(request.values.get(name, 0, type=int), most))


def words_asked_for(most: int) -> str:
    """The words that a form looks for. Those in an address are passed over: no page of ours puts any there."""
    return one_line(request.form.get("words", ""))[:most]


def local_path(address: str) -> str:
    """The path and query of an address of ours, or nothing for anybody else's."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if origin_of(address) not in in_use() or not is_local(parts.path):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def is_local(path: str) -> bool:
    """Whether a browser takes it for a path here, and never for another host."""
    return (
        path.startswith("/")
        and not path.startswith(("//", "/\\"))
        and not any(ord(letter) <= 32 or letter == "\\" for letter in path)
    )
