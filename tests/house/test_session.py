"""What a browser's session may hold is said in one place: anything else in it is let go at the next page."""

import re

from tests.house.sources import modules
from tracker.web.session import SESSION

USED = re.compile(r"(?<![.\w])session(?:\[|\.(?:get|pop|setdefault)\()(\"\w+\"|[A-Z_]+)")
NAMED = r"^{} = \"(\w+)\""


def test_all_that_pages_keep_in_a_session_is_declared():
    used = set()
    for path in modules():
        source = path.read_text()
        for name in USED.findall(source):
            used.add(
                name.strip('"') if '"' in name else re.search(NAMED.format(name), source, re.MULTILINE)[1]
            )

    assert {name for name in used if name[0] != "_"} == {name for name in SESSION if name[0] != "_"}
