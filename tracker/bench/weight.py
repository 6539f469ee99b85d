"""What a browser loads that has never been here before, and what once it has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import brotli

from tracker.bench.client import Answer, ask, request

NAMED = re.compile(r'(?:href|src)="(/static/[^"#]+|/wall/[^"#]*picture[^"#]*)')
# Asked for by nobody who comes to a page.
FOR_A_HOME_SCREEN = re.compile(r'<link rel="apple-touch-icon"[^>]*>')
FOR_GOOD = b"immutable"


@dataclass(frozen=True, slots=True)
class Weight:
    """What a visit asks for, and its bytes on the wire with headers: of all of it, and of that without which nothing is drawn."""

    file_count: int
    total: int
    before_drawn: int


def visits_to(port: int, path: str, cookie: str) -> tuple[Weight, Weight]:
    """What a page weighs at a first visit, with all it needs, and at a second: style, modules of its behaviours, pictures."""
    page = ask(port, request("GET", path, cookie=cookie))
    first = needed_by(page, port, cookie)
    second = {address: answer for address, answer in first.items() if FOR_GOOD not in answer.head.lower()}
    return weight_of(page, first), weight_of(page, second)


def weight_of(page: Answer, loaded: Mapping[str, Answer]) -> Weight:
    styles = sum(answer.byte_count for address, answer in loaded.items() if address.endswith(".css"))
    return Weight(
        file_count=len(loaded) + 1,
        total=page.byte_count + sum(answer.byte_count for answer in loaded.values()),
        before_drawn=page.byte_count + styles,
    )


def needed_by(page: Answer, port: int, cookie: str) -> dict[str, Answer]:
    """What a page names: sheets, a script, drawings, pictures. None of them asks for more."""
    named = set(NAMED.findall(FOR_A_HOME_SCREEN.sub("", text_of(page))))
    return {address: ask(port, request("GET", address, cookie=cookie)) for address in named}


def text_of(answer: Answer) -> str:
    compressed = b"\r\ncontent-encoding: br" in answer.head.lower()
    return (brotli.decompress(answer.body) if compressed else answer.body).decode()
