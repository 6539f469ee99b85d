"""Browsers of people's own, as phones have them. They are handed on, wiped, since a new one costs more than most tests do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.browser.watch import Watch

OWN_CLOCK = "Date.toString().includes('native code') && performance.getEntriesByType.toString().includes('native code')"
KEPT = "local_storage,indexeddb,cache_storage,service_workers"  # beside cookies, and what goes with a page

Opener = Callable[..., tuple[BrowserContext, Watch]]
Lender = Callable[..., "Phone"]


@dataclass
class Phone:
    """A browser that is watched, and the page that is open in it."""

    context: BrowserContext
    watch: Watch
    page: Page


class Phones:
    """All that are there, by what is special about them. One that is lent for good is nobody's afterwards."""

    def __init__(self, open_browser: Opener, arrive: Callable[[BrowserContext], None] | None = None) -> None:
        self.open_browser, self.arrive = open_browser, arrive
        self.free: dict[frozenset[tuple[str, Any]], list[tuple[BrowserContext, Watch]]] = defaultdict(list)

    @contextmanager
    def lending(self) -> Iterator[Lender]:
        """Lends phones for a while. At the end nothing must have gone wrong in any of them."""
        lent: list[Phone] = []
        back: list[Callable[[], None]] = []

        def lend(*, for_good: bool = False, **wishes: Any) -> Phone:
            free = self.free[frozenset(wishes.items())]
            context, watch = free.pop() if free and not for_good else self.new(**wishes)
            if self.arrive:
                self.arrive(context)
            lent.append(Phone(context, watch, context.new_page()))
            assert lent[-1].page.evaluate(OWN_CLOCK), "Whoever sets a phone's clock has it lent for good."
            back.append(
                context.close if for_good else lambda: free.append((wiped(context, watch.address), watch))
            )
            return lent[-1]

        yield lend
        for give_back in back:
            give_back()
        wrong = [line for phone in lent for line in phone.watch.taken()]
        assert wrong == [], wrong

    def new(self, **wishes: Any) -> tuple[BrowserContext, Watch]:
        context, watch = self.open_browser(**wishes)
        context.new_page()  # stays empty, so that its window stays open
        return context, watch


def wiped(context: BrowserContext, address: str) -> BrowserContext:
    """A browser in which nothing is left of anybody but what all are given alike: scripts, styles and drawings."""
    empty, *others = context.pages
    for page in others:
        page.close()
    context.set_offline(False)
    context.clear_cookies()
    session = context.new_cdp_session(empty)
    session.send("Storage.clearDataForOrigin", {"origin": address, "storageTypes": KEPT})
    session.detach()
    return context
