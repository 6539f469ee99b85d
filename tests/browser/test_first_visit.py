"""What a browser loads that has never been here, as it counts it itself: requests, bytes with their headers, and those of
them that come before anything can be drawn. Whoever comes again loads the page and nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.arriving import GUEST, Place
from tests.browser.conftest import opened
from tests.browser.households import EVERYDAY, Household
from tests.browser.lodging import Lodging
from tests.browser.places import PLACES

pytestmark = pytest.mark.browser

PAGE, STYLE, SCRIPT, PICTURE = "document", "stylesheet", "script", "image"
LATER = "/alone/later.js"  # loaded when the page is there and nothing else is to be done
BY_ITSELF = "fetch"  # what a page asks once that is there, whether anything is new

# All that a page names, without the pictures that people have put up.
LOADED = """() => [...document.querySelectorAll("link[rel=stylesheet], script[src], use")]
    .map((each) => new URL(each.href?.baseVal ?? each.href ?? each.src, location))
    .every(({ origin, pathname }) => performance.getEntriesByType("resource")
        .some(({ name, responseEnd }) => responseEnd && name.split("#")[0] === origin + pathname))"""


@dataclass(frozen=True)
class Most:
    """What a first visit may take at most."""

    requests: int
    bytes: int
    before_drawn: int


# The quick exit is on all of them: a script of 1.3 KB with its headers where there is none else, or 0.9 KB of the one there is.
MOST = {
    "landing": Most(requests=5, bytes=16_100, before_drawn=8_500),
    "today": Most(requests=5, bytes=20_000, before_drawn=10_000),
    "check-in": Most(requests=5, bytes=23_900, before_drawn=11_800),
    "wall": Most(requests=5, bytes=20_900, before_drawn=11_000),
    "garden": Most(requests=6, bytes=25_000, before_drawn=8_750),  # also on a winter's night
    "ways": Most(requests=5, bytes=15_300, before_drawn=7_500),
}


@dataclass
class Visit:
    """A visit, and what the browser asked for at it."""

    page: Page
    asked: list[Request]

    def bytes_of(self, *kinds: str) -> int:
        return sum(size(each) for each in self.asked if not kinds or each.resource_type in kinds)

    @property
    def loaded(self) -> list[str]:
        """What came over the network, and not out of what the browser had kept, be it a moment ago."""
        return sorted(urlsplit(each.url).path for each in self.asked if size(each))


def size(request: Request) -> int:
    """The bytes of an answer with its headers; none where it was kept from before."""
    sizes = request.sizes()
    return sizes["responseHeadersSize"] + sizes["responseBodySize"]


@pytest.fixture
def come(
    browser: Browser, address: str, lodging: Lodging, households: dict[str, Household]
) -> Iterator[Callable[[Place], Visit]]:
    """Visit a place with one browser that nobody has had before."""
    context, watch = opened(browser, address)
    page = context.new_page()

    def come(place: Place) -> Visit:
        who = f"{EVERYDAY.key}-{place.who}" if place.of_a_couple else place.who
        if who != GUEST:
            context.add_cookies([lodging.kept_cookie_of(who)])
        asked: list[Request] = []
        note = lambda request: asked.append(request)  # noqa: E731 - Playwright takes no method of a list
        page.on("request", note)
        page.goto(place.path_in(households[EVERYDAY.key]))
        page.wait_for_function(LOADED)
        page.remove_listener("request", note)
        loaded = [each for each in asked if each.resource_type not in (PICTURE, BY_ITSELF)]
        return Visit(page, [each for each in loaded if LATER not in each.url])

    yield come
    context.close()
    assert watch.taken() == []


@pytest.mark.parametrize(
    "place", [each for each in PLACES if each.name in MOST], ids=lambda place: place.name
)
def test_a_first_visit_asks_for_little_and_the_next_for_the_page_alone(
    come: Callable[[Place], Visit], place: Place
) -> None:
    most = MOST[place.name]

    first, again = come(place), come(place)

    found = Most(len(first.loaded), first.bytes_of(), first.bytes_of(PAGE, STYLE))
    assert (found.requests <= most.requests, found.bytes <= most.bytes) == (True, True), found
    assert found.before_drawn <= most.before_drawn, found
    assert again.loaded == [urlsplit(again.page.url).path]


def test_the_sign_on_the_tab_is_in_the_file_that_pages_draw_from(come: Callable[[Place], Visit]) -> None:
    visit = come(PLACES[0])

    (sign,) = visit.page.locator("link[rel=icon]").all()

    assert urlsplit(sign.get_attribute("href") or "").path in visit.loaded
