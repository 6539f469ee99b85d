"""What both have agreed to, and whoever reads it by the link."""

import re

from tests.visitors import Visitor
from tests.world import (
    SUMMARY,
)

PATH = "/help/summary"


PAPER = "/help/summary/paper"


SHOWN = f"/help/shown/{SUMMARY}"


def there(visitor: Visitor) -> list[str]:
    """The sections that are in the summary, as a member calls them."""
    source = visitor.page(PATH).source
    parts = re.split(r'<section class="sheet stack" id="([\w-]+)">', source)[1:]
    return [name for name, part in zip(parts[::2], parts[1::2], strict=True) if "agree__there" in part]


def new_link(visitor: Visitor) -> str:
    visitor.submit(PATH, to=f"{PATH}/link")
    found = re.search(r'value="https?://[^"/]+(/help/shown/[\w-]+)"', visitor.page(PATH).source)
    return found[1] if found else ""
