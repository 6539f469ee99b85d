"""What keeps passkeys for a browser, and what somebody does with it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.partner import PASSWORD, Partner

AT_NIGHT = pytest.mark.whole(
    "every run makes passkeys, logs in with them, and lets none in that is removed or not its owner’s"
)
MAKE, USE, UNLOCK = "Make a passkey here", "Log in with a passkey", "Unlock with a passkey"
KNOWS_ITS_OWNER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
# Says on the page in which way a passkey was asked for last.
TELLS = """
const { credentials } = navigator
const get = credentials.get.bind(credentials)
credentials.get = (asked) => {
  document.documentElement.dataset.asked = asked.mediation ?? "pressed"
  return get(asked)
}
"""


class Device:
    """What keeps passkeys for a browser, and knows its owner or not."""

    def __init__(self, page: Page, **otherwise: Any) -> None:
        page.add_init_script(TELLS)
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        self.add(**otherwise)

    def add(self, **otherwise: Any) -> None:
        options = {"options": {**KNOWS_ITS_OWNER, **otherwise}}
        self.id = self.session.send("WebAuthn.addVirtualAuthenticator", options)["authenticatorId"]

    def passkeys(self) -> list[dict[str, Any]]:
        found = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        credentials: list[dict[str, Any]] = found["credentials"]
        return credentials

    def forget(self) -> None:
        """Somebody deletes what it keeps."""
        self.session.send("WebAuthn.clearCredentials", {"authenticatorId": self.id})

    def no_longer_knows_its_owner(self) -> None:
        self.knows_its_owner(verified=False)

    def knows_its_owner(self, *, verified: bool = True) -> None:
        self.session.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": verified}
        )

    def wait(self) -> None:
        """Let nobody touch it, until somebody does."""
        self.touched(enabled=False)

    def touched(self, *, enabled: bool = True) -> None:
        asked = {"authenticatorId": self.id, "enabled": enabled}
        self.session.send("WebAuthn.setAutomaticPresenceSimulation", asked)

    def go(self) -> None:
        """Take it away, so that another is asked."""
        self.session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.id})


Begin = Callable[[], tuple[Partner, Device]]


def to_passkeys(eve: Partner, reads: str = "Your first") -> None:
    eve.open("/settings/passkeys")
    eve.write("Your password", PASSWORD)
    eve.press("Go on")
    eve.read(reads)


def log_out(eve: Partner, device: Device | None = None) -> None:
    """Log out, and stand before the log-in page; a device waits there, or its passkey would be offered and taken at once."""
    if device:
        device.wait()
    eve.open("/settings")
    eve.press("Log out")
    eve.read("You are logged out.")
    eve.open("/login")
    if device:
        eve.page.wait_for_selector("[data-asked=conditional]", state="attached")


def use(eve: Partner, device: Device) -> None:
    device.touched()
    eve.press(USE)


def lock(eve: Partner) -> None:
    """Choose that Tend locks, and lock it at once."""
    eve.open("/settings/lock")
    eve.choose("Lock after five minutes")
    eve.press("Save")
    eve.read("Saved.")
    eve.press("Lock now")
    expect(eve.page.get_by_role("heading", level=1)).to_have_text("Locked")
