"""What a browser loads that has never been here before."""

import re
from dataclasses import dataclass

import brotli

from tracker.bench.client import Answer, ask, request

NAMED = re.compile(r'(?:href|src)="(/static/[^"#]+)')


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes on the wire with their headers: of all files, and of those without which nothing can be drawn."""

    file_count: int
    total: int
    before_drawn: int


def first_visit(port: int, path: str, cookie: str) -> Weight:
    """What a page weighs with all it names: sheets, a script, drawings. None of them asks for more."""
    page = ask(port, request("GET", path, cookie=cookie))
    loaded = {address: ask(port, request("GET", address)) for address in set(NAMED.findall(text_of(page)))}
    styles = sum(answer.byte_count for address, answer in loaded.items() if address.endswith(".css"))
    return Weight(
        file_count=len(loaded) + 1,
        total=page.byte_count + sum(answer.byte_count for answer in loaded.values()),
        before_drawn=page.byte_count + styles,
    )


def text_of(answer: Answer) -> str:
    compressed = b"\r\ncontent-encoding: br" in answer.head.lower()
    return (brotli.decompress(answer.body) if compressed else answer.body).decode()
