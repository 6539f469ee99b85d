"""What a browser keeps that has a worker, and what it shows while Tend cannot be reached."""

from collections.abc import Callable

import pytest

from tests.browser.partner import Partner

pytestmark = pytest.mark.browser

READY = "navigator.serviceWorker.ready.then(({ active }) => new URL(active.scriptURL).pathname)"


def test_whoever_is_logged_in_gets_a_worker(meet: Callable[..., Partner]) -> None:
    ada = meet("Ada", workers=True)
    ada.open("/register")

    ada.sign_up()

    assert ada.page.evaluate(READY) == "/sw.js"
