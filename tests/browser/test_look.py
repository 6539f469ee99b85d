"""Every page fits whoever holds it: small phones, wide screens, large letters, long names, and no motion for those
whom it makes ill. Nothing on it is out of reach for people who see, hear or move differently. What is seen beside that,
in the console and on the network, is watched for every visit."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.arriving import GUEST, Place, unfold
from tests.browser.axe import NARROW, VARIANTS, WIDE, what_axe_finds
from tests.browser.conftest import opened
from tests.browser.couples import COUPLES, EVERYDAY, HOST, OTHER, Household
from tests.browser.fitting import (
    BROKEN,
    FITS,
    LETTERS,
    LONGEST_WORD,
    MIRRORED,
    OUT_OF_REACH,
    SMALL,
    TOUCH,
    TWICE_AS_LARGE,
    WIDTH_AT_TWICE,
    letters,
    what_does_not_fit,
)
from tests.browser.furnished import Folders
from tests.browser.lodging import Lodging
from tests.browser.mailing import mailing
from tests.browser.part import kinds_among, part_of
from tests.browser.phones import Phone, Phones
from tests.browser.places import PLACES
from tests.whole import RUN, some

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole("every run sees the edge of what is chosen on the page of a habit")

NOTHING_THERE = "/healthz"  # of the same place: the browser goes on with the process it has

# What fits in names of any letters and lengths fits in everyday ones too; on Today these may be too small for a finger.
NAMED = [words.key for words in COUPLES if RUN.whole or words != EVERYDAY]
# What is mailed needs a server of its own, and is the same page with more words, or one more form.
AT_HAND = [place for place in PLACES if not place.mailed]
LOOKED_AT = PLACES if RUN.whole else part_of(AT_HAND)
LOOKS = [
    (place, key) for place in LOOKED_AT for key in (some(NAMED, place.name) if place.of_a_couple else [""])
]
LOOKS += [(place, EVERYDAY.key) for place in PLACES if place.name == "today" and not RUN.whole]


@dataclass
class Visiting:
    """A page that goes from place to place, since to open one for each would cost as much as to look at it, and who lets
    people live where it goes."""

    phone: Phone
    lodging: Lodging


@pytest.fixture(scope="module")
def usual(phones: Phones, lodging: Lodging) -> Iterator[Visiting]:
    with phones.lending() as lend:
        yield Visiting(lend(reduced_motion="reduce"), lodging)


@pytest.fixture(scope="module")
def mailed(
    browser: Browser, folders: Folders, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visiting]:
    """The same people in a Tend that sends mails and has a name."""
    folder = shutil.copytree(folders.furnished, tmp_path_factory.mktemp("mailing") / "data")
    with mailing(folder) as (address, _post):
        lodging = Lodging(folder, address)
        with Phones(partial(opened, browser, address)).lending() as lend:
            yield Visiting(lend(reduced_motion="reduce"), lodging)
        lodging.close()


@pytest.fixture
def look(
    request: pytest.FixtureRequest, households: dict[str, Household]
) -> Iterator[Callable[[Place, str], Page]]:
    """A page as somebody finds it who has never been there. At the end nothing must have gone wrong in it."""
    looking: list[Phone] = []

    def at(place: Place, couple: str) -> Page:
        visiting: Visiting = request.getfixturevalue("mailed" if place.mailed else "usual")
        phone = visiting.phone
        looking.append(phone)
        who = f"{couple}-{place.who}" if couple else place.who
        if who != GUEST:
            phone.context.add_cookies([visiting.lodging.kept_cookie_of(who)])
        phone.page.goto(place.path_in(households[couple or EVERYDAY.key]))
        place.act(phone.page)
        return phone.page

    yield at
    for phone in looking:
        phone.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        phone.page.goto(NOTHING_THERE)
        phone.context.clear_cookies()
        assert phone.watch.taken() == []


@pytest.mark.parametrize(
    ("place", "couple"), LOOKS, ids=lambda each: each.name if isinstance(each, Place) else each
)
def test_a_page_fits_and_is_in_reach_of_all(
    look: Callable[[Place, str], Page], place: Place, couple: str
) -> None:
    page = look(place, couple)

    assert what_does_not_fit(page, NARROW) == FITS
    assert page.evaluate(OUT_OF_REACH, TOUCH) == [[], [], 0]
    found = what_axe_finds(page, some(VARIANTS, place.name))
    assert found == dict.fromkeys(found, [])
    assert what_does_not_fit(page, WIDE) == FITS
    assert what_does_not_fit(page, WIDTH_AT_TWICE, TWICE_AS_LARGE) == FITS
    assert what_does_not_fit(page, SMALL) == FITS
    with letters(page, 2 * LETTERS):
        assert what_does_not_fit(page, SMALL) == FITS
        assert what_does_not_fit(page, NARROW) == FITS
        assert page.evaluate(BROKEN, LONGEST_WORD) == []
    assert what_does_not_fit(page, NARROW, MIRRORED) == FITS


def test_axe_sees_the_page_and_what_is_wrong_with_it(look: Callable[[Place, str], Page]) -> None:
    page = look(PLACES[0], "")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.locator("main p").first.evaluate("(each) => { each.style.color = 'rgb(220, 220, 220)' }")

    found = {where: {rule for rule, *_more in wrong} for where, wrong in what_axe_finds(page).items()}

    assert found[NARROW, "light"] == {"html-has-lang", "color-contrast"}
    assert "color-contrast" in found[WIDE, "light"]
    assert "color-contrast" not in found[WIDE, "dark"]


def test_all_widths_and_themes_are_looked_at_in_every_run() -> None:
    looked_at = Counter(variant for place in LOOKED_AT for variant in some(VARIANTS, place.name))

    assert min(looked_at[variant] for variant in VARIANTS) > len(LOOKED_AT) / 8


def test_each_kind_of_place_is_looked_at_in_every_run_and_all_names_are() -> None:
    odd = Counter(couple for place, couple in LOOKS if place.of_a_couple)

    assert kinds_among(LOOKED_AT) >= kinds_among(AT_HAND)
    assert not RUN.whole or set(LOOKED_AT) == set(PLACES)
    assert min(odd[words.key] for words in COUPLES if words != EVERYDAY) > odd.total() / 4


def test_a_page_to_which_two_come_is_looked_at_as_two_find_it() -> None:
    alone, both, twin = (Place(name, name, "/wall") for name in ("newcomer", HOST, OTHER))
    farewell, unfolded = Place("farewell", "staying", "/farewell"), Place("unfolded", HOST, "/wall", unfold)

    assert part_of([alone, both, farewell]) == [both, farewell]
    assert part_of([both, twin, unfolded]) == [both, unfolded]


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("habit", ".whose__link[aria-current]"),
        *(
            pytest.param(name, chosen, marks=AT_NIGHT)
            for name, chosen in (
                ("reflections", ".chip[aria-pressed='true']"),
                ("talk", ":checked + .segment__name"),
                ("new habit", ":checked + .weekday__name"),
                ("profile", ".colours__choice:has(:checked)"),
            )
        ),
    ],
)
def test_what_is_chosen_has_a_thick_edge_where_the_system_has_the_colours(
    visit: Callable[..., Page], name: str, chosen: str
) -> None:
    page = visit(next(place for place in PLACES if place.name == name), forced_colors="active")

    edge = page.locator(chosen).first.evaluate("(each) => getComputedStyle(each).outline")

    assert "solid 3px" in edge


def test_a_button_is_for_a_thumb_on_a_phone_and_as_wide_as_its_words_where_there_is_room(
    visit: Callable[..., Page],
) -> None:
    page = visit(Place("a date to plan", "one", "/dates/new"))
    button, form = page.locator(".button--wide"), page.locator("main form").first

    widths = {}
    for width in (NARROW, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        shown, room = button.bounding_box(), form.bounding_box()
        assert shown and room
        widths[width] = shown["width"] / room["width"]

    assert widths[NARROW] == pytest.approx(1)
    assert widths[1280] < 0.5
