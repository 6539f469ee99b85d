"""What a request may bring: half a megabyte, and more only where an address says that it takes a file."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, request

HALF_A_MEGABYTE = 512 * 1024
FILES = "multipart/form-data"

View = TypeVar("View", bound=Callable[..., Any])


def takes_a_file(most_bytes: int) -> Callable[[View], View]:
    """Declare that the address of a view takes a form with a file, of at most so many bytes in all."""

    def declared(view: View) -> View:
        view.most_bytes = most_bytes  # type: ignore[attr-defined]
        return view

    return declared


def most_bytes(app: Flask, endpoint: str | None) -> int:
    """How many bytes a form that is sent to an endpoint may bring."""
    return getattr(app.view_functions.get(endpoint or ""), "most_bytes", HALF_A_MEGABYTE)


def let_files_through(app: Flask) -> None:
    """Let in what an address has declared, before anything looks at the form."""

    @app.url_value_preprocessor
    def let_through(endpoint: str | None, _values: dict[str, Any] | None) -> None:
        if request.method == "POST" and request.mimetype == FILES:
            request.max_content_length = most_bytes(app, endpoint)
