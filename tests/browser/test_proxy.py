"""Two people at a Tend behind a proxy with a certificate: at the usual port, and at another that is part of its address."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import SWITCHES, chromium, opened
from tests.browser.partner import Partner, move_in_together
from tests.browser.phones import Phones
from tests.browser.proxy import first_free_port, running_behind_nginx
from tests.browser.watch import Watch
from tests.pictures import colourful, file_of
from tests.whole import only_whole

pytestmark = [
    pytest.mark.browser,
    pytest.mark.whole("every run goes by the exit behind the same nginx, over https"),
]

NOTE = "For the evening by the lake"
USUAL = "https://tend.example.org"
ANOTHER = only_whole("at_another_port", why="tests/web/test_hosts.py asks what a port in an address means")


@pytest.fixture
def at_usual_port(empty_folder: Path) -> Iterator[tuple[str, str]]:
    """The public address, and how the browser finds it: it asks for port 443, and is led to one that is free."""
    port = first_free_port(0)
    with running_behind_nginx(empty_folder, USUAL, port):
        yield USUAL, f"MAP tend.example.org:443 127.0.0.1:{port}"


@pytest.fixture
def at_another_port(empty_folder: Path) -> Iterator[tuple[str, str]]:
    port = first_free_port(8443)
    public_url = f"https://localhost:{port}"
    with running_behind_nginx(empty_folder, public_url, port):
        yield public_url, "MAP localhost 127.0.0.1"


@pytest.fixture(params=["at_usual_port", ANOTHER])
def phones(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Phones]:
    """Browsers that take a certificate nobody vouches for, and know the way to the proxy."""
    address, way = request.getfixturevalue(request.param)
    switches = [*SWITCHES, f"--host-resolver-rules={way}"]
    led = browser.browser_type.launch(executable_path=chromium(), args=switches)

    def open_one(**wishes: object) -> tuple[BrowserContext, Watch]:
        return opened(led, address, ignore_https_errors=True, **wishes)

    yield Phones(open_one)
    led.close()


def test_two_people_find_each_other_behind_a_proxy(meet: Callable[..., Partner]) -> None:
    ada, ben = meet("Ada"), meet("Ben")

    move_in_together(ada, ben)
    ada.plant("Walk round the block", for_whom="Together")
    ben.open("/today")
    ben.tick("Walk round the block")
    ada_puts_up_a_picture(ada)
    ben.open("/wall")
    ben.read(NOTE)
    cookies = ben.page.context.cookies()
    ben.open("/settings")
    ben.press("Log out")
    ben.read("You are logged out.")
    ben.open("/today")
    ben.be_at("/login")

    assert {(cookie["name"], cookie["secure"]) for cookie in cookies} == {
        ("__Host-tend", True),
        ("__Host-tend_known", True),
    }


def ada_puts_up_a_picture(ada: Partner) -> None:
    ada.open("/wall")
    ada.unfold("A line to Ben")
    ada.page.get_by_text("Add a picture").click()
    file = {"name": "lake.jpeg", "mimeType": "image/jpeg", "buffer": file_of(colourful((4000, 3000)), "JPEG")}
    ada.page.get_by_label("A picture", exact=True).set_input_files(file)
    ada.write("What do you appreciate about Ben?", NOTE)
    ada.write("What does it show?", "The lake at dusk")
    ada.press("Put it on the wall")
    expect(ada.page.locator(".note").filter(has_text=NOTE).get_by_role("img")).to_have_count(1)
