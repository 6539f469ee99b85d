"""A picture from a phone goes up with a note, and the partner sees it as it was held."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.arriving import Place
from tests.pictures import colourful, file_of
from tracker.domain.pictures import MOST_BYTES

pytestmark = pytest.mark.browser
AT_NIGHT = pytest.mark.whole(
    "every run sends a picture to the partner, and says what cannot be taken while all words stay"
)

ONE = Place("wall", "one", "/wall")
# Who send pictures have a wall that no other test looks at.
SENDER, PARTNER = Place("wall", "thanked-one", "/wall"), Place("wall", "thanked-other", "/wall")
SIZE = "(image) => image.decode().then(() => [image.naturalWidth, image.naturalHeight])"


def held_upright(kind: str) -> bytes:
    """What a phone writes that was held upright: it lies on its side, and says so."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return file_of(colourful((4000, 3000)), kind, exif=exif.tobytes())


def choose(page: Page, content: bytes, kind: str) -> None:
    page.get_by_text("line to Sasha").click()
    page.get_by_text("Add a picture").click()
    file = {"name": f"IMG_0001.{kind}", "mimeType": f"image/{kind}", "buffer": content}
    page.get_by_label("A picture", exact=True).set_input_files(file)


def send(page: Page, words: str, seen: str) -> None:
    page.get_by_label("What do you appreciate about Sasha?", exact=True).fill(words)
    page.get_by_label("What does it show?").fill(seen)
    with page.expect_navigation():
        page.get_by_role("button", name="Put it on the wall").click()


def picture_of(page: Page, words: str) -> Locator:
    return page.locator(".note").filter(has_text=words).get_by_role("img")


@pytest.mark.parametrize(
    ("kind", "scripted"),
    [
        pytest.param("HEIF", True, marks=AT_NIGHT),
        ("JPEG", False),
        pytest.param("JPEG", True, marks=AT_NIGHT),
    ],
    ids=["HEIC", "JPEG, without JavaScript", "JPEG"],
)
def test_a_picture_from_a_phone_is_there_for_the_partner(
    visit: Callable[..., Page], kind: str, scripted: bool
) -> None:
    words = f"For the evening by the lake, {kind} {scripted}"
    page = visit(SENDER, java_script_enabled=scripted)
    choose(page, held_upright(kind), kind.lower())
    send(page, words, "The lake at dusk")

    partner = visit(PARTNER)

    for each in (page, partner):
        picture = picture_of(each, words)
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_accessible_name("The lake at dusk")
        expect(picture).to_have_attribute("height", "1600")
    assert picture_of(partner, words).evaluate(SIZE) == [1200, 1600]
    box = picture_of(partner, words).bounding_box()
    assert box["width"] / box["height"] == pytest.approx(0.75, abs=0.01)


@AT_NIGHT
def test_a_picture_is_shown_before_it_is_sent(visit: Callable[..., Page]) -> None:
    page = visit(ONE)
    preview = page.get_by_role("img", name="The picture you have chosen")
    expect(preview).to_have_count(0)

    choose(page, file_of(colourful((300, 200))), "jpeg")

    expect(preview).to_be_visible()
    page.get_by_label("A picture", exact=True).set_input_files([])
    expect(preview).to_have_count(0)


@AT_NIGHT
def test_what_is_too_large_is_said_before_it_is_sent(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit(ONE)
    large = tmp_path / "IMG_0001.jpeg"
    large.write_bytes(bytes(MOST_BYTES + 1))

    page.get_by_text("line to Sasha").click()
    page.get_by_text("Add a picture").click()
    page.get_by_label("A picture", exact=True).set_input_files(large)

    expect(page.get_by_role("alert")).to_have_text(
        "This picture is larger than 10 MB. Please choose a smaller one."
    )
    expect(page.get_by_label("A picture", exact=True)).to_have_value("")
    choose_again = page.get_by_label("A picture", exact=True)
    choose_again.set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": file_of(colourful(), "PNG")}
    )
    expect(page.get_by_role("alert")).to_have_count(0)


def test_what_cannot_be_taken_is_in_view_with_all_words(visit: Callable[..., Page]) -> None:
    page = visit(ONE)

    choose(page, b"no picture", "jpeg")
    send(page, "Words to keep", "The lake")

    sentence = page.get_by_text("This cannot be shown here as a picture. A JPEG, PNG, WebP or HEIC can.")
    expect(sentence).to_be_in_viewport()
    expect(page.get_by_label("What do you appreciate about Sasha?")).to_have_value("Words to keep")
    expect(page.get_by_label("What does it show?")).to_have_value("The lake")


LAST_THAT_IS_HIGH = "(images) => images.findLastIndex((image) => image.getBoundingClientRect().height > 100)"


@AT_NIGHT
def test_nothing_jumps_when_a_picture_comes(visit: Callable[..., Page]) -> None:
    page = visit(ONE)
    height = "(image) => image.getBoundingClientRect().height"
    picture = page.locator("img.picture[src]").nth(
        page.locator("img.picture[src]").evaluate_all(LAST_THAT_IS_HIGH)
    )
    before = picture.evaluate(height)

    picture.scroll_into_view_if_needed()
    picture.evaluate(SIZE)

    assert before == picture.evaluate(height) > 100
