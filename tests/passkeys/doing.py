"""What tests do with passkeys, on the pages that people use."""

import json
from typing import Any

from werkzeug.test import TestResponse

from tests.passkeys.authenticator import Authenticator
from tests.visitors import Page, Visitor
from tests.world import PASSWORD

HERE = "/settings/passkeys"


def asked_on(page: Page) -> dict[str, Any]:
    """What a page asks a browser for."""
    (options,) = [given["data-options"] for _tag, given in page.tags if "data-options" in given]
    found: dict[str, Any] = json.loads(options)
    return found


def prove(visitor: Visitor, **more: str) -> None:
    assert visitor.submit("/settings/proof", password=PASSWORD, **more).status_code == 303


def make(
    visitor: Visitor, device: Authenticator | None = None, **typed: str
) -> tuple[Authenticator, TestResponse]:
    """Let somebody who has proved that it is them make a passkey; the device, and how the page answered."""
    options = asked_on(page := visitor.page(HERE))
    device = (device or Authenticator()).bent(handle=options["user"]["id"])
    values = {**page.form(HERE).values, "passkey": device.make(options), **typed}
    return device, visitor.post(HERE, data=values)


def log_in(visitor: Visitor, device: Authenticator, **how: Any) -> TestResponse:
    """Log in by a passkey alone."""
    page = visitor.page("/login")
    answer = device.use(asked_on(page), **how)
    return visitor.send("/login/passkey", passkey=answer, stay="y")
