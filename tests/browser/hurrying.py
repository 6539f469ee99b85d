"""Pauses that a page makes, and that a test would only sit out: they are a tenth as long there, but with `--whole`."""

from playwright.sync_api import BrowserContext, Page

from tests.whole import RUN

# In milliseconds, as the modules have them in which they stand.
DRAFT = 1200  # until what was typed is kept: autosave.js
IN_A_TALK, ON_ANY_PAGE, AWAITED = 1000, 3000, 5000  # from look to look: talk.js, poller.js, looking.js
UNTIL_SENT = (1000, 2000, 4000)  # from try to try, longer each time: late.js

SHORTER = """{
    const pauses = %s, wait = globalThis.setTimeout
    globalThis.setTimeout = (act, pause, ...more) => wait(act, pauses.includes(pause) ? pause / 10 : pause, ...more)
}"""


def hurry(where: Page | BrowserContext, *pauses: int) -> None:
    """Let pages that come here from now on make these pauses shorter."""
    if not RUN.whole:
        where.add_init_script(SHORTER % list(pauses))
