"""What no script of ours may lean on, since not every engine does it."""

import re

from tests.house.sources import STATIC, each_of

# In some engines such a request never ends where the answer leads elsewhere; `Tend-Part: way` asks where it does.
WITHOUT_FOLLOWING = re.compile(r"redirect:\s*[\"'](manual|error)")


@each_of(sorted(STATIC.rglob("*.js")))
def test_no_script_waits_for_an_answer_that_it_does_not_follow(path):
    assert WITHOUT_FOLLOWING.findall(path.read_text()) == []
