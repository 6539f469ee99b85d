"""Requests as Tend reads them, whatever was sent."""

from string import punctuation
from typing import Any
from urllib.parse import quote_from_bytes

from flask import Request


class ReadableRequest(Request):
    """A request whose query can be read: what should have been written with percent signs in it is, by now."""

    def __init__(self, environ: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(environ, *args, **kwargs)
        if not self.query_string.isascii():
            self.query_string = quote_from_bytes(self.query_string, safe=punctuation).encode()
