"""What a browser loads that has never been here before."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin

import brotli

from tracker.bench.client import Answer, ask, request

NAMED = re.compile(r'(?:href|src)="(/static/[^"#]+)')
BEHAVIOUR = re.compile(r'data-behaviour="(\w+)"')
IMPORTED = re.compile(r'from "([^"]+)"')
SUMMONED = re.compile(r'import\("([^"]+/(\w+)\.js)"\)')


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes on the wire with their headers: of all files, and of those without which nothing can be drawn."""

    file_count: int
    total: int
    before_drawn: int


def first_visit(port: int, path: str, cookie: str) -> Weight:
    """What a page weighs with all it needs: style, the modules of the behaviours it names, and pictures."""
    page = ask(port, request("GET", path, cookie=cookie))
    behaviours = set(BEHAVIOUR.findall(text_of(page)))
    loaded: dict[str, Answer] = {}
    wanted = NAMED.findall(text_of(page))
    while wanted:
        address = wanted.pop()
        if address not in loaded:
            loaded[address] = ask(port, request("GET", address))
            if address.endswith(".js"):
                wanted += modules_in(text_of(loaded[address]), address, behaviours)
    styles = sum(answer.byte_count for address, answer in loaded.items() if address.endswith(".css"))
    return Weight(
        file_count=len(loaded) + 1,
        total=page.byte_count + sum(answer.byte_count for answer in loaded.values()),
        before_drawn=page.byte_count + styles,
    )


def modules_in(script: str, address: str, behaviours: set[str]) -> list[str]:
    """The modules that a script loads: what it imports, and the behaviours that are on the page."""
    summoned = [path for path, name in SUMMONED.findall(script) if name in behaviours]
    return [urljoin(address, path) for path in [*IMPORTED.findall(script), *summoned]]


def text_of(answer: Answer) -> str:
    compressed = b"\r\ncontent-encoding: br" in answer.head.lower()
    return (brotli.decompress(answer.body) if compressed else answer.body).decode()
